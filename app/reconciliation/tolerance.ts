import { minorDigits, parseMinor } from "#app/money/money.ts";
import { magnitude, type SessionFacts } from "./facts.ts";

export interface ToleranceRule {
  /** Minor units of the session's currency. */
  readonly absolute: bigint;
  /** Of the cash handled, in hundredths of a percent. */
  readonly shareOfCashHandledBps: number;
}

/**
 * A drawer that is off by a coin or two is not worth a manager's morning, and shops that write their policy down
 * mostly ignore about one dollar. The same worth elsewhere, as a round number in the currency's own coins: orders of
 * magnitude, not exchange rates, so that they need no upkeep. Currencies not listed: one major unit.
 */
const ABOUT_ONE_DOLLAR: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ JPY: "100", KRW: "1000", CNY: "5", TWD: "30", HKD: "10", INR: "50", IDR: "15000", VND: "25000" },
    ...{ PHP: "50", THB: "30", MYR: "5", PKR: "300", BDT: "100", LKR: "300", NPR: "100", KZT: "500" },
    ...{ MXN: "20", BRL: "5", ARS: "1000", CLP: "1000", COP: "4000", PEN: "4", UYU: "40", PYG: "5000" },
    ...{ CRC: "500", DOP: "50", GTQ: "10", JMD: "150", CZK: "20", HUF: "300", PLN: "5", RON: "5" },
    ...{ SEK: "10", NOK: "10", DKK: "5", ISK: "100", TRY: "30", RUB: "100", UAH: "50", RSD: "100" },
    ...{ ZAR: "20", NGN: "1000", KES: "100", EGP: "50", MAD: "10", TZS: "2500", UGX: "5000", RWF: "1000" },
    ...{ XOF: "500", XAF: "500", XPF: "100", ILS: "5", AED: "5", SAR: "5", QAR: "5" },
    ...{ KWD: "0.300", BHD: "0.400", OMR: "0.400", JOD: "0.700", TND: "3.000", LYD: "5.000", IQD: "1000.000" },
  }),
);

/** What a shop ignores until it sets its own: about one dollar's worth, whatever the cash handled. */
export function defaultTolerance(currency: string): ToleranceRule {
  const listed = ABOUT_ONE_DOLLAR.get(currency);
  // An unlisted currency without decimals has coins of tens or hundreds: a single unit would ignore nothing.
  const unlisted = minorDigits(currency) === 0 ? "100" : "1";
  return { absolute: parseMinor(listed ?? unlisted, currency), shareOfCashHandledBps: 0 };
}

/** Cash that went through hands: taken for sales and given back for refunds, whichever sign Shopify gives those. */
export function cashHandled(session: Pick<SessionFacts, "cashSales" | "cashRefunds">): bigint {
  return magnitude(session.cashSales) + magnitude(session.cashRefunds);
}

/** How far this session may be off: the larger of the absolute amount and the share of its cash, rounded down. */
export function toleranceFor(session: Pick<SessionFacts, "cashSales" | "cashRefunds">, rule: ToleranceRule): bigint {
  const share = (cashHandled(session) * BigInt(rule.shareOfCashHandledBps)) / 10_000n;
  return share > rule.absolute ? share : rule.absolute;
}
