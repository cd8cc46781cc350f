import "#tests/support/app-env.ts";
import { expect, test } from "vitest";
import { isoLocal } from "#app/calendar/iso.ts";
import { weekdayOf } from "#app/calendar/dates.ts";
import { toDecimal } from "#app/money/money.ts";
import { type CurrencyPatterns, getPatterns } from "#app/reports/overview-patterns.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { randomWorld } from "#simulator/shop/random-world.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aKnownShop, filters, NOW } from "#tests/support/known-shop.ts";
import { aShop, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { type PlainSession, plainSessionsOf, sum } from "#tests/support/sessions-of.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

const COUNTED = ["balanced", "within_tolerance", "over", "short"];

test("of any shop the patterns are those of its sessions, worked out one by one", async () => {
  const { sync, reload } = await aSyncedShop(randomWorld({ seed: 4, sessions: 120, now: NOW }));
  await sync("install");
  const shop = await reload();
  const sessions = (await plainSessionsOf(shop)).filter(({ isOpen }) => !isOpen);
  const patterns = await getPatterns(shop, filters("preset=all"));
  expect(patterns.map(({ currency }) => currency)).toEqual([...new Set(sessions.map((one) => one.currency))].sort());
  for (const one of patterns) {
    const own = sessions.filter(({ currency }) => currency === one.currency);
    expectSlots(
      one.byWeekday,
      one.currency,
      Map.groupBy(own, ({ closedOn }) => weekdayOf(closedOn ?? "")),
    );
    expectSlots(
      one.byHour,
      one.currency,
      Map.groupBy(own, (session) => hourOf(session, shop)),
    );
    expectSpread(one, own);
  }
});

/** No location of the random world has a zone of its own that Shopify tells. */
function hourOf({ closedAt }: PlainSession, shop: Shop): number {
  return Number(isoLocal(closedAt ?? new Date(0), shop.timeZone).slice(11, 13));
}

function expectSlots(slots: CurrencyPatterns["byHour"], currency: string, expected: Map<number, PlainSession[]>) {
  expect(slots.map(({ slot }) => slot)).toEqual([...expected.keys()].sort((a, b) => a - b));
  for (const slot of slots) {
    const own = expected.get(slot.slot) ?? [];
    expect([slot.sessions, slot.beyondTolerance, slot.net.amount, slot.short.amount]).toEqual([
      own.length,
      own.filter(({ status }) => status === "over" || status === "short").length,
      ...[sum(own, ({ total }) => total), sum(own, ({ total }) => (total < 0n ? total : 0n))].map((minor) =>
        toDecimal(minor, currency),
      ),
    ]);
  }
}

function expectSpread({ spread, currency }: CurrencyPatterns, own: readonly PlainSession[]) {
  const sizes = own
    .filter(({ status }) => COUNTED.includes(status))
    .map(({ total }) => (total < 0n ? -total : total))
    .sort((a, b) => (a < b ? -1 : 1));
  if (sizes.length === 0) return expect(spread).toBeNull();
  // The smallest amount that the share of the sessions does not exceed.
  const at = (share: number) => toDecimal(sizes[Math.max(0, Math.ceil(share * sizes.length) - 1)] ?? 0n, currency);
  expect([spread?.sessions, spread?.median.amount, spread?.ninetieth.amount, spread?.largest.amount]).toEqual([
    ...[sizes.length, at(0.5), at(0.9), at(1)],
  ]);
  const bands = spread?.bands ?? [];
  expect(bands.reduce((total, { sessions }) => total + sessions, 0)).toBe(sizes.length);
  expect(bands[0]?.sessions).toBe(sizes.filter((size) => size === 0n).length);
  expect(bands.slice(2).reduce((total, { sessions }) => total + sessions, 0)).toBe(
    own.filter(({ status }) => status === "over" || status === "short").length,
  );
}

test("the bands are multiples of each session's own tolerance, short and over apart", async () => {
  await freshDatabase();
  const shop = await aShop();
  const offs = ["0", "0.60", "-1", "-1.01", "5", "-5.01", "20", "20.01", "-300"];
  await storeSessions(
    shop,
    offs.map((off, index) => ({
      ...{ id: index + 1, drawer: 11, off },
      ...{ opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z" },
    })),
  );
  const [{ spread } = { spread: null }] = await getPatterns(shop, filters(""));
  expect(spread?.bands.map(({ band, short, over }) => [band, short, over])).toEqual([
    ["balanced", 0, 0],
    ["within_tolerance", 1, 1],
    ["to_five", 1, 1],
    ["to_twenty", 1, 1],
    ["beyond_twenty", 1, 1],
  ]);
});

test("the hour is that of the location's own clock where it is known", async () => {
  await freshDatabase();
  const shop = await aKnownShop();
  const [yen] = await getPatterns(shop, filters("currency=JPY"));
  // 10:00 in UTC is 19:00 in Tokyo and 5:00 in New York.
  expect(yen?.byHour.map(({ slot }) => slot)).toEqual([19]);
});

test("drawers say where they stand, and people are known only with the permission for it", async () => {
  await freshDatabase();
  const shop = await aKnownShop();
  const usd = (await getPatterns(shop, filters(""))).find(({ currency }) => currency === "USD");
  expect(usd?.drawers.map(({ name, location, absolute }) => [name, location, absolute.amount])).toEqual([
    ["Back", "Soho", "100.00"],
    ["Front", "Soho", "15.40"],
    ["Till", "Bronx", "4.00"],
  ]);
  expect(usd?.people?.map(({ name, net, sessions }) => [name, net.amount, sessions])).toEqual([
    ["Ben", "-12.40", 1],
    ["Ana", "3.00", 1],
  ]);
  const without = await getPatterns({ ...shop, grantedScopes: ["read_cash_tracking"] }, filters(""));
  expect(without.map(({ people }) => people)).toEqual([null, null]);
});
