import fc from "fast-check";
import sql, { raw } from "sql-template-tag";
import { describe, expect, test } from "vitest";
import type { LegacyEntry } from "#app/admin-api/legacy-sessions.server.ts";
import { parseLegacySession } from "#app/admin-api/parse-legacy-session.server.ts";
import type { SessionRow } from "#app/admin-api/shapes.ts";
import { db } from "#app/db.server.ts";
import { type ExportFile, exportFile } from "#app/exports/export-file.server.ts";
import { getLegacyHistory } from "#app/reports/legacy-history.server.ts";
import { getSession } from "#app/reports/session.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { storeLegacyPage } from "#app/sync/store-legacy.server.ts";
import { storeSessions } from "#app/sync/store-sessions.server.ts";
import { fileAsLegacy } from "#simulator/shop/legacy-history.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import type { SessionRecord, World } from "#simulator/shop/world.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { parseTable } from "#tests/support/parse-csv.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

const PATIENCE_MS = 240_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const ORDERS = { grantedScopes: ["read_orders"] };

/** A shop with two registers side by side and one at another place, each with a shift a day, `days` of them. */
function aTown(days: number): World {
  const town = aWorld({ now: new Date() });
  for (const [place, registers] of [
    ["Main Street", 2],
    ["Harbour", 1],
  ] as const) {
    town.withLocation({ name: place });
    for (let register = 1; register <= registers; register += 1) {
      town.withDrawer({ name: `Till ${register}`, balance: 20_000n }).withDevice();
      for (let day = days; day >= 1; day -= 1) town.session(aShift(day, register));
    }
  }
  return town.build();
}

function aShift(daysAgo: number, number: number) {
  const opens = new Date(Math.floor(Date.now() / 1_000) * 1_000 - daysAgo * DAY + number * 1_000);
  return {
    opens,
    closes: new Date(opens.getTime() + 8 * HOUR),
    openingCount: 20_000n,
    closingCount: 22_400n,
    leave: 20_000n,
    events: [
      { sell: 1_500n, tendered: 2_000n },
      { sell: 1_000n },
      { adjust: -50n, note: "Stamps" },
      { count: 21_440n },
    ],
  };
}

/** The shifts of one register, oldest first. */
function shiftsOf(world: World, place: string, drawer = "Till 1"): SessionRecord[] {
  return [...world.sessions.values()].filter(
    ({ locationId, drawerId }) =>
      world.locations.get(locationId)?.name === place && world.drawers.get(drawerId)?.name === drawer,
  );
}

/** Every shift that Shopify tells of in either way, once. */
function shiftsTold(world: World): Set<string> {
  return new Set([...world.sessions.keys(), ...[...world.legacySessions.values()].map(({ shift }) => shift.id)]);
}

/** What is counted, as shifts: a session mirrored under a number below zero is the shift that the older API numbers so. */
async function shiftsCounted(world: World, shop: Shop): Promise<string[]> {
  const rows = await db().query<{ id: string }>(sql`
    SELECT id::text AS id FROM payment_session WHERE shop_id = ${shop.id}`);
  return rows.map(({ id }) => (id.startsWith("-") ? (world.legacySessions.get(id.slice(1))?.shift.id ?? id) : id));
}

async function countedByDay(shop: Shop): Promise<number> {
  const [row] = await db().query<{ sessions: number }>(sql`
    SELECT coalesce(sum(sessions), 0)::int AS sessions FROM daily_total WHERE shop_id = ${shop.id}`);
  return row?.sessions ?? 0;
}

async function expectEachOnce(world: World, shop: Shop): Promise<void> {
  const expected = [...shiftsTold(world)].sort();
  expect((await shiftsCounted(world, shop)).sort()).toEqual(expected);
  expect(await countedByDay(shop)).toBe(expected.length);
}

describe("sessions from before March 2026", { timeout: PATIENCE_MS }, () => {
  test("stand beside the others, each shift once, though the two kinds share their numbers", async () => {
    const world = aTown(6);
    const main = shiftsOf(world, "Main Street");
    const side = shiftsOf(world, "Main Street", "Till 2");
    const harbour = shiftsOf(world, "Harbour");
    // Under the number of a payment session that stays: another shift's.
    for (const [index, shift] of main.slice(0, 4).entries()) {
      fileAsLegacy(world, shift, { id: side[index + 2]?.id, staysInBoth: index >= 2 });
    }
    fileAsLegacy(world, harbour[0] as SessionRecord);
    const { shop, sync } = await aSyncedShop(world, ORDERS);
    await sync("install");
    await expectEachOnce(world, shop);
    expect(await getLegacyHistory(shop)).toMatchObject({
      given: 5,
      counted: 3,
      heldBack: 0,
      isComplete: true,
      isRefused: false,
    });
  });

  test("have the figures that the older version gives, and nothing where it gives none", async () => {
    const world = aTown(1);
    const [shift] = shiftsOf(world, "Harbour") as [SessionRecord];
    fileAsLegacy(world, shift, { id: "77", registerName: "Quay" });
    const { shop, sync } = await aSyncedShop(world, ORDERS);
    await sync("install");
    const report = await getSession(shop, "-77");
    expect(report?.row).toMatchObject({ drawer: "Quay", location: "Harbour", isLegacy: true });
    const amounts = Object.entries(report?.head ?? {}).map(([name, money]) => [name, money?.amount ?? null]);
    expect(Object.fromEntries(amounts)).toMatchObject({
      expectedAtOpen: "200.00",
      countedAtOpen: "200.00",
      cashSales: "25.00",
      adjustments: "-0.50",
      expectedAtClose: "224.50",
      countedAtClose: "224.00",
      closingDiscrepancy: "-0.50",
      totalDiscrepancy: "-0.50",
      closingAdjustment: null,
      closingBalance: null,
      totalSales: null,
      totalRefunds: null,
      netSales: null,
    });
    expect(report?.ledger?.map(({ type, amount }) => [type, amount.amount])).toEqual([
      ["OPENING", "0.00"],
      ["SALE", "20.00"],
      ["CHANGE", "-5.00"],
      ["SALE", "10.00"],
      ["ADJUSTMENT", "-0.50"],
      ["CLOSING", "-0.50"],
      ["CLOSING_ADJUSTMENT", "-24.00"],
    ]);
    const outcomes = Object.fromEntries(report?.checks.map(({ id, outcome, reason }) => [id, reason ?? outcome]) ?? []);
    expect(outcomes).toMatchObject({
      sales_add_up: "passes",
      adjustments_add_up: "passes",
      expected_rolls_forward: "passes",
      discrepancy_adds_up: "passes",
      closing_balance: "legacy_not_given",
    });
  });

  test("are plain to tell in every file, and found by a filter", async () => {
    const world = aTown(2);
    const [shift] = shiftsOf(world, "Harbour") as [SessionRecord];
    fileAsLegacy(world, shift, { id: "77", registerName: "Quay" });
    const { shop, sync } = await aSyncedShop(world, ORDERS);
    await sync("install");
    const read = async (file: ExportFile, query = "") =>
      parseTable(await (await exportFile(shop, file, new URLSearchParams(query))).text());
    const sessions = await read("sessions.csv");
    expect(sessions).toHaveLength(6);
    expect(sessions.filter(({ source }) => source === "payment_session")).toHaveLength(5);
    const found = await read("sessions.csv", "status=legacy");
    expect(found).toMatchObject([
      {
        session_id: "gid://shopify/CashTrackingSession/77",
        ...{ source: "legacy", drawer_id: "", drawer: "Quay", location: "Harbour" },
        ...{ total_discrepancy: "-0.50", closing_balance: "", total_sales: "", net_sales: "" },
      },
    ]);
    for (const id of ["gid://shopify/CashTrackingSession/77", "-77"]) {
      expect(await read("sessions.csv", `session_id=${encodeURIComponent(id)}`)).toEqual(found);
    }
    const lines = await read("activities.csv", "status=legacy");
    expect(lines.map(({ source, session_id }) => [source, session_id])).toEqual(
      Array.from({ length: 7 }, () => ["legacy", "gid://shopify/CashTrackingSession/77"]),
    );
    const totals = await read("location-totals.csv");
    expect(totals.map((row) => [row.location, row.sessions, row.legacy_sessions])).toEqual([
      ["Harbour", "2", "1"],
      ["Main Street", "4", "0"],
    ]);
  });

  test("give way when a payment session that covers them comes late", async () => {
    const world = aTown(3);
    const [shift] = shiftsOf(world, "Harbour") as [SessionRecord];
    const { id } = fileAsLegacy(world, shift);
    const { shop, sync, passTime } = await aSyncedShop(world, ORDERS);
    await sync("install");
    expect(await getSession(shop, `-${id}`)).not.toBeNull();
    world.sessions.set(shift.id, shift);
    world.revision += 1;
    passTime(2 * DAY);
    await sync("manual");
    await expectEachOnce(world, shop);
    expect(await getSession(shop, `-${id}`)).toBeNull();
    expect(await db().query(sql`SELECT session_id FROM cash_activity WHERE session_id < 0`)).toEqual([]);
  });

  test("are held back where nobody can tell, until devices may be read", async () => {
    const world = aTown(4);
    const [first, second] = shiftsOf(world, "Main Street") as [SessionRecord, SessionRecord];
    fileAsLegacy(world, first);
    fileAsLegacy(world, second, { staysInBoth: true });
    // Nothing else happened at the harbour then.
    fileAsLegacy(world, shiftsOf(world, "Harbour")[0] as SessionRecord);
    const { shop, simulator, sync, passTime } = await aSyncedShop(world);
    await sync("install");
    expect(await getLegacyHistory(shop)).toMatchObject({ counted: 1, heldBack: 2 });
    expect(await countedByDay(shop)).toBe(world.sessions.size + 1);
    await simulator.grantScopes(shop.domain, ["read_orders"]);
    passTime(DAY + HOUR);
    await sync("manual");
    expect(await getLegacyHistory(shop)).toMatchObject({ counted: 2, heldBack: 0 });
    await expectEachOnce(world, shop);
  });

  test("that Shopify does not give (any more) stop nothing, and come when it gives them", async () => {
    const world = aTown(2);
    const shift = shiftsOf(world, "Harbour")[0] as SessionRecord;
    fileAsLegacy(world, shift);
    const { shop, simulator, sync, passTime } = await aSyncedShop(world, ORDERS);
    simulator.faults.next("access_denied", { times: 100, when: { text: "cashTrackingSessions" } });
    await sync("install");
    expect(await getLegacyHistory(shop)).toMatchObject({ counted: 0, isRefused: true });
    const failed = await db().query(sql`SELECT kind FROM sync_run WHERE state = 'failed'`);
    expect(failed).toEqual([]);
    simulator.faults.clear();
    passTime(DAY + HOUR);
    await sync("manual");
    await expectEachOnce(world, shop);
  });

  test("are read on from the page that was stored last, however often the reading ends", async () => {
    const world = aTown(1);
    const shift = shiftsOf(world, "Harbour")[0] as SessionRecord;
    for (let number = 1; number <= 620; number += 1) {
      const openingTime = new Date(shift.openingTime.getTime() - number * DAY);
      const closingTime = new Date(openingTime.getTime() + 8 * HOUR);
      fileAsLegacy(world, { ...shift, id: String(900_000 + number), openingTime, closingTime });
    }
    const { shop, sync, performOne, passTime } = await aSyncedShop(world);
    const ended = AbortSignal.abort();
    await sync("install");
    await db().execute(sql`DELETE FROM legacy_history`);
    await db().execute(sql`DELETE FROM legacy_session`);
    await db().execute(sql`DELETE FROM payment_session WHERE is_legacy`);
    const counts: number[] = [];
    for (let turn = 0; turn < 12 && (counts.at(-1) ?? 0) < 620; turn += 1) {
      passTime(1_000);
      await performOne({ stopping: ended });
      counts.push((await getLegacyHistory(shop)).counted);
    }
    expect(counts.filter((count, index) => count !== counts[index - 1])).toEqual([250, 499, 620]);
    await sync("manual");
    expect(await getLegacyHistory(shop)).toMatchObject({ counted: 620, isComplete: true });
    await expectEachOnce(world, shop);
  });
});

describe("what covers what", { timeout: PATIENCE_MS }, () => {
  const shop: Shop = {
    ...{ id: 1, domain: "acme.myshopify.com", name: "Acme", currency: "USD", timeZone: "UTC" },
    ...{ grantedScopes: [], isInstalled: true },
  };
  const START = Date.UTC(2026, 2, 1);
  const aSpan = fc.record({
    device: fc.integer({ min: 1, max: 3 }),
    opens: fc.integer({ min: 0, max: 60 }),
    hours: fc.integer({ min: 0, max: 80 }),
    told: fc.constantFrom("legacy", "both", "payment"),
  });
  type Span = { device: number; opens: number; hours: number; told: string };

  test("comes out the same whatever comes first, and every shift is counted once", async () => {
    await freshDatabase();
    await db().execute(sql`INSERT INTO shop (id, domain) VALUES (1, 'acme.myshopify.com')`);
    await fc.assert(
      fc.asyncProperty(fc.array(aSpan, { maxLength: 12 }), fc.infiniteStream(fc.nat(1_000)), async (spans, numbers) => {
        const shifts = withoutOverlaps(spans);
        for (const table of ["payment_session", "legacy_session", "legacy_device", "daily_total", "cash_drawer"]) {
          await db().execute(sql`DELETE FROM ${raw(table)}`);
        }
        await db().execute(
          sql`INSERT INTO legacy_device (shop_id, device_id, found) VALUES (1, 1, 1), (1, 2, 1), (1, 3, 1)`,
        );
        const steps = shifts.flatMap((shift, index) => stepsOf(shift, index));
        const order = steps.map((step) => ({ step, at: numbers.next().value as number })).sort((a, b) => a.at - b.at);
        for (const { step } of order) await step();
        const rows = await db().query<{ id: string }>(
          sql`SELECT id::text AS id FROM payment_session ORDER BY payment_session.id`,
        );
        const expected = shifts.map(({ told }, index) => (told === "legacy" ? -1 - index : 1 + index));
        expect(rows.map(({ id }) => Number(id))).toEqual(expected.sort((a, b) => a - b));
        expect(await countedByDay(shop)).toBe(shifts.length);
      }),
      { numRuns: 12 },
    );
  });

  /** A device has one shift at a time. */
  function withoutOverlaps(spans: readonly Span[]): Span[] {
    const free = new Map<number, number>();
    return spans
      .toSorted((a, b) => a.opens - b.opens)
      .filter(({ device, opens, hours }) => {
        if (opens < (free.get(device) ?? 0)) return false;
        free.set(device, opens + hours + (hours === 0 ? 1 : 0));
        return true;
      });
  }

  function stepsOf({ device, opens, hours, told }: Span, index: number): (() => Promise<void>)[] {
    const openedAt = new Date(START + opens * HOUR);
    const closedAt = new Date(openedAt.getTime() + hours * HOUR);
    const entry = anEntry(String(index + 1), openedAt, closedAt);
    const payment: SessionRow = {
      ...entry.session,
      id: String(index + 1),
      deviceId: String(device),
      drawer: { id: String(device), name: "Till" },
      ...{ adjustments: 0n, totalSales: 0n, totalRefunds: 0n, netSales: 0n },
    };
    const steps = [];
    if (told !== "payment") {
      steps.push(async () => {
        await storeLegacyPage(shop, [entry], {
          now: new Date(),
          within: async (tx) => {
            await tx.execute(
              sql`UPDATE legacy_session SET device_id = ${device}::bigint WHERE id = ${index + 1}::bigint`,
            );
          },
        });
        await db().execute(sql`
          INSERT INTO legacy_device (shop_id, device_id, found) VALUES (1, 1, 1), (1, 2, 1), (1, 3, 1)
          ON CONFLICT DO NOTHING`);
        // As the end of a reading does, when the searches for devices have told whose it is.
        await storeLegacyPage(shop, [entry], { now: new Date() });
      });
    }
    if (told !== "legacy") steps.push(() => storeSessions(shop, [payment], { now: new Date() }));
    return steps;
  }

  function anEntry(id: string, openedAt: Date, closedAt: Date): LegacyEntry {
    const usd = (amount: string) => ({ amount, currencyCode: "USD" });
    const given = {
      ...{ id: `gid://shopify/CashTrackingSession/${id}`, cashTrackingEnabled: true, registerName: `Till ${id}` },
      ...{ openingTime: openedAt.toISOString(), closingTime: closedAt.toISOString(), location: null },
      ...{ openingBalance: usd("100.00"), expectedOpeningBalance: usd("100.00"), closingBalance: usd("100.00") },
      ...{ expectedClosingBalance: usd("100.00"), totalCashSales: usd("0.00"), totalCashRefunds: usd("0.00") },
      ...{ netCashSales: usd("0.00"), totalAdjustments: null, totalDiscrepancy: usd("0.00") },
    };
    return { session: parseLegacySession(given) as SessionRow, given: JSON.stringify(given) };
  }
});
