import { isoLocal } from "#app/calendar/iso.ts";
import { toDecimal } from "#app/money/money.ts";
import type { Severity } from "#app/reconciliation/severity.ts";
import type { DISCREPANCY_TRIGGER, EXCEPTION_TRIGGER, PayloadOf } from "./flow-triggers.ts";

/** What every fact says of its session. Names are null where they are not known. */
export interface Subject {
  sessionId: string;
  location: string | null;
  drawer: string | null;
  person: string | null;
  currency: string;
  timeZone: string;
  openedAt: Date;
}

export interface DiscrepancyFact extends Subject {
  closedAt: Date;
  totalDiscrepancy: bigint;
  openingDiscrepancy: bigint;
  countedAtClose: bigint;
  tolerance: bigint;
  isRestated: boolean;
}

export interface ExceptionFact extends Subject {
  kind: "stale_open" | "carry_over_gap";
  /** Stale: what the drawer should hold. A gap: expected at open less what the session before left. */
  amount: bigint;
  /** Stale: how long it has been open. A gap: how long the drawer lay between the two sessions. */
  hours: number;
}

/** Where a fact is looked at, and by what it is known. */
export interface Address {
  link: string;
  alertId: string;
}

/** The payload of "Cash discrepancy found". */
export function discrepancyPayload(
  fact: DiscrepancyFact,
  severity: Severity,
  address: Address,
): PayloadOf<typeof DISCREPANCY_TRIGGER> {
  const { currency, totalDiscrepancy: total, openingDiscrepancy: opening, countedAtClose: counted } = fact;
  const own = total - opening;
  const decimal = (minor: bigint) => decimalNumber(minor, currency);
  return {
    ...placeOf(fact),
    Direction: total < 0n ? "short" : "over",
    Amount: inWords(total, currency),
    Discrepancy: decimal(total),
    "Own discrepancy": decimal(own),
    "Carried in": decimal(opening),
    Expected: decimal(counted - own),
    Counted: decimal(counted),
    Tolerance: decimal(fact.tolerance),
    Severity: severity,
    Restated: fact.isRestated,
    "Closed at": isoLocal(fact.closedAt, fact.timeZone),
    ...addressOf(address),
  };
}

/** The payload of "Cash exception found". */
export function exceptionPayload(
  fact: ExceptionFact,
  severity: Severity,
  address: Address,
): PayloadOf<typeof EXCEPTION_TRIGGER> {
  return {
    Kind: fact.kind,
    ...placeOf(fact),
    Amount: inWords(fact.amount, fact.currency),
    "Amount as number": decimalNumber(fact.amount, fact.currency),
    Hours: fact.hours,
    Severity: severity,
    ...addressOf(address),
  };
}

/** A name is text that somebody typed: more than this of it is no name, and Flow takes 50,000 bytes of everything. */
const LONGEST_NAME = 200;

function placeOf({ sessionId, location, drawer, person, currency, timeZone, openedAt }: Subject) {
  const name = (text: string | null) => (text ?? "").replace(/\p{Cc}+/gu, " ").slice(0, LONGEST_NAME);
  return {
    Location: name(location),
    Drawer: name(drawer),
    Person: name(person),
    Currency: currency,
    "Opened at": isoLocal(openedAt, timeZone),
    "Session ID": sessionId,
  };
}

function addressOf({ link, alertId }: Address) {
  return { "Session link": link, "Alert ID": alertId };
}

/** "-12.40 USD": exact, for messages; a number would lose its last zero. */
function inWords(minor: bigint, currency: string): string {
  return `${toDecimal(minor, currency)} ${currency}`;
}

/** For comparisons in a workflow. Exact up to 15 digits, which is more than a till holds; the text is always exact. */
function decimalNumber(minor: bigint, currency: string): number {
  return Number(toDecimal(minor, currency));
}
