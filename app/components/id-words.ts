import type { TFunction } from "i18next";

import type { PersonRow } from "#app/reports/people.server.ts";
import type { FieldTrouble, ReviewField } from "#app/review/review-form.ts";
import type { SettingProblem } from "#app/settings/settings.ts";

// Words for ids that come as plain text: from Shopify, from the database, or from a trail older than the id's table.
// What no table has is made readable rather than left out.

/** The choices of a select, from a table of words. */
export function optionsOf<Id extends string>(words: Readonly<Record<Id, string>>): { value: Id; label: string }[] {
  return (Object.entries(words) as [Id, string][]).map(([value, label]) => ({ value, label }));
}

/** Tables whose ids are not all known when the code is compiled. */
type OpenTable =
  | "activity"
  | "account"
  | "automaticReason"
  | "failure"
  | "float"
  | "hints.oneOf"
  | "runKind"
  | "runState"
  | "settingName";

/** The word for an id that a report gave as plain text; the id itself, made readable, where the table has none. */
export function wordFor(t: TFunction, table: OpenTable, id: string): string {
  return textAt(t, `${table}.${id}`) ?? readable(id);
}

/** The one place where a key is not checked by the compiler. */
function textAt(t: TFunction, key: string): string | null {
  const text: unknown = t(key as "common.all", { defaultValue: "" });
  return typeof text === "string" && text !== "" ? text : null;
}

/** "AUTO_END_SESSION_LOGOUT" as "Auto end session logout". */
export function readable(id: string): string {
  return capitalised(id.replaceAll("_", " ").trim().toLowerCase());
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The words for a reason by which Shopify acted of its own accord; null for what a person chose. */
export function automaticReason(t: TFunction, reason: string | null): string | null {
  if (!reason?.startsWith("AUTO_")) return null;
  return textAt(t, `automaticReason.${reason}`) ?? t("automaticReason.other");
}

/** What a check asks, by an id that may be older than the checks of today. */
export function checkTitle(t: TFunction, id: string): string {
  return textAt(t, `check.${id}.title`) ?? readable(id);
}

/** Why a run failed, in a merchant's words. */
export function failureWords(t: TFunction, code: string | null): string {
  return (code === null ? null : textAt(t, `failure.${code}`)) ?? t("common.reasonUnknown");
}

/** Why the server made no paper; its own text, where it says more than a code. */
export function refusalWords(t: TFunction, code: string): string {
  return textAt(t, `printRefusal.${code}`) ?? code;
}

/** What a report is called; as its file where it has no name of its own. */
export function reportName(t: TFunction, report: string): string {
  return textAt(t, `exportReport.${report}.name`) ?? report;
}

/** What a row of a report is. */
export function reportRows(t: TFunction, report: string): string | undefined {
  return textAt(t, `exportReport.${report}.rows`) ?? undefined;
}

export function formatName(t: TFunction, format: string): string {
  return textAt(t, `exportFormat.${format}`) ?? format;
}

/** Why a file could not be made. */
export function exportFailureWords(t: TFunction, code: string | null): string {
  return (code === null ? null : textAt(t, `exportFailure.${code}`)) ?? t("exportFailure.INTERNAL");
}

/** A register from before March 2026 stands in for a drawer, often under the name that its drawer has now. */
export function registerName(t: TFunction, drawerId: string, name: string): string {
  return drawerId.startsWith("-") ? t("legacy.register", { name }) : name;
}

/** A person's name; by number where Shopify does not share it. */
export function personName(t: TFunction, { id, name }: PersonRow, me?: string): string {
  const known = name ?? t("common.person", { id });
  return id === me ? t("common.you", { person: known }) : known;
}

/** The word for a cause: the built-in ones', or the shop's own by what its settings call it. */
export function causeWord(t: TFunction, cause: string, own: readonly { id: string; label: string }[]): string {
  const builtIn = cause.startsWith("own:") ? null : textAt(t, `cause.${cause}`);
  if (builtIn !== null) return builtIn;
  const id = cause.replace(/^own:/, "");
  return own.find((code) => code.id === id)?.label ?? id;
}

/** What to mend in a field of a review; undefined: nothing. */
export function troubleWords(t: TFunction, field: ReviewField, trouble: FieldTrouble | undefined): string | undefined {
  return trouble && (textAt(t, `reviewTrouble.${field}.${trouble}`) ?? t("reviewTrouble.other"));
}

/** What a setting is called in the trail of changes. */
export function settingName(t: TFunction, name: string): string {
  const [, program, account] = /^accounts\.(quickbooks|xero)\.(\w+)$/.exec(name) ?? [];
  if (program === undefined || account === undefined) return textAt(t, `settingName.${name}`) ?? name;
  return t("accounts.accountOf", {
    program: program === "xero" ? t("accounts.xero") : t("accounts.quickbooks"),
    account: wordFor(t, "account", account),
  });
}

interface ProblemContext {
  /** The least and the most of a number. */
  limits: readonly [number, number] | null;
  currency: string | null;
  /** An amount in that currency as it could be typed. */
  example: string | null;
}

/** What is wrong with a field of the settings, and how it would be right. */
export function problemInWords(
  t: TFunction,
  problem: SettingProblem,
  { limits, currency, example }: ProblemContext,
): string {
  switch (problem) {
    case "amount":
      return t("settingProblem.amount", { example: example ?? "5.00" });
    case "coins":
      return currency === null
        ? t("settingProblem.coinsUnknown", { example: example ?? "5" })
        : t("settingProblem.coins", { currency, example: example ?? "5" });
    case "number":
      return limits === null
        ? t("settingProblem.number")
        : t("settingProblem.numberWithin", { least: String(limits[0]), most: String(limits[1]) });
    case "too many":
      return t("settingProblem.tooMany");
    default:
      return t(`settingProblem.${problem}`);
  }
}
