import type { DrawerFigures } from "#app/reports/drawers.server.ts";
import { drawerGid, gid, sessionGid } from "./cells.ts";
import { columnsOf, figureColumns } from "./columns.ts";
import type { Column } from "./csv.ts";

const { money, count } = columnsOf<DrawerFigures>();

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
  ...figureColumns<DrawerFigures>(({ sums }) => sums),
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
