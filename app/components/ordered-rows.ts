import { useLocation } from "@remix-run/react";

import { compare, fromWire, type WireMoney } from "#app/money/money.ts";

import type { Column } from "./data-table.tsx";
import { queryWith, withoutVisit } from "./query.ts";

/** What a row is put in order by; null, for what is not known, comes last either way. */
type Orderable = string | number | WireMoney | null;

export interface OrderedColumn<Row> extends Column<Row> {
  /** Absent: the column cannot be sorted by. */
  by?(row: Row): Orderable;
  /** Which way the first click sorts; the largest first unless told. */
  first?: "ascending" | "descending";
}

interface Order {
  /** The parameter of the page's address that holds the order: one a table. */
  parameter: string;
  locale: string;
  /** Of which rows the table has only some, it has no order but its own: any other would pass them off as all. */
  isWhole?: boolean;
}

/** A table that is here as a whole, in the order that the page's address says, and its headings as links to other orders. */
export function useOrdered<Row>(
  columns: readonly OrderedColumn<Row>[],
  rows: readonly Row[],
  { parameter, locale, isWhole = true }: Order,
): { columns: Column<Row>[]; rows: Row[] } {
  const query = withoutVisit(useLocation().search);
  if (!isWhole || rows.length < 2) return { columns: [...columns], rows: [...rows] };
  const given = new URLSearchParams(query).get(parameter) ?? "";
  const current = columns.find(({ id, by }) => by !== undefined && id === given.replace(/^-/, ""));
  const descends = given.startsWith("-");
  return {
    columns: columns.map((column) => {
      const { id, by, first = "descending" } = column;
      if (by === undefined) return column;
      const isCurrent = column === current;
      const next = isCurrent ? !descends : first === "descending";
      return {
        ...column,
        sort: {
          href: queryWith(query, { [parameter]: `${next ? "-" : ""}${id}` }),
          direction: isCurrent ? (descends ? "descending" : "ascending") : "none",
          keepsPlace: true,
        },
      };
    }),
    rows: current?.by === undefined ? [...rows] : inOrder(rows, current.by, { descends, locale }),
  };
}

/** Amounts of different currencies are not compared: those of one stay together. */
export function inOrder<Row>(
  rows: readonly Row[],
  by: (row: Row) => Orderable,
  { descends, locale }: { descends: boolean; locale: string },
): Row[] {
  const turn = descends ? -1 : 1;
  const collator = new Intl.Collator(locale, { numeric: true });
  return rows.toSorted((one, other) => {
    const [a, b] = [by(one), by(other)];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (typeof a === "object" && typeof b === "object") {
      if (a.currency !== b.currency) return a.currency < b.currency ? -1 : 1;
      return turn * compare(fromWire(a), fromWire(b));
    }
    if (typeof a === "number" && typeof b === "number") return turn * (a - b);
    return turn * collator.compare(String(a), String(b));
  });
}
