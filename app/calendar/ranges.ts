import { addDays, addMonths, type BusinessDate, daysBetween, type DateRange, weekdayOf } from "./dates.ts";

export const PRESETS = [
  "today",
  "yesterday",
  "last_7_days",
  "last_30_days",
  "last_90_days",
  "this_week",
  "last_week",
  "this_month",
  "last_month",
  "this_year",
  "last_12_months",
  "all",
] as const;

export type Preset = (typeof PRESETS)[number];

/** ISO 8601 day of the week: 1 is Monday, 7 is Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

export interface PresetOptions {
  /** The first day of a week; Monday unless told. */
  weekStart?: Weekday;
  /** The oldest day that "all" has to reach, where it is known. */
  earliest?: BusinessDate;
}

/** Where "all" begins when the oldest day is not known: before Shopify itself. */
const BEFORE_SHOPIFY: BusinessDate = "2000-01-01";

/**
 * The days that a preset stands for. Presets that reach the present end today and count it: "last 7 days" is today
 * and the six days before.
 */
export function presetRange(preset: Preset, today: BusinessDate, options: PresetOptions = {}): DateRange {
  const { weekStart = 1, earliest = BEFORE_SHOPIFY } = options;
  switch (preset) {
    case "today":
      return { from: today, to: today };
    case "yesterday":
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case "last_7_days":
      return { from: addDays(today, -6), to: today };
    case "last_30_days":
      return { from: addDays(today, -29), to: today };
    case "last_90_days":
      return { from: addDays(today, -89), to: today };
    case "this_week":
      return { from: startOfWeek(today, weekStart), to: today };
    case "last_week": {
      const thisWeek = startOfWeek(today, weekStart);
      return { from: addDays(thisWeek, -7), to: addDays(thisWeek, -1) };
    }
    case "this_month":
      return { from: startOfMonth(today), to: today };
    case "last_month": {
      const thisMonth = startOfMonth(today);
      return { from: addMonths(thisMonth, -1), to: addDays(thisMonth, -1) };
    }
    case "this_year":
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
    case "last_12_months":
      return { from: addDays(addMonths(today, -12), 1), to: today };
    case "all":
      return { from: earliest < today ? earliest : today, to: today };
  }
}

/** As many days, just before. */
export function previousRange(range: DateRange): DateRange {
  const days = daysBetween(range.from, range.to) + 1;
  return { from: addDays(range.from, -days), to: addDays(range.from, -1) };
}

/** The same dates a year earlier; 29 February becomes the 28th. */
export function previousYearRange(range: DateRange): DateRange {
  return { from: addMonths(range.from, -12), to: addMonths(range.to, -12) };
}

function startOfWeek(date: BusinessDate, weekStart: Weekday): BusinessDate {
  return addDays(date, -((weekdayOf(date) - weekStart + 7) % 7));
}

function startOfMonth(date: BusinessDate): BusinessDate {
  return `${date.slice(0, 7)}-01`;
}
