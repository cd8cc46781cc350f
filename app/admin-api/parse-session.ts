import { parseMinor } from "#app/money/money.ts";
import { MalformedRowError } from "./errors.ts";
import { asFlag, asId, asInstant, asObject, asText, asTextOrNull, type Json, ShapeError } from "./read-json.ts";
import type { Named, SessionRow } from "./shapes.ts";

/** Reads a session; throws MalformedRowError, which names it. */
export function parseSession(node: unknown): SessionRow {
  const json = asObject(node, "the session");
  return namingSession(json, () => {
    const currency = asText(json.currency, "currency");
    const money = (field: string) => asMinor(json[field], field, currency);
    const moneyOrNull = (field: string) => asMinorOrNull(json[field], field, currency);
    return {
      id: asId(json.id, "id"),
      currency,
      isOpen: asText(json.status, "status") === "OPEN",
      openedAt: asInstant(json.openingTime, "openingTime"),
      closedAt: json.closingTime == null ? null : asInstant(json.closingTime, "closingTime"),
      openingNote: asTextOrNull(json.openingNote, "openingNote"),
      closingNote: asTextOrNull(json.closingNote, "closingNote"),
      totalsReady: asFlag(json.totalsReady, "totalsReady"),
      drawer: asNamed(json.cashDrawer, "cashDrawer"),
      location: asNamedOrNull(json.location, "location"),
      deviceId: json.pointOfSaleDevice == null ? null : asId(asObject(json.pointOfSaleDevice, "device").id, "device"),
      openedBy: asNamedOrNull(json.openingStaffMember, "openingStaffMember"),
      closedBy: asNamedOrNull(json.closingStaffMember, "closingStaffMember"),
      expectedAtOpen: money("expectedCashAtOpen"),
      countedAtOpen: money("cashCountedAtOpen"),
      expectedAtClose: moneyOrNull("expectedCashAtClose"),
      countedAtClose: moneyOrNull("cashCountedAtClose"),
      closingAdjustment: moneyOrNull("closingAdjustment"),
      closingBalance: moneyOrNull("closingBalance"),
      cashSales: money("totalCashSales"),
      cashRefunds: money("totalCashRefunds"),
      netCashSales: money("netCashSales"),
      adjustments: money("totalAdjustments"),
      totalDiscrepancy: money("totalDiscrepancy"),
      totalSales: money("totalSales"),
      totalRefunds: money("totalRefunds"),
      netSales: money("netSales"),
    };
  });
}

/** An amount in minor units; it must be in the session's own currency, since sums are. */
export function asMinor(value: unknown, name: string, currency: string): bigint {
  const { amount, currencyCode } = asObject(value, name);
  if (currencyCode !== currency) throw new ShapeError(`${name} is in ${String(currencyCode)}, not in ${currency}`);
  return parseMinor(asText(amount, name), currency);
}

/** The same, where it may not be known (yet). */
export function asMinorOrNull(value: unknown, name: string, currency: string): bigint | null {
  return value == null ? null : asMinor(value, name, currency);
}

/** Something with an id and a name. */
export function asNamed(value: unknown, name: string): Named {
  const json = asObject(value, name);
  return { id: asId(json.id, name), name: asText(json.name, name) };
}

/** The same, where the scopes may not show it. */
export function asNamedOrNull(value: unknown, name: string): Named | null {
  return value == null ? null : asNamed(value, name);
}

/** Runs a reader and puts the session's id on what it throws. */
export function namingSession<T>(session: Json, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const id = String(session.id ?? "without an id");
    throw new MalformedRowError(/\d+$/.exec(id)?.[0] ?? id, error.message);
  }
}
