import { openingDiscrepancy } from "./discrepancy.ts";
import { type ActivityFacts, magnitude, type SessionFacts } from "./facts.ts";
import { isAutomatic } from "./status.ts";

// Whose discrepancy is it? What a count finds went wrong since the count before it on the drawer, whoever made either.
// So it belongs to those who handled cash between the two, and to the one who counted only if they did as well.

export interface StaffedActivity extends ActivityFacts {
  /** Null: not known (no permission to read users), or nobody. */
  readonly staffId: string | null;
}

/** A session with its ledger, as far as it matters to others on the drawer. */
export interface DrawerLedger {
  readonly session: Pick<SessionFacts, "id" | "openedAt" | "closedAt">;
  readonly activities: readonly StaffedActivity[];
}

export interface AttributionInput {
  readonly session: SessionFacts;
  readonly activities: readonly StaffedActivity[];
  /** The sessions that were open on the drawer at the same time, with their ledgers. */
  readonly others: readonly DrawerLedger[];
  /**
   * How the session before on the drawer ended: with a count that somebody made; with none, and then its ledger and those
   * of the sessions that it shared the drawer with show who had it; null where nothing is known of it.
   */
  readonly previous: "counted" | UncountedEnd | null;
}

/** A session that ended without anybody's count. */
export interface UncountedEnd extends DrawerLedger {
  /** The sessions that were open on the drawer while it ran. */
  readonly others: readonly DrawerLedger[];
}

/** What one count of the session found, and who handled cash since the count before it. */
export interface Finding {
  readonly position: number;
  readonly amount: bigint;
  /** not_known: where the stretch began, or who somebody in it was. */
  readonly outcome: "one" | "several" | "nobody" | "not_known";
  readonly people: readonly string[];
  /** The cash that these people handled in the stretch. */
  readonly cash: bigint;
}

/** Each count that somebody made in the session, in order, with those to whom its discrepancy belongs. */
export function attribute(input: AttributionInput): Finding[] {
  const { session, activities, others } = input;
  const ledgers: DrawerLedger[] = [{ session, activities }, ...others];
  const events = eventsOf(ledgers);
  const counts = events.filter((event) => event.sessionId === session.id && event.isCount);
  const amounts = amountsOf(session, activities);
  return counts.map((count) => {
    const finding = { position: count.position, amount: amounts.get(count.position) ?? 0n };
    const stretch = stretchBefore(count, events, input);
    if (stretch === null) return { ...finding, ...NOT_KNOWN };
    return { ...finding, ...whoHandled(stretch) };
  });
}

interface Event extends StaffedActivity {
  readonly sessionId: string;
  readonly isCount: boolean;
}

function eventsOf(ledgers: readonly DrawerLedger[]): Event[] {
  return ledgers.flatMap(({ session: { id }, activities }) =>
    activities.map((line) => ({ ...line, sessionId: id, isCount: isRealCount(line, id, ledgers) })),
  );
}

const NOT_KNOWN = { outcome: "not_known", people: [], cash: 0n } as const;

/**
 * Whether somebody counted. Shopify's own counts repeat the expectation. So does a register that is opened on a drawer
 * in use without a count: there, one that finds nothing to the cent is not taken for a count.
 */
function isRealCount(line: StaffedActivity, sessionId: string, ledgers: readonly DrawerLedger[]): boolean {
  if (line.kind !== "count" || isAutomatic(line.reasonCode)) return false;
  if (line.type !== "OPENING" || line.discrepancy !== 0n) return true;
  return !isInUse(line.time, sessionId, ledgers);
}

function isInUse(at: Date, sessionId: string, ledgers: readonly DrawerLedger[]): boolean {
  return ledgers.some(
    ({ session }) =>
      session.id !== sessionId && session.openedAt < at && (session.closedAt === null || session.closedAt > at),
  );
}

/** What happened on the drawer between the count before and this one; null where it is not known when that was. */
function stretchBefore(count: Event, events: readonly Event[], input: AttributionInput): Event[] | null {
  const { session, previous } = input;
  const before = events.filter((event) => event !== count && precedes(event, count));
  const since = (start: Event, all: readonly Event[]) =>
    all.filter((event) => event !== start && precedes(start, event));
  const opened = session.openedAt.getTime();
  // A count of another register in the same second may have come later, so it cuts nothing off.
  const starts = before.filter(
    (event) =>
      event.isCount &&
      event.time.getTime() >= opened &&
      (event.sessionId === count.sessionId || event.time < count.time),
  );
  const start = latest(starts);
  if (start) return since(start, before);
  // It began before this session. Of a drawer that was in use by then, not every session is at hand.
  if (previous === null || isInUse(session.openedAt, session.id, [...input.others])) return null;
  if (previous === "counted") return before;
  // Of what was before the session before, not every session is at hand either.
  const earlier = eventsOf([previous, ...previous.others]).filter(({ time }) => time >= previous.session.openedAt);
  const anchor = latest(earlier.filter((event) => event.isCount));
  return anchor ? [...since(anchor, earlier), ...before] : null;
}

/** Times are whole seconds: of two sessions' events in the same second either may have come first, and both count in. */
function precedes(a: Event, b: Event): boolean {
  return a.sessionId === b.sessionId ? a.position < b.position : a.time <= b.time;
}

function latest(events: readonly Event[]): Event | undefined {
  return events.reduce<Event | undefined>((found, event) => {
    if (!found || event.time > found.time) return event;
    return event.time.getTime() === found.time.getTime() && event.position > found.position ? event : found;
  }, undefined);
}

/** What is taken out at closing belongs to the count that it follows: it is not a stretch of work. */
function isHandling({ kind, type }: ActivityFacts): boolean {
  return kind === "transaction" || (kind === "adjustment" && type !== "CLOSING_ADJUSTMENT");
}

function whoHandled(stretch: readonly Event[]): Pick<Finding, "outcome" | "people" | "cash"> {
  const handling = stretch.filter(isHandling);
  const people = [...new Set(handling.map(({ staffId }) => staffId))];
  if (people.includes(null)) return NOT_KNOWN;
  const outcome = people.length === 0 ? "nobody" : people.length === 1 ? "one" : "several";
  return { outcome, people: people.filter((id) => id !== null), cash: cashHandledIn(handling) };
}

/** Cash of sales less change, and of refunds without its sign. */
export function cashHandledIn(activities: readonly ActivityFacts[]): bigint {
  return activities.reduce((total, { kind, type, cash }) => {
    if (kind !== "transaction") return total;
    return total + (type === "REFUND" ? magnitude(cash) : cash);
  }, 0n);
}

/**
 * What each count found by itself. Where Shopify's total says that earlier counts corrected nothing, a later one holds
 * what they had found (ownDiscrepancy in discrepancy.ts), and only the difference is new.
 */
function amountsOf(session: SessionFacts, activities: readonly StaffedActivity[]): Map<number, bigint> {
  const counts = activities.filter(({ kind }) => kind === "count");
  const closing = counts.find(({ type }) => type === "CLOSING")?.discrepancy ?? 0n;
  const found = counts.reduce(
    (sum, { type, discrepancy }) => (type === "MID_SESSION" ? sum + (discrepancy ?? 0n) : sum),
    0n,
  );
  const isKept = found !== 0n && session.totalDiscrepancy === openingDiscrepancy(session) + closing;
  const amounts = new Map<number, bigint>();
  let known = 0n;
  for (const { position, type, discrepancy } of counts) {
    const all = discrepancy ?? 0n;
    amounts.set(position, isKept && type !== "OPENING" ? all - known : all);
    if (isKept && type !== "OPENING") known = all;
  }
  return amounts;
}

/** What a person did in a session, and what its counts say of them. */
export interface PersonInSession {
  readonly staffId: string;
  transactions: number;
  adjustments: number;
  counts: number;
  cashHandled: bigint;
  ownCounts: number;
  ownCash: bigint;
  ownDiscrepancy: bigint;
  sharedCounts: number;
  /** Of all who shared it together: it is not divided. */
  sharedDiscrepancy: bigint;
}

/** Everybody who is in the session's ledger or in a stretch that its counts ended. */
export function peopleOf(activities: readonly StaffedActivity[], findings: readonly Finding[]): PersonInSession[] {
  const people = new Map<string, PersonInSession>();
  const person = (staffId: string): PersonInSession => {
    const known = people.get(staffId) ?? { staffId, ...NOTHING };
    people.set(staffId, known);
    return known;
  };
  for (const activity of activities) {
    if (activity.staffId === null) continue;
    const who = person(activity.staffId);
    if (activity.kind === "count") who.counts += isAutomatic(activity.reasonCode) ? 0 : 1;
    else if (activity.kind === "adjustment") who.adjustments += 1;
    else who.transactions += activity.type === "CHANGE" ? 0 : 1;
    who.cashHandled += cashHandledIn([activity]);
  }
  for (const { outcome, people: handlers, amount, cash } of findings) {
    for (const staffId of handlers) {
      const who = person(staffId);
      if (outcome === "one") {
        who.ownCounts += 1;
        who.ownCash += cash;
        who.ownDiscrepancy += amount;
      } else {
        who.sharedCounts += 1;
        who.sharedDiscrepancy += amount;
      }
    }
  }
  return [...people.values()];
}

const NOTHING = {
  ...{ transactions: 0, adjustments: 0, counts: 0, cashHandled: 0n },
  ...{ ownCounts: 0, ownCash: 0n, ownDiscrepancy: 0n, sharedCounts: 0, sharedDiscrepancy: 0n },
};
