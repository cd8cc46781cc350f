// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { STANDARD_COLUMNS } from "./column-choice.tsx";
import { inOrder, LocationTotalsTable, parseLocationOrder } from "./location-totals.tsx";
import { renderInShop } from "./render-in-shop.tsx";
import { sampleFilters, sampleLocation, usd } from "./sample-reports.ts";
import type { LocationRow, LocationTotals } from "#app/reports/location-totals.server.ts";

const row = (name: string, net: string, currency = "USD"): LocationRow => ({
  ...sampleLocation,
  id: name,
  name,
  currency,
  net: { amount: net, currency },
});
const rows = [row("Harbor", "-9.00"), row("Airport", "-112.00"), row("Market", "3.00")];
const totals: LocationTotals = {
  range: sampleFilters.range ?? { from: "2026-11-01", to: "2026-11-30" },
  comparedWith: null,
  rows,
  totals: [{ ...row("", "-118.00"), id: null, name: null }],
  standIn: "location",
};

test("amounts are ordered as amounts, not as text", () => {
  const names = inOrder(rows, { key: "net", direction: "ascending" }, "en").map(({ name }) => name);
  expect(names).toEqual(["Airport", "Harbor", "Market"]);
});

test("amounts of different currencies are kept apart and never compared", () => {
  const mixed = [row("Tokyo", "-9", "JPY"), ...rows, row("Osaka", "900", "JPY")];
  const names = inOrder(mixed, { key: "net", direction: "descending" }, "en").map(({ name }) => name);
  expect(names).toEqual(["Osaka", "Tokyo", "Market", "Harbor", "Airport"]);
});

test("the order stands in the query, and what is not understood is by name", () => {
  expect(parseLocationOrder(new URLSearchParams("order=-net"))).toEqual({ key: "net", direction: "descending" });
  expect(parseLocationOrder(new URLSearchParams("order=toString"))).toEqual({ key: "name", direction: "ascending" });
});

test("the foot holds the totals, and the head names a currency that all rows share", () => {
  renderInShop(
    <LocationTotalsTable
      columns={STANDARD_COLUMNS}
      report={totals}
      query="preset=today"
      order={{ key: "net", direction: "descending" }}
    />,
  );
  const table = screen.getByRole("table");
  expect(within(table).getByRole("row", { name: /Total/ }).textContent).toContain("-118.00short");
  const net = within(table).getByRole("columnheader", { name: /^Net, USD/ });
  expect(net.getAttribute("aria-sort")).toBe("descending");
  expect(within(net).getByRole("link").getAttribute("href")).toBe("?preset=today&order=net");
});

test("each location leads to its own page with the same days", () => {
  renderInShop(
    <LocationTotalsTable
      columns={STANDARD_COLUMNS}
      report={totals}
      query="preset=today"
      order={{ key: "name", direction: "ascending" }}
    />,
  );
  const [link] = screen.getAllByRole("link", { name: "Harbor" });
  expect(link?.getAttribute("href")).toBe("/app/locations/Harbor?preset=today");
});

test("under the net stands what it was before, where the days are compared", () => {
  const order = { key: "name", direction: "ascending" } as const;
  const compared = {
    ...totals,
    comparedWith: totals.range,
    rows: [{ ...row("Harbor", "-9.00"), previousNet: usd("-4.00") }],
  };
  const { unmount } = renderInShop(
    <LocationTotalsTable columns={STANDARD_COLUMNS} report={totals} query="" order={order} />,
  );
  expect(screen.queryByText(/before/)).toBeNull();
  unmount();
  renderInShop(<LocationTotalsTable columns={STANDARD_COLUMNS} report={compared} query="" order={order} />);
  expect(screen.getByText("-4.00 before")).toBeDefined();
});
