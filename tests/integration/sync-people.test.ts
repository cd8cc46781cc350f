import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { closeSession, countSession, openSession, sellForCash } from "#simulator/shop/commands.ts";
import { createDemoWorld } from "#simulator/shop/demo-shop.ts";
import { aWorld, reasonCodeId } from "#simulator/shop/small-shop.ts";
import { versionsOf } from "#tests/support/mirror-of.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

/** The same shop whenever this runs. */
const NOW = new Date("2026-11-23T16:20:00Z");
const USERS = ["read_cash_tracking", "read_locations", "read_users", "read_orders"];

interface Person {
  sessionId: string;
  staffId: string;
  own: bigint;
  shared: bigint;
  handled: bigint;
}

function peopleIn(shop: Shop): Promise<Person[]> {
  return db().query<Person>(sql`
    SELECT session_id::text AS "sessionId", staff_id::text AS "staffId", own_discrepancy AS own,
      shared_discrepancy AS shared, cash_handled AS handled
    FROM session_person WHERE shop_id = ${shop.id} ORDER BY session_person.session_id, session_person.staff_id`);
}

function sumsOf(shop: Shop): Promise<object[]> {
  return db().query(sql`
    SELECT s.id::text AS id, s.attributed_to_one AS kept, s.attributed_to_several AS several,
      coalesce(sum(p.own_discrepancy), 0)::int8 AS summed, s.total_discrepancy AS total
    FROM payment_session s LEFT JOIN session_person p ON p.shop_id = s.shop_id AND p.session_id = s.id
    WHERE s.shop_id = ${shop.id} AND NOT s.is_open
    GROUP BY s.shop_id, s.id ORDER BY s.id`);
}

test(
  "whose the discrepancies are is kept with the ledgers, the same when it is worked out all at once",
  { timeout: 240_000 },
  async () => {
    const world = createDemoWorld({ seed: 5, now: NOW, scale: 0.02 });
    const { shop, sync } = await aSyncedShop(world, { grantedScopes: USERS });
    await sync("install");
    const people = await peopleIn(shop);
    const sums = (await sumsOf(shop)) as { kept: bigint; several: bigint; summed: bigint }[];
    expect(people.length).toBeGreaterThan(sums.length);
    for (const { kept, several, summed } of sums) {
      expect(kept).toBe(summed);
      expect(several).not.toBeNull();
    }
    // As after an upgrade: the ledgers are there, and nothing says whose what is.
    const words = await wordsIn(shop);
    expect(words.length).toBeGreaterThan(10);
    const before = [people, await sumsOf(shop), await exceptionsIn(shop), words];
    await db().execute(sql`DELETE FROM session_person`);
    await db().execute(sql`DELETE FROM session_word`);
    await db().execute(sql`UPDATE payment_session
      SET attributed_to_one = NULL, attributed_to_several = NULL, exceptions = '{}', has_words = FALSE`);
    await sync();
    const after = [await peopleIn(shop), await sumsOf(shop), await exceptionsIn(shop), await wordsIn(shop)];
    expect(after).toEqual(before);
    const versions = await versionsOf(shop);
    await sync();
    expect(await versionsOf(shop)).toEqual(versions);
  },
);

function exceptionsIn(shop: Shop): Promise<object[]> {
  return db().query(sql`
    SELECT id::text AS id, exceptions FROM payment_session
    WHERE shop_id = ${shop.id} AND exceptions <> '{}' ORDER BY payment_session.id`);
}

function wordsIn(shop: Shop): Promise<object[]> {
  return db().query(sql`
    SELECT session_id::text AS id, word FROM session_word WHERE shop_id = ${shop.id} ORDER BY session_id, word`);
}

test("a count in the morning belongs to those who left the evening before without one", async () => {
  const world = aWorld({ now: new Date("2026-11-22T18:00:00Z"), shop: { plan: "advanced" } })
    .withStaff({ id: "501" })
    .withStaff({ id: "502" })
    .session({
      ...{ opens: "2026-11-20T14:00:00Z", openedBy: "501", openingCount: 0n, events: [{ sell: 40_00n }] },
      ...{ closes: "2026-11-20T22:00:00Z", closingReason: "AUTO_END_SESSION_LOGOUT" },
    })
    .session({
      ...{ opens: "2026-11-21T14:00:00Z", openedBy: "502", openingCount: 34_00n, events: [{ sell: 10_00n }] },
      ...{ closes: "2026-11-21T22:00:00Z", closingCount: 44_00n },
    })
    .build();
  const { shop, sync } = await aSyncedShop(world, { grantedScopes: USERS });
  await sync("install");
  const [evening, morning] = [...world.sessions.keys()];
  expect(await peopleIn(shop)).toEqual([
    { sessionId: evening, staffId: "501", own: 0n, shared: 0n, handled: 40_00n },
    { sessionId: morning, staffId: "501", own: -6_00n, shared: 0n, handled: 0n },
    { sessionId: morning, staffId: "502", own: 0n, shared: 0n, handled: 10_00n },
  ]);
});

test("and to those who shared the drawer with it that evening, whichever ledger is read last", async () => {
  const world = aWorld({ now: new Date("2026-11-22T18:00:00Z"), shop: { plan: "advanced" } })
    .withStaff({ id: "501" })
    .withStaff({ id: "502" })
    .withDrawer({ balance: 100_00n })
    .withDevice({ id: "701" })
    .withDevice({ id: "702" })
    .build();
  const on = (deviceId: string, staffId: string, opens: string) => {
    const time = new Date(opens);
    const { session } = openSession(world, { deviceId, staffId, balance: null, time });
    return session?.id ?? "";
  };
  const sell = (sessionId: string, staffId: string, time: string) =>
    sellForCash(world, { sessionId, staffId, time: new Date(time), total: 20_00n, tendered: 20_00n });
  const ended = { counted: null, reasonCodeId: reasonCodeId(world, "AUTO_END_SESSION_LOGOUT") };
  const [ann, ben] = [on("701", "501", "2026-11-20T14:00:00Z"), on("702", "502", "2026-11-20T14:30:00Z")];
  countSession(world, { sessionId: ann, staffId: "501", time: new Date("2026-11-20T15:00:00Z"), counted: 100_00n });
  sell(ann, "501", "2026-11-20T16:00:00Z");
  sell(ben, "502", "2026-11-20T17:00:00Z");
  closeSession(world, { ...ended, sessionId: ann, staffId: "501", time: new Date("2026-11-20T21:00:00Z") });
  closeSession(world, { ...ended, sessionId: ben, staffId: "502", time: new Date("2026-11-20T22:00:00Z") });
  const opened = { deviceId: "701", staffId: "502", balance: 133_00n, time: new Date("2026-11-21T14:00:00Z") };
  const morning = openSession(world, opened).session?.id ?? "";
  const closed = { sessionId: morning, staffId: "502", counted: 133_00n, time: new Date("2026-11-21T22:00:00Z") };
  closeSession(world, closed);
  const { shop, sync } = await aSyncedShop(world, { grantedScopes: USERS });
  await sync("install");
  const shared = { sessionId: morning, own: 0n, shared: -7_00n, handled: 0n };
  const expected = [
    { ...shared, staffId: "501" },
    { ...shared, staffId: "502" },
  ];
  const ofMorning = async () => (await peopleIn(shop)).filter(({ sessionId }) => sessionId === morning);
  expect(await ofMorning()).toEqual(expected);
  await db().execute(sql`DELETE FROM session_person WHERE shop_id = ${shop.id} AND session_id = ${morning}::bigint`);
  await db().execute(
    sql`UPDATE payment_session SET ledger_read_at = NULL WHERE shop_id = ${shop.id} AND id = ${ann}::bigint`,
  );
  await sync();
  expect(await ofMorning()).toEqual(expected);
});

test("a session that is restated is worked out anew, and those who are in it no longer go", async () => {
  const world = aWorld({ now: new Date("2026-11-22T18:00:00Z"), shop: { plan: "advanced" } })
    .withStaff({ id: "501" })
    .withStaff({ id: "502" })
    .session({ opens: "2026-11-22T14:00:00Z", openedBy: "501", openingCount: 100_00n, events: [{ sell: 40_00n }] })
    .build();
  const { shop, sync, passTime } = await aSyncedShop(world, { grantedScopes: USERS });
  await sync("install");
  expect(await peopleIn(shop)).toEqual([]);
  const [session] = [...world.sessions.values()];
  if (!session) throw new Error("no session");
  const place = { sessionId: session.id, staffId: "502" };
  sellForCash(world, { ...place, total: 10_00n, tendered: 10_00n, time: new Date("2026-11-22T17:00:00Z") });
  closeSession(world, { ...place, counted: 147_00n, time: new Date("2026-11-22T17:30:00Z") });
  passTime(120_000);
  await sync();
  const shared = { sessionId: session.id, own: 0n, shared: -3_00n };
  expect(await peopleIn(shop)).toEqual([
    { ...shared, staffId: "501", handled: 40_00n },
    { ...shared, staffId: "502", handled: 10_00n },
  ]);
});
