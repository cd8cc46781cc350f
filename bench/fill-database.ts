import sql from "sql-template-tag";
import type { Database, Transaction } from "#app/db.server.ts";
import { ensureShop, type Shop } from "#app/shop.server.ts";
import { recomputeDailyTotals } from "#app/sync/daily-totals.server.ts";
import { DAYS, LAST_DAY } from "./bench-time.ts";

export const BIG_SHOP = "bench-big.myshopify.com";
/** Neighbours, so that no index is the big shop's alone; each a fiftieth of its size. */
const SMALL_SHOPS = ["bench-a.myshopify.com", "bench-b.myshopify.com", "bench-c.myshopify.com"];
const SMALLER = 50;

/**
 * Fills the mirror as a sync leaves it, in SQL alone: `sessions` of the big shop over three years, some ten activities
 * each, a drawer for every thousand sessions, five drawers a location, one location in seven in yen and one in ten in
 * euros. Every figure follows from hashes of the row's number, so that two runs measure the same data.
 */
export async function fillDatabase(database: Database, sessions: number): Promise<void> {
  await fillShop(database, BIG_SHOP, sessions);
  for (const domain of SMALL_SHOPS) await fillShop(database, domain, Math.ceil(sessions / SMALLER));
  // Not in the middle of a measurement, and not with other statistics in every run.
  await database.execute(sql`ALTER TABLE payment_session SET (autovacuum_enabled = FALSE)`);
  await database.execute(sql`ALTER TABLE cash_activity SET (autovacuum_enabled = FALSE)`);
  for (const table of [
    "payment_session",
    "cash_activity",
    "session_person",
    "session_word",
    "daily_total",
    "location",
    "cash_drawer",
    "staff_member",
  ]) {
    await database.execute(sql([`VACUUM ANALYZE ${table}`]));
  }
}

async function fillShop(database: Database, domain: string, sessions: number): Promise<void> {
  const shop = await ensureShop(domain);
  const drawers = Math.max(10, Math.round(sessions / 1_000));
  await database.transaction(async (tx) => {
    await tx.runScript(DRAW_FUNCTION);
    await fillPlaces(tx, shop, drawers);
    await tx.execute(plannedSessions(sessions, drawers));
    await tx.runScript("ANALYZE planned");
    await tx.execute(activities(shop));
    await tx.execute(paymentSessions(shop));
    await tx.execute(sessionPeople(shop));
    await tx.execute(sessionWords(shop));
    await tx.runScript("DROP TABLE planned");
    const days = await tx.query<{ day: string }>(sql`
      SELECT DISTINCT closing_business_date AS day FROM payment_session
      WHERE shop_id = ${shop.id} AND closing_business_date IS NOT NULL`);
    await recomputeDailyTotals(
      tx,
      shop,
      days.map(({ day }) => day),
    );
    await tx.execute(sql`
      INSERT INTO sync_state (shop_id, history_complete, as_of, polled_until)
      VALUES (${shop.id}, TRUE, ${LAST_DAY}::timestamptz, ${LAST_DAY}::timestamptz)`);
  });
}

// Evenly spread over 0 to n - 1; the salt makes each figure of a row a draw of its own.
const DRAW_FUNCTION = `
  CREATE OR REPLACE FUNCTION pg_temp.draw(row_number bigint, salt int, n int) RETURNS int LANGUAGE sql IMMUTABLE
  AS 'SELECT ((hashint8extended(row_number, salt) & 9223372036854775807) % n)::int'`;

async function fillPlaces(tx: Transaction, shop: Shop, drawers: number): Promise<void> {
  const locations = Math.ceil(drawers / 5);
  await tx.execute(sql`
    UPDATE shop SET name = domain, currency = 'USD', time_zone = 'America/New_York',
      granted_scopes = ARRAY['read_cash_tracking', 'read_locations', 'read_users', 'read_orders']
    WHERE id = ${shop.id}`);
  await tx.execute(sql`
    INSERT INTO location (shop_id, id, name, time_zone, fetched_at)
    SELECT ${shop.id}, n, 'Location ' || n,
      (ARRAY['America/New_York', 'Europe/Berlin', 'Asia/Tokyo'])[1 + n % 3], ${LAST_DAY}::timestamptz
    FROM generate_series(1, ${locations}::int) n`);
  await tx.execute(sql`
    INSERT INTO cash_drawer (shop_id, id, name, location_id, fetched_at)
    SELECT ${shop.id}, 1000 + n, 'Drawer ' || n, 1 + (n - 1) / 5, ${LAST_DAY}::timestamptz
    FROM generate_series(1, ${drawers}::int) n`);
  await tx.execute(sql`
    INSERT INTO staff_member (shop_id, id, name, fetched_at)
    SELECT ${shop.id}, 100000 + n, 'Person ' || n, ${LAST_DAY}::timestamptz
    FROM generate_series(1, ${drawers * 2}::int) n`);
}

// A drawer's sessions follow one another; those of the last day are still open. Numbered from the newest, in which
// order the backfill meets them and the rows lie.
const plannedSessions = (sessions: number, drawers: number) => sql`
  CREATE TEMPORARY TABLE planned AS
  SELECT p.*, opened_at + make_interval(mins => 420 + pg_temp.draw(n, 2, 120)) AS closed_at,
    6 + pg_temp.draw(n, 3, 9) AS lines, 1 + (drawer - 1) / 5 AS location_id,
    CASE WHEN (drawer - 1) / 5 % 7 = 6 THEN 'JPY' WHEN (drawer - 1) / 5 % 10 = 3 THEN 'EUR' ELSE 'USD' END AS currency,
    CASE WHEN pg_temp.draw(n, 4, 10) < 6 THEN 0 WHEN pg_temp.draw(n, 4, 10) < 9 THEN pg_temp.draw(n, 5, 200) - 100
      ELSE pg_temp.draw(n, 5, 10000) - 5000 END AS off,
    pg_temp.draw(n, 6, 50) = 0 AS is_uncounted
  FROM (
    SELECT n, 1000000000 - n AS id, 1 + (n * 37 % ${drawers}::int)::int AS drawer,
      date_trunc('minute', ${LAST_DAY}::timestamptz
        - make_interval(days => (n * ${DAYS}::int / ${sessions}::int)::int, mins => pg_temp.draw(n, 1, 90))) AS opened_at
    FROM generate_series(0, ${sessions}::bigint - 1) n
  ) p`;

const activities = (shop: Shop) => sql`
  INSERT INTO cash_activity (shop_id, session_id, position, occurred_at, kind, type, currency, cash, expected, counted,
    discrepancy, staff_id, reason_code, note, order_id, order_name)
  SELECT ${shop.id}, id, line, opened_at + (closed_at - opened_at) * (line - 1) / lines,
    CASE type WHEN 'ADJUSTMENT' THEN 'adjustment' WHEN 'OPENING' THEN 'count' ELSE 'transaction' END, type, currency,
    CASE type WHEN 'SALE' THEN size WHEN 'OPENING' THEN 0 ELSE -size / 3 END,
    CASE WHEN type = 'OPENING' THEN 20000 END, CASE WHEN type = 'OPENING' THEN 20000 END,
    CASE WHEN type = 'OPENING' THEN 0 END, 100001 + drawer * 2 % 20,
    CASE WHEN type = 'ADJUSTMENT' THEN 'PETTY_CASH' END,
    CASE WHEN type = 'ADJUSTMENT' THEN 'Paid the courier, "as always"' || CASE WHEN id % 1000 = 0 THEN
      ' for parcel ' || id ELSE '' END END,
    CASE WHEN type IN ('SALE', 'REFUND') THEN 5000000000 + id * 20 + line END,
    CASE WHEN type IN ('SALE', 'REFUND') THEN '#' || id % 100000 END
  FROM (
    SELECT p.*, line, 500 + pg_temp.draw(id * 32 + line, 7, 9500) AS size,
      CASE WHEN line = 1 THEN 'OPENING' WHEN line % 7 = 6 THEN 'ADJUSTMENT' WHEN line % 11 = 5 THEN 'REFUND'
        WHEN line % 3 = 0 THEN 'CHANGE' ELSE 'SALE' END AS type
    FROM planned p CROSS JOIN LATERAL generate_series(1, p.lines) line
  ) lines`;

const paymentSessions = (shop: Shop) => sql`
  INSERT INTO payment_session (shop_id, id, location_id, drawer_id, device_id, currency, is_open, opened_at, closed_at,
    opened_by, closed_by, closing_note, expected_at_open, counted_at_open, expected_at_close, counted_at_close,
    closing_adjustment, closing_balance, cash_sales, cash_refunds, net_cash_sales, adjustments, total_discrepancy,
    total_sales, total_refunds, net_sales, totals_ready, opening_business_date, closing_business_date,
    opening_discrepancy, closing_discrepancy, reconciliation, tolerance, abs_discrepancy, failed_checks, exceptions,
    attributed_to_one, attributed_to_several, has_words, previous_id, carry_over_gap, ledger_read_at, fetched_at)
  SELECT ${shop.id}, id, location_id, 1000 + drawer, 2000 + drawer, currency, is_open, opened_at,
    CASE WHEN NOT is_open THEN closed_at END, 100001 + drawer * 2 % 20,
    CASE WHEN NOT is_open THEN 100001 + (drawer * 2 + 1) % 20 END,
    CASE WHEN n % 20 = 0 THEN 'Counted twice, "still" off' END,
    20000, 20000, CASE WHEN NOT is_open THEN expected END, counted, 20000 - counted, 20000 + counted - counted, sales,
    refunds, sales - refunds, adjustments, total, sales * 3, refunds, sales * 3 - refunds, NOT is_open,
    (opened_at AT TIME ZONE zone)::date, CASE WHEN NOT is_open THEN (closed_at AT TIME ZONE zone)::date END, 0,
    CASE WHEN counted IS NOT NULL THEN total END,
    CASE WHEN is_open THEN 'open' WHEN counted IS NULL THEN 'not_counted' WHEN total = 0 THEN 'balanced'
      WHEN total > 100 THEN 'over' WHEN total < -100 THEN 'short' ELSE 'within_tolerance' END,
    100, abs(total), CASE WHEN n % 200 = 0 THEN ARRAY['carry_over'] ELSE ARRAY[]::text[] END,
    CASE WHEN n % 200 = 0 THEN ARRAY['carry_over_gap'] WHEN NOT is_open AND is_uncounted THEN ARRAY['not_counted']
      WHEN n % 90 = 7 THEN ARRAY['silent_adjustment'] ELSE ARRAY[]::text[] END,
    CASE WHEN NOT is_open THEN CASE WHEN n % 3 > 0 THEN total ELSE 0 END END,
    CASE WHEN NOT is_open THEN CASE WHEN n % 3 > 0 THEN 0 ELSE total END END, TRUE,
    lead(id) OVER (PARTITION BY drawer ORDER BY n), 0, CASE WHEN NOT is_open THEN closed_at END, closed_at
  FROM (
    SELECT p.*, f.*, 20000 + sales - refunds + adjustments AS expected,
      CASE WHEN is_open OR is_uncounted THEN NULL ELSE 20000 + sales - refunds + adjustments + off END AS counted,
      CASE WHEN is_open OR is_uncounted THEN 0 ELSE off END AS total
    FROM (SELECT planned.*, opened_at >= ${LAST_DAY}::timestamptz - interval '1 day' AS is_open,
        coalesce(l.time_zone, 'UTC') AS zone
      FROM planned LEFT JOIN location l ON l.shop_id = ${shop.id} AND l.id = planned.location_id) p
    JOIN (
      SELECT session_id, sum(cash) FILTER (WHERE type IN ('SALE', 'CHANGE')) AS sales,
        coalesce(-sum(cash) FILTER (WHERE type = 'REFUND'), 0) AS refunds,
        coalesce(sum(cash) FILTER (WHERE type = 'ADJUSTMENT'), 0) AS adjustments
      FROM cash_activity WHERE shop_id = ${shop.id} GROUP BY session_id
    ) f ON f.session_id = p.id
  ) figures
  ORDER BY n`;

// Two sessions in three are one person's; a third is shared by two. Each drawer has four people who take turns.
const sessionPeople = (shop: Shop) => sql`
  INSERT INTO session_person (shop_id, session_id, staff_id, closed_at, transactions, adjustments, counts, cash_handled,
    own_counts, own_cash, own_discrepancy, is_beyond, shared_counts, shared_discrepancy)
  SELECT ${shop.id}, s.id, 100001 + ((s.drawer_id - 1000) * 2 + s.id / 7 % 4 + who) % people.count, s.closed_at, 10, 1, 2,
    s.cash_sales / takers, CASE WHEN takers = 1 AND counted THEN 1 ELSE 0 END,
    CASE WHEN takers = 1 AND counted THEN s.cash_sales ELSE 0 END, CASE WHEN takers = 1 THEN s.total_discrepancy ELSE 0 END,
    takers = 1 AND s.abs_discrepancy > s.tolerance, CASE WHEN takers = 2 THEN 1 ELSE 0 END,
    CASE WHEN takers = 2 THEN s.total_discrepancy ELSE 0 END
  FROM (SELECT payment_session.*, CASE WHEN (1000000000 - id) % 3 > 0 THEN 1 ELSE 2 END AS takers,
      counted_at_close IS NOT NULL AS counted
    FROM payment_session WHERE shop_id = ${shop.id} AND NOT is_open) s
  CROSS JOIN (SELECT count(*) FROM staff_member WHERE shop_id = ${shop.id}) people
  CROSS JOIN LATERAL generate_series(0, takers - 1) who
  ORDER BY s.id DESC`;

// The words of the notes above: one that nearly every session has, one that a session in twenty has, one of its own.
const sessionWords = (shop: Shop) => sql`
  INSERT INTO session_word (shop_id, session_id, word)
  SELECT DISTINCT ${shop.id}::int, notes.id, word FROM (
    SELECT session_id AS id, note FROM cash_activity WHERE shop_id = ${shop.id} AND note IS NOT NULL
    UNION ALL SELECT id, closing_note FROM payment_session WHERE shop_id = ${shop.id} AND closing_note IS NOT NULL
  ) notes CROSS JOIN LATERAL regexp_split_to_table(lower(note), '[^a-z0-9]+') word
  WHERE word <> ''`;
