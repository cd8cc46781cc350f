import { between, chance, pick, type Random } from "./random.ts";

/** How cash is handled in a country: all amounts in minor units. */
export interface CashHabits {
  major: bigint;
  float: bigint;
  /** Prices are multiples of this. */
  priceStep: bigint;
  lowestPrice: bigint;
  highestPrice: bigint;
  /** Customers hand over the price rounded up to one of these; the first is the exact amount. */
  notes: bigint[];
  /** Above this a pickup is made, in multiples of `pickupStep`. */
  pickupAbove: bigint;
  pickupStep: bigint;
  /** The smallest coin that is miscounted, and the steps by which real mistakes go. */
  coin: bigint;
  mistakeStep: bigint;
}

const HABITS: Record<string, CashHabits> = {
  USD: {
    major: 100n,
    float: 200_00n,
    priceStep: 1n,
    lowestPrice: 4_50n,
    highestPrice: 148_00n,
    notes: [1n, 1_00n, 5_00n, 10_00n, 20_00n],
    pickupAbove: 700_00n,
    pickupStep: 100_00n,
    coin: 1n,
    mistakeStep: 50n,
  },
  JPY: {
    major: 1n,
    float: 50_000n,
    priceStep: 10n,
    lowestPrice: 480n,
    highestPrice: 16_500n,
    notes: [10n, 100n, 500n, 1_000n, 5_000n],
    pickupAbove: 130_000n,
    pickupStep: 10_000n,
    coin: 1n,
    mistakeStep: 50n,
  },
  KWD: {
    major: 1_000n,
    float: 60_000n,
    priceStep: 250n,
    lowestPrice: 1_250n,
    highestPrice: 45_000n,
    notes: [250n, 500n, 1_000n, 5_000n, 10_000n],
    pickupAbove: 220_000n,
    pickupStep: 10_000n,
    coin: 5n,
    mistakeStep: 250n,
  },
};

export function cashHabits(currency: string): CashHabits {
  const habits = HABITS[currency];
  if (!habits) throw new Error(`No one here knows how ${currency} is handled`);
  return habits;
}

/** Many small prices, few large ones. */
export function somePrice(habits: CashHabits, random: Random): bigint {
  const range = Number(habits.highestPrice - habits.lowestPrice);
  const raw = habits.lowestPrice + BigInt(Math.floor(range * random() ** 2.6));
  return raw - (raw % habits.priceStep);
}

/** What the customer hands over for a price. */
export function someTender(habits: CashHabits, price: bigint, random: Random): bigint {
  return roundUp(price, pick(random, habits.notes));
}

/** How far off an honest count is: mostly not at all, then some coins, seldom more; a little more often short. */
export function someSlip(habits: CashHabits, random: Random): bigint {
  const kind = random();
  const sign = chance(random, 0.57) ? -1n : 1n;
  if (kind < 0.64) return 0n;
  if (kind < 0.94) return sign * habits.coin * BigInt(between(random, 1, 60));
  if (kind < 0.992) return sign * habits.mistakeStep * BigInt(between(random, 3, 12));
  return sign * habits.mistakeStep * BigInt(between(random, 12, 36));
}

export function roundUp(amount: bigint, step: bigint): bigint {
  return ((amount + step - 1n) / step) * step;
}
