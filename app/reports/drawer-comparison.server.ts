import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import { wire } from "./session-records.server.ts";

/** Our figures against Shopify's own totals of each drawer. */
export interface DrawerComparison {
  /** When the last comparison was made; null before the first. */
  comparedAt: string | null;
  /** Of what was compared in the last weeks. */
  drawers: number;
  sessions: number;
  /** Stretches that differ, or did until they were read again; the latest first. */
  differences: DrawerDifference[];
}

export interface DrawerDifference {
  drawerId: string;
  drawer: string | null;
  location: string | null;
  from: string;
  to: string;
  /** mended: equal since its sessions were read again. */
  outcome: "differs" | "mended";
  rereadAt: string | null;
  /** Those that differ; none once it is mended. */
  figures: { figure: ComparedFigure; ours: WireMoney; theirs: WireMoney }[];
}

const COMPARED_FIGURES = ["sales", "refunds", "net_sales", "adjustments", "discrepancies"] as const;
export type ComparedFigure = (typeof COMPARED_FIGURES)[number];

type DifferenceRecord = Pick<DrawerDifference, "drawerId" | "drawer" | "location" | "outcome"> & {
  from: Date;
  to: Date;
  rereadAt: Date | null;
  currency: string;
} & Record<`${"our" | "their"}_${ComparedFigure}`, bigint>;

const MOST_DIFFERENCES = 50;

/** What was compared with Shopify's totals, and where the two differ. */
export async function getDrawerComparison(shop: Shop): Promise<DrawerComparison> {
  const [[sum], differences] = await Promise.all([
    dataOf(shop).query<{ comparedAt: Date | null; drawers: number; sessions: number }>(sql`
      SELECT max(compared_at) AS "comparedAt", count(DISTINCT drawer_id)::int AS drawers,
        coalesce(sum(sessions), 0)::int AS sessions
      FROM drawer_comparison WHERE shop_id = ${shop.id}`),
    dataOf(shop).query<DifferenceRecord>(sql`
      SELECT c.drawer_id::text AS "drawerId", d.name AS drawer, l.name AS location, c.window_from AS "from",
        c.window_to AS "to", c.outcome, c.reread_at AS "rereadAt", c.currency, c.our_sales, c.our_refunds,
        c.our_net_sales, c.our_adjustments, c.our_discrepancies, c.their_sales, c.their_refunds, c.their_net_sales,
        c.their_adjustments, c.their_discrepancies
      FROM drawer_comparison c
      LEFT JOIN cash_drawer d ON d.shop_id = c.shop_id AND d.id = c.drawer_id
      LEFT JOIN location l ON l.shop_id = d.shop_id AND l.id = d.location_id
      WHERE c.shop_id = ${shop.id} AND c.outcome <> 'equal'
      ORDER BY c.outcome, c.window_to DESC, c.drawer_id LIMIT ${MOST_DIFFERENCES}`),
  ]);
  return {
    comparedAt: sum?.comparedAt ? isoUtc(sum.comparedAt) : null,
    drawers: sum?.drawers ?? 0,
    sessions: sum?.sessions ?? 0,
    differences: differences.map(toDifference),
  };
}

function toDifference(record: DifferenceRecord): DrawerDifference {
  const { drawerId, drawer, location, outcome, currency } = record;
  const figures = COMPARED_FIGURES.filter((figure) => record[`our_${figure}`] !== record[`their_${figure}`]);
  return {
    ...{ drawerId, drawer, location, outcome },
    from: isoUtc(record.from),
    to: isoUtc(record.to),
    rereadAt: record.rereadAt && isoUtc(record.rereadAt),
    figures: figures.map((figure) => ({
      figure,
      ours: wire(record[`our_${figure}`], currency),
      theirs: wire(record[`their_${figure}`], currency),
    })),
  };
}
