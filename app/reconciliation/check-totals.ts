import { type Check, judge, notComputable, term } from "./check.ts";
import { type ActivityFacts, cashOf, type SessionFacts } from "./facts.ts";

/** Cash sales = the ledger's sales, with change taken off (SALE is what was tendered) or not (SALE is the price). */
export function checkSales(session: SessionFacts, activities: readonly ActivityFacts[] | null): Check {
  if (!activities) return notComputable("sales_add_up", "ledger_not_read");
  const sales = term("sales_tendered", cashOf(activities, "SALE"));
  const change = term("change_given", cashOf(activities, "CHANGE"));
  return judge("sales_add_up", term("cash_sales", session.cashSales), [
    { id: "change_counted", terms: [sales, change] },
    { id: "change_apart", terms: [sales] },
  ]);
}

/** Cash refunds = the ledger's refunds, which are negative there; the total may be a magnitude or negative too. */
export function checkRefunds(session: SessionFacts, activities: readonly ActivityFacts[] | null): Check {
  if (!activities) return notComputable("refunds_add_up", "ledger_not_read");
  const refunds = cashOf(activities, "REFUND");
  return judge("refunds_add_up", term("cash_refunds", session.cashRefunds), [
    { id: "refunds_as_magnitude", terms: [term("refunds", -refunds)] },
    { id: "refunds_as_negative", terms: [term("refunds", refunds)] },
  ]);
}

/**
 * Net cash sales = cash sales - cash refunds. Needs the ledger only where that does not hold: cash sales may be what
 * was tendered, and then the change comes off here.
 */
export function checkNet(session: SessionFacts, activities: readonly ActivityFacts[] | null): Check {
  const sales = term("cash_sales", session.cashSales);
  const magnitude = term("cash_refunds", -session.cashRefunds);
  const negative = term("cash_refunds", session.cashRefunds);
  const change = term("change_given", cashOf(activities ?? [], "CHANGE"));
  const check = judge("net_adds_up", term("net_cash_sales", session.netCashSales), [
    { id: "refunds_as_magnitude", terms: [sales, magnitude] },
    { id: "refunds_as_negative", terms: [sales, negative] },
    { id: "change_apart_refunds_as_magnitude", terms: [sales, change, magnitude] },
    { id: "change_apart_refunds_as_negative", terms: [sales, change, negative] },
  ]);
  return check.outcome === "fails" && !activities ? notComputable("net_adds_up", "ledger_not_read") : check;
}

/**
 * Adjustments = the ledger's adjustments. Shopify's older documentation leaves the closing adjustment out; the newer
 * is silent on that and on cash payouts.
 */
export function checkAdjustments(session: SessionFacts, activities: readonly ActivityFacts[] | null): Check {
  if (session.adjustments === null) return notComputable("adjustments_add_up", "legacy_not_given");
  if (!activities) return notComputable("adjustments_add_up", "ledger_not_read");
  const paid = term("pay_ins_and_outs", cashOf(activities, "ADJUSTMENT"));
  const payouts = term("cash_payouts", cashOf(activities, "CASH_PAYOUT"));
  const closing = term("closing_adjustment", cashOf(activities, "CLOSING_ADJUSTMENT"));
  return judge("adjustments_add_up", term("adjustments", session.adjustments), [
    { id: "without_closing_adjustment", terms: [paid, payouts] },
    { id: "with_closing_adjustment", terms: [paid, payouts, closing] },
    { id: "without_payouts", terms: [paid] },
    { id: "without_payouts_with_closing_adjustment", terms: [paid, closing] },
  ]);
}
