import "#tests/support/app-env.ts";
import sql from "sql-template-tag";
import { beforeAll, describe, expect, it, test } from "vitest";
import { daysOfMonth } from "#app/calendar/months.ts";
import { db } from "#app/db.server.ts";
import { toDecimal } from "#app/money/money.ts";
import { type CalendarQuery, calendarQuery, parseCalendarQuery } from "#app/reports/calendar-query.ts";
import { type DayState, dayStateOf, getCalendar, PLACES_PER_PAGE } from "#app/reports/calendar.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { randomWorld } from "#simulator/shop/random-world.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aKnownShop, BRONX, NOW, SOHO } from "#tests/support/known-shop.ts";
import { aShop, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { type PlainSession, plainSessionsOf, sum } from "#tests/support/sessions-of.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

const NOVEMBER: CalendarQuery = { month: "2026-11", locations: [], page: 1 };

describe("the calendar of a known shop", () => {
  let shop: Shop;

  beforeAll(async () => {
    await freshDatabase();
    shop = await aKnownShop();
  });

  it("has each day's net and its state by location, each currency apart", async () => {
    const { currencies, today } = await getCalendar(shop, NOVEMBER, NOW);
    expect(today).toBe("2026-11-22");
    const cells = currencies.flatMap(({ currency, places }) =>
      places.flatMap(({ name, days }) =>
        Object.entries(days).map(([date, cell]) => [currency, name, date.slice(8), cell.net.amount, cell.state]),
      ),
    );
    expect(cells.sort()).toEqual([
      ["JPY", "Tokyo", "22", "-1200", "short"],
      ["USD", "Bronx", "19", "0.00", "balanced"],
      ["USD", "Bronx", "20", "0.00", "not_counted"],
      ["USD", "Bronx", "21", "-4.00", "pending"],
      ["USD", "Soho", "20", "37.60", "over"],
      ["USD", "Soho", "21", "-50.00", "short"],
      ["USD", "Soho", "22", "3.00", "over"],
    ]);
  });

  it("sums days, weeks and the month over the places, and counts what still runs on the day it was opened", async () => {
    const { currencies, weeks } = await getCalendar(shop, NOVEMBER, NOW);
    const total = currencies.find(({ currency }) => currency === "USD")?.total;
    expect(total?.month).toMatchObject({ net: { amount: "-13.40" }, sessions: 7, beyondTolerance: 4, open: 2 });
    expect(total?.days["2026-11-20"]).toMatchObject({ net: { amount: "37.60" }, sessions: 3, open: 1 });
    const week = weeks.findIndex((days) => days.includes("2026-11-20"));
    expect(total?.weeks[week]).toMatchObject({ net: { amount: "-13.40" } });
    expect(total?.weeks.filter((sums) => sums !== null)).toHaveLength(1);
  });

  it("is that of the locations asked for", async () => {
    const { currencies } = await getCalendar(shop, { ...NOVEMBER, locations: [String(BRONX)] }, NOW);
    expect(currencies.map(({ places }) => places.map(({ name }) => name))).toEqual([["Bronx"]]);
    expect(currencies[0]?.total.month).toMatchObject({ net: { amount: "-4.00" }, sessions: 3 });
  });

  it("begins its weeks as the shop's do", async () => {
    const first = async () => (await getCalendar(shop, NOVEMBER, NOW)).weeks.map((week) => week[0]);
    expect(await first()).toEqual([null, "2026-11-02", "2026-11-09", "2026-11-16", "2026-11-23", "2026-11-30"]);
    await db().execute(sql`INSERT INTO shop_setting (shop_id, chosen, version, updated_at, updated_by)
      VALUES (${shop.id}, '{"weekStart":7}', 1, now(), '1')`);
    expect(await first()).toEqual(["2026-11-01", "2026-11-08", "2026-11-15", "2026-11-22", "2026-11-29"]);
  });

  it("has nothing in a month without a session", async () => {
    expect(await getCalendar(shop, { ...NOVEMBER, month: "2025-11" }, NOW)).toMatchObject({ currencies: [], pages: 1 });
  });

  it("shows many places page by page, and sums them all on each", async () => {
    const many = PLACES_PER_PAGE + 2;
    const ids = Array.from({ length: many }, (_, index) => index + 1);
    const chain = await aShop({ locations: ids.map((id) => ({ id, name: `Shop ${id}` })) });
    await storeSessions(
      chain,
      ids.map((id) => ({
        ...{ id, drawer: id, location: id, off: "1" },
        ...{ opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z" },
      })),
    );
    const page = (number: number) => getCalendar(chain, { ...NOVEMBER, page: number }, NOW);
    const [first, second] = [await page(1), await page(7)];
    expect([first.pages, second.page]).toEqual([2, 2]);
    expect(second.currencies[0]?.places.map(({ name }) => name)).toEqual([`Shop ${many - 1}`, `Shop ${many}`]);
    expect(second.currencies[0]?.total).toEqual(first.currencies[0]?.total);
    expect(first.currencies[0]?.total.month.sessions).toBe(many);
  });
});

test("the address says which month it is, and one that is none is the present one", () => {
  const read = (query: string) => parseCalendarQuery(new URLSearchParams(query), "2026-11-22");
  expect(read("month=2026-02&location=1&location=2&page=3")).toEqual({
    ...{ month: "2026-02", locations: ["1", "2"], page: 3 },
  });
  expect(read(calendarQuery({ ...NOVEMBER, locations: [String(SOHO)] }))).toMatchObject({ locations: ["1"] });
  for (const month of ["2026-13", "9999-12", "1969-12", "x", ""]) expect(read(`month=${month}`).month).toBe("2026-11");
});

/** The state in words of sessions rather than of sums. */
function stateOf(closed: readonly PlainSession[], open: number): DayState {
  const has = (...statuses: string[]) => closed.some(({ status }) => statuses.includes(status));
  const net = sum(closed, ({ total }) => total);
  if (has("over", "short")) return net > 0n ? "over" : net < 0n ? "short" : "both";
  if (has("not_counted")) return "not_counted";
  if (open > 0) return "open";
  if (has("pending")) return "pending";
  return has("within_tolerance") ? "within_tolerance" : "balanced";
}

test("of any shop every cell is what its sessions say", async () => {
  const { sync, reload } = await aSyncedShop(randomWorld({ seed: 3, sessions: 120, now: NOW }));
  await sync("install");
  const shop = await reload();
  const sessions = await plainSessionsOf(shop);
  const months = new Set(sessions.map(({ openedOn }) => openedOn.slice(0, 7)));
  let cells = 0;
  for (const month of months) {
    const { currencies } = await getCalendar(shop, { month, locations: [], page: 1 });
    const { from, to } = daysOfMonth(month);
    for (const { currency, places, total } of currencies) {
      const own = sessions.filter((one) => one.currency === currency);
      for (const place of [...places, total]) {
        const here = own.filter(({ locationId }) => place.id === null || locationId === place.id);
        for (const [date, cell] of Object.entries(place.days)) {
          const closed = here.filter(({ closedOn, isOpen }) => !isOpen && closedOn === date);
          const open = here.filter(({ openedOn, isOpen }) => isOpen && openedOn === date).length;
          cells += 1;
          expect([date >= from && date <= to, cell.sessions, cell.open, cell.net.amount, cell.state]).toEqual([
            ...[true, closed.length, open],
            toDecimal(
              sum(closed, ({ total: off }) => off),
              currency,
            ),
            stateOf(closed, open),
          ]);
        }
      }
    }
  }
  expect(cells).toBeGreaterThan(20);
});

test("a day on which over and short cancel out says so", () => {
  const none = { sessions: 2, beyondTolerance: 2, notCounted: 0, pending: 0, withinTolerance: 0, open: 0 };
  expect(dayStateOf({ ...none, over: 500n, short: -500n })).toBe("both");
});
