import { beforeAll, describe, expect, it } from "vitest";
import { parseMinor, type WireMoney } from "#app/money/money.ts";
import { getLocation } from "#app/reports/location.server.ts";
import { getLocationTotals } from "#app/reports/location-totals.server.ts";
import { getOverview } from "#app/reports/overview.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aKnownShop, filters, FRONT, NOW, SOHO, TODAY } from "#tests/support/known-shop.ts";
import { aShop, storeSessions } from "#tests/support/mirror-fixtures.ts";

let shop: Shop;

beforeAll(async () => {
  await freshDatabase();
  shop = await aKnownShop();
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

  it("writes the period as a statement whose lines add up", async () => {
    const { currencies } = await getOverview(shop, filters(""), NOW);
    for (const { statement: s } of currencies) {
      const minor = ({ amount, currency }: WireMoney) => parseMinor(amount, currency);
      const flows = [s.cashSales, s.adjustments, s.midSessionDiscrepancy, s.otherMovements].map(minor);
      const refunds = minor(s.cashRefunds);
      expect(flows.reduce((sum, flow) => sum + flow, minor(s.countedAtOpen) - refunds)).toBe(minor(s.expectedAtClose));
      expect(minor(s.closingDiscrepancy) + minor(s.midSessionDiscrepancy)).toBe(minor(s.ownDiscrepancy));
      expect(minor(s.ownDiscrepancy) + minor(s.openingDiscrepancy)).toBe(minor(s.totalDiscrepancy));
    }
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

  it("takes what an open session was carried in for no discrepancy that a count in mid-session found", async () => {
    const one = await aShop({ locations: [{ id: SOHO, name: "Soho" }], drawers: [{ id: FRONT, name: "Front" }] });
    const place = { drawer: FRONT, location: SOHO, expectedAtOpen: "100.00" };
    await storeSessions(one, [
      {
        ...place,
        id: 1,
        opened: "2026-11-22T10:00:00Z",
        closed: "2026-11-22T12:00:00Z",
        countedAtOpen: "98",
        off: "-1",
      },
      { ...place, id: 2, opened: "2026-11-22T13:00:00Z", countedAtOpen: "107" },
    ]);
    const byOpening = filters("by=opening&from=2026-11-22&to=2026-11-22");
    const [figures] = (await getOverview(one, byOpening, NOW)).currencies;
    expect(figures?.statement).toMatchObject({
      ...{ midSessionDiscrepancy: { amount: "0.00" }, ownDiscrepancy: { amount: "-1.00" } },
      ...{ openingDiscrepancy: { amount: "-2.00" }, totalDiscrepancy: { amount: "-3.00" } },
    });
    const [row] = (await getLocationTotals(one, byOpening, NOW)).rows;
    expect(row).toMatchObject({ openingDiscrepancy: { amount: "5.00" }, carriedIn: { amount: "-2.00" } });
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
