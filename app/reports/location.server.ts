import type { DateRange } from "#app/calendar/dates.ts";
import type { Shop } from "#app/shop.server.ts";
import type { CurrencyFigures, PlaceRow, SessionRow } from "./figures.ts";
import type { SessionFilters } from "./filters.ts";

export interface LocationReport {
  location: { id: string; name: string };
  range: DateRange;
  comparedWith: DateRange | null;
  /** One a currency; its `trend` holds the location's days. */
  currencies: CurrencyFigures[];
  /** Largest absolute discrepancy first. */
  drawers: PlaceRow[];
  worst: SessionRow[];
}

/** One location over a period; null when the shop has no such location. */
export async function getLocation(
  shop: Shop,
  locationId: string,
  filters: SessionFilters,
  now: Date = new Date(),
): Promise<LocationReport | null> {
  throw new Error(`Not written yet: ${shop.domain} ${locationId} ${filters.by} ${now.toISOString()}`);
}
