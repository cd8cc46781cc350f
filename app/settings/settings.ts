import { z } from "zod";
import { type MoneyError, parseMinor, toDecimal } from "#app/money/money.ts";
import { defaultTolerance, type ToleranceRule } from "#app/reconciliation/tolerance.ts";

/** Major units without a sign, by currency code: {"USD": "5.00"}. A currency that is not named has the default. */
const amounts = z.record(z.string().regex(/^[A-Z]{3}$/), z.string()).superRefine((given, context) => {
  for (const [currency, amount] of Object.entries(given)) {
    const trouble = amountTrouble(amount, currency);
    if (trouble !== null) context.addIssue({ code: "custom", path: [currency], message: trouble });
  }
});

const tolerance = z.strictObject({
  amounts: amounts.default({}),
  /** Of the cash handled, in hundredths of a percent; the larger of it and the amount counts. */
  shareOfCashHandledBps: z.int().min(0).max(10_000).default(0),
});

const cutOffHour = z.int().min(0).max(23);

/** What one location does differently; what is absent is as in the rest of the shop. */
const locationSettings = z.strictObject({ tolerance: tolerance.optional(), cutOffHour: cutOffHour.optional() });

/** A cause that the shop added. One that was used once is retired, never taken away: trails name it. */
const causeCode = z.strictObject({
  id: z.string().regex(/^[a-z0-9_]{1,40}$/),
  label: z.string().trim().min(1).max(60),
  isRetired: z.boolean().default(false),
});

/** When shorts and overs of one person or drawer become worth a look. */
const policy = z.strictObject({
  windowDays: z.int().min(1).max(366).default(30),
  /** One session off by this much. */
  singleAmount: amounts.default({}),
  /** So much short in the window, over all sessions. */
  windowSum: amounts.default({}),
  /** So many sessions beyond tolerance in the window. */
  windowEvents: z.int().min(2).max(100).default(3),
});

/** What a shop has chosen. A document of an older version reads with the defaults for what it does not know. */
export const shopSettings = z.strictObject({
  tolerance: tolerance.default({ amounts: {}, shareOfCashHandledBps: 0 }),
  /** The local hour at which a business day begins. */
  cutOffHour: cutOffHour.default(0),
  /** By the number of Shopify's GID. */
  locations: z.record(z.string().regex(/^[1-9]\d{0,18}$/), locationSettings).default({}),
  /** ISO: 1 is Monday, 7 is Sunday. */
  weekStart: z.int().min(1).max(7).default(1),
  /** A session that has been open for longer is stale. */
  staleHours: z.int().min(1).max(720).default(24),
  policy: policy.default({ windowDays: 30, singleAmount: {}, windowSum: {}, windowEvents: 3 }),
  causeCodes: z.array(causeCode).max(50).default([]),
  /** What happens when somebody reviews a session that they closed. */
  fourEyes: z.enum(["told", "forbidden"]).default("told"),
  /** How long sessions are kept after they closed; null: for ever. */
  retentionMonths: z.int().min(3).max(240).nullable().default(null),
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
    shareOfCashHandledBps: (own ?? settings.tolerance).shareOfCashHandledBps,
  };
}

/** The local hour at which the business day of this location begins. */
export function cutOffHourAt(settings: ShopSettings, locationId: string | null): number {
  const own = locationId === null ? undefined : settings.locations[locationId]?.cutOffHour;
  return own ?? settings.cutOffHour;
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

function amountTrouble(amount: string, currency: string): string | null {
  try {
    return parseMinor(amount, currency) < 0n || amount.length > 15 ? "An amount without a sign, please." : null;
  } catch (error) {
    if ((error as MoneyError).code === "NOT_REPRESENTABLE") return `${currency} has no such small coins.`;
    return `An amount such as ${toDecimal(500n, currency)}, please.`;
  }
}
