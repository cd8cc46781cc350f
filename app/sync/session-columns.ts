import { businessDateOf } from "#app/calendar/business-day.ts";
import { closingDiscrepancy, openingDiscrepancy } from "#app/reconciliation/discrepancy.ts";
import { magnitude } from "#app/reconciliation/facts.ts";
import { statusOf } from "#app/reconciliation/status.ts";
import { toleranceFor, type ToleranceRule } from "#app/reconciliation/tolerance.ts";
import type { SessionRow } from "#app/admin-api/shapes.ts";

type Cell = string | bigint | boolean | Date | null;

/** What a session's derived columns go by: the clock of its place, and what the shop has chosen for it. */
export interface Basis {
  timeZone: string;
  cutOffHour: number;
  tolerance: ToleranceRule;
}

export interface SessionColumn {
  name: string;
  type: "bigint" | "text" | "boolean" | "timestamptz" | "date";
  of(row: SessionRow, basis: Basis): Cell;
  /**
   * `figure`: what Shopify gave; a change of it is a change of the session. `scoped`: the same, but null may only mean
   * that the scopes do not show it, and then what was known stays. `derived`: follows from the others.
   */
  role: "figure" | "scoped" | "derived";
}

type Reader = SessionColumn["of"];

const figure = (name: string, type: SessionColumn["type"], of: Reader): SessionColumn => ({
  name,
  type,
  of,
  role: "figure",
});
const money = (name: string, of: Reader): SessionColumn => figure(name, "bigint", of);
const scoped = (name: string, of: Reader): SessionColumn => ({ name, type: "bigint", of, role: "scoped" });
const derived = (name: string, type: SessionColumn["type"], of: Reader): SessionColumn => ({
  name,
  type,
  of,
  role: "derived",
});

const toleranceOf = (row: SessionRow, basis: Basis): bigint => toleranceFor(row, basis.tolerance);

/** The business day of an instant at a session's place. */
export function dateBy({ timeZone, cutOffHour }: Pick<Basis, "timeZone" | "cutOffHour">, instant: Date): string {
  return businessDateOf(instant, timeZone, cutOffHour);
}

/** The columns of payment_session that a page of Shopify's sessions fills. */
export const SESSION_COLUMNS: readonly SessionColumn[] = [
  figure("is_legacy", "boolean", (row) => row.id.startsWith("-")),
  scoped("location_id", (row) => row.location?.id ?? null),
  money("drawer_id", (row) => row.drawer.id),
  scoped("device_id", (row) => row.deviceId),
  figure("currency", "text", (row) => row.currency),
  figure("is_open", "boolean", (row) => row.isOpen),
  figure("opened_at", "timestamptz", (row) => row.openedAt),
  figure("closed_at", "timestamptz", (row) => row.closedAt),
  scoped("opened_by", (row) => row.openedBy?.id ?? null),
  scoped("closed_by", (row) => row.closedBy?.id ?? null),
  figure("opening_note", "text", (row) => row.openingNote),
  figure("closing_note", "text", (row) => row.closingNote),
  money("expected_at_open", (row) => row.expectedAtOpen),
  money("counted_at_open", (row) => row.countedAtOpen),
  money("expected_at_close", (row) => row.expectedAtClose),
  money("counted_at_close", (row) => row.countedAtClose),
  money("closing_adjustment", (row) => row.closingAdjustment),
  money("closing_balance", (row) => row.closingBalance),
  money("cash_sales", (row) => row.cashSales),
  money("cash_refunds", (row) => row.cashRefunds),
  money("net_cash_sales", (row) => row.netCashSales),
  money("adjustments", (row) => row.adjustments),
  money("total_discrepancy", (row) => row.totalDiscrepancy),
  money("total_sales", (row) => row.totalSales),
  money("total_refunds", (row) => row.totalRefunds),
  money("net_sales", (row) => row.netSales),
  figure("totals_ready", "boolean", (row) => row.totalsReady),
  derived("opening_business_date", "date", (row, basis) => dateBy(basis, row.openedAt)),
  derived("closing_business_date", "date", (row, basis) => row.closedAt && dateBy(basis, row.closedAt)),
  derived("opening_discrepancy", "bigint", (row) => openingDiscrepancy(row)),
  derived("closing_discrepancy", "bigint", (row) => closingDiscrepancy(row)),
  derived("reconciliation", "text", (row, basis) => statusOf(row, toleranceOf(row, basis))),
  derived("tolerance", "bigint", toleranceOf),
  derived("abs_discrepancy", "bigint", (row) => magnitude(row.totalDiscrepancy)),
];
