import { today } from "#app/calendar/business-day.ts";
import { db } from "#app/db.server.ts";
import { refusalOf, type ReviewRefusal, seenVersion, trailLengthIn } from "#app/reconciliation/review.ts";
import { cutOffHourAt } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { appendEvents, isSamePerson, lockSessions } from "./locked-sessions.server.ts";
import { isKnownPerson } from "./people.server.ts";
import { causesOf, type FieldTroubles, parseReview, type ReviewRequest, SESSION_ID } from "./review-form.ts";

/** What became of a person's act. */
export type ReviewOutcome =
  | { outcome: "saved" }
  /** Nothing was saved: since the writer looked, the trail grew beyond `seen` events, or the figures changed; `version` is that of now. */
  | { outcome: "conflict"; seen: number; version: string }
  | { outcome: "refused"; refusal: ReviewRefusal }
  | { outcome: "invalid"; troubles: FieldTroubles };

/** The status that an outcome is answered with. */
export const OUTCOME_STATUS = { saved: 200, conflict: 409, refused: 403, invalid: 422 } as const satisfies Record<
  ReviewOutcome["outcome"],
  number
>;

/**
 * Does what a session's review form asks for, in the name of the person whose id token it is; null when the shop has no
 * such session. The form says what its writer had seen, and nothing is saved when that is no longer so.
 */
export async function reviewSession(
  shop: Shop,
  by: { sessionId: string; userId: string },
  form: FormData,
  now: Date,
): Promise<ReviewOutcome | null> {
  if (!SESSION_ID.test(by.sessionId)) return null;
  const { settings } = await getSettings(shop);
  const choices = { causes: causesOf(settings), today: today(now, shop.timeZone, cutOffHourAt(settings, null)) };
  const { request, troubles } = parseReview(form, choices);
  if (troubles !== null) return { outcome: "invalid", troubles };
  const version = String(form.get("version"));
  return db().transaction(async (tx): Promise<ReviewOutcome | null> => {
    const [session] = await lockSessions(tx, shop, [by.sessionId], { waits: true });
    if (session === undefined) return null;
    const present = seenVersion(session.trailLength, session);
    if (present !== version) return { outcome: "conflict", seen: trailLengthIn(version) ?? 0, version: present };
    const refusal = refusalOf(request.act, {
      stored: session.stored,
      status: session.reconciliation,
      closedIt: isSamePerson(session.closedBy, by.userId),
      fourEyes: settings.fourEyes,
    });
    if (refusal !== null) return { outcome: "refused", refusal };
    if (request.act === "escalated" && !(await isKnownPerson(tx, shop, request.assignee))) {
      return { outcome: "invalid", troubles: { assignee: "unknown" } };
    }
    await appendEvents(tx, shop, [session], { ...NOTHING_MORE, ...detailsOf(request), userId: by.userId, at: now });
    return { outcome: "saved" };
  });
}

const NOTHING_MORE = { cause: null, comment: null, assignee: null, dueOn: null };

function detailsOf(request: ReviewRequest) {
  switch (request.act) {
    case "reviewed":
      return { act: request.act, cause: request.cause, comment: request.comment };
    case "escalated":
      return { act: request.act, assignee: request.assignee, dueOn: request.dueOn, comment: request.comment };
    case "commented":
    case "reopened":
      return { act: request.act, comment: request.comment };
  }
}
