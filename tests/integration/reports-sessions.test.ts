import sql from "sql-template-tag";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { exportFile } from "#app/exports/export-file.server.ts";
import { CHECK_IDS, type CheckId } from "#app/reconciliation/check.ts";
import type { SessionRow } from "#app/reports/figures.ts";
import { SESSION_SORTS } from "#app/reports/session-sorts.ts";
import { listSessions } from "#app/reports/sessions.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aKnownShop, ANA, BACK, BEN, BRONX, filters, FRONT, NOW, SOHO } from "#tests/support/known-shop.ts";
import { aShop, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { parseTable } from "#tests/support/parse-csv.ts";

let shop: Shop;

beforeAll(async () => {
  await freshDatabase();
  shop = await aKnownShop();
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
      people: [
        { id: "501", name: "Ana" },
        { id: "502", name: "Ben" },
      ],
    });
  });

  it.each([
    ["status=short", ["1008", "1004", "1001"]],
    ["status=not_counted&status=pending", ["1007", "1006"]],
    ["status=open", []],
    ["status=open&status=over", ["1002", "1003"]],
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
    ["sort=status_asc&location=2", ["1006", "1007", "1005"]],
    ["sort=staff_desc&location=1", ["1001", "1002", "1004", "1003"]],
  ])("holds what the filters say: %s", async (query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  it("begins at its beginning when a cursor is not ours, or another sort's", async () => {
    const first = await idsOf("sort=size_desc");
    const forged = ["nonsense", cursor(["size_desc", "1; DROP", "1"]), cursor(["size_desc", "9".repeat(30), "1"])];
    forged.push(cursor(["size_desc", null, "1"]));
    for (const after of [...forged, cursor(["closed_desc", "2026-11-22T00:00:00.000000Z", "1"]), cursor(null)]) {
      expect(await idsOf(`sort=size_desc&after=${after}`)).toEqual(first);
    }
    const badDays = ["2026-02-30T00:00:00.000000Z", "0000-01-01T00:00:00.000000Z", "-infinity", "now"];
    for (const value of badDays) {
      expect(await idsOf(`after=${cursor(["closed_desc", value, "1"])}`)).toEqual(await idsOf(""));
    }
  });
});

describe("the filters by device and by person", () => {
  it("hold the sessions that ran on it, and those that somebody opened or closed, in the list and the files", async () => {
    const owner = await aShop();
    const shift = { drawer: FRONT, opened: "2026-11-11T09:00:00Z", closed: "2026-11-11T17:00:00Z", off: "-1" };
    await storeSessions(owner, [
      { ...shift, id: 1, device: 71, openedBy: ANA, closedBy: BEN },
      { ...shift, id: 2, device: 72, openedBy: BEN, closedBy: ANA },
      { ...shift, id: 3, device: 71 },
    ]);
    for (const [query, ids] of [
      ["device=71", ["3", "1"]],
      ["device=71&device=gid://shopify/PointOfSaleDevice/72", ["3", "2", "1"]],
      [`person=${ANA}`, ["2", "1"]],
      [`person=gid://shopify/StaffMember/${BEN}&device=72`, ["2"]],
      ["person=1", []],
    ] as const) {
      const page = await listSessions(owner, filters(query), NOW);
      expect([query, page.rows.map(({ id }) => id), page.count]).toEqual([query, ids, ids.length]);
      const file = await exportFile(owner, "sessions.csv", new URLSearchParams(query), { now: NOW });
      expect(parseTable(await file.text())).toHaveLength(ids.length);
    }
    expect(filters("device=till&person=Ana").ignored).toEqual(["device", "person"]);
  });
});

describe("the filter by checks", () => {
  it("holds the sessions of which one of them fails, in the list, its totals and the files", async () => {
    const failing: CheckId[][] = [
      [],
      ["net_adds_up"],
      ["carry_over"],
      ["net_adds_up", "carry_over"],
      ["closing_balance"],
      [],
    ];
    const owner = await aShop();
    await storeSessions(
      owner,
      failing.map((failedChecks, index) => ({
        ...{ id: index + 1, drawer: FRONT, failedChecks, off: "-1" },
        ...{ opened: `2026-11-1${index}T09:00:00Z`, closed: `2026-11-1${index}T17:00:00Z` },
      })),
    );
    const idsWith = (isWanted: (check: CheckId) => boolean) =>
      failing.flatMap((checks, index) => (checks.some(isWanted) ? String(index + 1) : [])).reverse();
    for (const [query, isWanted] of [
      ...CHECK_IDS.map((id) => [`check=${id}`, (check: CheckId) => check === id] as const),
      ["check=arithmetic", (check: CheckId) => check !== "carry_over"] as const,
      ["check=carry_over&check=closing_balance", (check: CheckId) => /carry|closing/.test(check)] as const,
      ["check=arithmetic&check=carry_over&by=opening", () => true] as const,
    ]) {
      const page = await listSessions(owner, filters(query), NOW);
      expect([query, page.rows.map(({ id }) => id)]).toEqual([query, idsWith(isWanted)]);
      expect(page.count).toBe(page.rows.length);
      expect(page.totals.map(({ sessions }) => sessions)).toEqual(page.rows.length > 0 ? [page.rows.length] : []);
      for (const file of ["sessions.csv", "drawers.csv"] as const) {
        const rows = parseTable(await (await exportFile(owner, file, new URLSearchParams(query), { now: NOW })).text());
        const count = file === "sessions.csv" ? rows.length : Number(rows[0]?.sessions ?? 0);
        expect([file, query, count]).toEqual([file, query, page.count]);
      }
    }
    expect(filters("check=luck").ignored).toEqual(["check"]);
  });
});

describe("paging", () => {
  let large: Shop;
  const COUNT = 123;
  const REVIEWS = ["reviewed", "escalated", "reopened", null, null, null, null] as const;

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
      staff: [
        { id: ANA, name: "Ana" },
        { id: BEN, name: "Ben" },
      ],
    });
    // Few distinct times, amounts and names, so that most neighbours tie and only the id tells them apart; some unknown.
    await storeSessions(
      large,
      Array.from({ length: COUNT }, (_, index) => ({
        id: 5_000 + index,
        drawer: [FRONT, BACK, 13][index % 3] ?? FRONT,
        location: [SOHO, BRONX, null, SOHO][index % 4],
        opened: `2026-11-${10 + (index % 4)}T09:00:00.${index % 2 ? "123456" : "123457"}Z`,
        closed: index % 10 === 0 ? undefined : `2026-11-${14 + (index % 3)}T20:00:00.${index % 5}00001Z`,
        off: index % 11 === 0 ? null : `${(index % 7) - 3}.50`,
        sales: `${index % 3}`,
        ready: index % 13 !== 0,
        closedBy: [ANA, BEN, 599, null][index % 4],
        device: [71, null, 72][index % 3],
      })),
    );
    await db().execute(sql`
      UPDATE payment_session SET review_state = (${REVIEWS}::text[])[1 + id % ${REVIEWS.length}::int]
      WHERE shop_id = ${large.id} AND NOT is_open`);
  });

  // All days are walked part by part, and a month is sorted in one; by closing or opening, they are the same parts.
  const ways = SESSION_SORTS.flatMap((sort) => [`sort=${sort}&preset=all&by=opening`, `sort=${sort}`]).filter(
    (query) => query.includes("all") || /closed|drawer|location|staff|status|review/.test(query),
  );

  it.each(ways)("shows each session once and the same pages back: %s", async (query) => {
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

  const UNKNOWN = {
    closing_discrepancy: ({ closingDiscrepancy }: SessionRow) => closingDiscrepancy === null,
    expected: ({ expectedAtClose }: SessionRow) => expectedAtClose === null,
    counted: ({ countedAtClose }: SessionRow) => countedAtClose === null,
    drawer: ({ drawer }: SessionRow) => drawer === null,
    location: ({ location }: SessionRow) => location === null,
    staff: ({ closedBy }: SessionRow) => closedBy === null,
    device: ({ deviceId }: SessionRow) => deviceId === null,
    review: ({ review }: SessionRow) => review === "none",
  };

  it.each(Object.entries(UNKNOWN))("by %s ends with what has none, up and down", async (key, isUnknown) => {
    for (const days of ["preset=all&by=opening", ""]) {
      const [up, down] = await Promise.all([everyRow(`sort=${key}_asc&${days}`), everyRow(`sort=${key}_desc&${days}`)]);
      const known = (rows: readonly SessionRow[]) => rows.filter((row) => !isUnknown(row)).map(({ id }) => id);
      const unknown = (rows: readonly SessionRow[]) => rows.filter(isUnknown).map(({ id }) => id);
      for (const rows of [up, down]) expect([...known(rows), ...unknown(rows)]).toEqual(rows.map(({ id }) => id));
      expect(known(up).length).toBeGreaterThan(0);
      // Of what is closed, it is always known what was expected.
      if (days !== "" || key !== "expected") expect(unknown(up).length).toBeGreaterThan(0);
      expect(known(down)).toEqual(known(up).toReversed());
      expect(unknown(down)).toEqual(unknown(up).toReversed());
    }
  });

  it("puts states in the order in which somebody has to look at them", async () => {
    const statesBy = async (sort: string, of: (row: SessionRow) => string) => [
      ...new Set((await everyRow(`sort=${sort}&preset=all&by=opening`)).map(of)),
    ];
    const statuses = ["short", "over", "not_counted", "pending", "open", "within_tolerance"];
    const statusOf = ({ reconciliation }: SessionRow) => reconciliation;
    expect(await statesBy("status_asc", statusOf)).toEqual(statuses);
    expect(await statesBy("status_desc", statusOf)).toEqual(statuses.toReversed());
    const reviewOf = ({ review }: SessionRow) => (review === "reopened" ? "needs" : review);
    expect(await statesBy("review_asc", reviewOf)).toEqual(["needs", "escalated", "reviewed", "none"]);
    expect(await statesBy("review_desc", reviewOf)).toEqual(["reviewed", "escalated", "needs", "none"]);
  });

  async function everyRow(query: string): Promise<SessionRow[]> {
    const rows: SessionRow[] = [];
    for (let after: string | null = ""; after !== null;) {
      const page = await listSessions(large, filters(`${query}&after=${after}`), NOW);
      rows.push(...page.rows);
      after = page.next;
    }
    return rows;
  }
});

function cursor(parts: unknown): string {
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}
