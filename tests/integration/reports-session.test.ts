import sql from "sql-template-tag";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { getSession } from "#app/reports/session.server.ts";
import { countActivities, getSyncStatus } from "#app/reports/sync-status.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aShop, type SessionFixture, storeSessions } from "#tests/support/mirror-fixtures.ts";

const NOW = new Date("2026-11-22T18:00:00Z");
const [SOHO, FRONT, SHARED, ANA, BEN] = [1, 11, 12, 501, 502];

const sessions: SessionFixture[] = [
  {
    ...{ id: 1, drawer: FRONT, location: SOHO, closedBy: BEN },
    ...{ opened: "2026-11-19T14:00:00Z", closed: "2026-11-19T22:00:00Z", takenOut: "20.00" },
  },
  {
    ...{ id: 2, drawer: FRONT, location: SOHO, openedBy: ANA, closedBy: ANA, openingNote: "two coins found" },
    previous: 1,
    ...{ opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z" },
    ...{
      expectedAtOpen: "80.00",
      countedAtOpen: "82.00",
      sales: "45.00",
      refunds: "5.00",
      adjustments: "-30.00",
      off: "-12.40",
    },
    ledger: [
      { at: "2026-11-20T14:00:00Z", kind: "count", type: "OPENING", cash: "2.00", expected: "80.00", counted: "82.00" },
      { at: "2026-11-20T15:00:00Z", type: "SALE", cash: "50.00", staff: ANA, order: 9001 },
      { at: "2026-11-20T15:00:00Z", type: "CHANGE", cash: "-5.00", staff: ANA, order: 9001 },
      { at: "2026-11-20T16:00:00Z", type: "REFUND", cash: "-5.00", staff: 999 },
      {
        ...{ at: "2026-11-20T17:00:00Z", kind: "adjustment", type: "ADJUSTMENT", cash: "-30.00" },
        ...{ reason: "CASH_PICKUP", note: "to the safe" },
      },
      {
        at: "2026-11-20T22:00:00Z",
        kind: "count",
        type: "CLOSING",
        cash: "-12.40",
        expected: "92.00",
        counted: "79.60",
      },
    ],
  },
  { id: 3, drawer: FRONT, location: SOHO, opened: "2026-11-21T14:00:00Z", expectedAtOpen: "79.60", previous: 2 },
  // Two devices on one drawer at the same time; the first sells into what the second counts.
  {
    ...{ id: 4, drawer: SHARED, location: SOHO, opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z" },
    ...{ countedAtOpen: "100", sales: "25" },
    ledger: [
      { at: "2026-11-20T14:00:00Z", kind: "count", type: "OPENING", cash: "0", expected: "100", counted: "100" },
      { at: "2026-11-20T15:30:00Z", type: "SALE", cash: "25", staff: ANA, order: 9002 },
      { at: "2026-11-20T22:00:00Z", kind: "count", type: "CLOSING", cash: "0", expected: "125", counted: "125" },
    ],
  },
  {
    ...{ id: 5, drawer: SHARED, location: SOHO, opened: "2026-11-20T15:00:00Z", closed: "2026-11-20T16:00:00Z" },
    ...{ countedAtOpen: "100", adjustments: "25" },
    ledger: [],
  },
  { id: 6, drawer: SHARED, location: SOHO, opened: "2026-11-21T15:00:00Z", closed: "2026-11-21T16:00:00Z" },
];

let shop: Shop;

beforeAll(async () => {
  await freshDatabase();
  const places = {
    scopes: ["read_cash_tracking", "read_locations", "read_users"],
    locations: [{ id: SOHO, name: "Soho" }],
    drawers: [
      { id: FRONT, name: "Front", location: SOHO },
      { id: SHARED, name: "Shared", location: SOHO },
    ],
    staff: [
      { id: ANA, name: "Ana" },
      { id: BEN, name: "Ben" },
    ],
  };
  shop = await aShop(places);
  await storeSessions(shop, sessions);
  await storeSessions(await aShop(places), [
    ...sessions,
    { ...sessions[0], id: 77, drawer: FRONT, opened: "2026-11-20T01:00:00Z" },
  ]);
});

async function sessionReport(id: string) {
  const report = await getSession(shop, id, NOW);
  if (report === null) throw new Error(`There is no session ${id}.`);
  return report;
}

describe("a session", () => {
  it("shows its ledger with a balance that runs from expected at open by each activity's own cash", async () => {
    const { ledger } = await sessionReport("2");
    expect(ledger?.map(({ position, type, runningBalance }) => [position, type, runningBalance.amount])).toEqual([
      [1, "OPENING", "82.00"],
      [2, "SALE", "132.00"],
      [3, "CHANGE", "127.00"],
      [4, "REFUND", "122.00"],
      [5, "ADJUSTMENT", "92.00"],
      [6, "CLOSING", "79.60"],
    ]);
    expect(ledger?.[1]).toMatchObject({ staff: "Ana", orderId: "9001", orderName: "#9001", expected: null });
    expect(ledger?.[3]).toMatchObject({ staff: null });
    expect(ledger?.[4]).toMatchObject({ reason: "CASH_PICKUP", note: "to the safe" });
    expect(ledger?.[5]).toMatchObject({ expected: { amount: "92.00" }, counted: { amount: "79.60" } });
  });

  it("adds up: the statement as given, every check of it passing", async () => {
    const { head, statement, checks, row, hours, openingNote } = await sessionReport("2");
    expect(head).toMatchObject({ expectedAtClose: { amount: "92.00" }, closingBalance: { amount: "79.60" } });
    const amounts = Object.fromEntries(statement.map(({ id, amount }) => [id, amount?.amount]));
    expect(amounts).toMatchObject({
      ...{ counted_at_open: "82.00", opening_discrepancy: "2.00", sales_tendered: "50.00", change_given: "-5.00" },
      ...{
        adjustments: "-30.00",
        closing_discrepancy: "-12.40",
        own_discrepancy: "-12.40",
        total_discrepancy: "-10.40",
      },
    });
    expect(checks.filter(({ outcome }) => outcome !== "passes")).toEqual([]);
    expect(row).toMatchObject({ reconciliation: "short", businessDate: "2026-11-20", openedBy: "Ana" });
    expect({ hours, openingNote }).toEqual({ hours: 8, openingNote: "two coins found" });
  });

  it("stands between its neighbours on the drawer, with what was found on the way and the hours to each", async () => {
    const { previous, next } = await sessionReport("2");
    expect(previous).toMatchObject({ id: "1", closedBy: "Ben", gap: { amount: "2.00" }, hoursBetween: 16 });
    expect(next).toMatchObject({ id: "3", closedAt: null, gap: { amount: "0.00" }, hoursBetween: 16 });
    expect(await sessionReport("1")).toMatchObject({ previous: null, next: { id: "2", gap: { amount: "2.00" } } });
    expect((await sessionReport("3")).next).toBeNull();
  });

  it("has no ledger until it is read, and says which checks wait for it", async () => {
    const { ledger, checks } = await sessionReport("1");
    expect(ledger).toBeNull();
    expect(checks.find(({ id }) => id === "sales_add_up")).toMatchObject({ reason: "ledger_not_read" });
  });

  it("on a shared drawer takes what the other device did there into account", async () => {
    const { checks } = await sessionReport("5");
    expect(checks.find(({ id }) => id === "expected_rolls_forward")).toMatchObject({
      outcome: "passes",
      terms: expect.arrayContaining([
        { label: "other_sessions_on_drawer", amount: { amount: "25.00", currency: "USD" } },
      ]),
    });
    expect(checks.find(({ id }) => id === "carry_over")).toMatchObject({ reason: "drawer_shared_overlap" });
  });

  it("stands beside the sessions it shared its drawer with, and shows who handled what between two counts", async () => {
    const { shared } = await sessionReport("4");
    expect(shared?.sessions.map(({ id, isThis, handled, entries }) => [id, isThis, handled.amount, entries])).toEqual([
      ["4", true, "25.00", 1],
      ["5", false, "0.00", 0],
    ]);
    expect(shared?.stretches).toMatchObject([
      {
        ...{ from: "2026-11-20T14:00:00Z", to: "2026-11-20T22:00:00Z", found: { amount: "0.00" } },
        handled: [{ sessionId: "4", amount: { amount: "25.00" }, entries: 1, staff: ["Ana"] }],
      },
    ]);
    const other = (await sessionReport("5")).shared;
    expect(other?.sessions.map(({ id, handled }) => [id, handled.amount])).toEqual([
      ["5", "0.00"],
      ["4", "25.00"],
    ]);
    expect(other?.stretches).toMatchObject([{ to: null, found: null, handled: [{ sessionId: "4" }] }]);
    expect((await sessionReport("2")).shared).toBeNull();
  });

  it("on a shared drawer claims no loss towards a session that did not take the drawer over from it", async () => {
    expect((await sessionReport("5")).previous).toMatchObject({ id: "4", gap: null });
    expect((await sessionReport("5")).next).toMatchObject({ id: "6", gap: null });
  });

  it("names the permissions that would show more", async () => {
    expect((await sessionReport("2")).missingScopes).toEqual(["read_orders", "read_gift_cards"]);
  });

  it("is forgotten when it is open for more than a day", async () => {
    const { row, hours } = await sessionReport("3");
    expect([row.isStale, hours]).toEqual([true, 28]);
  });

  it.each(["77", "99", "0", "-2", "2 OR TRUE", "gid://shopify/PointOfSaleDevicePaymentSession/2", ""])(
    "that the shop does not have is not found: %j",
    async (id) => {
      expect(await getSession(shop, id, NOW)).toBeNull();
    },
  );
});

describe("the state of the sync", () => {
  async function aRun(owner: Shop, state: string, more: { error?: string; notBefore?: string } = {}) {
    await db().execute(sql`INSERT INTO sync_run (shop_id, kind, state, error, error_code, not_before)
      VALUES (${owner.id}, 'poll', ${state}, ${more.error ?? null}, ${more.error ? "THROTTLED" : null},
        ${more.notBefore ?? null}::timestamptz)`);
  }

  it("counts what is mirrored and the ledgers of closed, ready sessions still to be read", async () => {
    expect(await getSyncStatus(shop)).toMatchObject({ state: "idle", sessions: 6, ledgersPending: 2, asOf: null });
    expect(await countActivities(shop)).toBe(9);
  });

  it("is that of the unfinished run, whatever came before", async () => {
    const owner = await aShop();
    await aRun(owner, "failed", { error: "Shopify did not answer." });
    await aRun(owner, "waiting", { notBefore: "2026-11-22T18:05:00Z" });
    expect(await getSyncStatus(owner)).toMatchObject({
      ...{ state: "waiting", error: null, retriesAt: "2026-11-22T18:05:00Z", isFirstSync: true },
    });
  });

  it("says why the last run failed, until one succeeds", async () => {
    const owner = await aShop();
    await aRun(owner, "failed", { error: "Shopify did not answer." });
    expect(await getSyncStatus(owner)).toMatchObject({ state: "failed", error: "Shopify did not answer." });
    await aRun(owner, "done");
    expect(await getSyncStatus(owner)).toMatchObject({ state: "idle", error: null });
  });

  it("knows since when everything is mirrored", async () => {
    const owner = await aShop();
    await db().execute(sql`INSERT INTO sync_state (shop_id, history_from, history_complete, as_of)
      VALUES (${owner.id}, '2026-10-01T00:00:00Z', TRUE, '2026-11-22T17:59:00Z')`);
    expect(await getSyncStatus(owner)).toMatchObject({
      ...{ historyFrom: "2026-10-01T00:00:00Z", isHistoryComplete: true, asOf: "2026-11-22T17:59:00Z" },
      isFirstSync: false,
    });
  });
});
