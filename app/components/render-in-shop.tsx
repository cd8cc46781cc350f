import { AppProvider } from "@shopify/polaris";
import english from "@shopify/polaris/locales/en.json";
import { cleanup, render } from "@testing-library/react";
import type { ReactElement, ReactNode } from "react";
import { afterEach } from "vitest";

import { createShopFormat, ShopFormatProvider } from "./shop-format.tsx";

// For the tests of components: what stands around them in the frame.

const SHOP = { locale: "en-US", timeZone: "America/New_York", currency: "USD", year: "2026" };

export const shopFormat = createShopFormat(SHOP);

afterEach(cleanup);

/** Renders as the frame does, for a shop in New York that counts in US dollars. */
export function renderInShop(element: ReactElement): ReturnType<typeof render> {
  return render(element, {
    wrapper: ({ children }: { children: ReactNode }) => (
      <AppProvider i18n={english}>
        <ShopFormatProvider {...SHOP}>{children}</ShopFormatProvider>
      </AppProvider>
    ),
  });
}
