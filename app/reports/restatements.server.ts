import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import { type SessionRecord, wireOrNull } from "./session-records.server.ts";

/** A session's figures, by the names that its statement's lines have; the order is that of the statement. */
const FIGURES = {
  expected_at_open: "expectedAtOpen",
  counted_at_open: "countedAtOpen",
  cash_sales: "cashSales",
  cash_refunds: "cashRefunds",
  net_cash_sales: "netCashSales",
  adjustments: "adjustments",
  expected_at_close: "expectedAtClose",
  counted_at_close: "countedAtClose",
  closing_adjustment: "closingAdjustment",
  closing_balance: "closingBalance",
  total_discrepancy: "totalDiscrepancy",
  total_sales: "totalSales",
  total_refunds: "totalRefunds",
  net_sales: "netSales",
} as const satisfies Record<string, keyof SessionRecord>;

export type RestatedFigure = keyof typeof FIGURES;

/** One change of figures that had been final. */
export interface Restatement {
  /** When it was found; Shopify may have changed them any time since it had last been asked. */
  at: string;
  /** The figures that changed. */
  changes: { figure: RestatedFigure; before: WireMoney | null; after: WireMoney | null }[];
  /** Null where the session's closing is the same. */
  closedAt: { before: string; after: string } | null;
}

type Figures = Pick<SessionRecord, (typeof FIGURES)[RestatedFigure] | "currency"> & { closedAt: Date | null };

interface FormerVersion extends Figures {
  seenUntil: Date;
}

/** A session's final figures as they were before, oldest first. */
export function readFormerVersions(shop: Shop, sessionId: string): Promise<FormerVersion[]> {
  return dataOf(shop).query<FormerVersion>(sql`
    SELECT seen_until AS "seenUntil", currency, closed_at AS "closedAt", expected_at_open AS "expectedAtOpen",
      counted_at_open AS "countedAtOpen", expected_at_close AS "expectedAtClose", counted_at_close AS "countedAtClose",
      closing_adjustment AS "closingAdjustment", closing_balance AS "closingBalance", cash_sales AS "cashSales",
      cash_refunds AS "cashRefunds", net_cash_sales AS "netCashSales", adjustments,
      total_discrepancy AS "totalDiscrepancy", total_sales AS "totalSales", total_refunds AS "totalRefunds",
      net_sales AS "netSales"
    FROM session_version WHERE shop_id = ${shop.id} AND session_id = ${sessionId}::bigint
    ORDER BY session_version.version`);
}

/** What changed from each version to the one after it, the latest first. Figures that are not final restate nothing. */
export function restatementsOf(session: SessionRecord, versions: readonly FormerVersion[]): Restatement[] {
  const isFinal = !session.isOpen && session.totalsReady;
  return versions
    .flatMap((before, index) => {
      const after = versions[index + 1] ?? (isFinal ? session : null);
      return after === null ? [] : [restatement(before, after)];
    })
    .filter(({ changes, closedAt }) => changes.length > 0 || closedAt !== null)
    .reverse();
}

function restatement(before: FormerVersion, after: Figures): Restatement {
  const figures = Object.entries(FIGURES) as [RestatedFigure, (typeof FIGURES)[RestatedFigure]][];
  const isSameMoney = before.currency === after.currency;
  const isSameClosing = before.closedAt?.getTime() === after.closedAt?.getTime();
  return {
    at: isoUtc(before.seenUntil),
    changes: figures
      .filter(([, key]) => !isSameMoney || before[key] !== after[key])
      .map(([figure, key]) => ({
        figure,
        before: wireOrNull(before[key], before.currency),
        after: wireOrNull(after[key], after.currency),
      })),
    closedAt:
      isSameClosing || before.closedAt === null || after.closedAt === null
        ? null
        : { before: isoUtc(before.closedAt), after: isoUtc(after.closedAt) },
  };
}
