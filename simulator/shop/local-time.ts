import { Temporal } from "temporal-polyfill";

const MINUTE = 60_000;
const DAY_MINUTES = 24 * 60;

/** Midnight and length of a local day, kept because a year of sessions asks for the same days again and again. */
const days = new Map<string, { start: number; isUsual: boolean }>();

/** The instant (epoch milliseconds) at which clocks in the zone show this minute of the day; past 1440 is the next day. */
export function instantAt(date: string, minuteOfDay: number, timeZone: string): number {
  if (minuteOfDay >= DAY_MINUTES) return instantAt(addDays(date, 1), minuteOfDay - DAY_MINUTES, timeZone);
  const day = dayOf(date, timeZone);
  if (day.isUsual) return day.start + minuteOfDay * MINUTE;
  const wall = Temporal.PlainTime.from({ hour: Math.floor(minuteOfDay / 60), minute: minuteOfDay % 60 });
  return Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: wall }).epochMilliseconds;
}

export function localDate(instant: Date, timeZone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(instant.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
}

export function addDays(date: string, count: number): string {
  return Temporal.PlainDate.from(date).add({ days: count }).toString();
}

/** Monday is 0. */
export function weekday(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek - 1;
}

/** Whether the zone's clocks change on this date: the day is not 24 hours long. */
export function isClockChange(date: string, timeZone: string): boolean {
  return !dayOf(date, timeZone).isUsual;
}

function dayOf(date: string, timeZone: string): { start: number; isUsual: boolean } {
  const key = `${timeZone}/${date}`;
  const known = days.get(key);
  if (known) return known;
  const midnight = Temporal.PlainDate.from(date).toZonedDateTime(timeZone);
  const day = { start: midnight.epochMilliseconds, isUsual: midnight.hoursInDay === 24 };
  days.set(key, day);
  return day;
}
