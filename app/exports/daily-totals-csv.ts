import type { DailyTotal } from "#app/reports/daily-totals.server.ts";
import { drawerGid, gid } from "./cells.ts";
import { columnsOf, figureColumns } from "./columns.ts";
import type { Column } from "./csv.ts";

const { money, count } = columnsOf<DailyTotal>();

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
  ...figureColumns<DailyTotal>((day) => day),
  count("legacy_sessions", ({ legacySessions }) => legacySessions),
];
