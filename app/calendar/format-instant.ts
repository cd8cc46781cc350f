import type { BusinessDate } from "./dates.ts";

/** brief: without the year, for instants of the current one. */
export type InstantStyle = "date" | "time" | "datetime" | "brief";
export type DateStyle = "short" | "long";

const DATE_PARTS = { year: "numeric", month: "short", day: "numeric" } as const;
const TIME_PARTS = { hour: "numeric", minute: "2-digit" } as const;

/** Named parts rather than dateStyle/timeStyle: those join date and time differently from one ICU to the next. */
const INSTANT_PARTS = {
  date: DATE_PARTS,
  time: TIME_PARTS,
  datetime: { ...DATE_PARTS, ...TIME_PARTS },
  brief: { month: DATE_PARTS.month, day: DATE_PARTS.day, ...TIME_PARTS },
} as const satisfies Record<InstantStyle, Intl.DateTimeFormatOptions>;

const DATE_STYLES = {
  short: DATE_PARTS,
  long: { ...DATE_PARTS, month: "long", weekday: "long" },
} as const satisfies Record<DateStyle, Intl.DateTimeFormatOptions>;

const formatters = new Map<string, Intl.DateTimeFormat>();

/** An instant as the locale writes it, on the wall clock of the zone. */
export function formatInstant(
  instant: Date | string,
  options: { locale: string; timeZone: string; style: InstantStyle },
): string {
  const { locale, timeZone, style } = options;
  const formatter = formatterFor(locale, `instant ${style}`, { ...INSTANT_PARTS[style], timeZone });
  return plainSpaces(formatter.format(typeof instant === "string" ? new Date(instant) : instant));
}

/** The year of an instant on the wall clock of the zone: "2026". */
export function yearOf(instant: Date | string, timeZone: string): string {
  const formatter = formatterFor("en-US", "year", { year: "numeric", timeZone });
  return formatter.format(typeof instant === "string" ? new Date(instant) : instant);
}

/** A business date as the locale writes it; a date has no zone, so none can shift it. */
export function formatBusinessDate(date: BusinessDate, locale: string, style: DateStyle = "short"): string {
  const formatter = formatterFor(locale, `date ${style}`, { ...DATE_STYLES[style], timeZone: "UTC" });
  return plainSpaces(formatter.format(new Date(`${date}T00:00:00Z`)));
}

function formatterFor(locale: string, style: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${style} ${options.timeZone}`;
  const known = formatters.get(key);
  if (known) return known;
  const formatter = new Intl.DateTimeFormat(locale, options);
  formatters.set(key, formatter);
  return formatter;
}

/**
 * Some versions of ICU put U+202F or U+00A0 before "PM" and others a space; server and browser need not agree, and
 * React discards server markup that differs from the client's.
 */
function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, " ");
}
