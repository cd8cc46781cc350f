import { addDays, addMonths, type BusinessDate, type DateRange, eachDay, isBusinessDate, weekdayOf } from "./dates.ts";

/** A calendar month: "2026-11". */
export type Month = string;

/** Whether the text is a month that exists. */
export function isMonth(text: string): boolean {
  return /^\d{4}-\d{2}$/.test(text) && isBusinessDate(`${text}-01`);
}

/** The month that a date belongs to. */
export function monthOf(date: BusinessDate): Month {
  return date.slice(0, 7);
}

/** Its first day and its last. */
export function daysOfMonth(month: Month): DateRange {
  const first = `${month}-01`;
  return { from: first, to: addDays(addMonths(first, 1), -1) };
}

/** The month so many months later, or earlier when the number is negative. */
export function monthAfter(month: Month, months = 1): Month {
  return monthOf(addMonths(`${month}-01`, months));
}

/** The month's days by weeks of seven that begin on `weekStart` (1 is Monday); null beside the month's own days. */
export function weeksOf(month: Month, weekStart: number): (BusinessDate | null)[][] {
  const { from, to } = daysOfMonth(month);
  const before = (weekdayOf(from) - weekStart + 7) % 7;
  const days: (BusinessDate | null)[] = [...Array.from({ length: before }, () => null), ...eachDay(from, to)];
  while (days.length % 7 !== 0) days.push(null);
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}
