import { type AnswerCost, type Outcome, readAnswer } from "./answer.ts";
import type { CostGovernor } from "./cost-governor.ts";
import { AdminApiError, TooSlowError } from "./errors.ts";

export interface AdminClientOptions {
  shopDomain: string;
  apiVersion: string;
  /** The shop's token. `rejected` is one that Shopify has just refused: the answer must be another one. */
  accessToken(rejected: string | null): Promise<string>;
  governor: CostGovernor;
  fetch: typeof fetch;
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
  /** From 0 up to 1: spreads retries, so that shops that failed together do not come back together. */
  random(): number;
  signal?: AbortSignal;
  deadlineMs?: number;
  /** Told before every wait; a long one is worth showing. */
  onWait?(ms: number, reason: string): void;
}

/** What the requests of a client have cost so far. */
export interface Usage {
  requests: number;
  points: number;
  retries: number;
}

export interface AdminClient {
  request(document: string, variables?: Record<string, unknown>): Promise<unknown>;
  readonly usage: Readonly<Usage>;
}

/** Shopify itself gives a query up after 10 s. */
const DEADLINE_MS = 10_000;
/** 0.5 s doubling up to 20 s: about a minute of trouble is ridden out; a longer one fails the run, which is retried. */
const TRANSIENT_TRIES = 8;
const BACKOFF_MS = 500;
const LONGEST_BACKOFF_MS = 20_000;
/** A query that was too slow twice will be too slow again. */
const SLOW_TRIES = 2;
/** Waits for the bucket are expected and long-lived; this many in a row means that something else drains it. */
const THROTTLED_TRIES = 60;

/** The one wrapper that speaks GraphQL to Shopify: deadlines, retries, cost, errors by name. */
export function createAdminClient(options: AdminClientOptions): AdminClient {
  const usage: Usage = { requests: 0, points: 0, retries: 0 };
  return {
    usage,
    request: (document, variables = {}) => requestWithRetries(options, usage, document, variables),
  };
}

async function requestWithRetries(
  options: AdminClientOptions,
  usage: Usage,
  document: string,
  variables: Record<string, unknown>,
): Promise<unknown> {
  const costKey = document + sizesIn(variables);
  let [transient, slow, throttled] = [0, 0, 0];
  let rejected: string | null = null;
  for (;;) {
    await pause(options, options.governor.waitBefore(costKey), "waiting for points");
    const token = await options.accessToken(rejected);
    // The provider has nothing newer than what was refused.
    if (token === rejected) throw tokenRevoked();
    const outcome = await attempt(options, usage, costKey, () => send(options, token, document, variables));
    switch (outcome.kind) {
      case "data":
        return outcome.data;
      case "failed":
        throw outcome.error;
      case "unauthorized":
        if (rejected !== null) throw tokenRevoked();
        rejected = token;
        break;
      case "throttled":
        throttled += 1;
        if (throttled >= THROTTLED_TRIES) throw new AdminApiError("THROTTLED", "Shopify's rate limit is used up.");
        await pause(options, options.governor.waitAfterThrottle(outcome.cost.requested), "throttled");
        break;
      case "retry":
        transient += 1;
        slow += outcome.isTooSlow ? 1 : 0;
        if (slow >= SLOW_TRIES) throw new TooSlowError();
        if (transient >= TRANSIENT_TRIES) throw unavailable(outcome.reason);
        await pause(options, outcome.waitMs ?? backoff(transient, options.random()), outcome.reason);
    }
    usage.retries += 1;
  }
}

export async function attempt(
  options: Pick<AdminClientOptions, "governor">,
  usage: Usage,
  costKey: string,
  sendOnce: () => Promise<Outcome>,
): Promise<Outcome> {
  const ticket = options.governor.begin(costKey);
  let cost: AnswerCost | null = null;
  try {
    usage.requests += 1;
    const outcome = await sendOnce();
    cost = "cost" in outcome ? outcome.cost : null;
    usage.points += cost?.actual ?? 0;
    return outcome;
  } finally {
    ticket.end(cost?.throttle ?? null, cost?.requested ?? null);
  }
}

/** Sends once, and says what the answer, or that there was none, means. */
export async function send(
  options: AdminClientOptions,
  token: string,
  query: string,
  variables: Record<string, unknown>,
): Promise<Outcome> {
  const deadline = AbortSignal.timeout(options.deadlineMs ?? DEADLINE_MS);
  const signal = options.signal ? AbortSignal.any([options.signal, deadline]) : deadline;
  try {
    const response = await options.fetch(`https://${options.shopDomain}/admin/api/${options.apiVersion}/graphql.json`, {
      method: "POST",
      headers: {
        accept: "application/json",
        "content-type": "application/json",
        "x-shopify-access-token": token,
      },
      body: JSON.stringify({ query, variables }),
      signal,
    });
    return readAnswer(response.status, response.headers.get("retry-after"), await response.text());
  } catch (error) {
    if (options.signal?.aborted) throw cancelled(error);
    const retry = { kind: "retry", waitMs: null, mayBeDone: true } as const;
    if (deadline.aborted) return { ...retry, reason: "no answer in time", isTooSlow: true };
    // fetch throws TypeError for whatever happens to the connection, in the middle of a body too.
    if (!(error instanceof TypeError)) throw error;
    return { ...retry, reason: "the connection was cut", isTooSlow: false, mayBeDone: !isUnconnected(error) };
  }
}

/** Whether there was nobody to send it to. */
function isUnconnected({ cause }: TypeError): boolean {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "UND_ERR_CONNECT_TIMEOUT"].includes(
    code,
  );
}

/** What the cost of a document depends on: how many rows it asks for, not which. */
function sizesIn(variables: Record<string, unknown>): string {
  const sizes = Object.entries(variables).map(([name, value]) => {
    if (Array.isArray(value)) return `${name}:${value.length}`;
    return typeof value === "number" ? `${name}:${value}` : "";
  });
  return sizes.filter(Boolean).sort().join();
}

/** Waits, unless the request is called off. */
export async function pause(
  options: Pick<AdminClientOptions, "signal" | "onWait" | "sleep">,
  ms: number,
  reason: string,
): Promise<void> {
  if (options.signal?.aborted) throw cancelled(options.signal.reason);
  if (ms <= 0) return;
  options.onWait?.(ms, reason);
  await options.sleep(ms, options.signal);
  if (options.signal?.aborted) throw cancelled(options.signal.reason);
}

/** Between half and all of a delay that doubles with each try. */
function backoff(tries: number, random: number): number {
  const full = Math.min(BACKOFF_MS * 2 ** (tries - 1), LONGEST_BACKOFF_MS);
  return Math.round(full * (0.5 + random / 2));
}

export function tokenRevoked(): AdminApiError {
  return new AdminApiError("TOKEN_REVOKED", "Shopify no longer accepts the app's access. Open the app to renew it.");
}

function unavailable(reason: string): AdminApiError {
  return new AdminApiError(
    "SHOPIFY_UNAVAILABLE",
    `Shopify could not be reached (${reason}). Syncing goes on by itself.`,
  );
}

function cancelled(cause: unknown): AdminApiError {
  return new AdminApiError("CANCELLED", "The request was called off.", { cause });
}
