import type { TFunction } from "i18next";

import type { AskedExport } from "#app/reports/asked-export.ts";
import type { FilterOptions } from "#app/reports/sessions.server.ts";

import { formatName, reportName } from "./id-words.ts";
import { chipsOf } from "./session-filters.tsx";
import type { ShopFormat } from "./shop-format.tsx";

// The ends of a range of which only one end was given.
const [FIRST_DATE, LAST_DATE] = ["1970-01-01", "9999-12-31"];

/** "Sessions, CSV" */
export function fileWords(t: TFunction, file: string): string {
  const [report = "", format = ""] = file.split(".");
  return t("exportChoice.file", { report: reportName(t, report), format: formatName(t, format) });
}

/** Which days and filters a file was asked for: "Nov 1 – 30, 2026 · Location: Soho". */
export function askedWords(
  { filters, options: chosen }: Pick<AskedExport, "filters" | "options">,
  options: FilterOptions,
  { t, format }: { t: TFunction; format: ShopFormat },
): string {
  const { sessions } = filters;
  return [
    daysOf(t, filters.range, format),
    ...(filters.by === "opening" ? [t("exportAsked.byOpening")] : []),
    ...chipsOf(t, { filters, options, query: "" }, format.locale).map(({ label }) => label),
    ...(sessions.length > 0 ? [t("exportAsked.sessions", { count: sessions.length })] : []),
    ...(["per", "bom", "echo"] as const)
      .filter((name) => chosen.includes(name))
      .map((name) => t(`exportAsked.${name}`)),
  ].join(" · ");
}

function daysOf(t: TFunction, range: AskedExport["filters"]["range"], format: ShopFormat): string {
  if (range === null) return t("exportAsked.allDays");
  if (range.to === LAST_DATE) return t("exportAsked.from", { day: format.day(range.from) });
  if (range.from === FIRST_DATE) return t("exportAsked.until", { day: format.day(range.to) });
  return format.range(range);
}

/** Whoever it was, by name where that is known. */
export function personWords(t: TFunction, { person, userId }: { person: string | null; userId: string }): string {
  return person ?? t("exportAsked.person", { id: userId });
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
