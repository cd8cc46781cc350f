import { z } from "zod";
import { addDays, type BusinessDate, isBusinessDate } from "#app/calendar/dates.ts";
import { REVIEW_CAUSES } from "#app/reconciliation/review.ts";
import type { ShopSettings } from "#app/settings/settings.ts";

/** What a person wants to do to a session. */
export type ReviewRequest =
  | { act: "reviewed"; cause: string; comment: string | null }
  | { act: "escalated"; assignee: string; dueOn: BusinessDate; comment: string }
  | { act: "commented" | "reopened"; comment: string };

export type ReviewField = "act" | "cause" | "comment" | "assignee" | "due_on";
/** What is wrong with a field; the page holds the words. */
export type FieldTrouble = "missing" | "too_long" | "unknown" | "past" | "too_far";
export type FieldTroubles = Partial<Record<ReviewField, FieldTrouble>>;

export const LONGEST_COMMENT = 2_000;
/** Whatever is due later than this was mistyped. */
export const FURTHEST_DUE_DAYS = 366;

/** What the shop lets its people choose from, on the day on which they choose. */
export interface ReviewChoices {
  causes: readonly string[];
  today: BusinessDate;
}

/** The causes that a review may name: the built-in ones, and those of the shop's own that are still in use. */
export function causesOf(settings: ShopSettings): string[] {
  return [...REVIEW_CAUSES, ...settings.causeCodes.filter((code) => !code.isRetired).map((code) => `own:${code.id}`)];
}

// PostgreSQL keeps no NUL, and nobody means the other control characters.
const comment = z
  .string()
  .transform((text) =>
    text.replace(/\r\n?/g, "\n").replace(/[\p{Cc}\u2028\u2029]/gu, (sign) => (sign === "\n" ? sign : " ")),
  )
  .transform((text) => text.trim())
  .refine((text) => [...text].length <= LONGEST_COMMENT, { error: "too_long" satisfies FieldTrouble });
const someComment = comment.refine((text) => text !== "", { error: "missing" satisfies FieldTrouble });
const nothing = { error: "missing" satisfies FieldTrouble };

function dueOn(today: BusinessDate) {
  return z
    .string(nothing)
    .min(1, nothing)
    .refine(isBusinessDate, { error: "unknown" satisfies FieldTrouble, abort: true })
    .refine((date) => date >= today, { error: "past" satisfies FieldTrouble })
    .refine((date) => date <= addDays(today, FURTHEST_DUE_DAYS), { error: "too_far" satisfies FieldTrouble });
}

function causeAmong(causes: readonly string[]) {
  return z
    .string(nothing)
    .min(1, nothing)
    .refine((cause) => causes.includes(cause), { error: "unknown" satisfies FieldTrouble });
}

function requests({ causes, today }: ReviewChoices) {
  const noted = z.preprocess((given) => given ?? "", someComment);
  const cause = causeAmong(causes);
  return z.discriminatedUnion("act", [
    z
      .object({ act: z.literal("reviewed"), cause, comment: z.preprocess((given) => given ?? "", comment) })
      // "Other" by itself tells the next reader nothing.
      .refine((form) => form.cause !== "other" || form.comment !== "", { path: ["comment"], ...nothing })
      .transform((form) => ({ ...form, comment: form.comment === "" ? null : form.comment })),
    z.object({
      act: z.literal("escalated"),
      assignee: z.string(nothing).regex(/^[1-9]\d{0,17}$/, nothing),
      due_on: dueOn(today),
      comment: noted,
    }),
    z.object({ act: z.literal("commented"), comment: noted }),
    z.object({ act: z.literal("reopened"), comment: noted }),
  ]);
}

/** A session's number; below zero for one from before March 2026. */
export const SESSION_ID = /^-?[1-9]\d{0,17}$/;

/** Reads the form of a session's review. Who acts is not in it: that is the id token's to say. */
export function parseReview(
  form: FormData,
  choices: ReviewChoices,
): { request: ReviewRequest; troubles: null } | { request: null; troubles: FieldTroubles } {
  const { success, data, error } = requests(choices).safeParse(fieldsOf(form));
  if (!success) return { request: null, troubles: troublesOf(error.issues) };
  if (data.act !== "escalated") return { request: data, troubles: null };
  const { due_on, ...rest } = data;
  return { request: { ...rest, dueOn: due_on }, troubles: null };
}

const FIELDS: readonly ReviewField[] = ["act", "cause", "comment", "assignee", "due_on"];

/** The fields that a review may have, each once: what is repeated or a file is as good as missing. */
function fieldsOf(form: FormData): Record<string, string> {
  return Object.fromEntries(
    FIELDS.flatMap((name) => {
      const values = form.getAll(name);
      return values.length === 1 && typeof values[0] === "string" ? [[name, values[0]]] : [];
    }),
  );
}

function troublesOf(issues: readonly { path: PropertyKey[]; message: string }[]): FieldTroubles {
  const troubles: FieldTroubles = {};
  for (const { path, message } of issues) {
    const field = FIELDS.find((name) => name === path[0]) ?? "act";
    // The first complaint about a field says what to mend first.
    troubles[field] ??= TROUBLES.find((trouble) => trouble === message) ?? "unknown";
  }
  return troubles;
}

const TROUBLES: readonly FieldTrouble[] = ["missing", "too_long", "unknown", "past", "too_far"];
