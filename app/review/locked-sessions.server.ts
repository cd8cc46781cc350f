import sql from "sql-template-tag";
import type { Transaction } from "#app/db.server.ts";
import { type SeenFigures, stateAfter, type ReviewAct, type StoredReview } from "#app/reconciliation/review.ts";
import type { Shop } from "#app/shop.server.ts";

/** A session that nobody else can review, restate or derive until the transaction ends. */
export interface LockedSession extends SeenFigures {
  id: string;
  stored: StoredReview;
  /** How many events its trail has. */
  trailLength: number;
  lastEventAt: Date | null;
  /** When its figures were last mirrored as others than before. */
  figuresFrom: Date;
  /** Null: not known, or still open. */
  closedBy: string | null;
}

/**
 * Locks sessions and reads them as they are then. One may be waited for; of many, those that somebody else is writing
 * are left out: a sync locks in an order of its own, and two that wait for each other would both be lost.
 */
export async function lockSessions(
  tx: Transaction,
  shop: Shop,
  ids: readonly string[],
  { waits }: { waits: boolean },
): Promise<LockedSession[]> {
  const locked = await tx.query<{ id: string }>(sql`
    SELECT s.id::text AS id FROM payment_session s WHERE s.shop_id = ${shop.id} AND s.id = ANY(${ids}::bigint[])
    ORDER BY s.id FOR UPDATE ${waits ? sql`` : sql`SKIP LOCKED`}`);
  // A statement of its own: the one that waited still sees the trail as it was before it waited.
  return tx.query<LockedSession>(sql`
    SELECT s.id::text AS id, s.review_state AS stored, coalesce(trail.length, 0) AS "trailLength",
      trail.at AS "lastEventAt", s.fetched_at AS "figuresFrom", s.closed_by::text AS "closedBy", s.reconciliation,
      s.currency, s.total_discrepancy AS "totalDiscrepancy", s.opening_discrepancy AS "openingDiscrepancy",
      s.closing_discrepancy AS "closingDiscrepancy", s.expected_at_close AS "expectedAtClose",
      s.counted_at_close AS "countedAtClose", s.tolerance
    FROM payment_session s
    LEFT JOIN LATERAL (
      SELECT e.number AS length, e.at FROM review_event e
      WHERE e.shop_id = ${shop.id} AND e.session_id = s.id ORDER BY e.number DESC LIMIT 1
    ) trail ON TRUE
    WHERE s.shop_id = ${shop.id} AND s.id = ANY(${locked.map(({ id }) => id)}::bigint[]) ORDER BY s.id`);
}

/** What a person did, as the trail keeps it. */
export interface ReviewEvent {
  act: ReviewAct;
  userId: string;
  at: Date;
  cause: string | null;
  comment: string | null;
  assignee: string | null;
  dueOn: string | null;
}

/** Appends the same act to the trail of each session, with the figures that it was about, and keeps what it leads to. */
export async function appendEvents(
  tx: Transaction,
  shop: Shop,
  sessions: readonly LockedSession[],
  event: ReviewEvent,
): Promise<void> {
  if (sessions.length === 0) return;
  const ids = sessions.map(({ id }) => id);
  const numbers = sessions.map(({ trailLength }) => trailLength + 1);
  const states = sessions.map(({ stored }) => stateAfter(stored, event.act));
  const closedIt = sessions.map(({ closedBy }) => isSamePerson(closedBy, event.userId));
  await tx.execute(sql`
    INSERT INTO review_event (shop_id, session_id, number, kind, review_state, at, user_id, closed_it, cause, comment,
      assignee, due_on, reconciliation, currency, total_discrepancy, opening_discrepancy, closing_discrepancy,
      expected_at_close, counted_at_close, tolerance)
    SELECT s.shop_id, s.id, given.number, ${event.act}, given.state, ${event.at}::timestamptz, ${event.userId},
      given.closed_it, ${event.cause}, ${event.comment}, ${event.assignee}, ${event.dueOn}::date, s.reconciliation,
      s.currency, s.total_discrepancy, s.opening_discrepancy, s.closing_discrepancy, s.expected_at_close,
      s.counted_at_close, s.tolerance
    FROM unnest(${ids}::bigint[], ${numbers}::int[], ${states}::text[], ${closedIt}::boolean[])
      AS given (id, number, state, closed_it)
    JOIN payment_session s ON s.shop_id = ${shop.id} AND s.id = given.id`);
  await tx.execute(sql`
    UPDATE payment_session s SET review_state = given.state
    FROM unnest(${ids}::bigint[], ${states}::text[]) AS given (id, state)
    WHERE s.shop_id = ${shop.id} AND s.id = given.id AND s.review_state IS DISTINCT FROM given.state`);
}

/**
 * Whether the one who closed a session is the one whose id token this is; null where it is not known who closed it. A
 * StaffMember's GID ends in the number of the user that id tokens name as their subject.
 */
export function isSamePerson(closedBy: string | null, userId: string): boolean | null {
  return closedBy === null ? null : closedBy === userId;
}
