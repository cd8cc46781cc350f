import { dataOf } from "#app/db.server.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { ExceptionFilters } from "./exception-filters.ts";
import { compareExceptions, type ExceptionPosition } from "./exception-order.ts";
import type { ExceptionRow } from "./exception-rows.ts";
import { placeComputed } from "./exceptions.server.ts";
import { type PlacedException, readSessionExceptions } from "./session-exceptions.server.ts";

const EXCEPTIONS_PER_CHUNK = 1_000;

/** Every exception that the page would list, page after page, in its order: a chunk at a time. */
export async function* streamExceptions(
  shop: Shop,
  filters: ExceptionFilters,
  now: Date = new Date(),
): AsyncGenerator<ExceptionRow[], void> {
  const sequence = { order: filters.order, ownCurrency: shop.currency };
  const { settings } = await getSettings(shop, dataOf(shop));
  let computed = await placeComputed(shop, filters, { settings, now });
  let after: ExceptionPosition | null = null;
  for (;;) {
    const found: PlacedException[] = await readSessionExceptions(shop, filters, { after, limit: EXCEPTIONS_PER_CHUNK });
    // One more than the limit says that there are more; it is read again, as the first of the next chunk.
    const hasMore = found.length > EXCEPTIONS_PER_CHUNK;
    const chunk = hasMore ? found.slice(0, EXCEPTIONS_PER_CHUNK) : found;
    const last: ExceptionPosition | null = hasMore ? (chunk.at(-1)?.position ?? null) : null;
    const isDue = ({ position }: PlacedException) => last === null || compareExceptions(position, last, sequence) < 0;
    const due = computed.filter(isDue);
    computed = computed.filter((one) => !isDue(one));
    const all = [...chunk, ...due].sort((a, b) => compareExceptions(a.position, b.position, sequence));
    const rows = all.map(({ row }) => row);
    if (rows.length > 0) yield rows;
    if (last === null) return;
    after = last;
  }
}
