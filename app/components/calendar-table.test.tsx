// @vitest-environment jsdom
import { cleanup, screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { CalendarTable, dayHref } from "./calendar-table.tsx";
import { renderInShop } from "./render-in-shop.tsx";
import { usd } from "./sample-reports.ts";
import type { Calendar, DayCell, PlaceMonth } from "#app/reports/calendar.server.ts";
import { weeksOf } from "#app/calendar/months.ts";

const cell = (net: string, more: Partial<DayCell> = {}): DayCell => ({
  state: "short",
  net: usd(net),
  over: usd("0.00"),
  short: usd(net),
  sessions: 3,
  beyondTolerance: 1,
  open: 0,
  ...more,
});
const place = (id: string | null, days: PlaceMonth["days"]): PlaceMonth => ({
  ...{ id, kind: "location", name: id === null ? null : `Shop ${id}`, days },
  weeks: weeksOf("2026-11", 1).map((week) => (week.some((date) => date !== null && days[date]) ? cell("-5.00") : null)),
  month: cell("-5.00"),
});
const soho = place("1", {
  "2026-11-20": cell("-5.00"),
  "2026-11-22": cell("0.00", { state: "open", sessions: 0, open: 2, beyondTolerance: 0 }),
});
const calendar: Calendar = {
  month: "2026-11",
  today: "2026-11-22",
  weeks: weeksOf("2026-11", 1),
  currencies: [],
  locations: [],
  page: 1,
  pages: 1,
};

function show(places: PlaceMonth[]): HTMLElement {
  const currency = { currency: "USD", places, total: { ...soho, id: null } };
  renderInShop(<CalendarTable calendar={calendar} currency={currency} caption="November" scope={{}} />);
  return screen.getByRole("table", { name: "November" });
}

test("a cell says its sign, its word and whose day it is, and leads to the day's sessions", () => {
  const link = within(show([soho])).getByRole("link", { name: /^Shop 1, Nov 20, 2026:\s*-5\.00\s*short$/ });
  expect(link.getAttribute("href")).toBe("/app/sessions?from=2026-11-20&to=2026-11-20&currency=USD&location=1");
});

test("a day on which nothing closed leads to what was opened on it and still runs", () => {
  const link = within(show([soho])).getByRole("link", { name: /Nov 22.*2 open/ });
  expect(link.getAttribute("href")).toContain("by=opening&status=open");
});

test("today is marked in a word, and weeks to come are left out", () => {
  const table = show([soho]);
  expect(within(table).getAllByText("today")).toHaveLength(1);
  expect(within(table).queryByText("30")).toBeNull();
  expect(within(table).getByText("20")).toBeDefined();
});

test("several places have their sum under them, one has none", () => {
  const alone = show([soho]);
  expect(within(alone).queryAllByRole("rowheader", { name: "All" })).toEqual([]);
  cleanup();
  expect(within(show([soho, place("2", {})])).getAllByRole("rowheader", { name: "All" }).length).toBeGreaterThan(0);
});

test("a drawer that stands in for its location leads to its own sessions", () => {
  expect(dayHref({ kind: "drawer", id: "7" }, ["2026-11-20", "2026-11-20"], {})(cell("-5.00"))).toContain("drawer=7");
});
