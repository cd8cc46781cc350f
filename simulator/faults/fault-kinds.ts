/**
 * What can go wrong on request. The first group answers instead of Shopify's API, the second spoils its answer, the
 * third is how a bulk operation ends.
 */
export const FAULT_KINDS = [
  "throttled",
  "too_many_requests",
  "internal_error",
  "bad_gateway",
  "unavailable",
  "gateway_timeout",
  "no_answer",
  "html_page",
  "max_cost_exceeded",
  "access_denied",
  "shop_frozen",
  "shop_locked",
  "token_expired",
  "search_misread",
  "repeated_page",
  "cut_connection",
  "truncated_json",
  "bulk_failed",
  "bulk_timed_out",
  "bulk_canceled",
  "webhook_duplicated",
  "webhook_reordered",
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

export type FaultTarget = "graphql" | "token" | "bulk" | "webhook";

/** A request that a fault may hit. */
export interface FaultSubject {
  shop: string;
  target: FaultTarget;
  /** GraphQL: operation name and query; token: grant type; bulk: file name, or the query as it ends; webhook: topic. */
  text: string;
}

export interface FaultMatcher {
  shop?: string;
  /** GraphQL unless told otherwise; kinds of webhooks and of bulk operations match those. */
  target?: FaultTarget;
  /** Must occur in the subject's text. */
  text?: string;
}

export interface FaultOptions {
  /** How many requests are hit; 1 unless told otherwise. */
  times?: number;
  /** How many matching requests go through before the first one is hit. */
  after?: number;
  when?: FaultMatcher | ((subject: FaultSubject) => boolean);
  /** Time before a gateway time-out is answered. */
  delayMs?: number;
  /** The Retry-After header of 429 and 503. */
  retryAfterSeconds?: number;
}

const WEBHOOK_KINDS: readonly FaultKind[] = ["webhook_duplicated", "webhook_reordered"];
const BULK_KINDS = ["bulk_failed", "bulk_timed_out", "bulk_canceled"] as const satisfies FaultKind[];
const HTTP_KINDS: readonly FaultKind[] = [
  "too_many_requests",
  "internal_error",
  "bad_gateway",
  "unavailable",
  "gateway_timeout",
  "no_answer",
  "html_page",
  "shop_frozen",
  "shop_locked",
  "cut_connection",
  "truncated_json",
];

/** Whether a kind means anything where it would strike. */
export function isPossibleAt(kind: FaultKind, target: FaultTarget): boolean {
  if (WEBHOOK_KINDS.includes(kind)) return target === "webhook";
  if (isBulkEnd(kind)) return target === "bulk";
  return target === "graphql" || (target !== "webhook" && HTTP_KINDS.includes(kind));
}

/** Whether a fault is an end of a bulk operation, rather than of a request. */
export function isBulkEnd(kind: FaultKind): kind is (typeof BULK_KINDS)[number] {
  return BULK_KINDS.some((end) => end === kind);
}

/** Whether a text names a kind of fault. */
export function isFaultKind(text: unknown): text is FaultKind {
  return FAULT_KINDS.includes(text as FaultKind);
}
