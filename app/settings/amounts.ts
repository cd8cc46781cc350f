import { z } from "zod";
import { type MoneyError, parseMinor } from "#app/money/money.ts";
import type { SettingProblem } from "./settings.ts";

/** Major units without a sign, by currency code: {"USD": "5.00"}. A currency that is not named has the default. */
export const amounts = z.record(z.string().regex(/^[A-Z]{3}$/), z.string()).superRefine((given, context) => {
  for (const [currency, amount] of Object.entries(given)) {
    const trouble = amountTrouble(amount, currency);
    if (trouble !== null) context.addIssue({ code: "custom", path: [currency], message: trouble });
  }
});

/** More than any till holds, and far below what an int8 does. */
const MOST_LETTERS = 15;

function amountTrouble(amount: string, currency: string): SettingProblem | null {
  try {
    return parseMinor(amount, currency) < 0n || amount.length > MOST_LETTERS ? "amount" : null;
  } catch (error) {
    return (error as MoneyError).code === "NOT_REPRESENTABLE" ? "coins" : "amount";
  }
}
