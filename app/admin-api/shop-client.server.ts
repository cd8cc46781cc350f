import { AccessError, accessTokenFor, API_VERSION, personTokenFor } from "#app/shopify.server.ts";
import { type AdminClient, type AdminClientOptions, createAdminClient } from "./client.server.ts";
import { type CostGovernor, createCostGovernor } from "./cost-governor.ts";
import { errorOfStatus } from "./answer.ts";
import { AdminApiError } from "./errors.ts";

/** What a test replaces: time, chance and the network. */
export interface Surroundings {
  fetch: typeof fetch;
  now(): Date;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  random(): number;
  deadlineMs?: number;
}

/** The real ones. `fetch` is looked up at each call: it may be replaced at start. */
export const SURROUNDINGS: Surroundings = {
  fetch: (...request) => globalThis.fetch(...request),
  now: () => new Date(),
  sleep: sleepUntilAborted,
  random: Math.random,
};

// The bucket belongs to the app on the shop, so everything in the process that asks a shop shares what is known of it.
const governors = new WeakMap<Surroundings, Map<string, CostGovernor>>();

function governorOf(domain: string, surroundings: Surroundings): CostGovernor {
  const known = governors.get(surroundings) ?? new Map<string, CostGovernor>();
  governors.set(surroundings, known);
  const governor = known.get(domain) ?? createCostGovernor(() => surroundings.now().getTime());
  known.set(domain, governor);
  return governor;
}

/** A client that speaks for a shop with the app's own offline token. */
export function clientFor(
  shop: { domain: string },
  surroundings: Surroundings,
  options: Pick<AdminClientOptions, "signal" | "onWait"> = {},
): AdminClient {
  return createAdminClient(optionsFor(shop, surroundings, options));
}

/** What a client needs to speak for a shop with the app's own offline token. */
export function optionsFor(
  shop: { domain: string },
  surroundings: Surroundings,
  options: Pick<AdminClientOptions, "signal" | "onWait"> = {},
): AdminClientOptions {
  return {
    ...surroundings,
    ...options,
    governor: governorOf(shop.domain, surroundings),
    shopDomain: shop.domain,
    apiVersion: API_VERSION,
    accessToken: (rejected) => tokenFor(shop, rejected),
  };
}

/**
 * A client that speaks with the permissions of the person whose id token it is. Their access token is had at the first
 * request and forgotten with the client: nothing of it is stored.
 */
export function clientForPerson(
  shop: { domain: string },
  idToken: string,
  surroundings: Surroundings,
  options: Pick<AdminClientOptions, "signal"> = {},
): AdminClient {
  let token: Promise<string> | undefined;
  return createAdminClient({
    ...surroundings,
    ...options,
    governor: governorOf(shop.domain, surroundings),
    shopDomain: shop.domain,
    apiVersion: API_VERSION,
    accessToken: () => (token ??= exchange(shop, idToken)),
  });
}

async function exchange(shop: { domain: string }, idToken: string): Promise<string> {
  try {
    return await personTokenFor(shop, idToken);
  } catch (error) {
    if (!isExchangeFailure(error)) throw error;
    const { status } = error;
    if (status !== null && status >= 400 && status < 500 && status !== 429) throw errorOfStatus(status);
    throw new AdminApiError("SHOPIFY_UNAVAILABLE", error.message, { cause: error });
  }
}

function isExchangeFailure(error: unknown): error is Error & { status: number | null } {
  return error instanceof Error && "code" in error && error.code === "EXCHANGE_FAILED" && "status" in error;
}

async function tokenFor(shop: { domain: string }, rejected: string | null): Promise<string> {
  try {
    return (await accessTokenFor(shop, { rejected })).accessToken;
  } catch (error) {
    if (error instanceof AccessError) throw new AdminApiError(error.code, error.message, { cause: error });
    if (isRefreshFailure(error)) throw ofRefreshFailure(error);
    throw error;
  }
}

function isRefreshFailure(error: unknown): error is Error & { status: unknown } {
  return error instanceof Error && "code" in error && error.code === "REFRESH_FAILED" && "status" in error;
}

/** A store that is frozen or locked says so to the renewal of its token as well. */
function ofRefreshFailure(error: Error & { status: unknown }): AdminApiError {
  const { status } = error;
  if (status === 402 || status === 423) return errorOfStatus(status);
  return new AdminApiError("SHOPIFY_UNAVAILABLE", error.message, { cause: error });
}

function sleepUntilAborted(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done, { once: true });
    if (signal?.aborted) done();
  });
}
