import type { ReviewState } from "#app/reconciliation/review.ts";
import { getReview } from "#app/reports/review.server.ts";
import { type ReviewOutcome, reviewSession } from "#app/review/review-session.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { NOW } from "./known-shop.ts";

type Fields = Record<string, string>;

export interface Act {
  session: string;
  by: number;
  /** What the writer had seen; without it, what is there now. */
  version?: string;
  at?: Date;
}

/** A form as the page sends it. */
export function formOf(fields: Fields): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

/** What a person who looks at a session now would send back as seen. */
export async function versionOf(shop: Shop, session: string): Promise<string> {
  return (await getReview(shop, session, "1", NOW))?.version ?? "";
}

export async function stateOf(shop: Shop, session: string): Promise<ReviewState | undefined> {
  return (await getReview(shop, session, "1", NOW))?.state;
}

/** Does something to a session as a person does from its page. */
export async function act(
  shop: Shop,
  { session, by, version, at = NOW }: Act,
  fields: Fields,
): Promise<ReviewOutcome | null> {
  const seen = version ?? (await versionOf(shop, session));
  return reviewSession(shop, { sessionId: session, userId: String(by) }, formOf({ version: seen, ...fields }), at);
}

export const REVIEWED = { act: "reviewed", cause: "counting_error", comment: "Counted again" };
