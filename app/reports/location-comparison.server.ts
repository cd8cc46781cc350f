import sql from "sql-template-tag";
import type { BusinessDate } from "#app/calendar/dates.ts";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { WireMoney } from "#app/money/money.ts";
import type { Shop } from "#app/shop.server.ts";
import { wire } from "./session-records.server.ts";

/** Our figures against those that Shopify gives of each location's day to a person who may see them. */
export interface LocationComparison {
  /** The last comparison; null before the first. */
  last: {
    comparedAt: string;
    from: BusinessDate;
    to: BusinessDate;
    locations: number;
    /** Days of locations that could not be summed then. */
    unsettled: number;
  } | null;
  /** Days that differ, or did until they were read again; the latest first. */
  differences: LocationDifference[];
}

export interface LocationDifference {
  locationId: string;
  location: string | null;
  day: BusinessDate;
  /** mended: equal since its sessions were read again. */
  outcome: "differs" | "mended";
  rereadAt: string | null;
  /** Those that differ; none once it is mended. Sessions are counted, the others are money. */
  figures: { figure: LocationFigure; ours: WireMoney | number; theirs: WireMoney | number }[];
}

const COUNTED = ["opened", "closed"] as const;
const SUMMED = ["net_cash", "discrepancies"] as const;
export type LocationFigure = (typeof COUNTED)[number] | (typeof SUMMED)[number];

type DifferenceRecord = Pick<LocationDifference, "locationId" | "location" | "day" | "outcome"> & {
  rereadAt: Date | null;
  currency: string;
} & Record<`${"our" | "their"}_${(typeof COUNTED)[number]}`, number> &
  Record<`${"our" | "their"}_${(typeof SUMMED)[number]}`, bigint>;

interface LastRecord {
  comparedAt: Date;
  from: BusinessDate;
  to: BusinessDate;
  locations: number;
  unsettled: number;
}

const MOST_DIFFERENCES = 50;

/** What was compared with Shopify's totals by location and day, and where the two differ. */
export async function getLocationComparison(shop: Shop): Promise<LocationComparison> {
  const [[last], differences] = await Promise.all([
    dataOf(shop).query<LastRecord>(sql`
      SELECT compared_at AS "comparedAt", min(day) AS "from", max(day) AS "to",
        count(DISTINCT location_id)::int AS locations, (count(*) FILTER (WHERE outcome = 'unsettled'))::int AS unsettled
      FROM location_comparison WHERE shop_id = ${shop.id}
      GROUP BY compared_at ORDER BY compared_at DESC LIMIT 1`),
    dataOf(shop).query<DifferenceRecord>(sql`
      SELECT c.location_id::text AS "locationId", l.name AS location, c.day, c.outcome, c.reread_at AS "rereadAt",
        c.currency, c.our_opened, c.our_closed, c.our_net_cash, c.our_discrepancies, c.their_opened, c.their_closed,
        c.their_net_cash, c.their_discrepancies
      FROM location_comparison c LEFT JOIN location l ON l.shop_id = c.shop_id AND l.id = c.location_id
      WHERE c.shop_id = ${shop.id} AND c.outcome IN ('differs', 'mended')
      ORDER BY c.outcome, c.day DESC, c.location_id LIMIT ${MOST_DIFFERENCES}`),
  ]);
  return {
    last: last ? { ...last, comparedAt: isoUtc(last.comparedAt) } : null,
    differences: differences.map(toDifference),
  };
}

function toDifference(record: DifferenceRecord): LocationDifference {
  const { locationId, location, day, outcome, rereadAt, currency } = record;
  const counted = COUNTED.map((figure) => ({
    figure,
    ours: record[`our_${figure}`],
    theirs: record[`their_${figure}`],
  }));
  const summed = SUMMED.map((figure) => ({ figure, ours: record[`our_${figure}`], theirs: record[`their_${figure}`] }));
  return {
    ...{ locationId, location, day, outcome },
    rereadAt: rereadAt && isoUtc(rereadAt),
    figures: [
      ...counted.filter(({ ours, theirs }) => ours !== theirs),
      ...summed
        .filter(({ ours, theirs }) => ours !== theirs)
        .map(({ figure, ours, theirs }) => ({ figure, ours: wire(ours, currency), theirs: wire(theirs, currency) })),
    ],
  };
}
