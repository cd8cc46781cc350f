import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { exceptionFilters, type ExceptionKind } from "#app/reports/exception-filters.ts";
import type { ExceptionRow } from "#app/reports/exception-rows.ts";
import { countExceptions, EXCEPTIONS_PAGE, listExceptions } from "#app/reports/exceptions.server.ts";
import { parseFilters } from "#app/reports/filters.ts";
import { getStaff } from "#app/reports/staff.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { createDemoWorld, type DemoWorld } from "#simulator/shop/demo-shop.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

// Seven weeks of the demo shop: enough for every story that is an exception.
const NOW = new Date("2026-11-23T16:20:00Z");
const SCALE = 0.12;

const all = (query = "") =>
  exceptionFilters(
    parseFilters(new URLSearchParams(query), { today: "2026-11-23", defaultPreset: "all" }),
    new URLSearchParams(query),
  );

/** Every exception of the shop, page by page. */
async function everyException(shop: Shop, query = ""): Promise<ExceptionRow[]> {
  const rows: ExceptionRow[] = [];
  let filters = all(query);
  for (;;) {
    const page = await listExceptions(shop, filters, NOW);
    rows.push(...page.rows);
    if (page.next === null) return rows;
    expect(page.rows).toHaveLength(EXCEPTIONS_PAGE);
    filters = { ...filters, after: page.next };
  }
}

const told = (world: DemoWorld, story: string): string[] => {
  const ids = world.storySessions.get(story) ?? [];
  expect(ids.length, `the story ${story} is told`).toBeGreaterThan(0);
  return ids;
};

function subjects(rows: readonly ExceptionRow[], kind: ExceptionKind, type: ExceptionRow["subject"]["type"]): string[] {
  return rows.filter((row) => row.kind === kind && row.subject.type === type).map(({ subject }) => subject.id);
}

const nameOf = (records: ReadonlyMap<string, { name: string }>, name: string): string =>
  [...records].find(([, record]) => record.name === name)?.[0] ?? "";

test("the stories of the demo shop are found, each as what it is", { timeout: 240_000 }, async () => {
  const world = createDemoWorld({ seed: 2026, now: NOW, scale: SCALE });
  const { shop, sync } = await aSyncedShop(world, { grantedScopes: ["read_users", "read_locations"] });
  await sync("install");
  const rows = await everyException(shop);

  for (const [story, kind] of [
    ["stale-open-session", "stale_open"],
    ["opened-by-checkout", "opened_automatically"],
    ["ended-by-logout", "closed_automatically"],
    ["closed-without-count", "not_counted"],
    ["carry-over-gap", "carry_over_gap"],
    ["silent-adjustment", "silent_adjustment"],
  ] as const) {
    expect(subjects(rows, kind, "session"), story).toEqual(expect.arrayContaining(told(world, story)));
  }
  expect(subjects(rows, "repeated_shorts", "person")).toContain(nameOf(world.staff, "Dale Mercer"));
  const skimmed = world.sessions.get(told(world, "skimmed-drawer")[0] ?? "")?.drawerId;
  expect(subjects(rows, "repeated_shorts", "drawer")).toContain(skimmed);
  const perfect = world.sessions.get(told(world, "too-perfect")[0] ?? "");
  expect(subjects(rows, "too_perfect", "drawer")).toEqual([perfect?.drawerId]);

  // Where nothing was planted there is nothing: Harbor & Pine's arithmetic is Shopify's, and so are its gaps.
  expect(subjects(rows, "not_counted", "session")).toEqual(told(world, "closed-without-count"));
  expect(subjects(rows, "silent_adjustment", "session")).toEqual(told(world, "silent-adjustment"));
  expect(subjects(rows, "arithmetic", "session")).toEqual([]);

  // Page by page is all at once, each once, and as many as the counts say.
  const keys = rows.map(({ kind, subject, evidence }) => `${kind} ${subject.type} ${subject.id} ${evidence}`);
  expect(new Set(keys).size).toBe(keys.length);
  const counts = await countExceptions(shop, all(), NOW);
  expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length);
  expect(rows.map(({ at }) => at)).toEqual(
    rows
      .map(({ at }) => at)
      .toSorted()
      .reverse(),
  );
  await expectStories(shop, world);
});

/** The people of the same shop: whose the planted discrepancies are. */
async function expectStories(shop: Shop, world: DemoWorld): Promise<void> {
  const { rows, totals, lopsidedBelow } = await getStaff(shop, all(), NOW);
  const dale = rows.find(({ name }) => name === "Dale Mercer");
  expect(dale?.chance).toBeLessThan(lopsidedBelow);
  expect(dale?.reached).toContain("window_events");
  expect(dale?.shortSessions).toBeGreaterThan((dale?.overSessions ?? 0) * 3);
  const tess = rows.find(({ name }) => name === "Tess Albright");
  expect(tess?.chance).toBeLessThan(lopsidedBelow);
  expect(tess?.overSessions).toBeGreaterThan((tess?.shortSessions ?? 0) * 3);
  expect(world.staff.size).toBeGreaterThan(rows.length / 2);
  // Nothing is left out of the totals, and nothing is in them twice.
  const sums = await db().query<{ currency: string; total: bigint }>(sql`
    SELECT currency, sum(total_discrepancy)::int8 AS total FROM payment_session
    WHERE shop_id = ${shop.id} AND NOT is_open AND attributed_to_one IS NOT NULL GROUP BY currency`);
  for (const { currency, total } of sums) {
    const found = totals.find((row) => row.currency === currency);
    const minor = (money: { amount: string } | undefined) => BigInt((money?.amount ?? "0").replace(".", ""));
    expect(minor(found?.total)).toBe(total);
    expect(minor(found?.ofOne) + minor(found?.ofSeveral) + minor(found?.ofNobody)).toBe(total);
    const own = rows.filter((row) => row.currency === currency).reduce((sum, row) => sum + minor(row.net), 0n);
    expect(own).toBe(minor(found?.ofOne));
  }
}
