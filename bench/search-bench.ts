import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { parseFilters, type SessionFilters } from "#app/reports/filters.ts";
import { withNames } from "#app/reports/search-names.server.ts";
import { listSessions } from "#app/reports/sessions.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { NOW, TODAY } from "./bench-time.ts";
import { compare, type Measurement } from "./measure.ts";

/** What one waits for without noticing. */
const SEARCH_MS = 50;

function filtersOf(query: string): SessionFilters {
  return parseFilters(new URLSearchParams(query), { today: TODAY, defaultPreset: "last_30_days" });
}

interface Asked {
  name: string;
  q: string;
  /** Of a search that finds a large part of all sessions, none: their totals have to be added up. */
  mostMs?: number;
}

/** A search over all sessions, open ones too, as the field on every page asks it, against the same list without it. */
export async function* measureSearch(shop: Shop, rounds: number): AsyncGenerator<Measurement> {
  const everything = filtersOf("preset=all&by=opening");
  for (const { name, q, mostMs } of await searches(shop)) {
    const filters = filtersOf(new URLSearchParams({ preset: "all", by: "opening", q }).toString());
    const search = async () => listSessions(shop, await withNames(shop, filters), NOW);
    const { count } = await search();
    yield await compare(
      `search by ${name}`,
      { subject: search, yardstick: () => listSessions(shop, everything, NOW) },
      { rounds, mostMs, note: () => `${count.toLocaleString("en")} found` },
    );
  }
}

async function searches(shop: Shop): Promise<Asked[]> {
  const [example] = await db().query<{ id: string; orderName: string; discrepancy: bigint; cash: bigint }>(sql`
    SELECT s.id::text AS id, a.order_name AS "orderName", s.total_discrepancy AS discrepancy, a.cash
    FROM payment_session s JOIN cash_activity a ON a.shop_id = s.shop_id AND a.session_id = s.id
    WHERE s.shop_id = ${shop.id} AND a.order_name IS NOT NULL AND s.abs_discrepancy > 3000 AND s.currency = 'USD'
      AND s.id % 1000 = 0
    ORDER BY s.id LIMIT 1`);
  if (example === undefined) throw new Error("No session to search for.");
  const cents = (minor: bigint) => (Number(minor) / 100).toFixed(2);
  return [
    { name: "a session's number", q: example.id, mostMs: SEARCH_MS },
    { name: "an order", q: example.orderName, mostMs: SEARCH_MS },
    { name: "a word of one note", q: `parcel ${example.id.slice(0, -3)}`, mostMs: SEARCH_MS },
    { name: "a word of one note in a thousand", q: "parcel", mostMs: SEARCH_MS },
    { name: "a discrepancy", q: cents(example.discrepancy), mostMs: SEARCH_MS },
    { name: "a sale", q: cents(example.cash), mostMs: SEARCH_MS },
    { name: "a drawer", q: "Drawer 17", mostMs: SEARCH_MS },
    { name: "what nothing has", q: "nowhere", mostMs: SEARCH_MS },
    { name: "a word of one note in twenty", q: "counted" },
    { name: "a word of nearly every note", q: "courier" },
  ];
}
