import sql, { join, type Sql } from "sql-template-tag";
import { DIGITS_OTHER_THAN_TWO } from "#app/money/currencies.ts";
import { type AmountSearch, signedAmounts } from "#app/search/amount-search.ts";
import { parseSearch, type SearchTerm } from "#app/search/search-terms.ts";
import { isWhole } from "#app/search/words.ts";
import type { Shop } from "#app/shop.server.ts";
import type { NamedByWord, SessionSearch } from "./filters.ts";

// The second fence lets an index answer comparisons only (docs/performance.md, "Search"): everything is asked by =, >=
// and < on plain columns. Names are looked up before, so that the planner sees how many sessions a word may find.

/** The condition on `payment_session s` that a search makes: found by each of its words. */
export function foundBy(shop: Shop, { text, named }: SessionSearch): Sql {
  const terms = parseSearch(text);
  if (terms === null || named === null) throw new Error("What the search names was not looked up.");
  return join(
    terms.map((term, index) => sql`s.id IN (${idsOf(shop, term, named[index])})`),
    " AND ",
  );
}

function idsOf(shop: Shop, term: SearchTerm, named: NamedByWord[number] | undefined): Sql {
  const parts: Sql[] = [sql`SELECT unnest(${term.ids}::bigint[])`];
  if (term.orders.length > 0) {
    parts.push(sql`SELECT a.session_id FROM cash_activity a
      WHERE a.shop_id = ${shop.id} AND a.order_name = ANY(${term.orders}::text[])`);
  }
  if (term.words.length > 0) parts.push(withWords(shop, term.words));
  if (term.amount !== null) parts.push(...withAmount(shop, term.amount));
  if (named !== undefined) parts.push(...withNamed(shop, named));
  // Not UNION ALL: of rows that are told to be different the planner knows how many there are, and reads a few sessions
  // by their key and a hundred thousand in one go. Otherwise it takes any number for 200.
  return join(parts, " UNION ");
}

/** A prefix is a range of "C", in which no text comes after this character. */
const LAST = "\u{10FFFF}";

function withWords(shop: Shop, [word = "", ...others]: readonly string[]): Sql {
  const range = isWhole(word) ? sql`w.word = ${word}` : sql`w.word >= ${word} AND w.word < ${word + LAST}`;
  const rest = others.length === 0 ? sql`` : sql` AND w.session_id IN (${withWords(shop, others)})`;
  return sql`SELECT w.session_id FROM session_word w WHERE w.shop_id = ${shop.id} AND ${range}${rest}`;
}

function withAmount(shop: Shop, amount: AmountSearch): Sql[] {
  const is = (column: Sql, currency: Sql) => {
    const all = [...new Set([0, 2, 3, 4].flatMap((digits) => signedAmounts(amount, digits)))];
    return sql`${column} = ANY(${all}::bigint[]) AND ${column} = ANY(${amountsIn(amount, currency)})`;
  };
  const session = (column: Sql) =>
    sql`SELECT f.id FROM payment_session f WHERE f.shop_id = ${shop.id} AND ${is(column, sql`f.currency`)}`;
  const activity = (column: Sql) =>
    sql`SELECT a.session_id FROM cash_activity a
      WHERE a.shop_id = ${shop.id} AND ${column} <> 0 AND ${is(column, sql`a.currency`)}`;
  return [
    ...[sql`f.total_discrepancy`, sql`f.expected_at_close`, sql`f.counted_at_close`].map(session),
    ...[sql`a.cash`, sql`a.discrepancy`].map(activity),
  ];
}

/** What the amount comes to in the minor units of the row's currency. */
function amountsIn(amount: AmountSearch, currency: Sql): Sql {
  const cases = [0, 3, 4].map((digits) => {
    const codes = [...DIGITS_OTHER_THAN_TWO].filter(([, own]) => own === digits).map(([code]) => code);
    return sql`WHEN ${currency} = ANY(${codes}::text[]) THEN ${signedAmounts(amount, digits)}::bigint[]`;
  });
  return sql`CASE ${join(cases, " ")} ELSE ${signedAmounts(amount, 2)}::bigint[] END`;
}

function withNamed(shop: Shop, { locations, drawers, staff }: NamedByWord[number]): Sql[] {
  const sessions = (column: Sql, ids: readonly string[]) =>
    ids.length === 0
      ? []
      : [sql`SELECT f.id FROM payment_session f WHERE f.shop_id = ${shop.id} AND f.${column} = ANY(${ids}::bigint[])`];
  const taking =
    staff.length === 0
      ? []
      : [
          sql`SELECT p.session_id FROM session_person p WHERE p.shop_id = ${shop.id} AND p.staff_id = ANY(${staff}::bigint[])`,
        ];
  return [
    ...sessions(sql`location_id`, locations),
    ...sessions(sql`drawer_id`, drawers),
    ...sessions(sql`opened_by`, staff),
    ...sessions(sql`closed_by`, staff),
    ...taking,
  ];
}
