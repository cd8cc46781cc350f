import { z } from "zod";
import { today } from "#app/calendar/business-day.ts";
import { db } from "#app/db.server.ts";
import { refusalOf, type ReviewRefusal } from "#app/reconciliation/review.ts";
import { cutOffHourAt } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { appendEvents, isSamePerson, type LockedSession, lockSessions } from "./locked-sessions.server.ts";
import { causesOf, type FieldTroubles, parseReview, SESSION_ID } from "./review-form.ts";

/** More sessions than this are reviewed in several goes: 1,000 take 0.1 s on a server and 0.4 s on PGlite. */
export const MOST_IN_BULK = 1_000;

/** A sync notes when it asked Shopify; what it stored of that showed in lists up to so much later. */
const SYNC_TAKES_MS = 10_000;

/** Why a session was left as it is. */
export type SkipReason =
  | ReviewRefusal
  | "escalated"
  /** Since the writer looked, somebody said something, or the figures changed. */
  | "changed"
  /** Somebody is writing it at this moment; or the shop has no such session. */
  | "busy";

export type BulkOutcome =
  | {
      outcome: "saved";
      reviewed: number;
      /** What was left as it is, and why, the most frequent reason first. */
      skipped: { reason: SkipReason; sessions: number; example: string }[];
      /** How many more match that nobody has settled, and were not looked at: a go has its limit. */
      left: number;
    }
  | { outcome: "invalid"; troubles: FieldTroubles };

/** Which sessions the form is about, and when its writer looked at them. */
export type BulkSelection = { looked: Date } & ({ ids: string[]; query: null } | { ids: null; query: string });

const ids = z.array(z.string().regex(SESSION_ID)).max(MOST_IN_BULK);

/** Reads which sessions a bulk form is about: the ones that it names, or all that a list's query matches. */
export function parseSelection(form: FormData): BulkSelection | null {
  const looked = z.iso.datetime().safeParse(form.get("looked"));
  if (!looked.success) return null;
  const at = { looked: new Date(looked.data) };
  const query = form.get("query");
  if (typeof query === "string") return { ...at, ids: null, query };
  const named = ids.safeParse([...new Set(form.getAll("session"))]);
  return named.success && named.data.length > 0 ? { ...at, ids: named.data, query: null } : null;
}

/**
 * Marks sessions reviewed with one cause and comment, in the name of the person whose id token it is. What cannot be
 * settled, is in somebody's hands, or is no longer what its writer saw is left alone and said: nothing goes by unseen.
 */
export async function reviewInBulk(
  shop: Shop,
  by: { userId: string; ids: readonly string[]; looked: Date; left: number },
  form: FormData,
  now: Date,
): Promise<BulkOutcome> {
  const { settings } = await getSettings(shop);
  const choices = { causes: causesOf(settings), today: today(now, shop.timeZone, cutOffHourAt(settings, null)) };
  const { request, troubles } = parseReview(form, choices);
  if (troubles !== null) return { outcome: "invalid", troubles };
  if (request.act !== "reviewed") return { outcome: "invalid", troubles: { act: "unknown" } };
  return db().transaction(async (tx) => {
    const known = await lockSessions(tx, shop, by.ids, { waits: false });
    const skipped = new Map<SkipReason, string[]>();
    const skip = (reason: SkipReason, id: string) => skipped.set(reason, [...(skipped.get(reason) ?? []), id]);
    const chosen = known.filter((session) => {
      const reason = reasonToSkip(session, { ...by, fourEyes: settings.fourEyes });
      if (reason !== null) skip(reason, session.id);
      return reason === null;
    });
    await appendEvents(tx, shop, chosen, {
      ...{ act: request.act, cause: request.cause, comment: request.comment, assignee: null, dueOn: null },
      ...{ userId: by.userId, at: now },
    });
    const locked = new Set(known.map(({ id }) => id));
    for (const id of by.ids) if (!locked.has(id)) skip("busy", id);
    return { outcome: "saved", reviewed: chosen.length, skipped: tallyOf(skipped), left: by.left };
  });
}

function reasonToSkip(
  session: LockedSession,
  by: { userId: string; looked: Date; fourEyes: "told" | "forbidden" },
): SkipReason | null {
  const refusal = refusalOf("reviewed", {
    stored: session.stored,
    status: session.reconciliation,
    closedIt: isSamePerson(session.closedBy, by.userId),
    fourEyes: by.fourEyes,
  });
  if (refusal !== null) return refusal;
  if (session.stored === "escalated") return "escalated";
  const isSaidSince = session.lastEventAt !== null && session.lastEventAt > by.looked;
  const isReadSince = session.figuresFrom.getTime() > by.looked.getTime() - SYNC_TAKES_MS;
  return isSaidSince || isReadSince ? "changed" : null;
}

function tallyOf(skipped: Map<SkipReason, string[]>) {
  return [...skipped]
    .map(([reason, of]) => ({ reason, sessions: of.length, example: of[0] ?? "" }))
    .sort((a, b) => b.sessions - a.sessions);
}
