import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { AlertKind } from "#app/settings/alert-settings.ts";
import type { Shop } from "#app/shop.server.ts";

/** How the alerts of a shop are doing. */
export interface AlertState {
  lastSent: AlertRow | null;
  waiting: number;
  /** Why the one that waits longest was put off; null: it was not. */
  waitingCode: string | null;
  /** Of the last week: not sent, or nobody knows whether it arrived. The latest first. */
  missed: MissedRow[];
  missedCount: number;
}

export interface AlertRow {
  kind: AlertKind;
  sessionId: string;
  at: string;
}

export interface MissedRow extends AlertRow {
  state: "failed" | "unsure";
  code: string;
}

interface StoredRow {
  kind: AlertKind;
  sessionId: string;
  at: Date;
  state: "failed" | "unsure" | "sent";
  code: string | null;
}

interface Counts {
  waiting: number;
  waitingCode: string | null;
  missed: number;
}

const LOOK_BACK_DAYS = 7;
const MISSED_SHOWN = 5;

/** Reads what was told, what waits and what was missed. */
export async function getAlertState(shop: Shop, now: Date): Promise<AlertState> {
  const data = dataOf(shop);
  const [counts] = await data.query<Counts>(sql`
    SELECT count(*) FILTER (WHERE alert.state IN ('waiting', 'sending'))::int AS waiting,
      (array_agg(alert.error_code ORDER BY alert.noted_at) FILTER (WHERE alert.state = 'waiting'))[1] AS "waitingCode",
      count(*) FILTER (WHERE alert.state IN ('failed', 'unsure'))::int AS missed
    FROM alert
    WHERE alert.shop_id = ${shop.id} AND alert.state <> 'quiet'
      AND alert.noted_at > ${now}::timestamptz - make_interval(days => ${LOOK_BACK_DAYS}::int)`);
  const rows = await data.query<StoredRow>(sql`
    (SELECT alert.kind, alert.payload ->> 'Session ID' AS "sessionId", alert.sent_at AS at, alert.state,
        alert.error_code AS code
      FROM alert WHERE alert.shop_id = ${shop.id} AND alert.state = 'sent' ORDER BY alert.sent_at DESC LIMIT 1)
    UNION ALL
    (SELECT alert.kind, alert.payload ->> 'Session ID', alert.noted_at, alert.state, alert.error_code
      FROM alert
      WHERE alert.shop_id = ${shop.id} AND alert.state IN ('failed', 'unsure')
        AND alert.noted_at > ${now}::timestamptz - make_interval(days => ${LOOK_BACK_DAYS}::int)
      ORDER BY alert.noted_at DESC LIMIT ${MISSED_SHOWN})`);
  const shown = rows.map((row) => ({ ...row, at: isoUtc(row.at) }));
  const sent = shown.find(({ state }) => state === "sent");
  return {
    lastSent: sent === undefined ? null : { kind: sent.kind, sessionId: sent.sessionId, at: sent.at },
    waiting: counts?.waiting ?? 0,
    waitingCode: counts?.waitingCode ?? null,
    missed: shown.flatMap(({ state, code, ...row }) => (state === "sent" ? [] : [{ ...row, state, code: code ?? "" }])),
    missedCount: counts?.missed ?? 0,
  };
}
