import type { PlaceFigures } from "#app/reports/place-figures.server.ts";
import { drawerGid, gid } from "./cells.ts";
import { columnsOf, figureColumns } from "./columns.ts";
import type { Column } from "./csv.ts";

const { count } = columnsOf<PlaceFigures>();

/** The columns of location-totals.csv, in the order that docs/exports.md promises. */
export const LOCATION_TOTALS_COLUMNS: readonly Column<PlaceFigures>[] = [
  { name: "location_id", cell: ({ kind, id }) => (kind === "drawer" ? drawerGid(id) : gid("Location", id)) },
  { name: "location", cell: ({ name }) => name, isFreeText: true },
  { name: "currency", cell: ({ currency }) => currency },
  count("sessions", ({ sessions }) => sessions),
  ...figureColumns<PlaceFigures>((place) => place),
  count("legacy_sessions", ({ legacySessions }) => legacySessions),
];
