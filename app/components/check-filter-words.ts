import type { TFunction } from "i18next";

import type { CheckFilter } from "#app/reports/filters.ts";

import { checkTitle } from "./id-words.ts";

// The words of the filter by checks that fail.

export const CHECK_FILTER_WORDS = {
  label: "Check that fails",
  none: "Any or none",
  arithmetic: "Any but the carry-over",
  chip: (check: string) => `Fails: ${check}`,
  sessions: "Their sessions",
  sessionsOf: (check: string) => `Sessions that fail: ${check}`,
} as const;

/** The name of a check, as the session's page has it. */
export function checkName(t: TFunction, check: CheckFilter): string {
  return check === "arithmetic" ? CHECK_FILTER_WORDS.arithmetic : checkTitle(t, check);
}

/** What the form offers, the widest first. */
export function checkOptions(t: TFunction): { value: CheckFilter; label: string }[] {
  const ids = Object.keys(t("check", { returnObjects: true })) as CheckFilter[];
  return (["arithmetic", ...ids] as const).map((value) => ({ value, label: checkName(t, value) }));
}
