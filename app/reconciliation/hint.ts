import type { SessionFacts } from "./facts.ts";

export const HINT_KINDS = [
  "equals_transaction",
  "twice_transaction",
  "equals_float",
  "divisible_by_nine",
  "round_amount",
  "cancelled_by_neighbour",
] as const;

export type HintKind = (typeof HINT_KINDS)[number];

/** Which discrepancy the hint explains, and the discrepancy itself. */
type About = { readonly of: "own" | "opening"; readonly amount: bigint };

type TransactionEvidence = About & {
  /** Of the first match. */
  readonly position: number;
  readonly type: string;
  readonly cash: bigint;
  /** Of every match, as in "4, 11". */
  readonly positions: string;
  readonly matches: number;
};

/** A figure that somebody typed with two digits swapped. */
export type SwappedFigure = {
  readonly figure: "opening_count" | "mid_session_count" | "closing_count" | "adjustment";
  /** Of its line in the ledger; null where the ledger is not read. */
  readonly position: number | null;
  readonly entered: bigint;
  /** With the digits the other way round, which explains the discrepancy. */
  readonly meant: bigint;
};

/** Flat, so that it can travel: amounts are bigint, everything else text or a number. */
export type Hint =
  | {
      readonly kind: "equals_transaction";
      /** booked: without that activity the cash would be right. missing: with another like it, it would. */
      readonly evidence: TransactionEvidence & { readonly explanation: "booked" | "missing" };
    }
  | { readonly kind: "twice_transaction"; readonly evidence: TransactionEvidence }
  | {
      readonly kind: "equals_float";
      readonly evidence: About & { readonly float: "counted_at_open" | "expected_at_open" | "closing_balance" };
    }
  | {
      readonly kind: "divisible_by_nine";
      /** The two digits as they were typed and as they were meant: "39" and "93". */
      readonly evidence: About & SwappedFigure & { readonly digitsEntered: string; readonly digitsMeant: string };
    }
  | { readonly kind: "round_amount"; readonly evidence: About & { readonly multipleOf: bigint } }
  | {
      readonly kind: "cancelled_by_neighbour";
      readonly evidence: About & {
        readonly sessionId: string;
        readonly side: "previous" | "next";
        readonly figure: "opening" | "closing";
        readonly neighbourAmount: bigint;
        /** What is left of the two together. */
        readonly remainder: bigint;
      };
    };

/** The discrepancy that wants an explanation; never zero. */
export interface Subject {
  readonly session: SessionFacts;
  readonly of: "own" | "opening";
  readonly amount: bigint;
  readonly tolerance: bigint;
}

/**
 * A hint with how far it is to be believed, from 0 to 100: an order, not a probability. The less likely the match is
 * by chance, the higher.
 */
export interface FoundHint {
  readonly hint: Hint;
  readonly strength: number;
}
