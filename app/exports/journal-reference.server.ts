import { createHash } from "node:crypto";
import type { JournalEntry } from "#app/reports/journal.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** What kind of entry it is: another kind of the same day would have another reference. */
const KIND = "cash of the day";

// Without the letters that are taken for digits when somebody types a reference.
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
/** 50 bits beside the day: of a chain's 200 locations, two have the same once in 50 billion days. */
const LENGTH = 10;

/**
 * The reference of an entry, the same whenever and wherever the day is exported, so that an accountant's program finds
 * one that it has already: TL261120-8RZK2M40QD. QuickBooks takes 21 characters.
 */
export function journalReference(
  shop: Pick<Shop, "domain">,
  { place, date, currency }: Pick<JournalEntry, "place" | "date" | "currency">,
): string {
  const facts = JSON.stringify([shop.domain, place.kind, place.id, date, currency, KIND]);
  const bytes = createHash("sha256").update(facts).digest().subarray(0, LENGTH);
  const code = [...bytes].map((byte) => LETTERS[byte % LETTERS.length]).join("");
  return `TL${date.slice(2).replaceAll("-", "")}-${code}`;
}
