import { z } from "zod";
import { addMonths, type BusinessDate } from "#app/calendar/dates.ts";
import { LANGUAGES } from "#app/languages/languages.ts";
import { parseMinor } from "#app/money/money.ts";
import { defaultTolerance, type ToleranceRule } from "#app/reconciliation/tolerance.ts";
import { alertSettings } from "./alert-settings.ts";
import { amounts } from "./amounts.ts";
import { journalSettings } from "./journal-settings.ts";

/** The least and the most of each setting that is a number. */
export const LIMITS = {
  /** Hundredths of a percent. */
  shareOfCashHandledBps: [0, 10_000],
  staleHours: [1, 720],
  windowDays: [1, 366],
  windowEvents: [2, 100],
  retentionMonths: [3, 240],
} as const;

/** What is wrong with a setting; the page has the words. */
export type SettingProblem =
  "amount" | "coins" | "number" | "label" | "duplicate" | "too many" | "choice" | "account" | "code";

const within = ([least, most]: readonly [number, number]) => z.int().min(least).max(most);

/** Of the cash handled; the larger of it and the amount counts. */
const shareOfCashHandledBps = within(LIMITS.shareOfCashHandledBps);

const tolerance = z.strictObject({
  amounts: amounts.default({}),
  shareOfCashHandledBps: shareOfCashHandledBps.default(0),
});

const cutOffHour = z.int().min(0).max(23);

/** What one location does differently; what is absent is as in the rest of the shop, an amount or the share alone too. */
const locationSettings = z.strictObject({
  tolerance: z
    .strictObject({ amounts: amounts.default({}), shareOfCashHandledBps: shareOfCashHandledBps.optional() })
    .optional(),
  cutOffHour: cutOffHour.optional(),
});

/** A cause that the shop added. One that was used once is retired, never taken away: trails name it. */
const causeCode = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]{1,40}$/),
  label: z.string().trim().min(1, "label").max(60, "label"),
  isRetired: z.boolean().default(false),
});

const causeCodes = z
  .array(causeCode)
  .max(50, "too many")
  .superRefine((causes, context) => {
    const seen = new Set<string>();
    causes.forEach(({ id, label, isRetired }, index) => {
      const names = [`id ${id}`, ...(isRetired ? [] : [`label ${label.toLowerCase()}`])];
      if (names.some((name) => seen.has(name))) {
        context.addIssue({ code: "custom", path: [index, "label"], message: "duplicate" });
      }
      for (const name of names) seen.add(name);
    });
  });

/** When shorts and overs of one person or drawer become worth a look. */
const policy = z.strictObject({
  windowDays: within(LIMITS.windowDays).default(30),
  /** One session off by this much. */
  singleAmount: amounts.default({}),
  /** So much short in the window, over all sessions. */
  windowSum: amounts.default({}),
  /** So many sessions beyond tolerance in the window. */
  windowEvents: within(LIMITS.windowEvents).default(3),
});

/** What a shop has chosen. A document of an older version reads with the defaults for what it does not know. */
export const shopSettings = z.strictObject({
  tolerance: tolerance.default({ amounts: {}, shareOfCashHandledBps: 0 }),
  /** The local hour at which a business day begins. */
  cutOffHour: cutOffHour.default(0),
  /** By the number of Shopify's GID. */
  locations: z.record(z.string().regex(/^[1-9]\d{0,18}$/), locationSettings).default({}),
  /** ISO: 1 is Monday, 7 is Sunday. */
  weekStart: z.literal([1, 2, 3, 4, 5, 6, 7]).default(1),
  /** A session that has been open for longer is stale. */
  staleHours: within(LIMITS.staleHours).default(24),
  policy: policy.default({ windowDays: 30, singleAmount: {}, windowSum: {}, windowEvents: 3 }),
  causeCodes: causeCodes.default([]),
  /** What happens when somebody reviews a session that they closed. */
  fourEyes: z.enum(["told", "forbidden"]).default("told"),
  /** How long sessions are kept after they closed; null: for ever. */
  retentionMonths: within(LIMITS.retentionMonths).nullable().default(null),
  /** What the journals are booked on. */
  accounts: journalSettings.prefault({}),
  /** Of pages and papers; "admin": each person's own, as Shopify's admin is set to. */
  language: z.enum(["admin", ...LANGUAGES]).default("admin"),
  /** What is told to Shopify Flow. */
  alerts: alertSettings.prefault({}),
});

export type ShopSettings = z.infer<typeof shopSettings>;

/** What a shop has until it chooses. */
export const DEFAULT_SETTINGS: ShopSettings = shopSettings.parse({});

/** How far a session in this currency, at this location, may be off. */
export function toleranceRule(settings: ShopSettings, currency: string, locationId: string | null): ToleranceRule {
  const own = locationId === null ? undefined : settings.locations[locationId]?.tolerance;
  const amount = own?.amounts[currency] ?? settings.tolerance.amounts[currency];
  return {
    absolute: amount === undefined ? defaultTolerance(currency).absolute : parseMinor(amount, currency),
    shareOfCashHandledBps: own?.shareOfCashHandledBps ?? settings.tolerance.shareOfCashHandledBps,
  };
}

/** The local hour at which the business day of this location begins. */
export function cutOffHourAt(settings: ShopSettings, locationId: string | null): number {
  const own = locationId === null ? undefined : settings.locations[locationId]?.cutOffHour;
  return own ?? settings.cutOffHour;
}

/** The first business day whose sessions are kept; null: all are. Those that closed on earlier days are deleted. */
export function keptFrom(settings: ShopSettings, today: BusinessDate): BusinessDate | null {
  return settings.retentionMonths === null ? null : addMonths(today, -settings.retentionMonths);
}

/** How long sessions are kept, as a number that can be compared: without a limit, for ever. */
export function monthsKept({ retentionMonths }: ShopSettings): number {
  return retentionMonths ?? Infinity;
}

// One event is worth a talk at about twenty times, a month at about fifty times what is ignored: the middle of the
// written policies that put figures to it.
const SINGLE_TIMES = 20n;
const WINDOW_TIMES = 50n;

/** The policy's amounts in one currency, in minor units. */
export function policyAmounts(settings: ShopSettings, currency: string): { single: bigint; windowSum: bigint } {
  const { singleAmount, windowSum } = settings.policy;
  const ignored = toleranceRule(settings, currency, null).absolute;
  const chosen = (amount: string | undefined, fallback: bigint) =>
    amount === undefined ? fallback : parseMinor(amount, currency);
  return {
    single: chosen(singleAmount[currency], ignored * SINGLE_TIMES),
    windowSum: chosen(windowSum[currency], ignored * WINDOW_TIMES),
  };
}
