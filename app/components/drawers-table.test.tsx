// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { STANDARD_COLUMNS } from "./column-choice.tsx";
import { DrawersTable } from "./drawers-table.tsx";
import { renderInShop } from "./render-in-shop.tsx";
import { sampleFilters, usd } from "./sample-reports.ts";
import type { DrawerList, DrawerRow } from "#app/reports/drawers.server.ts";

vi.mock("@remix-run/react", () => ({ useNavigate: () => vi.fn(), useRevalidator: () => ({ revalidate: vi.fn() }) }));

const row: DrawerRow = {
  ...{ id: "12", name: "Till 2", location: "Main Street", timeZone: "America/New_York", currency: "USD" },
  balance: { amount: usd("200.00"), asOf: "2026-11-22T23:17:00Z", from: "last_session", running: null },
  ...{ sessions: 18, beyondTolerance: 3, closed: 18, rate: 1 / 6, gaps: 2 },
  ...{ expectedAtClose: usd("900.00"), countedAtClose: usd("890.00"), short: usd("-12.40"), over: usd("2.40") },
  ...{ net: usd("-10.00"), lost: usd("-60.00"), found: usd("0.00") },
  lastSession: { id: "4711", openedAt: "2026-11-22T14:00:00Z", closedAt: "2026-11-22T23:17:00Z", currency: "USD" },
};
const report: DrawerList = {
  range: sampleFilters.range ?? { from: "2026-11-01", to: "2026-11-30" },
  rows: [
    row,
    { ...row, id: "13", name: null, balance: null, lastSession: null, gaps: 0, lost: usd("0.00"), rate: null },
  ],
  totals: [{ ...row, id: null, name: null, balance: null, lastSession: null }],
  ...{ count: 2, page: 1, pages: 1, locations: [] },
};
const order = { key: "net", direction: "ascending" } as const;

function table(): HTMLElement {
  renderInShop(
    <DrawersTable views={[]} columns={STANDARD_COLUMNS} report={report} order={order} query="preset=today&order=net" />,
  );
  return screen.getByRole("table");
}

test("a drawer leads to its page with the same days, and to its last session", () => {
  const cells = within(table());
  expect(cells.getByRole("link", { name: "Till 2" }).getAttribute("href")).toBe("/app/drawers/12?preset=today");
  expect(cells.getByRole("link", { name: "Nov 22, 6:17 PM" }).getAttribute("href")).toBe("/app/sessions/4711");
});

test("what is in it says when and by whom it is known, and is a dash with its reason where it is not", () => {
  const cells = within(table());
  expect(cells.getByText("left Nov 22, 6:17 PM")).toBeDefined();
  expect(cells.getByText("Shopify gives no balance for this drawer")).toBeDefined();
});

test("gaps are counted, with what was lost and found by them apart", () => {
  const cells = within(table());
  expect(cells.getAllByText("-60.00 lost")).toHaveLength(2);
  expect(cells.queryByText(/found/)).toBeNull();
});

test("a click on the column that sorts turns it round, and starts at the first page", () => {
  const net = within(table()).getByRole("columnheader", { name: /^Net, USD/ });
  expect(net.getAttribute("aria-sort")).toBe("ascending");
  expect(within(net).getByRole("link").getAttribute("href")).toBe("?preset=today&order=-net");
});
