import {
  AccessDeniedError,
  AdminApiError,
  CostExceededError,
  GraphqlError,
  type GraphqlProblem,
  SearchWarningError,
} from "./errors.ts";
import type { ThrottleStatus } from "./cost-governor.ts";

export interface AnswerCost {
  requested: number | null;
  actual: number | null;
  throttle: ThrottleStatus | null;
}

/** What one HTTP answer of the Admin API means for the request. */
export type Outcome =
  | { kind: "data"; data: unknown; cost: AnswerCost }
  | { kind: "throttled"; cost: AnswerCost }
  | { kind: "unauthorized" }
  /**
   * `isTooSlow`: fewer rows may help. `waitMs` is Shopify's own wish. `mayBeDone`: it may have been carried out all the
   * same, which is nothing to a question, but a deed must not be done twice.
   */
  | { kind: "retry"; reason: string; waitMs: number | null; isTooSlow: boolean; mayBeDone: boolean }
  | { kind: "failed"; error: AdminApiError; cost: AnswerCost };

/** By what stands in front of Shopify, before anything was carried out: too many requests, bad gateway, unavailable. */
const TURNED_AWAY = [429, 502, 503];

const NO_COST: AnswerCost = { requested: null, actual: null, throttle: null };

/** Reads an HTTP answer: its status first, then the GraphQL inside. */
export function readAnswer(status: number, retryAfter: string | null, body: string): Outcome {
  if (status === 200) return readBody(body);
  if (status === 401) return { kind: "unauthorized" };
  if (status === 429 || status >= 500) {
    // Seconds, whatever Shopify's own client makes of them; it sleeps as many milliseconds.
    const seconds = retryAfter === null ? Number.NaN : Number.parseFloat(retryAfter);
    const waitMs = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : null;
    const mayBeDone = !TURNED_AWAY.includes(status);
    return { kind: "retry", reason: `HTTP ${status}`, waitMs, isTooSlow: status === 504, mayBeDone };
  }
  return { kind: "failed", error: errorOfStatus(status), cost: NO_COST };
}

/** What an HTTP status that ends a request means. */
export function errorOfStatus(status: number): AdminApiError {
  switch (status) {
    case 402:
      return new AdminApiError("SHOP_FROZEN", "The store is frozen. Syncing goes on when its Shopify bill is paid.");
    case 403:
      return new AdminApiError("FORBIDDEN", "Shopify refused access to the store's data. Open the app to renew it.");
    case 404:
      return new AdminApiError("SHOP_NOT_FOUND", "Shopify does not know this store any more.");
    case 423:
      return new AdminApiError("SHOP_LOCKED", "Shopify has locked the store. Syncing goes on when it is unlocked.");
    default:
      return new AdminApiError("REFUSED", `Shopify refused the request (HTTP ${status}).`);
  }
}

function readBody(body: string): Outcome {
  const answer = parseObject(body);
  if (answer === null) return retryBadResponse("an answer that is not JSON");
  const extensions = asObject(answer.extensions);
  const cost = readCost(extensions);
  const problems = readProblems(answer.errors);
  if (problems.length > 0) return outcomeOfProblems(problems, answer.data ?? null, cost);
  const warnings = readSearchWarnings(extensions?.search);
  if (warnings.length > 0) return { kind: "failed", error: new SearchWarningError(warnings), cost };
  if (asObject(answer.data) === null) return retryBadResponse("an answer without data");
  return { kind: "data", data: answer.data, cost };
}

function outcomeOfProblems(problems: GraphqlProblem[], data: unknown, cost: AnswerCost): Outcome {
  const has = (code: string) => problems.some((problem) => problem.code === code);
  const texts = problems.map((problem) => problem.message).join("; ");
  if (has("THROTTLED")) return { kind: "throttled", cost };
  if (has("MAX_COST_EXCEEDED")) return { kind: "failed", error: new CostExceededError(texts), cost };
  if (has("INTERNAL_SERVER_ERROR") || has("TIMEOUT")) {
    return { kind: "retry", reason: texts, waitMs: null, isTooSlow: has("TIMEOUT"), mayBeDone: true };
  }
  const denied = problems.filter((problem) => problem.code === "ACCESS_DENIED");
  const error =
    denied.length > 0 ? new AccessDeniedError(denied, data) : new GraphqlError("GRAPHQL_ERROR", texts, problems, data);
  return { kind: "failed", error, cost };
}

function retryBadResponse(reason: string): Outcome {
  return { kind: "retry", reason, waitMs: null, isTooSlow: false, mayBeDone: true };
}

function readProblems(errors: unknown): GraphqlProblem[] {
  if (errors === undefined || errors === null) return [];
  // Some refusals carry a plain text instead of a list.
  if (!Array.isArray(errors)) return [{ message: String(errors), code: null, path: [], requiredAccess: null }];
  return errors.map((entry) => {
    const error = asObject(entry) ?? {};
    const extensions = asObject(error.extensions) ?? {};
    return {
      message: typeof error.message === "string" ? error.message : "an error without a message",
      code: typeof extensions.code === "string" ? extensions.code : null,
      path: Array.isArray(error.path) ? error.path.filter(isPathStep) : [],
      requiredAccess: typeof extensions.requiredAccess === "string" ? extensions.requiredAccess : null,
    };
  });
}

function isPathStep(step: unknown): step is string | number {
  return typeof step === "string" || typeof step === "number";
}

function readSearchWarnings(search: unknown): string[] {
  if (!Array.isArray(search)) return [];
  return search.flatMap((entry) => {
    const { warnings, query } = asObject(entry) ?? {};
    if (!Array.isArray(warnings)) return [];
    return warnings.map((entry) => {
      const warning = asObject(entry) ?? {};
      return `${String(warning.message ?? "warning")} (${String(warning.field ?? "?")} in ${String(query ?? "?")})`;
    });
  });
}

function readCost(extensions: Record<string, unknown> | null): AnswerCost {
  const cost = asObject(extensions?.cost);
  if (cost === null) return NO_COST;
  const status = asObject(cost.throttleStatus);
  const { maximumAvailable, currentlyAvailable, restoreRate } = status ?? {};
  const isWhole =
    typeof maximumAvailable === "number" && typeof currentlyAvailable === "number" && typeof restoreRate === "number";
  return {
    requested: typeof cost.requestedQueryCost === "number" ? cost.requestedQueryCost : null,
    actual: typeof cost.actualQueryCost === "number" ? cost.actualQueryCost : null,
    throttle: isWhole ? { maximumAvailable, currentlyAvailable, restoreRate } : null,
  };
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    return asObject(JSON.parse(text));
  } catch {
    // Cut off in the middle, or a page of HTML from something in between: the caller asks again.
    return null;
  }
}

function asObject(value: unknown): Record<string, unknown> | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
}
