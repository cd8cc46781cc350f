import { type AmountSearch, parseAmountSearch } from "./amount-search.ts";
import { beginningsIn } from "./words.ts";

/** One word of what was searched for, and everything that it may mean. A session has to be found by each of them. */
export interface SearchTerm {
  /** As it was typed. */
  text: string;
  /** A session's number, and below zero its namesake's from before March 2026. */
  ids: string[];
  /** An order's name in the spellings that shops use. */
  orders: string[];
  amount: AmountSearch | null;
  /** Beginnings of words that a session's notes have all of, or a name of its people or its place. */
  words: string[];
}

/** More than this is pasted by mistake. */
export const LONGEST_SEARCH = 100;
const MOST_TERMS = 8;

const SESSION_GID = /^gid:\/\/shopify\/(PointOfSaleDevicePaymentSession|CashTrackingSession)\/([1-9]\d{0,18})$/;
const LARGEST_ID = 2n ** 63n - 1n;

/** What a search asks for; null when nothing can be found by it. */
export function parseSearch(text: string): SearchTerm[] | null {
  const search = text.trim();
  // A NUL has no place in PostgreSQL's text, and half a character is none.
  if (search.length > LONGEST_SEARCH || search.includes("\0") || !search.isWellFormed()) return null;
  // "1 234,50 €" is one amount, whatever the spaces say.
  const amount = /\s/.test(search) ? parseAmountSearch(search) : null;
  if (amount !== null) return [{ ...NOTHING, text: search, amount }];
  const written = search.split(/\s+/);
  // "Ana & Ben" is two names and a mark that stands in no word.
  const terms = written.map(termOf).filter(isAnything);
  return terms.length > 0 && written.length <= MOST_TERMS ? terms : null;
}

const NOTHING: Omit<SearchTerm, "text"> = { ids: [], orders: [], amount: null, words: [] };

function termOf(text: string): SearchTerm {
  const gid = SESSION_GID.exec(text);
  if (gid)
    return {
      ...NOTHING,
      text,
      ids: idsOf(gid[2] ?? "").map((id) => (gid[1] === "CashTrackingSession" ? `-${id}` : id)),
    };
  return {
    text,
    ids: idsOf(text).flatMap((id) => [id, `-${id}`]),
    orders: /\d/.test(text) ? ordersOf(text) : [],
    amount: parseAmountSearch(text),
    words: beginningsIn(text),
  };
}

function isAnything({ ids, orders, amount, words }: SearchTerm): boolean {
  return ids.length + orders.length + words.length > 0 || amount !== null;
}

function idsOf(text: string): string[] {
  return /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= LARGEST_ID ? [text] : [];
}

/** Shopify's are "#1001" unless the shop chose another prefix; people type them with and without, and in small letters. */
function ordersOf(text: string): string[] {
  const bare = text.replace(/^#/, "");
  return [...new Set([text, bare, `#${bare}`].flatMap((name) => [name, name.toUpperCase()]))];
}
