import type { TFunction } from "i18next";

import { fromWire, subtract, toWire, type WireMoney } from "#app/money/money.ts";
import type { SessionRow } from "#app/reports/figures.ts";

import { isZero } from "./amounts.ts";
import { listed } from "./listed.ts";
import type { ShopFormat } from "./shop-format.tsx";

type Remarkable = Pick<
  SessionRow,
  | "status"
  | "totalsReady"
  | "totalDiscrepancy"
  | "openingDiscrepancy"
  | "closingDiscrepancy"
  | "failedChecks"
  | "isStale"
  | "isRestated"
  | "isLegacy"
  | "reconciliation"
>;

/**
 * What a row of figures does not say by itself: that a discrepancy was carried in or found in mid-session, though
 * expected equals counted at close; that figures contradict each other or were others
 * before; that a session was forgotten; that it is from before Shopify's rebuild.
 */
export function sessionRemark(t: TFunction, row: Remarkable, format: ShopFormat): string {
  return listed(t, [
    row.isStale && t("sessionRemark.openForTooLong"),
    foundBefore(row.openingDiscrepancy, t("sessionRemark.carriedIn"), row, format),
    foundBefore(midSession(row), t("sessionRemark.foundAtCount"), row, format),
    checksOff(t, row.failedChecks),
    row.isRestated && t("sessionRemark.restated"),
    row.isLegacy && t("sessionRemark.legacy"),
  ]);
}

/** The amount too, unless it is all of the row's discrepancy. */
function foundBefore(part: WireMoney | null, words: string, row: Remarkable, format: ShopFormat): string | null {
  if (part === null || isZero(part)) return null;
  const isAllOfIt = row.totalsReady && part.amount === row.totalDiscrepancy.amount;
  return isAllOfIt ? words : `${format.money(part, { sign: "always" })} ${words}`;
}

/** What the counts between opening and closing found: what is left of the total without those two. */
function midSession(row: Remarkable): WireMoney | null {
  const { status, totalsReady, totalDiscrepancy, openingDiscrepancy, closingDiscrepancy } = row;
  if (status === "open" || !totalsReady || closingDiscrepancy === null) return null;
  const own = subtract(fromWire(totalDiscrepancy), fromWire(openingDiscrepancy));
  return toWire(subtract(own, fromWire(closingDiscrepancy)));
}

function checksOff(t: TFunction, failed: string[]): string | null {
  if (failed.length === 0) return null;
  if (failed.length === 1 && failed[0] === "carry_over") return t("sessionRemark.carryOverGap");
  return t("sessionRemark.checksOff", { count: failed.length });
}
