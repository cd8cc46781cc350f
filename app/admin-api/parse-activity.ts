import { asId, asInstant, asObject, asText, asTextOrNull, type Json, ShapeError } from "./read-json.ts";
import { asMinor, asNamedOrNull } from "./parse-session.ts";
import type { ActivityRow } from "./shapes.ts";

/** Reads one activity of a session in `currency`. */
export function parseActivity(node: unknown, currency: string): ActivityRow {
  const json = asObject(node, "an activity");
  const common = {
    time: asInstant(json.time, "time"),
    cash: asMinor(json.cash, "cash", currency),
    staff: asNamedOrNull(json.staffMember, "staffMember"),
    reasonCode: reasonCodeOf(json.reasonCode),
    note: asTextOrNull(json.note, "note"),
    expected: null,
    counted: null,
    discrepancy: null,
    orderId: null,
    orderName: null,
    giftCardId: null,
  };
  switch (json.__typename) {
    case "CashTransactionActivity":
      return { ...common, kind: "transaction", type: asText(json.transactionType, "type"), ...orderOf(json) };
    case "CashAdjustmentActivity":
      return {
        ...common,
        kind: "adjustment",
        type: asText(json.adjustmentType, "type"),
        giftCardId: json.giftCard == null ? null : asId(asObject(json.giftCard, "giftCard").id, "giftCard"),
      };
    case "CashCountActivity":
      return {
        ...common,
        kind: "count",
        type: asText(json.countType, "type"),
        expected: asMinor(json.cashExpected, "cashExpected", currency),
        counted: asMinor(json.cashCounted, "cashCounted", currency),
        discrepancy: asMinor(json.cashDiscrepancy, "cashDiscrepancy", currency),
      };
    default:
      throw new ShapeError(`an activity is a ${String(json.__typename)}, which is not known`);
  }
}

/**
 * In the order of time. Shopify promises no order; of equal times (a closing count and the adjustment after it), the
 * order that it gave, which in a list from the newest to the oldest runs backwards too.
 */
export function inTimeOrder(activities: ActivityRow[]): ActivityRow[] {
  const given = isNewestFirst(activities) ? activities.toReversed() : activities;
  return given.toSorted((a, b) => a.time.getTime() - b.time.getTime());
}

function isNewestFirst(activities: readonly ActivityRow[]): boolean {
  const times = activities.map(({ time }) => time.getTime());
  const [newest = 0] = times;
  return times.every((time, index) => time <= (times[index - 1] ?? time)) && newest > (times.at(-1) ?? newest);
}

function orderOf(json: Json): { orderId: string | null; orderName: string | null } {
  if (json.orderTransaction == null) return { orderId: null, orderName: null };
  const { order } = asObject(json.orderTransaction, "orderTransaction");
  if (order == null) return { orderId: null, orderName: null };
  const { id, name } = asObject(order, "order");
  return { orderId: asId(id, "order"), orderName: asTextOrNull(name, "order") };
}

function reasonCodeOf(value: unknown): string | null {
  if (value == null) return null;
  const { customCode, defaultCode, systemCode } = asObject(value, "reasonCode");
  return asTextOrNull(customCode ?? defaultCode ?? systemCode, "reasonCode");
}
