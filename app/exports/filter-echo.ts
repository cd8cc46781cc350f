import { isoUtc } from "#app/calendar/iso.ts";
import { FIRST_DATE, filtersToQuery, LAST_DATE, type SessionFilters } from "#app/reports/filters.ts";
import type { Shop } from "#app/shop.server.ts";
import { gid, type GidType } from "./cells.ts";
import { type Column, csvLine } from "./csv.ts";

/** What stands above the header of a file: a name and a value a line. */
export type EchoLine = readonly [name: string, value: string];

const COLUMNS: readonly Column<EchoLine>[] = [
  { name: "name", cell: ([name]) => name },
  { name: "value", cell: ([, value]) => value, isFreeText: true },
];

const GIDS: Readonly<Record<string, GidType>> = {
  location: "Location",
  drawer: "CashDrawer",
  session_id: "PointOfSaleDevicePaymentSession",
  device: "PointOfSaleDevice",
  person: "StaffMember",
};

/** Of a page's query alone: they change nothing in a file. */
const NOT_ECHOED = new Set(["compare", "sort", "after", "before", "preset", "from", "to", "by"]);

/** What a file was asked for, and of whom and when. */
export function echoLines(
  shop: Shop,
  { file, filters, now }: { file: string; filters: SessionFilters; now: Date },
): EchoLine[] {
  const narrowing = [...filtersToQuery(filters)]
    .filter(([name]) => !NOT_ECHOED.has(name))
    .map(([name, value]): EchoLine => [name, valueOf(name, value)]);
  return [
    ["file", file],
    ["shop", shop.domain],
    ["time_zone", shop.timeZone],
    ["made_at", isoUtc(now)],
    ["from", endOf(filters.range?.from, "the first session")],
    ["to", endOf(filters.range?.to, "the last session")],
    ["by", filters.by],
    ...narrowing,
  ];
}

function endOf(date: string | undefined, open: string): string {
  return date === undefined || date === FIRST_DATE || date === LAST_DATE ? open : date;
}

function valueOf(name: string, value: string): string {
  const type = GIDS[name];
  return type === undefined ? value : (gid(type, value) ?? value);
}

/** The lines as they stand in the file, and the empty one that ends them. */
export function echoText(lines: readonly EchoLine[]): string {
  return `${lines.map((line) => csvLine(COLUMNS, line)).join("")}\r\n`;
}
