import type { WireMoney } from "#app/money/money.ts";
import type { StaffRow } from "#app/reports/staff-figures.server.ts";
import { gid } from "./cells.ts";
import type { Column } from "./csv.ts";

function money(name: string, of: (row: StaffRow) => WireMoney): Column<StaffRow> {
  return { name, cell: (row) => of(row).amount, as: "number" };
}

function number(name: string, of: (row: StaffRow) => number | null | undefined): Column<StaffRow> {
  return {
    name,
    as: "number",
    cell: (row) => {
      const value = of(row);
      return value == null ? null : String(value);
    },
  };
}

/** The columns of staff.csv, in the order that docs/exports.md promises. */
export const STAFF_COLUMNS: readonly Column<StaffRow>[] = [
  { name: "staff_id", cell: ({ id }) => gid("StaffMember", id) },
  { name: "staff", cell: ({ name }) => name, isFreeText: true },
  { name: "currency", cell: ({ currency }) => currency },
  number("sessions", ({ sessions }) => sessions),
  money("cash_handled", ({ cashHandled }) => cashHandled),
  number("own_sessions", ({ ownSessions }) => ownSessions),
  money("own_cash", ({ ownCash }) => ownCash),
  number("own_sessions_short", ({ shortSessions }) => shortSessions),
  number("own_sessions_over", ({ overSessions }) => overSessions),
  number("own_sessions_beyond_tolerance", ({ beyondTolerance }) => beyondTolerance),
  money("own_short", ({ short }) => short),
  money("own_over", ({ over }) => over),
  money("own_net", ({ net }) => net),
  { name: "own_net_per_1000", as: "number", cell: ({ perThousand }) => hundredths(perThousand) },
  number("peer_sessions", ({ peers }) => peers?.sessions),
  { name: "peer_net_per_1000", as: "number", cell: ({ peers }) => hundredths(peers && peers.perThousand) },
  { name: "sign_test", as: "number", cell: ({ chance }) => chance?.toPrecision(4) ?? null },
  number("shared_sessions", ({ sharedSessions }) => sharedSessions),
  money("shared", ({ shared }) => shared),
  { name: "limits_reached", cell: ({ reached }) => reached.join("; ") },
];

function hundredths(rate: number | null): string | null {
  return rate === null ? null : rate.toFixed(2);
}
