// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { changeOf } from "./figure-cards.tsx";
import { OverviewReport } from "./overview.tsx";
import { renderInShop } from "./render-in-shop.tsx";
import { sampleFigures, sampleFilters, samplePlace, sampleSession, usd } from "./sample-reports.ts";
import type { Overview } from "#app/reports/overview.server.ts";

// The plot is drawn by a library that measures its box, which jsdom does not lay out; the table beside it is tested.
vi.mock("./trend-plot.tsx", () => ({ default: () => null }));

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
};

test("each place and session leads to its own page", () => {
  renderInShop(<OverviewReport report={report} query="preset=today" />);
  expect(screen.getByRole("link", { name: "Main Street" }).getAttribute("href")).toBe("/app/locations/1?preset=today");
  expect(screen.getByRole("link", { name: "Till 2, Main Street" }).getAttribute("href")).toBe("/app/sessions/4711");
});

test("a drawer that stands in for its location leads to its page", () => {
  const where = [{ ...samplePlace, kind: "drawer" as const, id: "12", name: "Till 2" }];
  renderInShop(<OverviewReport report={{ ...report, where }} query="preset=today" />);
  expect(screen.getByRole("link", { name: "Till 2" }).getAttribute("href")).toBe("/app/drawers/12?preset=today");
});

test("several currencies stand side by side, each under its own name", () => {
  const yen = { ...sampleFigures, currency: "JPY", trend: [] };
  renderInShop(<OverviewReport report={{ ...report, currencies: [sampleFigures, yen] }} query="" />);
  expect(screen.getByRole("region", { name: "US Dollar, USD" })).toBeDefined();
  expect(screen.getByRole("region", { name: "Japanese Yen, JPY" })).toBeDefined();
});

test("the trend can be read as a table", () => {
  renderInShop(<OverviewReport report={report} query="preset=today" />);
  screen.getByRole("button", { name: "Table" }).click();
  return screen.findByRole("table", { name: "Discrepancies by day" }).then((table) => {
    const [link] = within(table).getAllByRole("link");
    expect(link?.getAttribute("href")).toBe("/app/sessions?from=2026-10-25&to=2026-10-25&currency=USD");
  });
});

test("a figure is more or less by its size, whichever side it is on", () => {
  expect(changeOf(usd("-30.00"), usd("-20.00"))).toEqual({ direction: "more", by: usd("10.00") });
  expect(changeOf(usd("-5.00"), usd("20.00"))).toEqual({ direction: "less", by: usd("15.00") });
  expect(changeOf(usd("-5.00"), usd("5.00"))).toEqual({ direction: "same", by: usd("0.00") });
});
