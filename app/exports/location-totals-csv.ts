import type { PlaceFigures } from "#app/reports/place-figures.server.ts";
import { amount, drawerGid, gid } from "./cells.ts";
import type { Column } from "./csv.ts";

function money(name: string, of: (place: PlaceFigures) => bigint): Column<PlaceFigures> {
  return { name, cell: (place) => amount(of(place), place.currency), as: "number" };
}

function count(name: string, of: (place: PlaceFigures) => number): Column<PlaceFigures> {
  return { name, cell: (place) => String(of(place)), as: "number" };
}

/** The columns of location-totals.csv, in the order that docs/exports.md promises. */
export const LOCATION_TOTALS_COLUMNS: readonly Column<PlaceFigures>[] = [
  { name: "location_id", cell: ({ kind, id }) => (kind === "drawer" ? drawerGid(id) : gid("Location", id)) },
  { name: "location", cell: ({ name }) => name, isFreeText: true },
  { name: "currency", cell: ({ currency }) => currency },
  count("sessions", ({ sessions }) => sessions),
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
