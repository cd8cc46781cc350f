import { isMonth, type Month, monthOf } from "#app/calendar/months.ts";
import type { BusinessDate } from "#app/calendar/dates.ts";
import { FIRST_DATE, parseFilters } from "./filters.ts";
import { parsePage } from "./page-number.ts";

/** What a calendar shows, as it stands in the URL. */
export interface CalendarQuery {
  month: Month;
  /** Numbers of Shopify's GIDs; none means every one. */
  locations: string[];
  page: number;
}

/** Reads `month`, `location` and `page`; the month that `today` lies in where none, or none that exists, is given. */
export function parseCalendarQuery(query: URLSearchParams, today: BusinessDate): CalendarQuery {
  const given = query.get("month") ?? "";
  const isUsable = isMonth(given) && given >= monthOf(FIRST_DATE) && given <= LAST_MONTH;
  const { locations } = parseFilters(query, { today, defaultPreset: "this_month" });
  return { month: isUsable ? given : monthOf(today), locations, page: parsePage(query) };
}

/** Beyond it a month has no next one that four digits can write. */
const LAST_MONTH: Month = "9998-12";

/** The query that reads back as the same days and places; a page of the places belongs to the list it was cut from. */
export function calendarQuery({ month, locations }: CalendarQuery): string {
  const query = new URLSearchParams({ month });
  for (const id of locations) query.append("location", id);
  return query.toString();
}
