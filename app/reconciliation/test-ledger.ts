import { parseMinor } from "#app/money/money.ts";
import type { ActivityFacts, ActivityKind, SessionFacts } from "./facts.ts";

/** For tests alone: a session told as it happened, with the figures that an honest register would give. */
export interface Ledger {
  readonly session: SessionFacts;
  readonly activities: readonly ActivityFacts[];
}

type Booking = Pick<ActivityFacts, "kind" | "type" | "cash"> & Partial<ActivityFacts>;

const MINUTE_MS = 60_000;

const UNKNOWN = { expected: null, counted: null, discrepancy: null, reasonCode: null, note: null };

/** Begins to tell a session: aSession().openedWith("100.00").sold("40.00").countedAt("139.00").closed(). */
export function aSession(currency = "USD"): LedgerBuilder {
  return new LedgerBuilder(currency);
}

/**
 * Restates the identities without the code under test. Each kind of money is kept in a sum of its own, and:
 *   expected at close = counted at open + sales - refunds + paid in - paid out + what earlier counts corrected
 *   total discrepancy = (counted - expected) at open, at every count between, and at close
 *   closing balance   = what was left = counted at close + closing adjustment
 */
class LedgerBuilder {
  readonly #currency: string;
  readonly #bookings: Booking[] = [];
  #id = "1001";
  #openedAt = new Date("2026-11-21T14:00:00Z");
  #expectedAtOpen: bigint | null = null;
  #countedAtOpen = 0n;
  #countedAtClose: bigint | null = null;
  #left: bigint | null = null;
  #closingReason: string | null = null;
  #sales = 0n;
  #refunds = 0n;
  #paid = 0n;
  #corrections = 0n;

  constructor(currency: string) {
    this.#currency = currency;
  }

  withId(id: string): this {
    this.#id = id;
    return this;
  }

  openedAt(time: string): this {
    this.#openedAt = new Date(time);
    return this;
  }

  /** What was counted at open; unless expecting() says otherwise, that much was expected. */
  openedWith(counted: string): this {
    this.#countedAtOpen = this.#minor(counted);
    return this;
  }

  expecting(expected: string): this {
    this.#expectedAtOpen = this.#minor(expected);
    return this;
  }

  sold(price: string, { tendered = price }: { tendered?: string } = {}): this {
    this.#sales += this.#minor(price);
    this.#book("transaction", "SALE", this.#minor(tendered));
    const change = this.#minor(tendered) - this.#minor(price);
    return change === 0n ? this : this.#book("transaction", "CHANGE", -change);
  }

  refunded(amount: string): this {
    this.#refunds += this.#minor(amount);
    return this.#book("transaction", "REFUND", -this.#minor(amount));
  }

  paidIn(amount: string): this {
    this.#paid += this.#minor(amount);
    return this.#book("adjustment", "ADJUSTMENT", this.#minor(amount));
  }

  paidOut(amount: string): this {
    this.#paid -= this.#minor(amount);
    return this.#book("adjustment", "ADJUSTMENT", -this.#minor(amount));
  }

  cashPayout(amount: string): this {
    this.#paid -= this.#minor(amount);
    return this.#book("adjustment", "CASH_PAYOUT", -this.#minor(amount));
  }

  /** A count while the session runs; from then on that much is expected. */
  countedMidSession(counted: string): this {
    const expected = this.#expected();
    const discrepancy = this.#minor(counted) - expected;
    this.#corrections += discrepancy;
    return this.#book("count", "MID_SESSION", discrepancy, { expected, counted: this.#minor(counted), discrepancy });
  }

  countedAt(counted: string): this {
    this.#countedAtClose = this.#minor(counted);
    return this;
  }

  /** What stays in the drawer; the rest of the count is the closing adjustment. */
  leaving(balance: string): this {
    this.#left = this.#minor(balance);
    return this;
  }

  /** Shopify closed it by itself: the closing count repeats the expectation. */
  closedAutomatically(): Ledger {
    this.#countedAtClose = this.#expected();
    this.#closingReason = "AUTO_END_SESSION_LOGOUT";
    return this.closed();
  }

  /** Closed, counted or not. */
  closed(): Ledger {
    const expected = this.#expected();
    const counted = this.#countedAtClose;
    const held = counted ?? expected;
    const left = this.#left ?? held;
    const found = held - expected;
    const closing: Booking[] = [];
    if (counted !== null) {
      const figures = { expected, counted, discrepancy: found, reasonCode: this.#closingReason };
      closing.push({ kind: "count", type: "CLOSING", cash: found, ...figures });
    }
    if (left !== held) closing.push({ kind: "adjustment", type: "CLOSING_ADJUSTMENT", cash: left - held });
    const { session } = this.stillOpen();
    const activities = this.#activities(closing);
    return {
      activities,
      session: {
        ...session,
        isOpen: false,
        closedAt: this.#timeOf(activities.length),
        totalsReady: true,
        expectedAtClose: expected,
        countedAtClose: counted,
        closingAdjustment: left - held,
        closingBalance: left,
        totalDiscrepancy: session.totalDiscrepancy + found,
      },
    };
  }

  stillOpen(): Ledger {
    return {
      activities: this.#activities(),
      session: {
        id: this.#id,
        currency: this.#currency,
        isOpen: true,
        openedAt: this.#openedAt,
        closedAt: null,
        totalsReady: false,
        expectedAtOpen: this.#expectedAtOpen ?? this.#countedAtOpen,
        countedAtOpen: this.#countedAtOpen,
        expectedAtClose: null,
        countedAtClose: null,
        closingAdjustment: null,
        closingBalance: null,
        cashSales: this.#sales,
        cashRefunds: this.#refunds,
        netCashSales: this.#sales - this.#refunds,
        adjustments: this.#paid,
        totalDiscrepancy: this.#foundAtOpen() + this.#corrections,
      },
    };
  }

  #activities(closing: readonly Booking[] = []): ActivityFacts[] {
    const found = this.#foundAtOpen();
    const expected = this.#countedAtOpen - found;
    const figures = { expected, counted: this.#countedAtOpen, discrepancy: found };
    const opening: Booking = { kind: "count", type: "OPENING", cash: found, ...figures };
    return [opening, ...this.#bookings, ...closing].map((booking, index) => {
      return { ...UNKNOWN, position: index + 1, time: this.#timeOf(index), ...booking };
    });
  }

  #foundAtOpen(): bigint {
    return this.#countedAtOpen - (this.#expectedAtOpen ?? this.#countedAtOpen);
  }

  #expected(): bigint {
    return this.#countedAtOpen + this.#sales - this.#refunds + this.#paid + this.#corrections;
  }

  #book(kind: ActivityKind, type: string, cash: bigint, figures: Partial<ActivityFacts> = {}): this {
    this.#bookings.push({ kind, type, cash, ...figures });
    return this;
  }

  #timeOf(index: number): Date {
    return new Date(this.#openedAt.getTime() + index * MINUTE_MS);
  }

  #minor(amount: string): bigint {
    return parseMinor(amount, this.#currency);
  }
}

/** An activity of no ledger in particular. */
export function anActivity(activity: Pick<ActivityFacts, "kind" | "type" | "cash" | "time">): ActivityFacts {
  return { position: 1, ...UNKNOWN, ...activity };
}

/** The same ledger with some of Shopify's figures changed. */
export function withFigures(ledger: Ledger, figures: Partial<SessionFacts>): Ledger {
  return { ...ledger, session: { ...ledger.session, ...figures } };
}
