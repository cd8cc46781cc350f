import { beforeAll, describe, expect, it } from "vitest";
import { parseFilters, SESSION_SORTS } from "#app/reports/filters.ts";
import { getLocation } from "#app/reports/location.server.ts";
import { getLocationTotals } from "#app/reports/location-totals.server.ts";
import { getOverview } from "#app/reports/overview.server.ts";
import { listSessions } from "#app/reports/sessions.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aShop, type SessionFixture, storeSessions } from "#tests/support/mirror-fixtures.ts";

const NOW = new Date("2026-11-22T18:00:00Z");
const TODAY = "2026-11-22";

function filters(query: string) {
  return parseFilters(new URLSearchParams(query), { today: TODAY, defaultPreset: "last_30_days" });
}

const [SOHO, BRONX, TOKYO] = [1, 2, 3];
const [FRONT, BACK, BRONX_TILL, TOKYO_TILL] = [11, 12, 21, 31];
const [ANA, BEN] = [501, 502];

const sessions: SessionFixture[] = [
  // Soho, front: short by 12.40, with a note of its ledger.
  {
    ...{ id: 1001, drawer: FRONT, location: SOHO, device: 71, openedBy: ANA, closedBy: BEN },
    ...{ opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T23:00:00Z" },
    ...{ expectedAtOpen: "100.00", sales: "250.00", refunds: "20.00", adjustments: "-30.00", off: "-12.40" },
  },
  // Closed after midnight of New York: the business day of its closing is the 22nd, of its opening the 21st.
  {
    ...{ id: 1002, drawer: FRONT, location: SOHO, openedBy: ANA, closedBy: ANA },
    ...{ opened: "2026-11-21T22:00:00Z", closed: "2026-11-22T06:30:00Z" },
    ...{ expectedAtOpen: "287.60", countedAtOpen: "290.60", sales: "80.00" },
  },
  { id: 1003, drawer: BACK, location: SOHO, opened: "2026-11-20T15:00:00Z", closed: "2026-11-20T22:00:00Z", off: "50" },
  {
    id: 1004,
    drawer: BACK,
    location: SOHO,
    opened: "2026-11-21T15:00:00Z",
    closed: "2026-11-21T22:00:00Z",
    off: "-50",
  },
  { id: 1005, drawer: BRONX_TILL, location: BRONX, opened: "2026-11-19T15:00:00Z", closed: "2026-11-19T23:00:00Z" },
  {
    ...{
      id: 1006,
      drawer: BRONX_TILL,
      location: BRONX,
      opened: "2026-11-20T15:00:00Z",
      closed: "2026-11-20T23:00:00Z",
    },
    ...{ off: null },
  },
  {
    ...{
      id: 1007,
      drawer: BRONX_TILL,
      location: BRONX,
      opened: "2026-11-21T15:00:00Z",
      closed: "2026-11-21T23:00:00Z",
    },
    ...{ ready: false, off: "-4.00" },
  },
  // Tokyo, yen, its own zone: closes on the 22nd there.
  {
    ...{ id: 1008, drawer: TOKYO_TILL, location: TOKYO, currency: "JPY" },
    ...{ opened: "2026-11-21T23:00:00Z", closed: "2026-11-22T10:00:00Z", countedAtOpen: "10000", off: "-1200" },
  },
  // Open: since this morning, and forgotten for two days.
  { id: 1009, drawer: FRONT, location: SOHO, opened: "2026-11-22T14:00:00Z", sales: "40.00", openedBy: BEN },
  { id: 1010, drawer: BACK, location: SOHO, opened: "2026-11-20T23:30:00Z" },
  // The period before, for comparison: over by 5.00.
  { id: 1011, drawer: FRONT, location: SOHO, opened: "2026-10-10T14:00:00Z", closed: "2026-10-10T22:00:00Z", off: "5" },
];

let shop: Shop;

beforeAll(async () => {
  await freshDatabase();
  const places = {
    timeZone: "America/New_York",
    locations: [
      { id: SOHO, name: "Soho" },
      { id: BRONX, name: "Bronx" },
      { id: TOKYO, name: "Tokyo", timeZone: "Asia/Tokyo" },
    ],
    drawers: [
      { id: FRONT, name: "Front", location: SOHO },
      { id: BACK, name: "Back", location: SOHO },
      { id: BRONX_TILL, name: "Till", location: BRONX },
      { id: TOKYO_TILL, name: "Register", location: TOKYO },
    ],
    staff: [
      { id: ANA, name: "Ana" },
      { id: BEN, name: "Ben" },
    ],
  };
  shop = await aShop(places);
  await storeSessions(shop, sessions);
  // The neighbour has the same ids of everything and figures of its own; none of it may show.
  const neighbour = await aShop(places);
  await storeSessions(
    neighbour,
    sessions.map((session) => ({ ...session, off: session.closed ? "999" : null })),
  );
});

describe("the overview", () => {
  it("sums short and over apart, in each currency, beside the period before", async () => {
    const { currencies, range, comparedWith } = await getOverview(shop, filters(""), NOW);
    expect(range).toEqual({ from: "2026-10-24", to: TODAY });
    expect(comparedWith).toEqual({ from: "2026-09-24", to: "2026-10-23" });
    const figures = currencies.map(({ currency, net, over, short, absolute, sessions, beyondTolerance }) => ({
      currency,
      net: [net.current.amount, net.previous?.amount],
      over: [over.current.amount, over.previous?.amount],
      short: [short.current.amount, short.previous?.amount],
      absolute: [absolute.current.amount, absolute.previous?.amount],
      sessions,
      beyondTolerance,
    }));
    expect(figures).toEqual([
      {
        currency: "USD",
        net: ["-13.40", "5.00"],
        over: ["53.00", "5.00"],
        short: ["-66.40", "0.00"],
        absolute: ["119.40", "5.00"],
        sessions: { current: 7, previous: 1 },
        beyondTolerance: { current: 4, previous: 1 },
      },
      {
        currency: "JPY",
        net: ["-1200", "0"],
        over: ["0", "0"],
        short: ["-1200", "0"],
        absolute: ["1200", "0"],
        sessions: { current: 1, previous: 0 },
        beyondTolerance: { current: 1, previous: 0 },
      },
    ]);
    expect(currencies[0]).toMatchObject({ pending: 1, notCounted: 1 });
  });

  it("shows what was carried in apart from what went wrong in the sessions", async () => {
    const { currencies } = await getOverview(shop, filters(""), NOW);
    expect(currencies[0]?.statement).toMatchObject({
      openingDiscrepancy: { amount: "3.00" },
      closingDiscrepancy: { amount: "-16.40" },
      totalDiscrepancy: { amount: "-13.40" },
    });
  });

  it("has a point for every day of the range, by the business day of closing", async () => {
    const { currencies } = await getOverview(shop, filters("from=2026-11-19&to=2026-11-22"), NOW);
    const days = currencies[0]?.trend.map(({ date, net, sessions: count }) => [date, net.amount, count]);
    expect(days).toEqual([
      ["2026-11-19", "0.00", 1],
      ["2026-11-20", "37.60", 3],
      ["2026-11-21", "-54.00", 2],
      ["2026-11-22", "3.00", 1],
    ]);
    expect(currencies[1]?.trend.map(({ net }) => net.amount)).toEqual(["0", "0", "0", "-1200"]);
  });

  it("gives the same figures from the sessions as from the daily totals", async () => {
    const whole = await getOverview(shop, filters("from=2026-11-01&to=2026-11-30"), NOW);
    const closed = await getOverview(shop, filters("from=2026-11-01&to=2026-11-30&status=closed"), NOW);
    expect(closed.currencies).toEqual(whole.currencies);
  });

  it("names the places by the size of their discrepancies, +50 and -50 not being nothing", async () => {
    const { where } = await getOverview(shop, filters(""), NOW);
    expect(where.map(({ name, currency, net, absolute }) => [name, currency, net.amount, absolute.amount])).toEqual([
      ["Tokyo", "JPY", "-1200", "1200"],
      ["Soho", "USD", "-9.40", "115.40"],
      ["Bronx", "USD", "-4.00", "4.00"],
    ]);
  });

  it("names the worst closed sessions of each currency", async () => {
    const { worst } = await getOverview(shop, filters(""), NOW);
    expect(worst.map(({ id, totalDiscrepancy }) => [id, totalDiscrepancy.amount])).toEqual([
      ["1008", "-1200"],
      ["1004", "-50.00"],
      ["1003", "50.00"],
      ["1001", "-12.40"],
      ["1007", "-4.00"],
      ["1002", "3.00"],
    ]);
    expect(worst[3]).toMatchObject({
      location: "Soho",
      drawer: "Front",
      openedBy: "Ana",
      closedBy: "Ben",
      deviceId: "71",
    });
  });

  it("shows what is open now whatever the range, forgotten ones first", async () => {
    const { openNow, openCount } = await getOverview(shop, filters("preset=yesterday"), NOW);
    expect(openCount).toBe(2);
    expect(
      openNow.map(({ id, isStale, hoursOpen, expectedNow }) => [id, isStale, hoursOpen, expectedNow.amount]),
    ).toEqual([
      ["1010", true, 42.5, "100.00"],
      ["1009", false, 4, "140.00"],
    ]);
  });

  it("points from an empty range to the nearest one that holds a session", async () => {
    const { nearestRange, currencies } = await getOverview(shop, filters("from=2026-11-01&to=2026-11-07"), NOW);
    expect(currencies).toEqual([]);
    expect(nearestRange).toEqual({ from: "2026-11-19", to: "2026-11-25" });
  });

  it("shows everything between the first session and today when asked for all", async () => {
    const { range, comparedWith, currencies } = await getOverview(shop, filters("preset=all"), NOW);
    expect({ range, comparedWith }).toEqual({ range: { from: "2026-10-10", to: TODAY }, comparedWith: null });
    expect(currencies[0]?.sessions).toEqual({ current: 8, previous: null });
  });

  it("knows a shop without any session", async () => {
    const empty = await aShop();
    expect(await getOverview(empty, filters(""), NOW)).toMatchObject({
      ...{
        currencies: [],
        where: [],
        worst: [],
        openNow: [],
        openCount: 0,
        nearestRange: null,
        shopHasSessions: false,
      },
    });
  });

  it("counts sessions by their opening when asked, open ones too, but their discrepancies not", async () => {
    const { currencies } = await getOverview(shop, filters("by=opening&from=2026-11-22&to=2026-11-22"), NOW);
    expect(
      currencies.map(({ currency, sessions: count, net }) => [currency, count.current, net.current.amount]),
    ).toEqual([
      ["JPY", 1, "-1200"],
      ["USD", 1, "0.00"],
    ]);
  });
});

describe("the locations", () => {
  it("have a row a location and currency, by name, and a foot a currency", async () => {
    const { rows, totals, standIn } = await getLocationTotals(shop, filters(""), NOW);
    const shown = (row: (typeof rows)[number]) => [
      row.name,
      row.sessions,
      row.net.amount,
      row.rate,
      row.previousNet?.amount,
    ];
    expect(rows.map(shown)).toEqual([
      ["Bronx", 3, "-4.00", 0, "0.00"],
      ["Soho", 4, "-9.40", 1, "5.00"],
      ["Tokyo", 1, "-1200", 1, "0"],
    ]);
    expect(totals.map(shown)).toEqual([
      [null, 1, "-1200", 1, "0"],
      [null, 7, "-13.40", 4 / 7, "5.00"],
    ]);
    expect(standIn).toBe("location");
  });

  it("keep their trends to a few points that add up to their net, however long the range", async () => {
    const { rows } = await getLocationTotals(shop, filters("preset=all"), NOW);
    for (const { trend, sessions: count } of rows) {
      expect(trend.length).toBeLessThanOrEqual(31);
      expect(trend.reduce((total, point) => total + point.sessions, 0)).toBe(count);
    }
  });

  it("are stood in for by drawers where they are not known", async () => {
    const blind = await aShop({ scopes: ["read_cash_tracking"], drawers: [{ id: FRONT, name: "Front" }] });
    await storeSessions(blind, [
      { id: 1, drawer: FRONT, opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T23:00:00Z", off: "-2" },
    ]);
    const { rows, standIn } = await getLocationTotals(blind, filters(""), NOW);
    expect(standIn).toBe("drawer");
    expect(rows).toMatchObject([{ kind: "drawer", id: "11", name: "Front", short: { amount: "-2.00" } }]);
    expect((await getOverview(blind, filters(""), NOW)).where).toMatchObject([{ kind: "drawer", id: "11" }]);
  });

  it("open to one location's figures, days, drawers and worst sessions", async () => {
    const report = await getLocation(shop, String(SOHO), filters(""), NOW);
    expect(report).toMatchObject({ location: { id: "1", name: "Soho" }, range: { to: TODAY } });
    expect(report?.currencies).toMatchObject([{ currency: "USD", net: { current: { amount: "-9.40" } } }]);
    expect(report?.drawers.map(({ name, absolute }) => [name, absolute.amount])).toEqual([
      ["Back", "100.00"],
      ["Front", "15.40"],
    ]);
    expect(report?.worst.map(({ id }) => id)).toEqual(["1004", "1003", "1001", "1002"]);
  });

  it.each(["99", "0", "-1", "abc", "9223372036854775808", ""])("know no location %j", async (id) => {
    expect(await getLocation(shop, id, filters(""), NOW)).toBeNull();
  });
});

describe("the list of sessions", () => {
  const idsOf = async (query: string) => (await listSessions(shop, filters(query), NOW)).rows.map(({ id }) => id);

  it("holds closed sessions, the last closed first, with the count and totals of them all", async () => {
    const page = await listSessions(shop, filters(""), NOW);
    expect(page.rows.map(({ id }) => id)).toEqual(["1008", "1002", "1007", "1004", "1006", "1001", "1003", "1005"]);
    expect(page).toMatchObject({ count: 8, next: null, previous: null });
    expect(page.totals).toMatchObject([
      { currency: "JPY", sessions: 1, net: { amount: "-1200" } },
      { currency: "USD", sessions: 7, net: { amount: "-13.40" }, absolute: { amount: "119.40" } },
    ]);
    expect(page.options).toEqual({
      locations: [
        { id: "2", name: "Bronx" },
        { id: "1", name: "Soho" },
        { id: "3", name: "Tokyo" },
      ],
      drawers: [
        { id: "12", name: "Back", location: "Soho" },
        { id: "11", name: "Front", location: "Soho" },
        { id: "31", name: "Register", location: "Tokyo" },
        { id: "21", name: "Till", location: "Bronx" },
      ],
      currencies: ["JPY", "USD"],
    });
  });

  it.each([
    ["status=short", ["1008", "1004", "1001"]],
    ["status=not_counted&status=pending", ["1007", "1006"]],
    ["status=open", ["1010", "1009"]],
    ["status=open&status=over", ["1010", "1009", "1002", "1003"]],
    ["status=closed&from=2026-11-22&to=2026-11-22", ["1008", "1002"]],
    ["by=opening&from=2026-11-22&to=2026-11-22", ["1009", "1008"]],
    ["by=opening&status=open", ["1010", "1009"]],
    ["by=opening&status=closed&drawer=11", ["1002", "1001"]],
    ["sign=over", ["1002", "1003"]],
    ["min_abs=12.40&sign=short", ["1008", "1004", "1001"]],
    ["min_abs=12.41&sign=short", ["1008", "1004"]],
    ["min_abs=1200&currency=JPY", ["1008"]],
    ["min_abs=1201&currency=JPY", []],
    ["location=2&location=3", ["1008", "1007", "1006", "1005"]],
    ["drawer=gid://shopify/CashDrawer/12", ["1004", "1003"]],
    ["location=99", []],
    ["sort=closed_asc&drawer=11", ["1001", "1002"]],
    ["sort=discrepancy_asc&currency=USD", ["1004", "1001", "1007", "1005", "1006", "1002", "1003"]],
    ["sort=size_desc&location=1", ["1004", "1003", "1001", "1002"]],
    ["sort=drawer_asc&location=1", ["1003", "1004", "1001", "1002"]],
    ["sort=location_desc&status=short", ["1008", "1004", "1001"]],
    ["sort=opened_asc&location=2", ["1005", "1006", "1007"]],
  ])("holds what the filters say: %s", async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  it("begins at its beginning when a cursor is not ours, or another sort's", async () => {
    const first = await idsOf("sort=size_desc");
    const forged = ["nonsense", cursor(["size_desc", "1; DROP", "1"]), cursor(["size_desc", "9".repeat(30), "1"])];
    for (const after of [...forged, cursor(["closed_desc", "2026-11-22T00:00:00.000000Z", "1"]), cursor(null)]) {
      expect(await idsOf(`sort=size_desc&after=${after}`)).toEqual(first);
    }
    const badDays = ["2026-02-30T00:00:00.000000Z", "0000-01-01T00:00:00.000000Z", "-infinity", "now"];
    for (const value of badDays) {
      expect(await idsOf(`after=${cursor(["closed_desc", value, "1"])}`)).toEqual(await idsOf(""));
    }
  });
});

describe("paging", () => {
  let large: Shop;
  const COUNT = 173;

  beforeAll(async () => {
    large = await aShop({
      locations: [
        { id: SOHO, name: "Soho" },
        { id: BRONX, name: "bronx" },
      ],
      drawers: [
        { id: FRONT, name: "Front" },
        { id: BACK, name: "front" },
      ],
    });
    // Few distinct times, amounts and names, so that most neighbours tie and only the id tells them apart.
    await storeSessions(
      large,
      Array.from({ length: COUNT }, (_, index) => ({
        id: 5_000 + index,
        drawer: [FRONT, BACK, 13][index % 3] ?? FRONT,
        location: [SOHO, BRONX, null, SOHO][index % 4],
        opened: `2026-11-${10 + (index % 4)}T09:00:00.${index % 2 ? "123456" : "123457"}Z`,
        closed: index % 10 === 0 ? undefined : `2026-11-${14 + (index % 3)}T20:00:00.${index % 5}00001Z`,
        off: `${(index % 7) - 3}.50`,
      })),
    );
  });

  it.each(
    SESSION_SORTS.flatMap((sort) => [
      `sort=${sort}`,
      `sort=${sort}&by=opening`,
      `sort=${sort}&status=open&status=closed`,
    ]),
  )("shows each session once and the same pages back: %s", async (query) => {
    const pages: string[][] = [];
    let after: string | null = null;
    let last = await listSessions(large, filters(query), NOW);
    for (;;) {
      pages.push(last.rows.map(({ id }) => id));
      after = last.next;
      if (after === null) break;
      last = await listSessions(large, filters(`${query}&after=${after}`), NOW);
    }
    const ids = pages.flat();
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(last.count);
    expect(pages.slice(0, -1).every((page) => page.length === 50)).toBe(true);
    for (const page of pages.slice(0, -1).reverse()) {
      last = await listSessions(large, filters(`${query}&before=${last.previous}`), NOW);
      expect(last.rows.map(({ id }) => id)).toEqual(page);
    }
    expect(last.previous).toBeNull();
  });
});

function cursor(parts: unknown): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}
