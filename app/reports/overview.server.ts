import type { DateRange } from "#app/calendar/dates.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import type { CurrencyFigures, PlaceRow, SessionRow } from "./figures.ts";
import type { SessionFilters } from "./filters.ts";

export interface Overview {
  range: DateRange;
  comparedWith: DateRange | null;
  /** One a currency, the one with most sessions first; never added. */
  currencies: CurrencyFigures[];
  /** Largest absolute discrepancy first. */
  where: PlaceRow[];
  worst: SessionRow[];
  /** Stale ones first, then the longest open. Of every date: they run now. */
  openNow: OpenRow[];
  /** When the range is empty: the nearest range of the same length that holds a session. */
  nearestRange: DateRange | null;
  shopHasSessions: boolean;
}

export interface OpenRow {
  id: string;
  openedAt: string;
  timeZone: string;
  locationId: string | null;
  location: string | null;
  drawerId: string;
  drawer: string | null;
  openedBy: string | null;
  /** What the drawer should hold by now: expected at open and what was booked since, when the ledger was read. */
  expectedNow: WireMoney | null;
  countedAtOpen: WireMoney;
  hoursOpen: number;
  isStale: boolean;
}

/** The figures of a period, where they come from, and what runs now. */
export async function getOverview(shop: Shop, filters: SessionFilters, now: Date = new Date()): Promise<Overview> {
  throw new Error(`Not written yet: ${shop.domain} ${filters.by} ${now.toISOString()}`);
}
