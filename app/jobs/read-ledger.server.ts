import { log } from "#app/log.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { SURROUNDINGS, type Surroundings } from "#app/sync/perform-run.server.ts";
import { readOneLedger } from "#app/sync/read-one-ledger.server.ts";
import { joinedWork } from "./join-work.ts";

type Outcome = "read" | "failed";

/** Longer than an answer of Shopify's takes, shorter than a visitor's patience. */
const LONGEST_WAIT_MS = 2_000;

const join = joinedWork<Outcome>();

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
): Promise<Outcome | "waiting"> {
  return join(`${shop.id}/${sessionId}`, longestWaitMs, () => read(shop, sessionId, surroundings));
}

async function read(shop: Shop, sessionId: string, surroundings: Surroundings): Promise<Outcome> {
  try {
    return (await readOneLedger(shop, sessionId, surroundings)) ? "read" : "failed";
  } catch (error) {
    log.warn({ err: error, shopId: shop.id, sessionId }, "a ledger could not be read");
    return "failed";
  }
}
