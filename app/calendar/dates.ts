/**
 * Calendar dates without a zone: "2026-11-22". Their arithmetic is on days of UTC, which all have 24 hours, so that
 * the date picker can use it in the browser without loading Temporal.
 */
export type BusinessDate = string;

/** First and last day, both inside. */
export interface DateRange {
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

export const DAY_MS = 86_400_000;

const SHAPE = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a date that exists: "2026-02-30" is not. */
export function isBusinessDate(text: string): boolean {
  if (!SHAPE.test(text)) return false;
  const midnight = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight) && dateOfUtc(midnight) === text;
}

/** The date so many days later, or earlier when the number is negative. */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  return dateOfUtc(utcMidnight(date) + days * DAY_MS);
}

/** The date so many months later; the 31st becomes the last day of a shorter month. */
export function addMonths(date: BusinessDate, months: number): BusinessDate {
  const from = new Date(utcMidnight(date));
  const first = new Date(Date.UTC(from.getUTCFullYear(), from.getUTCMonth() + months, 1));
  const lastDay = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(from.getUTCDate(), lastDay));
  return dateOfUtc(first.getTime());
}

/** How many days lie from the first date to the second. */
export function daysBetween(from: BusinessDate, to: BusinessDate): number {
  return (utcMidnight(to) - utcMidnight(from)) / DAY_MS;
}

/** Every date from the first to the last, both included. */
export function eachDay(from: BusinessDate, to: BusinessDate): BusinessDate[] {
  const length = Math.max(0, daysBetween(from, to) + 1);
  return Array.from({ length }, (_, index) => addDays(from, index));
}

/** The day of the week as ISO 8601 counts it: Monday is 1, Sunday is 7. */
export function weekdayOf(date: BusinessDate): number {
  return new Date(utcMidnight(date)).getUTCDay() || 7;
}

/** The date that a UTC instant falls on. */
export function dateOfUtc(milliseconds: number): BusinessDate {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

function utcMidnight(date: BusinessDate): number {
  const midnight = Date.parse(`${date}T00:00:00Z`);
  if (Number.isNaN(midnight)) throw new RangeError(`"${date}" is not a date`);
  return midnight;
}
