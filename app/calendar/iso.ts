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

const DAY_MS = 86_400_000;

/** The day last written: lines of an export that stand together are mostly of one day, and a Date costs four times this. */
let lastDay = { number: 0, text: "1970-01-01T" };

function toSecond(milliseconds: number): string {
  const day = Math.floor(milliseconds / DAY_MS);
  if (day !== lastDay.number) {
    lastDay = { number: day, text: new Date(day * DAY_MS).toISOString().slice(0, -"00:00:00.000Z".length) };
  }
  const seconds = Math.floor((milliseconds - day * DAY_MS) / 1_000);
  const minutes = Math.floor(seconds / 60);
  return `${lastDay.text}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}:${twoDigits(seconds % 60)}`;
}

function twoDigits(count: number): string {
  return count < 10 ? `0${count}` : String(count);
}

function formatOffset(minutes: number): string {
  const magnitude = Math.abs(minutes);
  const hours = String(Math.floor(magnitude / 60)).padStart(2, "0");
  return `${minutes < 0 ? "-" : "+"}${hours}:${String(magnitude % 60).padStart(2, "0")}`;
}
