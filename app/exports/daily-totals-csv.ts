import type { DailyTotal } from "#app/reports/daily-totals.server.ts";
import { amount, drawerGid, gid } from "./cells.ts";
import type { Column } from "./csv.ts";

function money(name: string, of: (day: DailyTotal) => bigint): Column<DailyTotal> {
  return { name, cell: (day) => amount(of(day), day.currency), as: "number" };
}

function count(name: string, of: (day: DailyTotal) => number): Column<DailyTotal> {
  return { name, cell: (day) => String(of(day)), as: "number" };
}

/** The columns of daily-totals.csv, in the order that docs/exports.md promises. */
export const DAILY_TOTALS_COLUMNS: readonly Column<DailyTotal>[] = [
  { name: "business_date", cell: ({ date }) => date, as: "date" },
  {
    name: "location_id",
    cell: ({ place }) => place && (place.kind === "drawer" ? drawerGid(place.id) : gid("Location", place.id)),
  },
  { name: "location", cell: ({ place }) => place && place.name, isFreeText: true },
  { name: "currency", cell: ({ currency }) => currency },
  count("sessions", ({ sessions }) => sessions),
  count("sessions_not_counted", ({ notCounted }) => notCounted),
  count("sessions_pending", ({ pending }) => pending),
  money("counted_at_open", ({ countedAtOpen }) => countedAtOpen),
  money("cash_sales", ({ cashSales }) => cashSales),
  money("cash_refunds", ({ cashRefunds }) => cashRefunds),
  money("net_cash_sales", ({ netCashSales }) => netCashSales),
  money("adjustments", ({ adjustments }) => adjustments),
  money("expected_at_close", ({ expectedAtClose }) => expectedAtClose),
  money("counted_at_close", ({ countedAtClose }) => countedAtClose),
  money("opening_discrepancy", ({ openingDiscrepancy }) => openingDiscrepancy),
  money("closing_discrepancy", ({ closingDiscrepancy }) => closingDiscrepancy),
  money("over", ({ over }) => over),
  money("short", ({ short }) => short),
  money("net_discrepancy", ({ over, short }) => over + short),
  money("absolute_discrepancy", ({ over, short }) => over - short),
  count("sessions_beyond_tolerance", ({ beyondTolerance }) => beyondTolerance),
  count("legacy_sessions", ({ legacySessions }) => legacySessions),
];
