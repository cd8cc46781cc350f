import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { I18nextProvider } from "react-i18next";

import { loadCatalog, loadedCatalog, type PolarisWords } from "./catalog.ts";
import { createWords } from "./words.ts";

interface LanguageInUse {
  /** Of the words and of every figure. */
  locale: string;
  /** What Polaris says by itself. */
  polaris: PolarisWords;
}

const Context = createContext<LanguageInUse | null>(null);

/** Gives the pages below it their words. */
export function LanguageProvider({ locale, children }: { locale: string; children: ReactNode }) {
  const [shown, setShown] = useState(() => ({ locale, catalog: loadedCatalog(locale) }));
  useEffect(() => {
    // After the shop has chosen another language: until that one is here, the page stays as it is.
    let isLeft = false;
    if (shown.locale !== locale) {
      void loadCatalog(locale).then((catalog) => !isLeft && setShown({ locale, catalog }));
    }
    return () => {
      isLeft = true;
    };
  }, [locale, shown.locale]);
  const words = useMemo(() => createWords(shown.catalog, shown.locale), [shown]);
  const inUse = useMemo(() => ({ locale: shown.locale, polaris: shown.catalog.polaris }), [shown]);
  return (
    <Context.Provider value={inUse}>
      <I18nextProvider i18n={words}>{children}</I18nextProvider>
    </Context.Provider>
  );
}

/** The locale of the page, and the words of Polaris in its language. */
export function useLanguage(): LanguageInUse {
  const language = useContext(Context);
  if (!language) throw new Error("useLanguage needs a LanguageProvider above it");
  return language;
}
