import type { TFunction } from "i18next";

/** The parts of a line one after the other, "Till 2, Main Street", as the language sets them apart; what is not there is left out. */
export function listed(t: TFunction, parts: readonly (string | null | undefined | false)[]): string {
  return parts.filter(Boolean).join(t("common.listSeparator"));
}
