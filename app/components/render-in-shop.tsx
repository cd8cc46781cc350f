import { AppProvider } from "@shopify/polaris";
import { cleanup, render } from "@testing-library/react";
import type { ReactElement, ReactNode } from "react";
import { afterEach } from "vitest";

import { LanguageProvider } from "#app/languages/language-provider.tsx";
import { loadCatalog } from "#app/languages/catalog.ts";
import { wordsOf } from "#app/languages/words.ts";

import { createShopFormat, ShopFormatProvider } from "./shop-format.tsx";

// For the tests of components: what stands around them in the frame.

const SHOP = { locale: "en-US", timeZone: "America/New_York", currency: "USD", year: "2026" };

const { polaris } = await loadCatalog(SHOP.locale);

export const t = wordsOf(SHOP.locale);

export const shopFormat = createShopFormat(t, SHOP);

afterEach(cleanup);

/** Renders as the frame does, for a shop in New York that counts in US dollars. */
export function renderInShop(element: ReactElement): ReturnType<typeof render> {
  return render(element, {
    wrapper: ({ children }: { children: ReactNode }) => (
      <LanguageProvider locale={SHOP.locale}>
        <AppProvider i18n={polaris}>
          <ShopFormatProvider {...SHOP}>{children}</ShopFormatProvider>
        </AppProvider>
      </LanguageProvider>
    ),
  });
}
