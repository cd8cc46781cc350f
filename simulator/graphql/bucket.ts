import type { ShopRecord } from "#simulator/shop/world.ts";

/** Points a second, by plan. The bucket holds twenty seconds' worth. */
const RESTORE_RATES: Readonly<Record<ShopRecord["plan"], number>> = {
  standard: 100,
  advanced: 200,
  plus: 1000,
  enterprise: 2000,
};
const SECONDS_HELD = 20;

export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

/** The leaky bucket that an app has at a shop: every query takes its cost out of it, time fills it again. */
export class CostBucket {
  readonly #restoreRate: number;
  readonly #capacity: number;
  #available: number;
  #filledAt: number | null = null;

  constructor(plan: ShopRecord["plan"]) {
    this.#restoreRate = RESTORE_RATES[plan];
    this.#capacity = this.#restoreRate * SECONDS_HELD;
    this.#available = this.#capacity;
  }

  /** Takes the points if they are there. */
  take(points: number, now: Date): boolean {
    this.#restore(now);
    if (points > this.#available) return false;
    this.#available -= points;
    return true;
  }

  /** Gives back what was requested and not used. */
  refund(points: number): void {
    this.#available = Math.min(this.#capacity, this.#available + points);
  }

  status(now: Date): ThrottleStatus {
    this.#restore(now);
    const currentlyAvailable = Math.floor(this.#available);
    return { maximumAvailable: this.#capacity, currentlyAvailable, restoreRate: this.#restoreRate };
  }

  #restore(now: Date): void {
    const time = now.getTime();
    // A clock that was moved back restores nothing.
    const seconds = Math.max(0, time - (this.#filledAt ?? time)) / 1000;
    this.#available = Math.min(this.#capacity, this.#available + seconds * this.#restoreRate);
    this.#filledAt = time;
  }
}
