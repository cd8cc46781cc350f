/** How much load, and for how long. */
export interface LoadOptions {
  /** Measured; what comes before it, until the first shops are mirrored, is not. */
  seconds: number;
  merchants: number;
  /** How often each of them walks through all pages; null: until the time is up. */
  walks: number | null;
  shops: number;
  /** What a merchant looks at a page for before the next one, on average; 0: asks without a pause. */
  thinkSeconds: number;
  /** The share of thirteen months of Harbor & Pine that a mirrored shop has; one that is still being read has more. */
  scale: number;
  /** How often memory and CPU are looked at. */
  sampleSeconds: number;
}

export type Engine = "pglite" | "postgresql";

export const USUAL_LOAD: LoadOptions = {
  seconds: 120,
  merchants: 50,
  walks: null,
  shops: 20,
  thinkSeconds: 2,
  scale: 0.05,
  sampleSeconds: 10,
};

/** A shop of the stand-in's, by what makes it. */
export interface ShopPlan {
  domain: string;
  seed: number;
  scale: number;
}

/** Some of the shops are read from Shopify for the first time while the merchants of all walk about. */
const ARRIVING = 0.3;
/** As much as is not read within the measured time. */
const ARRIVING_TIMES = 8;

/** The shops: those mirrored before the merchants come, and those that arrive together with them. */
export function planShops({ shops, scale }: LoadOptions): { settled: ShopPlan[]; arriving: ShopPlan[] } {
  const plans = Array.from({ length: shops }, (_, number) => ({
    domain: `load-${String(number).padStart(2, "0")}.myshopify.com`,
    seed: number + 1,
    scale,
  }));
  const from = shops - Math.max(1, Math.round(shops * ARRIVING));
  return {
    settled: plans.slice(0, from),
    arriving: plans.slice(from).map((plan) => ({ ...plan, scale: Math.min(1, scale * ARRIVING_TIMES) })),
  };
}

/** What every name of a shop's places ends with, so that an answer shows whose it is. */
export function markOf(domain: string): string {
  return `of ${domain.replace(".myshopify.com", "")}`;
}
