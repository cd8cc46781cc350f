/** What is compared of a location's day. */
export interface DayFigures {
  opened: number;
  closed: number;
  netCash: bigint;
  discrepancies: bigint;
}

/** Whose midnight a day begins at. */
export const ZONES = ["shop", "location", "utc"] as const;
export type Zone = (typeof ZONES)[number];

/** What makes cash belong to a day: its session opened, its session closed, or the entry itself was made in it. */
export const BASES = ["opening", "closing", "entry"] as const;
export type Basis = (typeof BASES)[number];

/** What the mirror sums up to on one basis. Null is what cannot be summed (yet). */
export interface BasisSums {
  sessions: number;
  /** Null when there are several. */
  currency: string | null;
  netCashSales: bigint | null;
  netSales: bigint | null;
  adjustments: bigint | null;
  closingAdjustments: bigint | null;
  /** As the sessions' totals have them. */
  discrepancies: bigint | null;
  /** By the counts in the ledgers. */
  countedDiscrepancies: bigint | null;
}

/** What the mirror has of a day. A zone that is missing is the shop's, a basis that is missing holds no session. */
export type MirroredDay = Partial<Record<Zone, Partial<Record<Basis, BasisSums>>>>;

/** A way to understand Shopify's words; `netCash` is "net sales plus adjustments". */
export interface Reading {
  zone: Zone;
  basis: Basis;
  sales: "cash" | "all tenders";
  adjustments: "without closing" | "with closing";
  discrepancies: "of totals" | "of counts";
}

/** A day with both sides. */
export interface ComparableDay {
  mirrored: MirroredDay;
  theirs: DayFigures & { currency: string };
}

const READINGS: readonly Reading[] = ZONES.flatMap((zone) =>
  BASES.flatMap((basis) =>
    (["cash", "all tenders"] as const).flatMap((sales) =>
      (["without closing", "with closing"] as const).flatMap((adjustments) =>
        (["of totals", "of counts"] as const).map((discrepancies) => ({
          ...{ zone, basis, sales, adjustments, discrepancies },
        })),
      ),
    ),
  ),
);

const FIGURES = ["opened", "closed", "netCash", "discrepancies"] as const;

/**
 * The one reading that fits most days, and of those that fit as many the one with most figures that agree. Shopify
 * counts every day alike, so a day that would fit another reading only does not agree.
 */
export function bestReading(days: readonly ComparableDay[]): Reading {
  const scores = READINGS.map((reading) => {
    const agreeing = days.map((day) => agreeingFigures(day, reading));
    const whole = agreeing.filter((figures) => figures === FIGURES.length).length;
    return { reading, whole, figures: agreeing.reduce((sum, figures) => sum + figures, 0) };
  });
  // The first of equals: the sort is stable.
  const [best] = scores.sort((a, b) => b.whole - a.whole || b.figures - a.figures);
  if (best === undefined) throw new Error("There is a reading.");
  return best.reading;
}

/** Our figures of a day by a reading; null while they cannot be summed. */
export function figuresOf({ mirrored, theirs }: ComparableDay, reading: Reading): DayFigures | null {
  const day = mirrored[reading.zone] ?? mirrored.shop;
  if (day === undefined) return null;
  const sums = day[reading.basis] ?? NOTHING;
  const isOther = Object.values(day).some(({ sessions, currency }) => sessions > 0 && currency !== theirs.currency);
  const sales = reading.sales === "cash" ? sums.netCashSales : sums.netSales;
  const closing = reading.adjustments === "with closing" ? sums.closingAdjustments : 0n;
  const discrepancies = reading.discrepancies === "of totals" ? sums.discrepancies : sums.countedDiscrepancies;
  if (isOther || sales === null || sums.adjustments === null || closing === null || discrepancies === null) return null;
  return {
    opened: day.opening?.sessions ?? 0,
    closed: day.closing?.sessions ?? 0,
    netCash: sales + sums.adjustments + closing,
    discrepancies,
  };
}

/** Whether both sides are the same. */
export function isAgreed(ours: DayFigures, theirs: DayFigures): boolean {
  return FIGURES.every((figure) => ours[figure] === theirs[figure]);
}

function agreeingFigures(day: ComparableDay, reading: Reading): number {
  const ours = figuresOf(day, reading);
  return ours === null ? 0 : FIGURES.filter((figure) => ours[figure] === day.theirs[figure]).length;
}

const NOTHING: BasisSums = {
  ...{ sessions: 0, currency: null, netCashSales: 0n, netSales: 0n, adjustments: 0n, closingAdjustments: 0n },
  ...{ discrepancies: 0n, countedDiscrepancies: 0n },
};
