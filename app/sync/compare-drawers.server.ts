import sql, { join, raw } from "sql-template-tag";
import { type DrawerTotals, readDrawerTotals } from "#app/admin-api/drawer-totals.server.ts";
import { GraphqlError } from "#app/admin-api/errors.ts";
import { openedWithin, sessionPages } from "#app/admin-api/payment-sessions.server.ts";
import { db, type Queryable } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { type MirroredWindow, sumWindows, windowsToCompare } from "./drawer-windows.server.ts";
import { storeSessions } from "./store-sessions.server.ts";
import type { SyncContext } from "./sync-context.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** As far back as closed sessions are read again every day; comparisons are kept as long. */
const REACH_DAYS = 35;
/** Shopify's sums may lag behind its sessions. */
const SETTLED_AFTER_MS = 2 * HOUR_MS;
/** What differs is compared again every day for so long; after that it stays as it is. */
const DOUBTED_DAYS = 7;

interface Comparison {
  window: MirroredWindow;
  ours: DrawerTotals;
  theirs: DrawerTotals;
  isEqual: boolean;
}

/**
 * Holds the mirror against Shopify's own totals of each drawer, over what has become comparable since the last time.
 * Where they differ the sessions of that time are read again, and compared again; both figures are kept.
 */
export async function compareDrawers(context: SyncContext): Promise<void> {
  const { shop } = context;
  const now = context.now();
  const since = new Date(now.getTime() - REACH_DAYS * DAY_MS);
  const doubted = await doubtedWindows(shop, new Date(now.getTime() - DOUBTED_DAYS * DAY_MS));
  const fresh = await windowsToCompare(shop, { since, until: new Date(now.getTime() - SETTLED_AFTER_MS) });
  try {
    const first = await compare(context, [...doubted, ...fresh]);
    const differing = first.filter(({ isEqual }) => !isEqual).map(({ window }) => window);
    if (differing.length > 0) await readAgain(context, differing);
    const second = await compare(context, differing);
    await db().transaction(async (tx) => {
      await store(
        tx,
        shop,
        first.filter(({ isEqual }) => isEqual),
        { now, isReread: false },
      );
      await store(tx, shop, second, { now, isReread: true });
      await tx.execute(sql`
        DELETE FROM drawer_comparison WHERE shop_id = ${shop.id}::int AND window_to < ${since}::timestamptz`);
      await context.keep(tx, { sessions: 0, activities: 0 });
    });
  } catch (error) {
    // A comfort: that Shopify refuses it must not keep the figures away.
    if (!(error instanceof GraphqlError)) throw error;
    log.warn({ err: error, shopId: shop.id }, "Shopify's totals of drawers could not be read");
  }
}

async function compare(context: SyncContext, windows: Parameters<typeof sumWindows>[1]): Promise<Comparison[]> {
  const mirrored = await sumWindows(context.shop, windows);
  const answers = await readDrawerTotals(context.reader, mirrored);
  return mirrored.flatMap((window, index) => {
    const theirs = answers[index];
    return theirs ? [comparisonOf(window, theirs)] : [];
  });
}

const FIGURES = ["sales", "refunds", "netSales", "adjustments", "discrepancies"] as const;

/**
 * Ours, by the reading that agrees in most figures. Published is no more than "the total sales for this cash drawer":
 * that may be cash or all tenders, refunds may be below zero, adjustments may hold what closings took out, and
 * discrepancies those of counts in mid-session. What fits one of these agrees; only what fits none differs.
 */
function comparisonOf(window: MirroredWindow, theirs: DrawerTotals): Comparison {
  const { cashSales, cashRefunds, netCashSales, totalSales, totalRefunds, netSales } = window;
  const { adjustments, closingAdjustments, discrepancies, countedDiscrepancies } = window;
  const others = {
    adjustments: theirs.adjustments === adjustments + closingAdjustments ? theirs.adjustments : adjustments,
    discrepancies: theirs.discrepancies === countedDiscrepancies ? countedDiscrepancies : discrepancies,
  };
  const signed = (refunds: bigint) => (theirs.refunds < 0n ? -refunds : refunds);
  const inCash = { sales: cashSales, refunds: signed(cashRefunds), netSales: netCashSales, ...others };
  const inAllTenders = { sales: totalSales, refunds: signed(totalRefunds), netSales, ...others };
  const agreeing = (ours: DrawerTotals) => FIGURES.filter((figure) => ours[figure] === theirs[figure]).length;
  const ours = agreeing(inAllTenders) > agreeing(inCash) ? inAllTenders : inCash;
  return { window, ours, theirs, isEqual: agreeing(ours) === FIGURES.length };
}

/** Every session that opened while one of the windows ran. */
async function readAgain(context: SyncContext, windows: readonly MirroredWindow[]): Promise<void> {
  const from = new Date(Math.min(...windows.map((window) => window.from.getTime())));
  const to = new Date(Math.max(...windows.map((window) => window.to.getTime())));
  for await (const page of sessionPages(context.reader, openedWithin({ from, to }))) {
    context.setAside(page.malformed);
    await storeSessions(context.shop, page.rows, {
      now: context.now(),
      within: (tx) => context.keep(tx, { sessions: page.rows.length, activities: 0 }),
    });
  }
}

async function doubtedWindows(shop: Shop, since: Date): Promise<{ drawerId: string; from: Date; to: Date }[]> {
  return db().query(sql`
    SELECT drawer_id::text AS "drawerId", window_from AS "from", window_to AS "to" FROM drawer_comparison
    WHERE shop_id = ${shop.id}::int AND outcome = 'differs' AND window_to >= ${since}::timestamptz
    ORDER BY drawer_comparison.drawer_id, window_from`);
}

const COLUMNS = ["sales", "refunds", "net_sales", "adjustments", "discrepancies"];
const NAMES = raw([...COLUMNS.map((name) => `our_${name}`), ...COLUMNS.map((name) => `their_${name}`)].join(", "));

async function store(
  tx: Queryable,
  shop: Shop,
  comparisons: readonly Comparison[],
  { now, isReread }: { now: Date; isReread: boolean },
): Promise<void> {
  if (comparisons.length === 0) return;
  const windows = comparisons.map(({ window }) => window);
  const sums = (side: "ours" | "theirs") =>
    FIGURES.map((figure) => sql`${comparisons.map((comparison) => comparison[side][figure])}::bigint[]`);
  await tx.execute(sql`
    INSERT INTO drawer_comparison AS known (shop_id, drawer_id, window_from, window_to, sessions, currency, outcome,
      compared_at, reread_at, ${NAMES})
    SELECT ${shop.id}::int, drawer_id, window_from, window_to, sessions, currency,
      CASE WHEN NOT is_equal THEN 'differs' WHEN ${isReread}::boolean THEN 'mended' ELSE 'equal' END,
      ${now}::timestamptz, CASE WHEN ${isReread}::boolean THEN ${now}::timestamptz END, ${NAMES}
    FROM unnest(
      ${windows.map((window) => window.drawerId)}::bigint[], ${windows.map((window) => window.from)}::timestamptz[],
      ${windows.map((window) => window.to)}::timestamptz[], ${windows.map((window) => window.sessions)}::int[],
      ${windows.map((window) => window.currency)}::text[], ${comparisons.map(({ isEqual }) => isEqual)}::boolean[],
      ${join([...sums("ours"), ...sums("theirs")])}
    ) AS given (drawer_id, window_from, window_to, sessions, currency, is_equal, ${NAMES})
    ON CONFLICT (shop_id, drawer_id, window_from) DO UPDATE SET
      sessions = EXCLUDED.sessions, compared_at = EXCLUDED.compared_at,
      -- Only what differed is compared again.
      outcome = CASE WHEN EXCLUDED.outcome = 'differs' THEN 'differs' ELSE 'mended' END,
      reread_at = coalesce(EXCLUDED.reread_at, known.reread_at),
      ${join([...COLUMNS.map((name) => raw(`our_${name} = EXCLUDED.our_${name}`)), ...COLUMNS.map((name) => raw(`their_${name} = EXCLUDED.their_${name}`))])}`);
}
