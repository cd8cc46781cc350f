import type { z } from "zod";
import { parseMinor, toDecimal } from "#app/money/money.ts";
import { alertDocument, alertFields } from "./alert-settings.ts";
import { DEFAULT_SETTINGS, type SettingProblem, type ShopSettings, shopSettings } from "./settings.ts";

/**
 * The settings as a form holds them: what was typed, by the path of the setting. A field that is missing or blank is not
 * set. The share of the cash handled is a percentage here, as people write it.
 */
export type SettingsFields = Readonly<Record<string, string>>;

export type ReadFields =
  { settings: ShopSettings; problems: null } | { settings: null; problems: Record<string, SettingProblem> };

const LOCATION = /^locations\.([1-9]\d{0,18})\./;
const CAUSE = /^causeCodes\.([a-z0-9_]{1,40})\.label$/;

/** Writes settings into the fields of a form. */
export function toFields(settings: ShopSettings): SettingsFields {
  const { tolerance, policy } = settings;
  const fields: Record<string, string> = {};
  const put = (path: string, value: string | number | undefined | null) => {
    if (value !== undefined && value !== null) fields[path] = String(value);
  };
  const putAmounts = (path: string, amounts: Record<string, string>) => {
    for (const [currency, amount] of Object.entries(amounts)) put(`${path}.${currency}`, amount);
  };
  putAmounts("tolerance.amounts", tolerance.amounts);
  put("tolerance.shareOfCashHandledBps", asPercent(tolerance.shareOfCashHandledBps));
  for (const name of ["cutOffHour", "weekStart", "staleHours", "fourEyes", "retentionMonths", "language"] as const) {
    put(name, settings[name]);
  }
  for (const [id, own] of Object.entries(settings.locations)) {
    putAmounts(`locations.${id}.tolerance.amounts`, own.tolerance?.amounts ?? {});
    const share = own.tolerance?.shareOfCashHandledBps;
    put(`locations.${id}.tolerance.shareOfCashHandledBps`, share === undefined ? null : asPercent(share));
    put(`locations.${id}.cutOffHour`, own.cutOffHour);
  }
  put("policy.windowDays", policy.windowDays);
  put("policy.windowEvents", policy.windowEvents);
  putAmounts("policy.singleAmount", policy.singleAmount);
  putAmounts("policy.windowSum", policy.windowSum);
  for (const { id, label, isRetired } of settings.causeCodes) {
    put(`causeCodes.${id}.label`, label);
    if (isRetired) put(`causeCodes.${id}.isRetired`, "yes");
  }
  put("accounts.quickbooksDates", settings.accounts.quickbooksDates);
  for (const [path, name] of Object.entries(accountFields(settings))) {
    if (name !== DEFAULT_ACCOUNTS[path]) put(path, name);
  }
  Object.assign(fields, alertFields(settings.alerts));
  return fields;
}

/** The names that the journals use, by the path of their fields. A field that is empty stands for the default. */
function accountFields({ accounts }: ShopSettings): Readonly<Record<string, string>> {
  const under = (program: "quickbooks" | "xero") =>
    Object.entries(accounts[program]).map(([account, name]) => [`accounts.${program}.${account}`, name] as const);
  return Object.fromEntries([...under("quickbooks"), ...under("xero"), ["accounts.xeroTaxRate", accounts.xeroTaxRate]]);
}

/** What stands in the journals while nothing else is chosen, by the path of the field. */
export const DEFAULT_ACCOUNTS = accountFields(DEFAULT_SETTINGS);

/** Reads settings from the fields of a form; or else says of each field that is wrong what is wrong with it. */
export function fromFields(fields: SettingsFields): ReadFields {
  const read = shopSettings.safeParse(documentOf(fields));
  if (read.success) return { settings: read.data, problems: null };
  const problems: Record<string, SettingProblem> = {};
  for (const issue of read.error.issues) problems[pathOf(issue, fields)] ??= problemOf(issue);
  return { settings: null, problems };
}

/** The fields without those that say nothing: two forms are alike when these are. */
export function filledFields(fields: SettingsFields): Record<string, string> {
  const filled = Object.entries(fields).map(([path, text]) => [path, text.trim()] as const);
  return Object.fromEntries(filled.filter(([, text]) => text !== ""));
}

/** The locations that the fields have something of their own for, if only an empty field. */
export function locationsIn(fields: SettingsFields): string[] {
  return [...new Set(Object.keys(fields).flatMap((path) => LOCATION.exec(path)?.[1] ?? []))];
}

/** The shop's own causes in the fields, in the order in which they were added. */
export function causesIn(fields: SettingsFields): string[] {
  return Object.keys(fields).flatMap((path) => CAUSE.exec(path)?.[1] ?? []);
}

/** An id for a cause of the shop's own, which no built-in cause and no other one of the shop has. */
export function causeIdFor(label: string, taken: readonly string[]): string {
  const words = label
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^_|_$/g, "");
  const base = `own_${words}`.slice(0, 34).replace(/_$/, "");
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? base : `${base}_${number}`;
    if (!taken.includes(id)) return id;
  }
}

function documentOf(fields: SettingsFields): object {
  const filled = filledFields(fields);
  const amountsAt = (prefix: string) =>
    Object.fromEntries(
      Object.entries(filled).flatMap(([path, text]) => {
        const currency = path.startsWith(`${prefix}.`) ? path.slice(prefix.length + 1) : "";
        return /^[A-Z]{3}$/.test(currency) ? [[currency, canonical(text, currency)]] : [];
      }),
    );
  const share = (path: string) => (filled[path] === undefined ? undefined : fromPercent(filled[path]));
  const number = (path: string) => toNumber(filled[path] ?? "");
  const locationAt = (id: string) => {
    const amounts = amountsAt(`locations.${id}.tolerance.amounts`);
    const own = share(`locations.${id}.tolerance.shareOfCashHandledBps`);
    const isTolerant = Object.keys(amounts).length > 0 || own !== undefined;
    return {
      ...(isTolerant && { tolerance: { amounts, ...(own !== undefined && { shareOfCashHandledBps: own }) } }),
      ...(filled[`locations.${id}.cutOffHour`] !== undefined && { cutOffHour: number(`locations.${id}.cutOffHour`) }),
    };
  };
  const namesUnder = (prefix: string) => {
    const names = Object.entries(filled).filter(([path]) => path.startsWith(prefix));
    return Object.fromEntries(names.map(([path, name]) => [path.slice(prefix.length), name]));
  };
  const locations = locationsIn(filled).map((id) => [id, locationAt(id)] as const);
  return {
    tolerance: {
      amounts: amountsAt("tolerance.amounts"),
      shareOfCashHandledBps: share("tolerance.shareOfCashHandledBps"),
    },
    cutOffHour: number("cutOffHour"),
    locations: Object.fromEntries(locations.filter(([, own]) => Object.keys(own).length > 0)),
    weekStart: number("weekStart"),
    staleHours: number("staleHours"),
    policy: {
      windowDays: number("policy.windowDays"),
      windowEvents: number("policy.windowEvents"),
      singleAmount: amountsAt("policy.singleAmount"),
      windowSum: amountsAt("policy.windowSum"),
    },
    causeCodes: causesIn(fields).map((id) => ({
      ...{ id, label: fields[`causeCodes.${id}.label`] ?? "" },
      isRetired: filled[`causeCodes.${id}.isRetired`] === "yes",
    })),
    accounts: {
      quickbooks: namesUnder("accounts.quickbooks."),
      quickbooksDates: filled["accounts.quickbooksDates"],
      xero: namesUnder("accounts.xero."),
      xeroTaxRate: filled["accounts.xeroTaxRate"],
    },
    alerts: alertDocument(filled, amountsAt("alerts.leastAmounts")),
    fourEyes: filled.fourEyes,
    language: filled.language,
    retentionMonths: fields.retentionMonths === undefined ? null : number("retentionMonths"),
  };
}

/** "5" and "5,00" as "5.00", so that an amount written otherwise is no change; what is no amount stays as it is. */
function canonical(text: string, currency: string): string {
  const amount = text.replace(/^(\d+),(\d{1,2})$/, "$1.$2");
  try {
    return toDecimal(parseMinor(amount, currency), currency);
  } catch {
    return amount; // the schema says what is wrong with it
  }
}

/** A whole number, or what the schema refuses; a number that is missing is no wish for the default. */
function toNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
}

/** "0.5" percent as 50 hundredths of a percent, digit by digit. */
function fromPercent(text: string): number {
  const [, whole, fraction = ""] = /^(\d{1,3})(?:[.,](\d{1,2}))?$/.exec(text) ?? [];
  return whole === undefined ? Number.NaN : Number(whole + fraction.padEnd(2, "0"));
}

function asPercent(bps: number): string {
  const fraction = String(bps % 100)
    .padStart(2, "0")
    .replace(/0+$/, "");
  return `${Math.floor(bps / 100)}${fraction === "" ? "" : `.${fraction}`}`;
}

/** A cause stands in a list for the schema, and under its id in the form. */
function pathOf({ path }: z.core.$ZodIssue, fields: SettingsFields): string {
  if (path[0] !== "causeCodes") return path.join(".");
  return typeof path[1] === "number" ? `causeCodes.${causesIn(fields)[path[1]]}.label` : "causeCodes";
}

const CUSTOM = new Set<string>([
  "amount",
  "coins",
  "label",
  "duplicate",
  "too many",
  "account",
  "code",
] satisfies SettingProblem[]);

const CHOICES = new Set(["fourEyes", "language", "weekStart", "accounts.quickbooksDates", "alerts.leastSeverity"]);

function problemOf({ message, path }: z.core.$ZodIssue): SettingProblem {
  if (CUSTOM.has(message)) return message as SettingProblem;
  return CHOICES.has(path.join(".")) ? "choice" : "number";
}
