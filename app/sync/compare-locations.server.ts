import sql, { raw } from "sql-template-tag";
import { ledgersById } from "#app/admin-api/cash-activities.server.ts";
import { AccessDeniedError, AdminApiError } from "#app/admin-api/errors.ts";
import { type LocationSummary, readLocationSummaries } from "#app/admin-api/location-summaries.server.ts";
import { openedWithin, sessionPages } from "#app/admin-api/payment-sessions.server.ts";
import { createReader } from "#app/admin-api/reader.server.ts";
import { clientFor, clientForPerson, type Surroundings } from "#app/admin-api/shop-client.server.ts";
import { db } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import { type Shop, shopById } from "#app/shop.server.ts";
import { type BoundedDay, daysToCompare, openingsOf, sumDays } from "./location-days.server.ts";
import { bestReading, type DayFigures, figuresOf, isAgreed, type MirroredDay } from "./location-readings.ts";
import { storeLedgers } from "./store-ledgers.server.ts";
import { storeSessions } from "./store-sessions.server.ts";

const DAY_MS = 86_400_000;
/** Shopify's sums may lag behind its sessions. */
const SETTLED_AFTER_MS = 2 * 3_600_000;
const COMPARED_DAYS = 7;
/** 1,400 at once, with 20,000 sessions in them, hold up PGlite, and every page with it, for more than a second. */
const SUMMED_TOGETHER = 200;
/** As long as comparisons of drawers are kept. */
const KEPT_DAYS = 35;

/** denied: the person may not see Shopify's totals. nothing: no location has a day that could be compared. */
export type ComparisonResult = "compared" | "denied" | "nothing";

interface Judged {
  day: BoundedDay;
  theirs: LocationSummary;
  /** Null while the mirror cannot be summed. */
  ours: DayFigures | null;
  outcome: "equal" | "differs" | "mended" | "unsettled";
}

/**
 * Holds the last days of each location against the totals that Shopify shows to the person whose id token it is. Where
 * they differ the sessions of those days are read again, and compared again; both figures are kept.
 */
export async function compareLocations(
  shop: Shop,
  idToken: string,
  { surroundings, signal }: { surroundings: Surroundings; signal: AbortSignal },
): Promise<ComparisonResult> {
  const now = surroundings.now();
  const days = await daysToCompare(shop, {
    until: new Date(now.getTime() - SETTLED_AFTER_MS),
    days: COMPARED_DAYS,
  });
  if (days.length === 0) return "nothing";
  const person = clientForPerson(shop, idToken, surroundings, { signal });
  try {
    const summaries = new Map<BoundedDay, LocationSummary>();
    const read = async (asked: readonly BoundedDay[]) => {
      const answers = await readLocationSummaries(person, asked);
      for (const [index, day] of asked.entries()) {
        const answer = answers[index];
        if (answer) summaries.set(day, answer);
      }
    };
    await read(days);
    if (summaries.size === 0) return "nothing";
    const first = await judge(shop, summaries);
    const differing = first.filter(({ outcome }) => outcome === "differs").map(({ day }) => day);
    let second = first;
    if (differing.length > 0) {
      await readAgain(shop, differing, { surroundings, signal });
      await read(differing);
      second = (await judge(shop, summaries)).map((judged) => {
        const isMended = judged.outcome === "equal" && differing.includes(judged.day);
        return isMended ? { ...judged, outcome: "mended" as const } : judged;
      });
    }
    // Erased meanwhile: nothing of it may come back.
    if (!(await shopById(shop.id))?.isInstalled) return "nothing";
    await store(shop, second, { now: surroundings.now(), reread: new Set(differing) });
    log.info({ days: second.length, differing: differing.length, ...person.usage }, "locations were compared");
    return "compared";
  } catch (error) {
    if (error instanceof AccessDeniedError) return "denied";
    throw error;
  }
}

async function judge(shop: Shop, summaries: ReadonlyMap<BoundedDay, LocationSummary>): Promise<Judged[]> {
  const days = [...summaries.keys()];
  const mirrored: MirroredDay[] = [];
  while (mirrored.length < days.length) {
    mirrored.push(...(await sumDays(shop, days.slice(mirrored.length, mirrored.length + SUMMED_TOGETHER))));
  }
  const comparable = [...summaries].map(([day, theirs], index) => ({ day, theirs, mirrored: mirrored[index] ?? {} }));
  const reading = bestReading(comparable);
  log.debug({ reading }, "how Shopify's totals of locations are read");
  return comparable.map((one) => {
    const ours = figuresOf(one, reading);
    const outcome = ours === null ? "unsettled" : isAgreed(ours, one.theirs) ? "equal" : "differs";
    return { day: one.day, theirs: one.theirs, ours, outcome };
  });
}

/** With the app's own token: whatever the person may see, the mirror is the shop's. */
async function readAgain(
  shop: Shop,
  days: readonly BoundedDay[],
  { surroundings, signal }: { surroundings: Surroundings; signal: AbortSignal },
): Promise<void> {
  const reader = createReader(clientFor(shop, surroundings, { signal }), shop.grantedScopes);
  try {
    for await (const page of sessionPages(reader, openedWithin(openingsOf(days)))) {
      for (const problem of page.malformed) log.warn({ err: problem }, "a session could not be read");
      await storeSessions(shop, page.rows, { now: surroundings.now() });
    }
    for await (const page of ledgersById(reader, await ledgersMissing(shop, days))) {
      for (const problem of page.malformed) log.warn({ err: problem }, "a session could not be read");
      await storeLedgers(shop, page.rows, { now: surroundings.now() });
    }
  } catch (error) {
    // Denied to the app, not to the person: their answer must not be told in these words.
    if (!(error instanceof AccessDeniedError)) throw error;
    throw new AdminApiError("FORBIDDEN", "The app may no longer read the store's cash sessions.", { cause: error });
  }
}

/** As many as a request holds at the most; days with more wait for the sync to read the others. */
const LEDGERS = 250;

/** Where Shopify sums up entries by their own time, a day is comparable again when its ledgers are read. */
async function ledgersMissing(shop: Shop, days: readonly BoundedDay[]): Promise<string[]> {
  const { from, to } = openingsOf(days);
  const rows = await db().query<{ id: string }>(sql`
    SELECT id::text AS id FROM payment_session
    WHERE shop_id = ${shop.id}::int AND opened_at >= ${from}::timestamptz AND opened_at < ${to}::timestamptz
      AND location_id = ANY(${days.map(({ locationId }) => locationId)}::bigint[]) AND ledger_read_at IS NULL
      AND NOT is_legacy
    ORDER BY payment_session.opened_at DESC LIMIT ${LEDGERS}`);
  return rows.map(({ id }) => id);
}

const COLUMNS = ["opened", "closed", "net_cash", "discrepancies"];
const NAMES = raw([...COLUMNS.map((name) => `our_${name}`), ...COLUMNS.map((name) => `their_${name}`)].join(", "));
const TAKEN_OVER = raw(
  ["currency", "compared_at", ...COLUMNS.flatMap((name) => [`our_${name}`, `their_${name}`])]
    .map((name) => `${name} = EXCLUDED.${name}`)
    .join(", "),
);

async function store(
  shop: Shop,
  judged: readonly Judged[],
  { now, reread }: { now: Date; reread: ReadonlySet<BoundedDay> },
): Promise<void> {
  const kept = new Date(now.getTime() - KEPT_DAYS * DAY_MS);
  await db().transaction(async (tx) => {
    await tx.execute(sql`
      DELETE FROM location_comparison WHERE shop_id = ${shop.id}::int AND compared_at < ${kept}::timestamptz`);
    await tx.execute(sql`
      INSERT INTO location_comparison AS known (shop_id, location_id, day, outcome, currency, compared_at, reread_at,
        ${NAMES})
      SELECT ${shop.id}::int, location_id, day, outcome, currency, ${now}::timestamptz,
        CASE WHEN is_reread THEN ${now}::timestamptz END, ${NAMES}
      FROM unnest(
        ${judged.map(({ day }) => day.locationId)}::bigint[], ${judged.map(({ day }) => day.day)}::date[],
        ${judged.map(({ outcome }) => outcome)}::text[], ${judged.map(({ theirs }) => theirs.currency)}::text[],
        ${judged.map(({ day }) => reread.has(day))}::boolean[],
        ${judged.map(({ ours }) => ours?.opened ?? null)}::int[], ${judged.map(({ ours }) => ours?.closed ?? null)}::int[],
        ${judged.map(({ ours }) => ours?.netCash ?? null)}::bigint[],
        ${judged.map(({ ours }) => ours?.discrepancies ?? null)}::bigint[],
        ${judged.map(({ theirs }) => theirs.opened)}::int[], ${judged.map(({ theirs }) => theirs.closed)}::int[],
        ${judged.map(({ theirs }) => theirs.netCash)}::bigint[],
        ${judged.map(({ theirs }) => theirs.discrepancies)}::bigint[]
      ) AS given (location_id, day, outcome, currency, is_reread, ${NAMES})
      ON CONFLICT (shop_id, location_id, day) DO UPDATE SET
        -- What differed once and does no more has been mended since.
        outcome = CASE WHEN EXCLUDED.outcome = 'equal' AND known.reread_at IS NOT NULL THEN 'mended'
          ELSE EXCLUDED.outcome END,
        reread_at = coalesce(EXCLUDED.reread_at, known.reread_at), ${TAKEN_OVER}`);
  });
}
