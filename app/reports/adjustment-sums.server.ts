import sql from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import type { SessionFilters } from "./filters.ts";
import { wire } from "./session-records.server.ts";
import { sessionScope } from "./session-scope.server.ts";

/** What was put into drawers or taken out for one reason, other than by sales, refunds and change. */
export interface AdjustmentSum {
  /** ADJUSTMENT, CASH_PAYOUT, CLOSING_ADJUSTMENT. */
  type: string;
  /** As the register has it; null where nobody gave one. */
  reason: string | null;
  count: number;
  /** Above zero what came in, below zero what went out: the two are never set off against each other. */
  amount: WireMoney;
}

type SumRecord = Omit<AdjustmentSum, "amount"> & { currency: string; total: bigint };

/** The adjustments of the filtered sessions by kind, direction and reason: what came in first, then the larger. */
export async function readAdjustmentSums(shop: Shop, filters: SessionFilters): Promise<AdjustmentSum[]> {
  const sums = await dataOf(shop).query<SumRecord>(sql`
    SELECT a.currency, a.type, a.reason_code AS reason, count(*)::int AS count, sum(a.cash)::int8 AS total
    FROM payment_session s JOIN cash_activity a ON a.shop_id = s.shop_id AND a.session_id = s.id
    WHERE ${sessionScope(shop, filters)} AND a.shop_id = ${shop.id} AND a.kind = 'adjustment' AND a.cash <> 0
    GROUP BY a.currency, a.type, a.reason_code, a.cash > 0
    ORDER BY a.currency, a.type = 'CLOSING_ADJUSTMENT', a.cash > 0 DESC, abs(sum(a.cash)) DESC, a.type, a.reason_code`);
  return sums.map(({ currency, total, ...sum }) => ({ ...sum, amount: wire(total, currency) }));
}
