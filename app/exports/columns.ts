import type { FigureSums } from "#app/reports/period-figures.server.ts";
import { amount } from "./cells.ts";
import type { Column } from "./csv.ts";

/** What makes the columns of one kind of row, whose amounts are in the row's own currency. */
export function columnsOf<Row extends { currency: string }>() {
  return {
    money: (name: string, of: (row: Row) => bigint | null): Column<Row> => ({
      name,
      cell: (row) => amount(of(row), row.currency),
      as: "number",
    }),
    count: (name: string, of: (row: Row) => number): Column<Row> => ({
      name,
      cell: (row) => String(of(row)),
      as: "number",
    }),
    /** What people wrote. */
    text: (name: string, of: (row: Row) => string | null): Column<Row> => ({ name, cell: of, isFreeText: true }),
  };
}

/** What a row that sums sessions up says of their cash: the same columns in the same order in each file of sums. */
export function figureColumns<Row extends { currency: string }>(sumsOf: (row: Row) => FigureSums): Column<Row>[] {
  const { money, count } = columnsOf<Row>();
  const sum = (name: string, of: (sums: FigureSums) => bigint) => money(name, (row) => of(sumsOf(row)));
  return [
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
    count("sessions_beyond_tolerance", (row) => sumsOf(row).beyondTolerance),
  ];
}
