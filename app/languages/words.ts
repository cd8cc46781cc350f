import { createInstance, type i18n, type TFunction } from "i18next";

import { type Catalog, loadCatalog, loadedCatalog } from "./catalog.ts";

/**
 * Words for one reader. Each has an instance of their own whose language never changes, so that two requests that are
 * answered at the same time cannot speak each other's; the catalogs that they share are only read.
 */
export function createWords(catalog: Catalog, locale: string): i18n {
  const instance = createInstance({
    lng: locale,
    // "fr-CA" has the words of "fr", and the numbers of its own.
    load: "languageOnly",
    // Whoever reads none of our languages has English.
    fallbackLng: catalog.language,
    resources: { [catalog.language]: { translation: catalog.words } },
    initAsync: false,
    // React escapes; a paper and a title do too.
    interpolation: { escapeValue: false },
    react: { useSuspense: false, bindI18n: "", bindI18nStore: "" },
  });
  void instance.init();
  return instance;
}

/** The words of a locale, where nothing of React is at hand: the title of a document, a test. */
export function wordsOf(locale: string): TFunction {
  return createWords(loadedCatalog(locale), locale).t;
}

/** The same on the server, whose start may come before the catalog's. */
export async function loadWords(locale: string): Promise<i18n> {
  return createWords(await loadCatalog(locale), locale);
}
