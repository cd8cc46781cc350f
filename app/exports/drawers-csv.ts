import type { DrawerFigures } from "#app/reports/drawers.server.ts";
import type { FigureSums } from "#app/reports/period-figures.server.ts";
import { amount, drawerGid, gid, sessionGid } from "./cells.ts";
import type { Column } from "./csv.ts";

function money(name: string, of: (row: DrawerFigures) => bigint): Column<DrawerFigures> {
  return { name, cell: (row) => amount(of(row), row.currency), as: "number" };
}

function sum(name: string, of: (sums: FigureSums) => bigint): Column<DrawerFigures> {
  return money(name, ({ sums }) => of(sums));
}

function count(name: string, of: (row: DrawerFigures) => number): Column<DrawerFigures> {
  return { name, cell: (row) => String(of(row)), as: "number" };
}

/** The drawer's balance, where it is in the currency of the row. */
function balanceOf({ drawer: { balance }, currency }: DrawerFigures) {
  return balance?.amount.currency === currency ? balance : null;
}

/** The columns of drawers.csv, in the order that docs/exports.md promises. */
export const DRAWER_COLUMNS: readonly Column<DrawerFigures>[] = [
  { name: "drawer_id", cell: ({ drawer }) => drawerGid(drawer.id) },
  { name: "drawer", cell: ({ drawer }) => drawer.name, isFreeText: true },
  { name: "location_id", cell: ({ drawer }) => gid("Location", drawer.locationId) },
  { name: "location", cell: ({ drawer }) => drawer.location, isFreeText: true },
  { name: "currency", cell: ({ currency }) => currency },
  count("sessions", ({ sums }) => sums.sessions),
  count("sessions_not_counted", ({ sums }) => sums.notCounted),
  count("sessions_pending", ({ sums }) => sums.pending),
  sum("cash_sales", ({ cashSales }) => cashSales),
  sum("cash_refunds", ({ cashRefunds }) => cashRefunds),
  sum("net_cash_sales", ({ netCashSales }) => netCashSales),
  sum("adjustments", ({ adjustments }) => adjustments),
  sum("expected_at_close", ({ expectedAtClose }) => expectedAtClose),
  sum("counted_at_close", ({ countedAtClose }) => countedAtClose),
  sum("opening_discrepancy", ({ openingDiscrepancy }) => openingDiscrepancy),
  sum("closing_discrepancy", ({ closingDiscrepancy }) => closingDiscrepancy),
  sum("over", ({ over }) => over),
  sum("short", ({ short }) => short),
  sum("net_discrepancy", ({ over, short }) => over + short),
  sum("absolute_discrepancy", ({ over, short }) => over - short),
  count("sessions_beyond_tolerance", ({ sums }) => sums.beyondTolerance),
  count("carry_over_gaps", ({ gaps }) => gaps),
  money("carry_over_lost", ({ lost }) => lost),
  money("carry_over_found", ({ found }) => found),
  { name: "balance", cell: (row) => balanceOf(row)?.amount.amount ?? null, as: "number" },
  { name: "balance_at", cell: (row) => balanceOf(row)?.asOf ?? null },
  { name: "balance_from", cell: (row) => balanceOf(row)?.from ?? null },
  { name: "last_session_id", cell: ({ drawer }) => drawer.lastSession && sessionGid(drawer.lastSession.id) },
  { name: "last_opened_at", cell: ({ drawer }) => drawer.lastSession && drawer.lastSession.openedAt },
  { name: "last_closed_at", cell: ({ drawer }) => drawer.lastSession && drawer.lastSession.closedAt },
];
