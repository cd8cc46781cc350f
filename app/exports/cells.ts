import { isoLocal, isoUtc } from "#app/calendar/iso.ts";
import { toDecimal } from "#app/money/money.ts";

/** What a GID calls the things that exports name. */
export type GidType =
  | "CashDrawer"
  | "CashTrackingSession"
  | "GiftCard"
  | "Location"
  | "Order"
  | "PointOfSaleDevice"
  | "PointOfSaleDevicePaymentSession"
  | "StaffMember";

/** Shopify's global id. */
export function gid(type: GidType, id: string | null): string | null {
  return id === null ? null : `gid://shopify/${type}/${id}`;
}

/** A session's global id. Those from before March 2026 have a number of their own, kept below zero. */
export function sessionGid(id: string): string | null {
  return isOfLegacy(id) ? gid("CashTrackingSession", id.slice(1)) : gid("PointOfSaleDevicePaymentSession", id);
}

/** A drawer's global id; none for a register from before March 2026, which stands in for one. */
export function drawerGid(id: string): string | null {
  return isOfLegacy(id) ? null : gid("CashDrawer", id);
}

/** Which of Shopify's two APIs a session comes from. */
export function sourceOf(id: string): "legacy" | "payment_session" {
  return isOfLegacy(id) ? "legacy" : "payment_session";
}

function isOfLegacy(id: string): boolean {
  return id.startsWith("-");
}

/** An amount as a decimal with the currency's own digits. */
export function amount(minor: bigint | null, currency: string): string | null {
  return minor === null ? null : toDecimal(minor, currency);
}

/** An instant in UTC. */
export function utc(instant: Date | null): string | null {
  return instant && isoUtc(instant);
}

/** An instant on the wall clock of the place, with its offset. */
export function local(instant: Date | null, timeZone: string): string | null {
  return instant && isoLocal(instant, timeZone);
}

/** A person's name, or the id where only that is known. */
export function person(name: string | null, id: string | null): string | null {
  return name ?? gid("StaffMember", id);
}
