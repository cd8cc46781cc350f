import { parseMinor, type WireMoney } from "#app/money/money.ts";
import { EXCEPTION_KINDS, type ExceptionKind, type ExceptionOrder } from "./exception-filters.ts";
import { isId } from "./filters.ts";

/** Where a page of exceptions ends: by time, then by number, then by kind, and before these by amount where that is the order. */
export interface ExceptionPosition {
  /** With microseconds: rounded to milliseconds, the next page would skip or repeat a row. */
  at: string;
  id: string;
  kind: ExceptionKind;
  /** Of its amount, without the sign, in minor units; null: it is about none, or the order does not ask. */
  size: { currency: string; minor: bigint } | null;
}

/** How exceptions stand: amounts are compared within a currency, the shop's own first; what has none comes last. */
export interface ExceptionSequence {
  order: ExceptionOrder;
  ownCurrency: string | null;
}

/** The size of an amount as a position has it. */
export function sizeOf(amount: WireMoney | null): ExceptionPosition["size"] {
  if (amount === null) return null;
  const { currency } = amount;
  const minor = parseMinor(amount.amount, currency);
  return { currency, minor: minor < 0n ? -minor : minor };
}

/** Orders as Array.prototype.sort wants it. */
export function compareExceptions(
  a: ExceptionPosition,
  b: ExceptionPosition,
  { order, ownCurrency }: ExceptionSequence,
): number {
  if (order === "largest") return compareSizes(a.size, b.size, ownCurrency) || compareTimes(b, a);
  return order === "oldest" ? compareTimes(a, b) : compareTimes(b, a);
}

function compareSizes(a: ExceptionPosition["size"], b: ExceptionPosition["size"], own: string | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (a.currency === b.currency) return Number(a.minor < b.minor) - Number(a.minor > b.minor);
  if (a.currency === own || b.currency === own) return a.currency === own ? -1 : 1;
  return a.currency < b.currency ? -1 : 1;
}

function compareTimes(a: ExceptionPosition, b: ExceptionPosition): number {
  if (a.at !== b.at) return a.at < b.at ? -1 : 1;
  if (a.id !== b.id) return BigInt(a.id) < BigInt(b.id) ? -1 : 1;
  if (a.kind === b.kind) return 0;
  return a.kind < b.kind ? -1 : 1;
}

/** A position as an opaque cursor. It carries the order, so that it cannot be used in another one. */
export function toExceptionCursor(order: ExceptionOrder, { at, id, kind, size }: ExceptionPosition): string {
  const parts = [order, at, id, kind, ...(size === null ? [] : [size.currency, String(size.minor)])];
  return Buffer.from(JSON.stringify(parts)).toString("base64url");
}

/** The position in a cursor; null when it is none of ours, or of another order: the list then begins at its beginning. */
export function fromExceptionCursor(order: ExceptionOrder, cursor: string | null): ExceptionPosition | null {
  if (cursor === null) return null;
  const [of, at, id, kind, ...rest] = partsOf(cursor);
  const known = EXCEPTION_KINDS.find((one) => one === kind);
  if (of !== order || typeof at !== "string" || typeof id !== "string" || known === undefined || !isId(id)) return null;
  const isInstant = /^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(at) && !Number.isNaN(Date.parse(at));
  if (!isInstant || new Date(at).toISOString().slice(0, 19) !== at.slice(0, 19)) return null;
  if (rest.length === 0) return { at, id, kind: known, size: null };
  const [currency, minor] = rest;
  if (order !== "largest" || typeof currency !== "string" || typeof minor !== "string") return null;
  if (!/^[A-Z]{3}$/.test(currency) || !/^\d{1,18}$/.test(minor)) return null;
  return { at, id, kind: known, size: { currency, minor: BigInt(minor) } };
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
