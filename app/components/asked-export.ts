import type { TFunction } from "i18next";

import type { AskedExport } from "#app/reports/asked-export.ts";
import type { FilterOptions } from "#app/reports/sessions.server.ts";

import { ASKED, FORMAT_WORDS, REPORT_WORDS } from "./exports-words.ts";
import { chipsOf } from "./session-filters.tsx";
import type { ShopFormat } from "./shop-format.tsx";

// The ends of a range of which only one end was given.
const [FIRST_DATE, LAST_DATE] = ["1970-01-01", "9999-12-31"];

/** "Sessions, CSV" */
export function fileWords(file: string): string {
  const [report = "", format = ""] = file.split(".");
  return `${reportName(report)}, ${FORMAT_WORDS[format] ?? format}`;
}

export function reportName(report: string): string {
  return REPORT_WORDS[report]?.name ?? report;
}

/** Which days and filters a file was asked for: "Nov 1 – 30, 2026 · Location: Soho". */
export function askedWords(
  { filters, options: chosen }: Pick<AskedExport, "filters" | "options">,
  options: FilterOptions,
  { t, format }: { t: TFunction; format: ShopFormat },
): string {
  const { sessions } = filters;
  return [
    daysOf(filters.range, format),
    ...(filters.by === "opening" ? [ASKED.byOpening] : []),
    ...chipsOf(t, { filters, options, query: "" }).map(({ label }) => label),
    ...(sessions.length > 0 ? [ASKED.sessions(format.count(sessions.length), sessions.length === 1)] : []),
    ...(["per", "bom", "echo"] as const).filter((name) => chosen.includes(name)).map((name) => ASKED[name]),
  ].join(" · ");
}

function daysOf(range: AskedExport["filters"]["range"], format: ShopFormat): string {
  if (range === null) return ASKED.allDays;
  if (range.to === LAST_DATE) return ASKED.from(format.day(range.from));
  if (range.from === FIRST_DATE) return ASKED.until(format.day(range.to));
  return format.range(range);
}

/** Whoever it was, by name where that is known. */
export function personWords({ person, userId }: { person: string | null; userId: string }): string {
  return person ?? ASKED.person(userId);
}

const STEPS = ["byte", "kilobyte", "megabyte", "gigabyte"] as const;

/** "14.4 MB": as a computer's own lists of files write it. */
export function sizeWords(bytes: number, locale: string): string {
  const step = bytes < 1_000 ? 0 : Math.min(STEPS.length - 1, Math.floor(Math.log10(bytes) / 3));
  const write = { style: "unit", unit: STEPS[step] ?? "byte", unitDisplay: "short" } as const;
  return new Intl.NumberFormat(locale, { ...write, maximumFractionDigits: step < 2 ? 0 : 1 }).format(
    bytes / 1_000 ** step,
  );
}
