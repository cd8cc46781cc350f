import sql, { type Sql } from "sql-template-tag";
import { AdminApiError, NoAnswerError } from "#app/admin-api/errors.ts";
import { fireFlowTrigger } from "#app/admin-api/flow-trigger.server.ts";
import type { Surroundings } from "#app/admin-api/shop-client.server.ts";
import { db } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import { countAlert } from "#app/metrics.server.ts";
import type { AlertKind } from "#app/settings/alert-settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import { shopById } from "#app/shop.server.ts";
import { handleOf } from "./flow-triggers.ts";

interface Due {
  shopId: number;
  fact: string;
  kind: AlertKind;
  payload: unknown;
  /** Tells this claim from a later one. */
  attempts: number;
  notedAt: Date;
}

/** Somebody else holds the alert now. */
class AlertLostError extends Error {}

/** Longer than a token, the points and one request take together; a holder that is not heard of for so long is dead. */
const LEASE_MS = 60_000;
/** Waits before a request are cut off after this, so that a shop without points keeps nobody else's alerts waiting. */
const LONGEST_WAIT_MS = 20_000;
const FIRST_RETRY_MS = 10_000;
const LAST_RETRY_MS = 15 * 60_000;
/** What could not be told for a day is no news: it is given up, and the settings page says so. */
const GIVE_UP_MS = 24 * 3_600_000;
/** A time further ahead than any retry was written by a clock that has been set back since. */
const FURTHEST_S = 20 * 60;

/**
 * Tells Shopify Flow what is due first, of whichever shop; answers whether there was anything. Flow cannot tell that it
 * was told a thing before, so nothing is told twice: `sending` is stored before the request, and what is found in that
 * state without its sender is `unsure`, whatever became of it.
 */
export async function sendDueAlert(surroundings: Surroundings, stopping: AbortSignal): Promise<boolean> {
  await settleLost(surroundings.now());
  const due = await claimAlert(surroundings.now());
  if (due === null) return false;
  const shop = await shopById(due.shopId);
  if (shop === null) return true;
  const { settings } = await getSettings(shop);
  // Switched off while it waited.
  if (!settings.alerts.isOn) {
    await end(due, sql`state = 'quiet'`, "dropped");
    return true;
  }
  try {
    if (surroundings.now().getTime() - due.notedAt.getTime() > GIVE_UP_MS) await giveUp(due);
    else await tell(due, shop, surroundings, stopping);
  } catch (error) {
    // Taken over, or erased with its shop.
    if (!(error instanceof AlertLostError)) throw error;
  }
  return true;
}

async function tell(due: Due, shop: { domain: string }, surroundings: Surroundings, stopping: AbortSignal) {
  const firing = {
    handle: handleOf(due.kind),
    payload: due.payload,
    signal: AbortSignal.any([stopping, AbortSignal.timeout(LONGEST_WAIT_MS)]),
    beforeSend: () => markSending(due, surroundings.now()),
  };
  try {
    const refusal = await fireFlowTrigger(shop, firing, surroundings);
    if (refusal === null) {
      await end(
        due,
        sql`state = 'sent', sent_at = ${surroundings.now()}::timestamptz, error_code = NULL, error = NULL`,
        "sent",
      );
    } else if (refusal.code === "REFUSED_PAYLOAD") await fail(due, refusal);
    else await putOff(due, refusal, surroundings);
  } catch (error) {
    if (error instanceof NoAnswerError) {
      log.warn({ err: error, shopId: due.shopId, kind: due.kind }, "nobody knows whether Flow was told");
      await end(due, sql`state = 'unsure', error_code = ${error.code}, error = ${error.message}`, "unsure");
    } else if (error instanceof AdminApiError) await putOff(due, error, surroundings);
    else throw error;
  }
}

interface Trouble {
  code: string;
  message: string;
}

async function fail(due: Due, { code, message }: Trouble): Promise<void> {
  log.error({ shopId: due.shopId, kind: due.kind, code }, "Flow was not told");
  await end(due, sql`state = 'failed', error_code = ${code}, error = ${message}`, "failed");
}

async function giveUp(due: Due): Promise<void> {
  log.error({ shopId: due.shopId, kind: due.kind }, "Flow was not told within a day");
  // Why it was put off last, if it ever had its turn.
  await end(due, sql`state = 'failed', error_code = coalesce(error_code, 'TOO_OLD')`, "failed");
}

/** Nothing was done: it is tried again, later each time. */
async function putOff(due: Due, trouble: Trouble, { now, random }: Surroundings): Promise<void> {
  const { code, message } = trouble;
  const full = Math.min(FIRST_RETRY_MS * 2 ** Math.min(due.attempts - 1, 16), LAST_RETRY_MS);
  const isCalledOff = code === "CANCELLED";
  const retryAt = new Date(now().getTime() + (isCalledOff ? FIRST_RETRY_MS : full * (0.5 + random() / 2)));
  if (!isCalledOff) log.warn({ shopId: due.shopId, kind: due.kind, code, retryAt }, "Flow is told later");
  const change = sql`state = 'waiting', not_before = ${retryAt}::timestamptz, error_code = ${code}, error = ${message}`;
  await end(due, change, "put_off");
}

/** Takes the alert that is due first; null: none is. Until the request is made, a crash costs nothing but the lease. */
export async function claimAlert(now: Date): Promise<Due | null> {
  const [due] = await db().query<Due>(sql`
    UPDATE alert mine SET attempts = mine.attempts + 1, not_before = ${leaseFrom(now)}::timestamptz
    WHERE (mine.shop_id, mine.fact) = (
      SELECT due.shop_id, due.fact FROM alert due JOIN shop ON shop.id = due.shop_id
      WHERE due.state = 'waiting' AND shop.uninstalled_at IS NULL AND ${hasCome(now)}
      ORDER BY due.not_before LIMIT 1 FOR UPDATE OF due SKIP LOCKED
    )
    RETURNING mine.shop_id AS "shopId", mine.fact, mine.kind, mine.payload, mine.attempts, mine.noted_at AS "notedAt"`);
  return due ?? null;
}

/** Whatever was being sent by a process that is gone: nobody will ever know. */
async function settleLost(now: Date): Promise<void> {
  await db().execute(sql`
    UPDATE alert due SET state = 'unsure', error_code = 'NO_ANSWER', error = 'The sender ended before the answer.'
    WHERE due.state = 'sending' AND ${hasCome(now)}`);
}

function hasCome(now: Date): Sql {
  return sql`(due.not_before <= ${now}::timestamptz
    OR due.not_before > ${now}::timestamptz + make_interval(secs => ${FURTHEST_S}::int))`;
}

async function markSending(due: Due, now: Date): Promise<void> {
  await move(due, sql`state = 'sending', not_before = ${leaseFrom(now)}::timestamptz`, ["waiting", "sending"]);
}

async function end(due: Due, change: Sql, outcome: Parameters<typeof countAlert>[1]): Promise<void> {
  // An answer that came after all is worth more than a doubt.
  await move(due, change, ["waiting", "sending", "unsure"]);
  countAlert(due.kind, outcome);
}

async function move(due: Due, change: Sql, from: readonly string[]): Promise<void> {
  const held = await db().execute(sql`
    UPDATE alert SET ${change}
    WHERE shop_id = ${due.shopId}::int AND fact = ${due.fact} AND attempts = ${due.attempts}::int
      AND state = ANY(${from}::text[])`);
  if (held === 0) throw new AlertLostError("The alert was taken over or erased.");
}

function leaseFrom(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}
