import { ExportQueryError, NOT_OURS, parseExportQuery } from "./export-query.ts";
import type { SessionFilters } from "#app/reports/filters.ts";

/** A value for each parameter that a page offers, which every export takes that takes the parameter at all. */
const SAMPLES = {
  by: "opening",
  location: "1",
  drawer: "1",
  session_id: "1",
  status: "over",
  sign: "over",
  review: "needs",
  assignee: "me",
  min_abs: "1",
  currency: "USD",
  bom: "1",
  echo: "1",
  per: "location",
} as const;
export type OfferedParameter = keyof typeof SAMPLES;

/** Which of the parameters a file takes: what the export itself would not refuse, so that no page offers anything else. */
export function takenParameters(file: string): OfferedParameter[] {
  return (Object.keys(SAMPLES) as OfferedParameter[]).filter((name) => isTaken(file, name, SAMPLES[name]));
}

/** Whether a file takes this parameter. */
export function isTaken(file: string, name: string, value: string): boolean {
  try {
    parseExportQuery(new URLSearchParams({ [name]: value }), { today: "2026-01-01" }, file);
    return true;
  } catch (error) {
    if (error instanceof ExportQueryError) return false;
    throw error;
  }
}

// What changes nothing in a file, and what is written anew.
const LEFT_OUT = new Set([...NOT_OURS, ..."compare sort after before preset from to assignee".split(" ")]);

/**
 * The same question without what depends on who asks it when: its days as dates, "me" as a number. Two that ask for the
 * same rows have the same text.
 */
export function resolvedQuery(query: URLSearchParams, { range, preset, assignee }: SessionFilters): string {
  const kept = [...query].filter(([name, value]) => !LEFT_OUT.has(name) && value !== "" && !isOff(name, value));
  const days = [...query].filter(([name, value]) => (name === "from" || name === "to") && value !== "");
  if (preset !== null)
    days.splice(0, 2, ...((range === null ? [["preset", "all"]] : Object.entries(range)) as typeof days));
  if (assignee !== null) kept.push(["assignee", assignee]);
  const sorted = [...days, ...kept].sort(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return new URLSearchParams(sorted).toString();
}

const isOff = (name: string, value: string): boolean => (name === "bom" || name === "echo") && value === "0";

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
