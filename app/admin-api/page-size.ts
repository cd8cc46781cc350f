import { isTooMuch, CostExceededError } from "./errors.ts";

/** How many rows to ask for: found out by asking, because Shopify's real prices are not published. */
export interface PageSize {
  /** Runs a request with the present size; a smaller one follows when Shopify says that it was too much. */
  use<T>(request: (size: number) => Promise<T>): Promise<T>;
}

/** So many answers in a row without trouble, and a page that was too slow may have been bad luck. */
const CALM_ANSWERS = 5;

/** Starts at `start`, halves when a page costs too much or is too slow, and grows again up to `most`. */
export function createPageSize({ start, most }: { start: number; most: number }): PageSize {
  let size = start;
  let ceiling = most;
  let calm = 0;
  return {
    use: async (request) => {
      for (;;) {
        try {
          const result = await request(size);
          calm += 1;
          if (calm >= CALM_ANSWERS && size < ceiling) {
            size = Math.min(size * 2, ceiling);
            calm = 0;
          }
          return result;
        } catch (error) {
          if (!isTooMuch(error) || size === 1) throw error;
          size = Math.floor(size / 2);
          calm = 0;
          // A price does not change from one request to the next, as speed does.
          if (error instanceof CostExceededError) ceiling = size;
        }
      }
    },
  };
}
