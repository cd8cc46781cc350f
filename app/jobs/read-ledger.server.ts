import { log } from "#app/log.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { SURROUNDINGS, type Surroundings } from "#app/sync/perform-run.server.ts";
import { readOneLedger } from "#app/sync/read-one-ledger.server.ts";

type Outcome = "read" | "waiting" | "failed";

/** Longer than an answer of Shopify's takes, shorter than a visitor's patience. */
const LONGEST_WAIT_MS = 2_000;

const underWay = new Map<string, Promise<Outcome>>();

/**
 * Reads the ledger of a session that someone opens, unless it is up to date. Waits for two seconds at the most: then
 * the page is shown without it, and the reading goes on.
 */
export async function readLedgerNow(
  shop: Shop,
  sessionId: string,
  {
    surroundings = SURROUNDINGS,
    longestWaitMs = LONGEST_WAIT_MS,
  }: { surroundings?: Surroundings; longestWaitMs?: number } = {},
): Promise<Outcome> {
  const key = `${shop.id}/${sessionId}`;
  const reading = underWay.get(key) ?? read(shop, sessionId, surroundings).finally(() => underWay.delete(key));
  underWay.set(key, reading);
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<Outcome>((resolve) => {
    timer = setTimeout(() => resolve("waiting"), longestWaitMs);
  });
  return Promise.race([reading, patience]).finally(() => clearTimeout(timer));
}

async function read(shop: Shop, sessionId: string, surroundings: Surroundings): Promise<Outcome> {
  try {
    return (await readOneLedger(shop, sessionId, surroundings)) ? "read" : "failed";
  } catch (error) {
    log.warn({ err: error, shopId: shop.id, sessionId }, "a ledger could not be read");
    return "failed";
  }
}
