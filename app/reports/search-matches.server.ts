import sql from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import { minorDigits } from "#app/money/currencies.ts";
import type { WireMoney } from "#app/money/money.ts";
import { signedAmounts } from "#app/search/amount-search.ts";
import { parseSearch, type SearchTerm } from "#app/search/search-terms.ts";
import { haveAll, markWords, type Piece, wordsIn } from "#app/search/words.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionSearch } from "./filters.ts";
import { type SessionRecord, wire } from "./session-records.server.ts";

/** Why a session was found. */
export type SearchMatch =
  | { kind: "id"; id: string }
  | { kind: "note"; where: NotePlace; pieces: Piece[] }
  | { kind: "name"; of: "location" | "drawer" | "opened" | "closed" | "person"; name: string }
  | { kind: "order"; name: string; type: string; cash: WireMoney }
  | { kind: "amount"; of: AmountPlace; amount: WireMoney };

/** A session's own note, or the activity that it was written to. */
export type NotePlace = "opening" | "closing" | ActivityPlace;
export type AmountPlace = "discrepancy" | "expected" | "counted" | ActivityPlace;
/** What an activity is, as the ledger calls it, and when it was. */
export interface ActivityPlace {
  type: string;
  at: string;
}

/** Of a session; what else matches is as many more of the same. */
const MOST_MATCHES = 4;

interface ActivityRow {
  sessionId: string;
  type: string;
  at: Date;
  cash: bigint;
  discrepancy: bigint | null;
  note: string | null;
  orderName: string | null;
}

interface PersonRow {
  sessionId: string;
  name: string;
}

/** Why each of these sessions is found by the search: every one has a reason. */
export async function readMatches(
  shop: Shop,
  search: SessionSearch | null,
  records: readonly SessionRecord[],
): Promise<Map<string, SearchMatch[]>> {
  const terms = (search === null ? null : parseSearch(search.text)) ?? [];
  if (terms.length === 0 || records.length === 0) return new Map();
  const ids = records.map(({ id }) => id);
  const [activities, people] = await Promise.all([readActivities(shop, ids, terms), readPeople(shop, ids)]);
  return new Map(
    records.map((record) => {
      const own = { activities: ofSession(activities, record.id), people: ofSession(people, record.id) };
      return [record.id, matchesOf(record, own, terms).slice(0, MOST_MATCHES)];
    }),
  );
}

function matchesOf(
  record: SessionRecord,
  { activities, people }: { activities: ActivityRow[]; people: PersonRow[] },
  terms: readonly SearchTerm[],
): SearchMatch[] {
  const matches: SearchMatch[] = [];
  if (terms.some(({ ids }) => ids.includes(record.id))) matches.push({ kind: "id", id: record.id });
  for (const { type, cash, orderName } of activities) {
    if (orderName === null || !terms.some(({ orders }) => orders.includes(orderName))) continue;
    matches.push({ kind: "order", name: orderName, type, cash: wire(cash, record.currency) });
  }
  matches.push(...noteMatches(record, activities, terms), ...nameMatches(record, people, terms));
  matches.push(...amountMatches(record, activities, terms));
  return matches;
}

function noteMatches(record: SessionRecord, activities: ActivityRow[], terms: readonly SearchTerm[]): SearchMatch[] {
  const notes: { where: NotePlace; note: string | null }[] = [
    { where: "opening", note: record.openingNote },
    { where: "closing", note: record.closingNote },
    ...activities.map(({ type, at, note }) => ({ where: { type, at: at.toISOString() }, note })),
  ];
  const words = wordsIn(notes.map(({ note }) => note));
  // Of a term that the notes do not have whole, a part means nothing.
  const beginnings = terms.filter((term) => haveAll(words, term.words)).flatMap((term) => term.words);
  // Shopify gives the note of a count at closing with the session too.
  const told = new Set<string | null>();
  return notes.flatMap(({ where, note }) => {
    if (told.has(note)) return [];
    told.add(note);
    const pieces = note === null ? null : markWords(note, beginnings);
    return pieces === null ? [] : [{ kind: "note" as const, where, pieces }];
  });
}

function nameMatches(record: SessionRecord, people: PersonRow[], terms: readonly SearchTerm[]): SearchMatch[] {
  const { location, drawer, openedBy, closedBy } = record;
  const others = people.filter(({ name }) => name !== openedBy && name !== closedBy);
  const names = [
    ...([
      ["location", location],
      ["drawer", drawer],
      ["opened", openedBy],
      ["closed", closedBy],
    ] as const),
    ...others.map(({ name }) => ["person", name] as const),
  ];
  return names.flatMap(([of, name]) => {
    const isNamed = name !== null && terms.some((term) => haveAll(wordsIn([name]), term.words));
    return isNamed ? [{ kind: "name" as const, of, name }] : [];
  });
}

function amountMatches(record: SessionRecord, activities: ActivityRow[], terms: readonly SearchTerm[]): SearchMatch[] {
  const { currency } = record;
  const wanted = terms.flatMap(({ amount }) => (amount === null ? [] : signedAmounts(amount, minorDigits(currency))));
  const amounts: { of: AmountPlace; minor: bigint | null }[] = [
    { of: "discrepancy", minor: record.totalDiscrepancy },
    { of: "counted", minor: record.countedAtClose },
    { of: "expected", minor: record.expectedAtClose },
    ...activities.flatMap(({ type, at, cash, discrepancy }) => {
      const of = { type, at: at.toISOString() };
      return [{ of, minor: cash }, ...(discrepancy === cash ? [] : [{ of, minor: discrepancy }])];
    }),
  ];
  return amounts.flatMap(({ of, minor }) =>
    minor !== null && wanted.includes(minor) ? [{ kind: "amount" as const, of, amount: wire(minor, currency) }] : [],
  );
}

function readActivities(shop: Shop, ids: readonly string[], terms: readonly SearchTerm[]): Promise<ActivityRow[]> {
  const orders = terms.flatMap((term) => term.orders);
  const amounts = terms.flatMap(({ amount }) =>
    amount === null ? [] : [0, 2, 3, 4].flatMap((digits) => signedAmounts(amount, digits)),
  );
  return dataOf(shop).query<ActivityRow>(sql`
    SELECT session_id::text AS "sessionId", type, occurred_at AS at, cash, discrepancy, note, order_name AS "orderName"
    FROM cash_activity
    WHERE shop_id = ${shop.id} AND session_id = ANY(${ids}::bigint[])
      AND (note IS NOT NULL OR order_name = ANY(${orders}::text[]) OR cash = ANY(${amounts}::bigint[])
        OR discrepancy = ANY(${amounts}::bigint[]))
    ORDER BY session_id, position`);
}

function readPeople(shop: Shop, ids: readonly string[]): Promise<PersonRow[]> {
  return dataOf(shop).query<PersonRow>(sql`
    SELECT p.session_id::text AS "sessionId", n.name FROM session_person p
    JOIN staff_member n ON n.shop_id = p.shop_id AND n.id = p.staff_id
    WHERE p.shop_id = ${shop.id} AND p.session_id = ANY(${ids}::bigint[]) ORDER BY p.session_id, n.name, n.id`);
}

function ofSession<Row extends { sessionId: string }>(rows: readonly Row[], id: string): Row[] {
  return rows.filter(({ sessionId }) => sessionId === id);
}
