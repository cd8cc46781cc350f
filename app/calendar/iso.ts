import { offsetSpanAt } from "./zone-offset.ts";

const MINUTE_MS = 60_000;

/** ISO 8601 in UTC to the second: 2026-11-22T18:04:05Z. */
export function isoUtc(instant: Date): string {
  return `${toSecond(instant.getTime())}Z`;
}

/** ISO 8601 on the zone's wall clock with its offset: 2026-11-22T13:04:05-05:00. */
export function isoLocal(instant: Date, timeZone: string): string {
  const at = instant.getTime();
  // ISO 8601 offsets are whole minutes; zones have kept to that since the 1970s.
  const minutes = Math.round(offsetSpanAt(at, timeZone).offset / MINUTE_MS);
  return toSecond(at + minutes * MINUTE_MS) + formatOffset(minutes);
}

function toSecond(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 19);
}

function formatOffset(minutes: number): string {
  const magnitude = Math.abs(minutes);
  const hours = String(Math.floor(magnitude / 60)).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${hours}:${String(magnitude % 60).padStart(2, "0")}`;
}
