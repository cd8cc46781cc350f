import sql from "sql-template-tag";
import { today } from "#app/calendar/business-day.ts";
import type { BusinessDate } from "#app/calendar/dates.ts";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import {
  actsFor,
  refusalOf,
  type ReviewAct,
  type ReviewEventKind,
  type ReviewState,
  reviewStateOf,
  type SeenFigures,
  seenVersion,
  type StoredReview,
} from "#app/reconciliation/review.ts";
import type { Status } from "#app/reconciliation/status.ts";
import { cutOffHourAt, type ShopSettings } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { isSignedId } from "./filters.ts";
import { listPeople, type PersonRow } from "./people.server.ts";
import { wire, wireOrNull } from "./session-records.server.ts";

/** What has been said of a session, and what the one who looks may say next. */
export interface SessionReview {
  state: ReviewState;
  /** Who has it in hand, while it is escalated. */
  escalation: { assignee: PersonRow; dueOn: BusinessDate; isOverdue: boolean } | null;
  /** The latest first. */
  trail: TrailRow[];
  /** What a form sends back, so that it is noticed when somebody else was there first. */
  version: string;
  acts: ReviewAct[];
  me: string;
  /** Whether the one who looks closed the session; null: it is not known who did. */
  closedIt: boolean | null;
  fourEyes: ShopSettings["fourEyes"];
  /** The shop would not let the one who looks settle it. */
  isOwnForbidden: boolean;
  /** The shop's own causes, those no longer in use among them: trails name them. */
  ownCauses: ShopSettings["causeCodes"];
  people: PersonRow[];
  today: BusinessDate;
}

export interface TrailRow {
  number: number;
  kind: ReviewEventKind;
  at: string;
  /** Null: Shopify. */
  by: PersonRow | null;
  /** They had closed the session themselves. */
  isOwn: boolean;
  cause: string | null;
  comment: string | null;
  assignee: PersonRow | null;
  dueOn: BusinessDate | null;
  /** What was seen. */
  status: Status;
  totalDiscrepancy: WireMoney;
  openingDiscrepancy: WireMoney;
  closingDiscrepancy: WireMoney | null;
  expectedAtClose: WireMoney | null;
  countedAtClose: WireMoney | null;
  tolerance: WireMoney;
}

type Figures = SeenFigures & { stored: StoredReview; closedBy: string | null };

interface EventRow extends SeenFigures {
  number: number;
  kind: ReviewEventKind;
  at: Date;
  userId: string | null;
  userName: string | null;
  closedIt: boolean | null;
  cause: string | null;
  comment: string | null;
  assignee: string | null;
  assigneeName: string | null;
  dueOn: BusinessDate | null;
}

/** A session's review as this person sees it; null when the shop has no such session. */
export async function getReview(
  shop: Shop,
  sessionId: string,
  userId: string,
  now: Date = new Date(),
): Promise<SessionReview | null> {
  if (!isSignedId(sessionId)) return null;
  const [figures, events, people, { settings }] = await Promise.all([
    readFigures(shop, sessionId),
    readTrail(shop, sessionId),
    listPeople(shop),
    getSettings(shop),
  ]);
  if (figures === null) return null;
  const { stored, reconciliation: status, closedBy } = figures;
  const closedIt = closedBy === null ? null : closedBy === userId;
  const day = today(now, shop.timeZone, cutOffHourAt(settings, null));
  const handedOver = stored === "escalated" ? events.find(({ kind }) => kind === "escalated") : undefined;
  return {
    state: reviewStateOf(stored, status),
    escalation: handedOver ? toEscalation(handedOver, day) : null,
    trail: events.map(toTrailRow),
    version: seenVersion(events[0]?.number ?? 0, figures),
    acts: actsFor(stored, status),
    me: userId,
    closedIt,
    fourEyes: settings.fourEyes,
    isOwnForbidden: refusalOf("reviewed", { stored, status, closedIt, fourEyes: settings.fourEyes }) === "own_session",
    ownCauses: settings.causeCodes,
    people,
    today: day,
  };
}

async function readFigures(shop: Shop, sessionId: string): Promise<Figures | null> {
  const [row] = await dataOf(shop).query<Figures>(sql`
    SELECT s.review_state AS stored, s.closed_by::text AS "closedBy", s.reconciliation, s.currency,
      s.total_discrepancy AS "totalDiscrepancy", s.opening_discrepancy AS "openingDiscrepancy",
      s.closing_discrepancy AS "closingDiscrepancy", s.expected_at_close AS "expectedAtClose",
      s.counted_at_close AS "countedAtClose", s.tolerance
    FROM payment_session s WHERE s.shop_id = ${shop.id} AND s.id = ${sessionId}::bigint`);
  return row ?? null;
}

function readTrail(shop: Shop, sessionId: string): Promise<EventRow[]> {
  return dataOf(shop).query<EventRow>(sql`
    SELECT e.number, e.kind, e.at, e.user_id AS "userId", actor.name AS "userName", e.closed_it AS "closedIt", e.cause,
      e.comment, e.assignee, helper.name AS "assigneeName", e.due_on AS "dueOn", e.reconciliation, e.currency,
      e.total_discrepancy AS "totalDiscrepancy", e.opening_discrepancy AS "openingDiscrepancy",
      e.closing_discrepancy AS "closingDiscrepancy", e.expected_at_close AS "expectedAtClose",
      e.counted_at_close AS "countedAtClose", e.tolerance
    FROM review_event e
    LEFT JOIN staff_member actor ON actor.shop_id = e.shop_id AND actor.id::text = e.user_id
    LEFT JOIN staff_member helper ON helper.shop_id = e.shop_id AND helper.id::text = e.assignee
    WHERE e.shop_id = ${shop.id} AND e.session_id = ${sessionId}::bigint ORDER BY e.number DESC`);
}

function toEscalation({ assignee, assigneeName, dueOn }: EventRow, day: BusinessDate): SessionReview["escalation"] {
  if (assignee === null || dueOn === null) return null;
  return { assignee: { id: assignee, name: assigneeName }, dueOn, isOverdue: dueOn < day };
}

function toTrailRow(event: EventRow): TrailRow {
  const { currency } = event;
  return {
    number: event.number,
    kind: event.kind,
    at: isoUtc(event.at),
    by: event.userId === null ? null : { id: event.userId, name: event.userName },
    isOwn: event.closedIt === true,
    cause: event.cause,
    comment: event.comment,
    assignee: event.assignee === null ? null : { id: event.assignee, name: event.assigneeName },
    dueOn: event.dueOn,
    status: event.reconciliation,
    totalDiscrepancy: wire(event.totalDiscrepancy, currency),
    openingDiscrepancy: wire(event.openingDiscrepancy, currency),
    closingDiscrepancy: wireOrNull(event.closingDiscrepancy, currency),
    expectedAtClose: wireOrNull(event.expectedAtClose, currency),
    countedAtClose: wireOrNull(event.countedAtClose, currency),
    tolerance: wire(event.tolerance, currency),
  };
}
