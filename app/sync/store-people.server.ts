import sql, { join, raw } from "sql-template-tag";
import type { Queryable } from "#app/db.server.ts";
import { type Finding, peopleOf, type PersonInSession, type StaffedActivity } from "#app/reconciliation/attribution.ts";
import { magnitude, type SessionFacts } from "#app/reconciliation/facts.ts";
import type { Shop } from "#app/shop.server.ts";

export interface AttributedSession {
  session: Pick<SessionFacts, "id" | "closedAt">;
  tolerance: bigint;
  activities: readonly StaffedActivity[];
  /** Null: not known (yet), and then nobody is in it. */
  findings: readonly Finding[] | null;
}

type PersonRow = PersonInSession & { sessionId: string; closedAt: Date; isBeyond: boolean };

const COLUMNS: readonly (readonly [
  name: string,
  type: string,
  of: (row: PersonRow) => string | number | bigint | boolean | Date,
])[] = [
  ["session_id", "bigint", (row) => row.sessionId],
  ["staff_id", "bigint", (row) => row.staffId],
  ["closed_at", "timestamptz", (row) => row.closedAt],
  ["transactions", "int", (row) => row.transactions],
  ["adjustments", "int", (row) => row.adjustments],
  ["counts", "int", (row) => row.counts],
  ["cash_handled", "bigint", (row) => row.cashHandled],
  ["own_counts", "int", (row) => row.ownCounts],
  ["own_cash", "bigint", (row) => row.ownCash],
  ["own_discrepancy", "bigint", (row) => row.ownDiscrepancy],
  ["is_beyond", "boolean", (row) => row.isBeyond],
  ["shared_counts", "int", (row) => row.sharedCounts],
  ["shared_discrepancy", "bigint", (row) => row.sharedDiscrepancy],
];

/** Keeps who did what in the sessions, and whose their discrepancies are. Writes only what is not so already. */
export async function storePeople(tx: Queryable, shop: Shop, sessions: readonly AttributedSession[]): Promise<void> {
  if (sessions.length === 0) return;
  const rows = sessions.flatMap(rowsOf);
  await tx.execute(sql`
    DELETE FROM session_person mine
    WHERE mine.shop_id = ${shop.id}::int AND mine.session_id = ANY(${sessions.map(({ session }) => session.id)}::bigint[])
      AND NOT EXISTS (
        SELECT FROM unnest(${rows.map((row) => row.sessionId)}::bigint[], ${rows.map((row) => row.staffId)}::bigint[])
          AS given (session_id, staff_id)
        WHERE given.session_id = mine.session_id AND given.staff_id = mine.staff_id
      )`);
  if (rows.length === 0) return;
  const names = COLUMNS.map(([name]) => name);
  const listed = (row: string) => raw(names.map((name) => `${row}.${name}`).join(", "));
  await tx.execute(sql`
    INSERT INTO session_person AS mine (shop_id, ${raw(names.join(", "))})
    SELECT ${shop.id}::int, given.*
    FROM unnest(${join(COLUMNS.map(([, type, of]) => sql`${rows.map(of)}::${raw(type)}[]`))}) AS given
    ON CONFLICT (shop_id, session_id, staff_id) DO UPDATE
    SET ${raw(names.map((name) => `${name} = EXCLUDED.${name}`).join(", "))}
    WHERE (${listed("mine")}) IS DISTINCT FROM (${listed("EXCLUDED")})`);
}

/** Holds what is people's own against the tolerances that their sessions have now. */
export async function weighPeople(tx: Queryable, shop: Shop, ids: readonly bigint[]): Promise<void> {
  await tx.execute(sql`
    UPDATE session_person mine SET is_beyond = NOT mine.is_beyond
    FROM payment_session session
    WHERE mine.shop_id = ${shop.id}::int AND mine.session_id = ANY(${ids}::bigint[])
      AND session.shop_id = mine.shop_id AND session.id = mine.session_id
      AND mine.is_beyond <> (abs(mine.own_discrepancy) > session.tolerance)`);
}

function rowsOf({ session: { id, closedAt }, tolerance, activities, findings }: AttributedSession): PersonRow[] {
  if (findings === null || closedAt === null) return [];
  return peopleOf(activities, findings).map((person) => ({
    ...person,
    ...{ sessionId: id, closedAt, isBeyond: magnitude(person.ownDiscrepancy) > tolerance },
  }));
}
