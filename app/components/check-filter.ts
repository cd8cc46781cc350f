import type { TFunction } from "i18next";

import type { CheckFilter } from "#app/reports/filters.ts";

import { checkTitle } from "./id-words.ts";

/** The name of a check, as the session's page has it. */
export function checkName(t: TFunction, check: CheckFilter): string {
  return check === "arithmetic" ? t("checkFilter.arithmetic") : checkTitle(t, check);
}

/** What the form offers, the widest first. */
export function checkOptions(t: TFunction): { value: CheckFilter; label: string }[] {
  const ids = Object.keys(t("check", { returnObjects: true })) as CheckFilter[];
  return (["arithmetic", ...ids] as const).map((value) => ({ value, label: checkName(t, value) }));
}
