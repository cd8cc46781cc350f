import { createHash } from "node:crypto";
import { asMinor, asMinorOrNull, asNamedOrNull, namingSession } from "./parse-session.ts";
import { asFlag, asId, asInstant, asObject, asText, asTextOrNull, type Json, ShapeError } from "./read-json.ts";
import type { ActivityRow, SessionRow } from "./shapes.ts";

/**
 * Reads a session of the API from before March 2026; null for one that did not track cash. What that API does not give
 * stays null: the closing adjustment, what stayed in the drawer, every figure of all tenders.
 */
export function parseLegacySession(node: unknown): SessionRow | null {
  const json = asObject(node, "the session");
  return namingSession(json, () => {
    if (!asFlag(json.cashTrackingEnabled, "cashTrackingEnabled")) return null;
    const currency = asText(asObject(json.openingBalance, "openingBalance").currencyCode, "openingBalance");
    const money = (field: string) => asMinor(json[field], field, currency);
    const moneyOrNull = (field: string) => asMinorOrNull(json[field], field, currency);
    const closedAt = json.closingTime == null ? null : asInstant(json.closingTime, "closingTime");
    const location = asNamedOrNull(json.location, "location");
    const name = asText(json.registerName, "registerName");
    return {
      id: legacyIdOf(json.id),
      currency,
      isOpen: closedAt === null,
      openedAt: asInstant(json.openingTime, "openingTime"),
      closedAt,
      openingNote: asTextOrNull(json.openingNote, "openingNote"),
      closingNote: asTextOrNull(json.closingNote, "closingNote"),
      // It does not say when totals are final: those of a closed session are taken for it.
      totalsReady: closedAt !== null,
      drawer: { id: registerId(location?.id ?? null, name), name },
      location,
      deviceId: null,
      openedBy: asNamedOrNull(json.openingStaffMember, "openingStaffMember"),
      closedBy: asNamedOrNull(json.closingStaffMember, "closingStaffMember"),
      ...countsOf({
        countedAtOpen: money("openingBalance"),
        expectedAtOpen: moneyOrNull("expectedOpeningBalance"),
        countedAtClose: moneyOrNull("closingBalance"),
        expectedAtClose: moneyOrNull("expectedClosingBalance"),
        totalDiscrepancy: moneyOrNull("totalDiscrepancy"),
      }),
      closingAdjustment: null,
      closingBalance: null,
      cashSales: money("totalCashSales"),
      cashRefunds: money("totalCashRefunds"),
      netCashSales: money("netCashSales"),
      adjustments: moneyOrNull("totalAdjustments"),
      totalSales: null,
      totalRefunds: null,
      netSales: null,
    };
  });
}

interface Counts {
  countedAtOpen: bigint;
  expectedAtOpen: bigint | null;
  countedAtClose: bigint | null;
  expectedAtClose: bigint | null;
  totalDiscrepancy: bigint | null;
}

/**
 * By Shopify's words the total is "including starting and ending", and nothing else counts in between. So where one of
 * the three is missing it follows from the two others, and where nobody counted at the closing the total is what was
 * found at the opening.
 */
function countsOf(given: Counts) {
  const { countedAtOpen, countedAtClose, expectedAtClose } = given;
  const atClose = countedAtClose === null || expectedAtClose === null ? null : countedAtClose - expectedAtClose;
  let { expectedAtOpen } = given;
  if (expectedAtOpen === null) {
    if (given.totalDiscrepancy === null || atClose === null) throw new ShapeError("expectedOpeningBalance is missing");
    expectedAtOpen = countedAtOpen - (given.totalDiscrepancy - atClose);
  }
  const totalDiscrepancy = given.totalDiscrepancy ?? countedAtOpen - expectedAtOpen + (atClose ?? 0n);
  return { ...given, expectedAtOpen, totalDiscrepancy };
}

/** The number below zero, since the one above it may be a payment session's. */
function legacyIdOf(gid: unknown): string {
  return `-${asId(gid, "id")}`;
}

/**
 * A register stands in for the drawer, which the older API does not know: the same name at the same place is the same
 * register. Below zero and far from Shopify's numbers; 62 bits of a digest, so that no list of them needs to be kept.
 */
export function registerId(locationId: string | null, registerName: string): string {
  const digest = createHash("sha256")
    .update(JSON.stringify([locationId, registerName]))
    .digest();
  return String(-(digest.readBigUInt64BE() >> 2n) - 1n);
}

/** Reads an adjustment; one that was made when the session had been closed is its final one. */
export function parseLegacyAdjustment(node: unknown, session: SessionRow): ActivityRow {
  const json = asObject(node, "an adjustment");
  const time = asInstant(json.time, "time");
  const isFinal = session.closedAt !== null && time >= session.closedAt;
  return {
    ...NOTHING_KNOWN,
    time,
    kind: "adjustment",
    type: isFinal ? "CLOSING_ADJUSTMENT" : "ADJUSTMENT",
    cash: asMinor(json.cash, "cash", session.currency),
    staff: asNamedOrNull(json.staffMember, "staffMember"),
    note: asTextOrNull(json.note, "note"),
  };
}

/** What a transaction adds to the drawer; its amount has no sign. */
const DIRECTION: Readonly<Record<string, bigint>> = { SALE: 1n, CHANGE: -1n, REFUND: -1n };

/** Reads an order's transaction in cash; null for one that moved nothing. */
export function parseLegacyTransaction(node: unknown, session: SessionRow): ActivityRow | null {
  const json = asObject(node, "a transaction");
  if (asText(json.status, "status") !== "SUCCESS") return null;
  const type = asText(json.kind, "kind");
  const direction = DIRECTION[type];
  if (direction === undefined) throw new ShapeError(`a cash transaction is a ${type}, which is not known`);
  const order = json.order == null ? null : asObject(json.order, "order");
  return {
    ...NOTHING_KNOWN,
    time: asInstant(json.processedAt ?? json.createdAt, "processedAt"),
    kind: "transaction",
    type,
    cash: direction * amountIn(json, session.currency),
    orderId: order && asId(order.id, "order"),
    orderName: order && asTextOrNull(order.name, "order"),
  };
}

function amountIn(json: Json, currency: string): bigint {
  const { shopMoney, presentmentMoney } = asObject(json.amountSet, "amountSet");
  // The drawer's currency is the location's, which the shop's need not be.
  const isShops = asObject(shopMoney, "shopMoney").currencyCode === currency;
  return asMinor(isShops ? shopMoney : presentmentMoney, "amountSet", currency);
}

/** The two counts, which are figures of the session here and lines of the ledger since the rebuild. */
export function countsOfLegacy(session: SessionRow): { opening: ActivityRow; closing: ActivityRow | null } {
  const count = (type: string, time: Date, expected: bigint, counted: bigint) => ({
    ...NOTHING_KNOWN,
    ...{ time, kind: "count" as const, type, expected, counted },
    cash: counted - expected,
    discrepancy: counted - expected,
  });
  const { closedAt, expectedAtClose, countedAtClose } = session;
  const opening = count("OPENING", session.openedAt, session.expectedAtOpen, session.countedAtOpen);
  const isCounted = closedAt !== null && expectedAtClose !== null && countedAtClose !== null;
  return {
    opening: { ...opening, staff: session.openedBy },
    closing: isCounted
      ? { ...count("CLOSING", closedAt, expectedAtClose, countedAtClose), staff: session.closedBy }
      : null,
  };
}

const NOTHING_KNOWN = {
  staff: null,
  reasonCode: null,
  note: null,
  expected: null,
  counted: null,
  discrepancy: null,
  orderId: null,
  orderName: null,
  giftCardId: null,
};
