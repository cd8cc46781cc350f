import type { WireMoney } from "#app/money/money.ts";
import { isId } from "./filters.ts";
import { EXCEPTION_KINDS, type ExceptionKind } from "./exception-filters.ts";

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

/** Where a page of exceptions ends: the latest first, then the larger number, then by kind. */
export interface ExceptionPosition {
  /** With microseconds: rounded to milliseconds, the next page would skip or repeat a row. */
  at: string;
  id: string;
  kind: ExceptionKind;
}

/** Orders as Array.prototype.sort wants it: the latest first. */
export function compareExceptions(a: ExceptionPosition, b: ExceptionPosition): number {
  if (a.at !== b.at) return a.at < b.at ? 1 : -1;
  if (a.id !== b.id) return BigInt(a.id) < BigInt(b.id) ? 1 : -1;
  if (a.kind === b.kind) return 0;
  return a.kind < b.kind ? 1 : -1;
}

/** A position as an opaque cursor. */
export function toExceptionCursor({ at, id, kind }: ExceptionPosition): string {
  return Buffer.from(JSON.stringify([at, id, kind])).toString("base64url");
}

/** The position in a cursor; null when it is none of ours: the list then begins at its beginning. */
export function fromExceptionCursor(cursor: string | null): ExceptionPosition | null {
  if (cursor === null) return null;
  const [at, id, kind] = partsOf(cursor);
  const known = EXCEPTION_KINDS.find((one) => one === kind);
  if (typeof at !== "string" || typeof id !== "string" || known === undefined || !isId(id)) return null;
  const isInstant = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(at) && !Number.isNaN(Date.parse(at));
  return isInstant && new Date(at).toISOString().slice(0, 19) === at.slice(0, 19) ? { at, id, kind: known } : null;
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    return Array.isArray(parts) ? (parts as unknown[]) : [];
  } catch {
    // Whoever wrote it, it was not us.
    return [];
  }
}
