import type { TFunction } from "i18next";

import type { SessionRow } from "#app/reports/figures.ts";

import { listed } from "./listed.ts";
import type { ShopFormat } from "./shop-format.tsx";

interface Place {
  drawer: string | null;
  drawerId: string;
  location: string | null;
}

/** "Till 2, Main Street": the drawer by its name where Shopify gave one, and its place where that may be read. */
export function placeName(t: TFunction, { drawer, drawerId, location }: Place): string {
  return listed(t, [drawer ?? t("common.drawerNumber", { id: drawerId }), location]);
}

/** "Nov 22, 9:02 AM – 5:31 PM": the end by its time alone where it is the same day. */
export function sessionHours(
  t: TFunction,
  { openedAt, closedAt, timeZone }: Pick<SessionRow, "openedAt" | "closedAt" | "timeZone">,
  format: ShopFormat,
  style: "brief" | "datetime" = "brief",
): string {
  if (closedAt === null) return t("common.since", { openedAt: format.instant(openedAt, { timeZone, style }) });
  const day = (iso: string) => format.instant(iso, { timeZone, style: "date" });
  const isSameDay = day(openedAt) === day(closedAt);
  // The zone, where it has to be named, is named once, at the end; the year, at the start.
  const from = format.withoutZone(openedAt, timeZone, style);
  return `${from} – ${format.instant(closedAt, { timeZone, style: isSameDay ? "time" : "brief" })}`;
}
