import type { WireMoney } from "#app/money/money.ts";
import type { ExceptionKind } from "./exception-filters.ts";

/** What an exception is about. */
export interface ExceptionSubject {
  type: "session" | "drawer" | "person";
  id: string;
}

/** One exception with what it rests on. JSON-safe. */
export interface ExceptionRow {
  kind: ExceptionKind;
  subject: ExceptionSubject;
  /** What a dismissal is held to: another evidence is another exception. */
  evidence: string;
  /** When it was: closing, or opening while the session is open; of several sessions, the last one's. */
  at: string;
  timeZone: string;
  drawerId: string;
  drawer: string | null;
  location: string | null;
  /** The person it is about, or who closed the session (who opened it, where it is about the opening). */
  person: string | null;
  /** A gap, a sum short, the adjustments, what is expected now; null: it is not about an amount. */
  amount: WireMoney | null;
  detail: ExceptionDetail;
  dismissed: { by: string | null; userId: string; at: string; reason: string } | null;
}

export interface EvidenceSession {
  id: string;
  at: string;
  amount: WireMoney;
}

export interface SilentLine {
  at: string;
  by: string | null;
  amount: WireMoney;
}

/** What the rule found, by kind. */
export type ExceptionDetail =
  | { kind: "stale_open"; hoursOpen: number }
  | { kind: "opened_automatically" | "closed_automatically"; reason: string | null }
  | { kind: "not_counted" }
  | {
      kind: "carry_over_gap";
      left: WireMoney | null;
      expected: WireMoney;
      hoursBetween: number | null;
      previousId: string | null;
      previousBy: string | null;
      openedBy: string | null;
    }
  | { kind: "arithmetic"; failedChecks: string[] }
  | { kind: "silent_adjustment"; lines: SilentLine[] }
  | { kind: "restated"; restatedAt: string; before: WireMoney | null }
  | { kind: "repeated_shorts"; count: number; windowDays: number; sessions: EvidenceSession[] }
  | {
      kind: "too_perfect";
      length: number;
      since: string;
      chance: number;
      peerCounts: number;
      peerBalanced: number;
    };
