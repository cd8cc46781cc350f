// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { changeOf } from "./figure-cards.tsx";
import { OverviewReport } from "./overview.tsx";
import { renderInShop } from "./render-in-shop.tsx";
import { sampleFigures, sampleFilters, samplePlace, sampleSession, usd } from "./sample-reports.ts";
import type { CurrencyPatterns } from "#app/reports/overview-patterns.server.ts";
import type { Overview } from "#app/reports/overview.server.ts";

// The plot is drawn by a library that measures its box, which jsdom does not lay out; the table beside it is tested.
vi.mock("./trend-plot.tsx", () => ({ default: () => null }));
const here = { search: "" };
vi.mock("@remix-run/react", async (original) => ({ ...(await original<object>()), useLocation: () => here }));

const report: Overview = {
  range: sampleFilters.range ?? { from: "2026-11-01", to: "2026-11-30" },
  comparedWith: { from: "2026-09-25", to: "2026-10-24" },
  currencies: [sampleFigures],
  where: [samplePlace],
  worst: [sampleSession],
  openNow: [],
  openCount: 0,
  nearestRange: null,
  shopHasSessions: true,
  hasPeople: true,
};

const slot = { slot: 1, sessions: 12, beyondTolerance: 2, over: usd("3.00"), short: usd("-45.00"), net: usd("-42.00") };
const patterns: CurrencyPatterns = {
  currency: "USD",
  byWeekday: [slot, { ...slot, slot: 7 }],
  byHour: [{ ...slot, slot: 21 }],
  spread: {
    ...{ sessions: 12, median: usd("0.12"), ninetieth: usd("4.00"), largest: usd("42.40") },
    bands: [
      { band: "balanced", short: 0, over: 0, sessions: 5 },
      { band: "within_tolerance", short: 4, over: 1, sessions: 5 },
      { band: "to_five", short: 1, over: 0, sessions: 1 },
      { band: "to_twenty", short: 0, over: 0, sessions: 0 },
      { band: "beyond_twenty", short: 1, over: 0, sessions: 1 },
    ],
  },
  drawers: [{ ...samplePlace, kind: "drawer", id: "12", name: "Till 2", location: "Main Street" }],
  people: [{ ...slot, id: "501", name: "Ana Pérez" }],
};

function show(
  shown: Overview,
  query = "preset=today",
  loaded: Promise<CurrencyPatterns[]> = Promise.resolve([patterns]),
) {
  return renderInShop(<OverviewReport report={shown} patterns={loaded} query={query} />);
}

test("each place and session leads to its own page", () => {
  show(report);
  expect(screen.getByRole("link", { name: "Main Street" }).getAttribute("href")).toBe("/app/locations/1?preset=today");
  expect(screen.getByRole("link", { name: "Till 2, Main Street" }).getAttribute("href")).toBe("/app/sessions/4711");
});

test("a drawer that stands in for its location leads to its page", () => {
  const where = [{ ...samplePlace, kind: "drawer" as const, id: "12", name: "Till 2" }];
  show({ ...report, where });
  expect(screen.getByRole("link", { name: "Till 2" }).getAttribute("href")).toBe("/app/drawers/12?preset=today");
});

test("several currencies stand side by side, each under its own name", () => {
  const yen = { ...sampleFigures, currency: "JPY", trend: [] };
  show({ ...report, currencies: [sampleFigures, yen] }, "");
  expect(screen.getByRole("region", { name: "US Dollar, USD" })).toBeDefined();
  expect(screen.getByRole("region", { name: "Japanese Yen, JPY" })).toBeDefined();
});

test("the trend can be read as a table", () => {
  show(report);
  screen.getByRole("button", { name: "Table" }).click();
  return screen.findByRole("table", { name: "Discrepancies by day" }).then((table) => {
    const [link] = within(table).getAllByRole("link");
    expect(link?.getAttribute("href")).toBe("?days_order=-day");
    const [first] = within(within(table).getAllByRole("rowheader")[0] ?? table).getAllByRole("link");
    expect(first?.getAttribute("href")).toBe("/app/sessions?from=2026-10-25&to=2026-10-25&currency=USD");
  });
});

test("what drives the discrepancies is shown by location, by drawer and by person", async () => {
  show(report);
  fireEvent.click(screen.getByRole("button", { name: "Drawers" }));
  const link = await screen.findByRole("link", { name: "Till 2, Main Street", current: false });
  expect(link.getAttribute("href")).toMatch(/^\/app\/(drawers|sessions)\//);
  fireEvent.click(screen.getByRole("button", { name: "People" }));
  const person = await screen.findByRole("link", { name: "Ana Pérez" });
  expect(person.getAttribute("href")).toBe("/app/staff/501?preset=today");
});

test("without the names of staff nobody asks by person", () => {
  show({ ...report, hasPeople: false });
  expect(screen.queryByRole("button", { name: "People" })).toBeNull();
});

test("the pattern is shown by weekday, hour and size, each as a table", async () => {
  show(report);
  const weekdays = await screen.findByRole("table", { name: "Discrepancies by day of the week, USD" });
  expect(within(weekdays).getByRole("rowheader", { name: "Sunday" })).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Hour" }));
  const hours = await screen.findByRole("table", { name: /by the hour of closing/ });
  expect(within(hours).getByRole("rowheader", { name: "9:00 PM" })).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Size" }));
  expect(
    await screen.findByText(/half are off by no more than \$0\.12 and nine in ten by no more than \$4\.00/),
  ).toBeDefined();
});

test("a part that could not be worked out says so, and leaves the figures alone", async () => {
  show(report, "", Promise.reject(new Error("the database is gone")));
  expect(await screen.findByText(/could not be worked out/)).toBeDefined();
  expect(screen.getAllByText("Net discrepancy").length).toBeGreaterThan(0);
});

test("what has been open for too long is the first thing that is said, with its place", () => {
  const stale = {
    ...{ id: "9", openedAt: "2026-11-17T14:00:00Z", timeZone: "America/New_York", isStale: true, hoursOpen: 140 },
    ...{ locationId: "1", location: "Main Street", drawerId: "12", drawer: "Till 2", openedBy: null },
    ...{
      expectedNow: usd("200.00"),
      countedAtOpen: usd("200.00"),
      netCashSales: usd("0.00"),
      adjustments: usd("0.00"),
    },
  };
  show({ ...report, openNow: [stale], openCount: 4 });
  expect(screen.getByText("Till 2, Main Street, since Nov 17, 9:00 AM")).toBeDefined();
  expect(screen.getByRole("link", { name: "1" }).getAttribute("href")).toBe("/app/sessions/9");
  expect(screen.getByRole("link", { name: "4" }).getAttribute("href")).toContain("status=open");
});

test("a figure is more or less by its size, whichever side it is on", () => {
  expect(changeOf(usd("-30.00"), usd("-20.00"))).toEqual({ direction: "more", by: usd("10.00") });
  expect(changeOf(usd("-5.00"), usd("20.00"))).toEqual({ direction: "less", by: usd("15.00") });
  expect(changeOf(usd("-5.00"), usd("5.00"))).toEqual({ direction: "same", by: usd("0.00") });
});
