import { Temporal } from "temporal-polyfill";
import { addDays, type BusinessDate, DAY_MS, dateOfUtc } from "./dates.ts";
import { offsetSpanAt } from "./zone-offset.ts";

const HOUR_MS = 3_600_000;

/**
 * When a business day begins: at the cut-off hour of its date, local time. Where clocks skip that hour it begins as
 * much later as they skip, and where they repeat it, at its first pass.
 */
function startOf(date: BusinessDate, timeZone: string, cutOffHour: number): number {
  const wall = Temporal.PlainDate.from(date).toPlainDateTime({ hour: cutOffHour });
  return wall.toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds;
}

/** The business day that an instant belongs to; before the cut-off hour, local time, it is still the day before. */
export function businessDateOf(instant: Date, timeZone: string, cutOffHour: number): BusinessDate {
  requireHour(cutOffHour);
  const at = instant.getTime();
  const span = offsetSpanAt(at, timeZone);
  const date = dateOfUtc(at + span.offset - cutOffHour * HOUR_MS);
  // Only within a day of a change of the clocks can the wall clock and the day's bounds disagree.
  if (at - span.from > DAY_MS) return date;
  return settle(date, at, timeZone, cutOffHour);
}

function settle(guess: BusinessDate, at: number, timeZone: string, cutOffHour: number): BusinessDate {
  let date = guess;
  while (at < startOf(date, timeZone, cutOffHour)) date = addDays(date, -1);
  while (at >= startOf(addDays(date, 1), timeZone, cutOffHour)) date = addDays(date, 1);
  return date;
}

/** The instants that a business day holds: `from` is inside, `to` is not. 23 or 25 hours when the clocks change. */
export function businessDayBounds(date: BusinessDate, timeZone: string, cutOffHour: number): { from: Date; to: Date } {
  requireHour(cutOffHour);
  return {
    from: new Date(startOf(date, timeZone, cutOffHour)),
    to: new Date(startOf(addDays(date, 1), timeZone, cutOffHour)),
  };
}

function requireHour(cutOffHour: number): void {
  if (!Number.isInteger(cutOffHour) || cutOffHour < 0 || cutOffHour > 23) {
    throw new RangeError(`The cut-off is a whole hour from 0 to 23, not ${cutOffHour}`);
  }
}
