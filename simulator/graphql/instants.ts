import { Temporal } from "temporal-polyfill";

/** Milliseconds since 1970, half open. */
export interface Span {
  from: number;
  to: number;
}

/**
 * The instants that a text means: the whole day of a date, the second of a time; null when it is neither. A recorded
 * answer shows a time without an offset read in the shop's zone.
 */
export function timeSpan(text: string, timeZone: string): Span | null {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2})(?::?(\d{2}))?(?::?(\d{2}(?:\.\d+)?))?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(text);
  if (!match) return null;
  const [, date = "", hour, minute = "00", second = "00", offset] = match;
  try {
    if (hour === undefined) return daysSpan(date, date, timeZone);
    const local = `${date}T${hour}:${minute}:${second}`;
    const from = offset
      ? Temporal.Instant.from(local + offset).epochMilliseconds
      : Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds;
    return { from, to: from + 1000 };
  } catch {
    // The 31st of February and its like.
    return null;
  }
}

/** From the first moment of one date to the last of another, in a zone. */
export function daysSpan(first: string, last: string, timeZone: string): Span {
  const start = (day: Temporal.PlainDate) => day.toZonedDateTime(timeZone).epochMilliseconds;
  return { from: start(Temporal.PlainDate.from(first)), to: start(Temporal.PlainDate.from(last).add({ days: 1 })) };
}
