import { isoLocal, isoUtc } from "#app/calendar/iso.ts";
import { toDecimal } from "#app/money/money.ts";

/** What a GID calls the things that exports name. */
export type GidType =
  | "CashDrawer"
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
