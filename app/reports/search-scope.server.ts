import sql, { join, type Sql } from "sql-template-tag";
import { DIGITS_OTHER_THAN_TWO } from "#app/money/currencies.ts";
import { type AmountSearch, signedAmounts } from "#app/search/amount-search.ts";
import { parseSearch, type SearchTerm } from "#app/search/search-terms.ts";
import { isWhole } from "#app/search/words.ts";
import type { Shop } from "#app/shop.server.ts";
import type { NamedByWord, SessionSearch } from "./filters.ts";

// The second fence lets an index answer comparisons only (docs/performance.md, "Search"): everything is asked by =, >=
// and < on plain columns. Names are looked up before, so that the planner sees how many sessions a word may find.

/** One thing that a word of a search may mean, asked in two ways. */
interface Meaning {
  /** The ids of all sessions that it finds, an id once or more often. */
  sessions: Sql;
  /**
   * Whether it finds `payment_session s`. Look-ups are scalars: an EXISTS may be answered by reading the whole table once, and
   * whoever asks of one session after the other means to stop.
   */
  finds: Sql;
  /** `finds` asks nothing but the session's own columns. */
  isAtHand?: boolean;
}

/** The condition on `payment_session s` that a search makes: found by each of its words. */
export function foundBy(shop: Shop, search: SessionSearch): Sql {
  const terms = meaningsOf(shop, search);
  return join(
    terms.map((meanings) => sql`s.id IN (${together(meanings)})`),
    " AND ",
  );
}

/** Of each meaning of each word, in their order, whether it finds more rows than this: a `boolean[]`. */
export function areBroad(shop: Shop, search: SessionSearch, rows: number): Sql {
  const meanings = meaningsOf(shop, search).flat();
  const asked = meanings.map(({ sessions }) => sql`EXISTS (SELECT 1 FROM (${sessions}) found OFFSET ${rows})`);
  return sql`ARRAY[${join(asked, ", ")}]`;
}

/**
 * The condition of `foundBy` for whoever walks along `payment_session s` and stops; null where a word finds few, so that to walk
 * would take longer. What finds many is asked of each session, what finds few is put together once.
 */
export function foundOneByOne(shop: Shop, search: SessionSearch, broad: readonly boolean[]): Sql | null {
  let at = 0;
  const conditions: Sql[] = [];
  for (const meanings of meaningsOf(shop, search)) {
    const own = broad.slice(at, (at += meanings.length));
    if (!own.includes(true)) return null;
    const isAsked = ({ isAtHand = false }: Meaning, index: number) => isAtHand || own[index] === true;
    const asked = meanings.filter(isAsked).map(({ finds }) => finds);
    const few = meanings.filter((meaning, index) => !isAsked(meaning, index));
    if (few.length > 0) asked.push(sql`s.id IN (${together(few)})`);
    conditions.push(sql`(${join(asked, " OR ")})`);
  }
  return join(conditions, " AND ");
}

function meaningsOf(shop: Shop, { text, named }: SessionSearch): Meaning[][] {
  const terms = parseSearch(text);
  if (terms === null || named === null) throw new Error("What the search names was not looked up.");
  return terms.map((term, index) => meaningsOfTerm(shop, term, named[index]));
}

// Not UNION ALL: of rows that are told to be different the planner knows how many there are, and reads a few sessions
// by their key and a hundred thousand in one go. Otherwise it takes any number for 200.
function together(meanings: readonly Meaning[]): Sql {
  return join(
    meanings.map(({ sessions }) => sessions),
    " UNION ",
  );
}

/** What costs least to ask of a session first. */
function meaningsOfTerm(shop: Shop, term: SearchTerm, named: NamedByWord[number] | undefined): Meaning[] {
  const { ids, words, amount, orders } = term;
  const meanings: Meaning[] = [
    { sessions: sql`SELECT unnest(${ids}::bigint[])`, finds: sql`s.id = ANY(${ids}::bigint[])`, isAtHand: true },
  ];
  if (named !== undefined) meanings.push(...withPlaces(shop, named));
  if (words.length > 0) meanings.push(withWords(shop, words));
  if (named !== undefined && named.staff.length > 0) meanings.push(withPerson(shop, named.staff));
  if (orders.length > 0) meanings.push(inLedger(shop, sql`a.order_name = ANY(${orders}::text[])`));
  if (amount !== null) meanings.push(...withAmount(shop, amount));
  return meanings;
}

/** A prefix is a range of "C", in which no text comes after this character. */
const LAST = "\u{10FFFF}";

function withWords(shop: Shop, words: readonly string[]): Meaning {
  const begins = (word: string) =>
    isWhole(word) ? sql`w.word = ${word}` : sql`w.word >= ${word} AND w.word < ${word + LAST}`;
  const sessions = ([word = "", ...others]: readonly string[]): Sql => {
    const rest = others.length === 0 ? sql`` : sql` AND w.session_id IN (${sessions(others)})`;
    return sql`SELECT w.session_id FROM session_word w WHERE w.shop_id = ${shop.id} AND ${begins(word)}${rest}`;
  };
  const each = words.map(
    (word) => sql`(SELECT TRUE FROM session_word w
      WHERE w.shop_id = ${shop.id} AND w.session_id = s.id AND ${begins(word)} LIMIT 1) IS TRUE`,
  );
  return { sessions: sessions(words), finds: sql`(${join(each, " AND ")})` };
}

function withAmount(shop: Shop, amount: AmountSearch): Meaning[] {
  const all = [...new Set([0, 2, 3, 4].flatMap((digits) => signedAmounts(amount, digits)))];
  const is = (column: Sql, currency: Sql) =>
    sql`${column} = ANY(${all}::bigint[]) AND ${column} = ANY(${amountsIn(amount, currency)})`;
  return [
    ...[sql`total_discrepancy`, sql`expected_at_close`, sql`counted_at_close`].map((column) =>
      ofSession(shop, (row) => is(sql`${row}.${column}`, sql`${row}.currency`)),
    ),
    ...[sql`a.cash`, sql`a.discrepancy`].map((column) =>
      inLedger(shop, sql`${column} <> 0 AND ${is(column, sql`a.currency`)}`),
    ),
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

function withPlaces(shop: Shop, { locations, drawers, staff }: NamedByWord[number]): Meaning[] {
  const among = (column: Sql, ids: readonly string[]) =>
    ids.length === 0 ? [] : [ofSession(shop, (row) => sql`${row}.${column} = ANY(${ids}::bigint[])`)];
  return [
    ...among(sql`location_id`, locations),
    ...among(sql`drawer_id`, drawers),
    ...among(sql`opened_by`, staff),
    ...among(sql`closed_by`, staff),
  ];
}

function withPerson(shop: Shop, staff: readonly string[]): Meaning {
  const took = sql`p.shop_id = ${shop.id} AND p.staff_id = ANY(${staff}::bigint[])`;
  return {
    sessions: sql`SELECT p.session_id FROM session_person p WHERE ${took}`,
    finds: sql`(SELECT TRUE FROM session_person p WHERE ${took} AND p.session_id = s.id LIMIT 1) IS TRUE`,
  };
}

function ofSession(shop: Shop, condition: (row: Sql) => Sql): Meaning {
  return {
    sessions: sql`SELECT f.id FROM payment_session f WHERE f.shop_id = ${shop.id} AND ${condition(sql`f`)}`,
    finds: sql`(${condition(sql`s`)})`,
    isAtHand: true,
  };
}

function inLedger(shop: Shop, condition: Sql): Meaning {
  const holds = sql`a.shop_id = ${shop.id} AND ${condition}`;
  return {
    sessions: sql`SELECT a.session_id FROM cash_activity a WHERE ${holds}`,
    finds: sql`(SELECT TRUE FROM cash_activity a WHERE ${holds} AND a.session_id = s.id LIMIT 1) IS TRUE`,
  };
}
