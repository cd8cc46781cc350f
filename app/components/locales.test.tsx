// @vitest-environment jsdom
import { AppProvider } from "@shopify/polaris";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";

import { LanguageProvider } from "#app/languages/language-provider.tsx";
import { loadCatalog } from "#app/languages/catalog.ts";

import { sampleFilters, sampleSession } from "./sample-reports.ts";
import { SessionTable } from "./session-table.tsx";
import { ShopFormatProvider } from "./shop-format.tsx";

// The lists of a merchant who reads another language: every figure and time in it, the words aside.

const { polaris } = await loadCatalog("en");

afterEach(cleanup);

const CHOSEN = {
  ...{ list: "sessions" as const, isFailed: false, choose: () => undefined },
  choice: {
    hidden: [],
    added: ["netCashSales", "tolerance", "openingDiscrepancy", "closingDiscrepancy", "businessDay"],
  },
};
const amount = (minor: string, currency: string) => ({ amount: minor, currency });

function cellsIn(locale: string, timeZone: string, currency: string, value: string): string[] {
  const of = amount(value, currency);
  const row = {
    ...{ ...sampleSession, currency, timeZone: "Asia/Tokyo", escalation: null },
    ...{
      expectedAtClose: of,
      countedAtClose: of,
      totalDiscrepancy: of,
      openingDiscrepancy: of,
      closingDiscrepancy: of,
    },
    ...{ netCashSales: of, tolerance: of, businessDate: "2026-11-22" as const },
    matches: [],
    ...{ openedAt: "2026-11-22T01:00:00Z", closedAt: "2026-11-22T10:30:00Z" },
  };
  render(
    <LanguageProvider locale="en">
      <AppProvider i18n={polaris}>
        <ShopFormatProvider locale={locale} timeZone={timeZone} currency={currency} year="2026">
          <SessionTable rows={[row]} filters={sampleFilters} query="" caption="Cash sessions" chosen={CHOSEN} />
        </ShopFormatProvider>
      </AppProvider>
    </LanguageProvider>,
  );
  const cells = screen.getByRole("table").querySelectorAll("tbody td");
  return [...cells].map(({ textContent }) => (textContent ?? "").replace(/[\u00a0\u202f]/g, " "));
}

test.each([
  ["de", "Europe/Berlin", "EUR", "-1234.50", "-1.234,50", "22. Nov., 19:30", "22. Nov. 2026"],
  ["fr", "Europe/Paris", "EUR", "-1234.50", "-1 234,50", "22 nov., 19:30", "22 nov. 2026"],
  ["ja", "Europe/Berlin", "JPY", "-1200", "-1,200", "11月22日 19:30", "2026年11月22日"],
])("in %s each figure has its separators, each time its clock, and another zone its name", (...given) => {
  const [locale, timeZone, currency, value, written, closed, day] = given;
  const cells = cellsIn(locale, timeZone, currency, value);
  expect(cells.filter((text) => text.includes(written))).toHaveLength(7);
  expect(cells.some((text) => text.includes(value) && !written.includes(value))).toBe(false);
  // Opened and closed in Tokyo, which is not the shop's clock.
  expect(cells.filter((text) => /(?:JST|[A-Z]{3}\+9)$/.test(text))).toHaveLength(2);
  expect(cells.some((text) => text.startsWith(closed))).toBe(true);
  expect(cells).toContain(day);
});
