import { z } from "zod";
import { VIEWED_LISTS, viewQuery } from "#app/reports/view-query.ts";
import { LONGEST_NAME, LONGEST_QUERY, type ViewTrouble } from "./view-limits.ts";

// Control characters, and those that turn the writing round: in a tab they would pass a name off as another one.
const UNSEEN = /[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const name = z
  .string()
  .transform((text) => text.normalize("NFC").replace(UNSEEN, " ").replace(/\s+/g, " ").trim())
  .refine((text) => text !== "", { error: "name_missing" satisfies ViewTrouble })
  .refine((text) => [...text].length <= LONGEST_NAME, { error: "name_too_long" satisfies ViewTrouble });
const list = z.enum(VIEWED_LISTS);
const id = z.string().regex(/^[1-9]\d{0,17}$/);
// A checkbox that is not ticked is not sent.
const isShared = z
  .literal("on")
  .optional()
  .transform((value) => value !== undefined);

/** What a form may ask for. Whose view it is comes from Shopify's token, never from a form. */
const ask = z.discriminatedUnion("act", [
  z.object({ act: z.literal("save_as"), list, query: z.string(), name, isShared }),
  z.object({ act: z.literal("save"), list, query: z.string(), id }),
  z.object({ act: z.literal("rename"), list, id, name, isShared }),
  z.object({ act: z.literal("delete"), list, id }),
  z.object({ act: z.literal("unshare"), list, id }),
]);

export type ViewAsk = z.infer<typeof ask>;

/**
 * Reads the form of a view; null: no form of ours sends this. A query is kept as its list writes its own: nothing else
 * of what was sent ever stands in a link.
 */
export function parseView(form: FormData): { ask: ViewAsk } | { trouble: ViewTrouble } | null {
  const { data, error } = ask.safeParse(Object.fromEntries(form));
  if (error !== undefined) {
    const [issue] = error.issues;
    const isName = error.issues.every(({ path }) => path[0] === "name");
    const trouble = TROUBLES.find((one) => one === issue?.message) ?? "name_missing";
    return isName ? { trouble } : null;
  }
  if (!("query" in data)) return { ask: data };
  const query = viewQuery(data.list, new URLSearchParams(data.query));
  return query.length > LONGEST_QUERY ? { trouble: "query_too_long" } : { ask: { ...data, query } };
}

const TROUBLES: readonly ViewTrouble[] = ["name_missing", "name_too_long"];
