import sql, { type Sql } from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { parseFilters, type SessionFilters } from "#app/reports/filters.ts";
import { getLocation } from "#app/reports/location.server.ts";
import { getLocationTotals } from "#app/reports/location-totals.server.ts";
import { getOverview } from "#app/reports/overview.server.ts";
import { getSession } from "#app/reports/session.server.ts";
import { orderOf, toCursor } from "#app/reports/session-order.server.ts";
import { SESSION_TABLES } from "#app/reports/session-records.server.ts";
import { sessionScope } from "#app/reports/session-scope.server.ts";
import type { SessionSort } from "#app/reports/session-sorts.ts";
import { listSessions } from "#app/reports/sessions.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { NOW, TODAY } from "./bench-time.ts";
import { compare, type Measurement } from "./measure.ts";
import { bareList, bareLocation, bareLocationTotals, bareOverview, bareSession, runAll } from "./reports-yardstick.ts";

/** What goes unnoticed on a page that is otherwise rendered and sent within some hundred milliseconds. */
const PAGE_MS = 50;
const LIST_MS = 10;
const SESSION_MS = 10;

const RANGES = { "30 days": "preset=last_30_days", "1 year": "preset=last_12_months", "3 years": "preset=all" };
const LOCATION = "2";

function filtersOf(query: string): SessionFilters {
  return parseFilters(new URLSearchParams(query), { today: TODAY, defaultPreset: "last_30_days" });
}

/** The page reports against the least SQL that has the same figures in it. */
export async function* measureReports(shop: Shop, rounds: number): AsyncGenerator<Measurement> {
  for (const [range, query] of Object.entries(RANGES)) {
    const filters = filtersOf(query);
    // The default range of every page; longer ones are asked for seldom and are shown beside it.
    const options = { rounds, mostMs: range === "30 days" ? PAGE_MS : undefined };
    const pages: [name: string, subject: () => Promise<unknown>, yardstick: Sql[]][] = [
      ["overview", () => getOverview(shop, filters, NOW), bareOverview(shop, filters)],
      ["location totals", () => getLocationTotals(shop, filters, NOW), bareLocationTotals(shop, filters)],
      ["one location", () => getLocation(shop, LOCATION, filters, NOW), bareLocation(shop, filters, LOCATION)],
    ];
    for (const [name, subject, yardstick] of pages) {
      yield await compare(`${name}, ${range}`, { subject, yardstick: () => runAll(yardstick) }, options);
    }
  }
  for (const range of ["30 days", "3 years"] as const) {
    for (const list of LISTS) yield* measureList(shop, rounds, range, list);
  }
  const sessionId = (await middleOf(shop, filtersOf(RANGES["3 years"]))).id;
  const bare = bareSession(shop, sessionId);
  yield await compare(
    "a session",
    { subject: () => getSession(shop, sessionId, NOW), yardstick: () => runAll(bare) },
    { rounds, mostMs: SESSION_MS },
  );
}

interface List {
  sort: SessionSort;
  orderBy: Sql;
  /** Of a position's text, the value that `orderBy` has there. */
  value: (text: string) => Sql;
  /** What it takes to sort by it. */
  from?: Sql;
}

const LISTS: readonly List[] = [
  { sort: "closed_desc", orderBy: sql`s.closed_at`, value: (text) => sql`${text}::timestamptz` },
  { sort: "size_desc", orderBy: sql`s.abs_discrepancy`, value: (text) => sql`${text}::bigint` },
  { sort: "discrepancy_asc", orderBy: sql`s.total_discrepancy`, value: (text) => sql`${text}::bigint` },
  { sort: "expected_desc", orderBy: sql`s.expected_at_close`, value: (text) => sql`${text}::bigint` },
  {
    sort: "drawer_asc",
    orderBy: sql`lower(d.name) COLLATE "C"`,
    value: nameOf,
    from: sql`payment_session s JOIN cash_drawer d ON d.shop_id = s.shop_id AND d.id = s.drawer_id`,
  },
  {
    sort: "staff_asc",
    orderBy: sql`lower(p.name) COLLATE "C"`,
    value: nameOf,
    from: sql`payment_session s JOIN staff_member p ON p.shop_id = s.shop_id AND p.id = s.closed_by`,
  },
];

/** "1053 drawer 53": whose id it is, and the name. */
function nameOf(text: string): Sql {
  return sql`${text.slice(text.indexOf(" ") + 1)}::text`;
}

async function* measureList(
  shop: Shop,
  rounds: number,
  range: keyof typeof RANGES,
  { sort, orderBy, value, from = sql`payment_session s` }: List,
): AsyncGenerator<Measurement> {
  const filters = filtersOf(`${RANGES[range]}&sort=${sort}`);
  const middle = await middleOf(shop, filters);
  const starts = [
    { name: "first page", after: null },
    { name: "page in the middle", after: middle },
  ];
  for (const { name, after } of starts) {
    const asked = { ...filters, after: after && toCursor(sort, after) };
    const position = after && { value: value(after.value), id: after.id };
    const bare = bareList(shop, filters.range, { from, orderBy, isDescending: sort.endsWith("desc"), after: position });
    yield await compare(
      `sessions by ${sort}, ${range}, ${name}`,
      { subject: () => listSessions(shop, asked, NOW), yardstick: () => runAll(bare) },
      { rounds, mostMs: LIST_MS },
    );
  }
}

async function middleOf(shop: Shop, filters: SessionFilters): Promise<{ value: string; id: string }> {
  const order = orderOf(filters);
  const [row] = await db().query<{ value: string; id: string }>(sql`
    SELECT ${order.text} AS value, s.id::text AS id FROM ${SESSION_TABLES} WHERE ${sessionScope(shop, filters)}
    ORDER BY ${order.orderBy} LIMIT 1
    OFFSET (SELECT count(*) / 2 FROM payment_session s WHERE ${sessionScope(shop, filters)})`);
  if (row === undefined) throw new Error("The generated shop has no session in this range.");
  return row;
}
