/** What can go wrong between us and Shopify. The messages are shown to merchants: they say what happened and what to do. */
export type AdminApiErrorCode =
  | "ACCESS_DENIED"
  | "BAD_RESPONSE"
  | "CANCELLED"
  | "COST_EXCEEDED"
  | "FORBIDDEN"
  | "GRAPHQL_ERROR"
  | "MALFORMED_ROW"
  | "NOT_INSTALLED"
  | "PAGING_STUCK"
  | "REFUSED"
  | "SEARCH_WARNING"
  | "SHOP_FROZEN"
  | "SHOP_LOCKED"
  | "SHOP_NOT_FOUND"
  | "SHOPIFY_UNAVAILABLE"
  | "THROTTLED"
  | "TOKEN_REVOKED"
  | "TOO_SLOW";

export class AdminApiError extends Error {
  readonly code: AdminApiErrorCode;

  constructor(code: AdminApiErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.code = code;
  }
}

/** One entry of `errors` in a GraphQL answer, as far as we read it. */
export interface GraphqlProblem {
  message: string;
  code: string | null;
  path: (string | number)[];
  requiredAccess: string | null;
}

/** An answer with errors. What did come is kept: Shopify nulls only what it could not resolve. */
export class GraphqlError extends AdminApiError {
  readonly problems: GraphqlProblem[];
  readonly partialData: unknown;

  constructor(code: "GRAPHQL_ERROR" | "ACCESS_DENIED", message: string, problems: GraphqlProblem[], partial: unknown) {
    super(code, message);
    this.problems = problems;
    this.partialData = partial;
  }
}

/** Fields that the granted scopes, the plan or the person do not allow. */
export class AccessDeniedError extends GraphqlError {
  /** Paths without list positions, each once: "pointOfSaleDevicePaymentSessions.nodes.openingStaffMember". */
  readonly missingPaths: string[];

  constructor(problems: GraphqlProblem[], partialData: unknown) {
    const paths = problems.map((problem) => problem.path.filter((step) => typeof step === "string").join("."));
    const missingPaths = [...new Set(paths)];
    super("ACCESS_DENIED", `Shopify did not allow reading ${missingPaths.join(", ")}.`, problems, partialData);
    this.missingPaths = missingPaths;
  }
}

/** The query would cost more than a single query may: ask for fewer rows. Nothing was executed. */
export class CostExceededError extends AdminApiError {
  constructor(message: string) {
    super("COST_EXCEEDED", message);
  }
}

/** Shopify gave up, or did not answer before our deadline, twice: ask for fewer rows. */
export class TooSlowError extends AdminApiError {
  constructor() {
    super("TOO_SLOW", "Shopify took too long to answer. Syncing goes on by itself.");
  }
}

/**
 * Shopify ignored a part of a search and answered with more than was asked for. Going on would report the whole
 * history as if it were the range.
 */
export class SearchWarningError extends AdminApiError {
  readonly warnings: string[];

  constructor(warnings: string[]) {
    super("SEARCH_WARNING", `Shopify did not understand a search: ${warnings.join("; ")}`);
    this.warnings = warnings;
  }
}

/** A session that cannot be read as one. */
export class MalformedRowError extends AdminApiError {
  readonly sessionId: string;

  constructor(sessionId: string, problem: string) {
    super("MALFORMED_ROW", `Payment session ${sessionId} could not be read: ${problem}`);
    this.sessionId = sessionId;
  }
}

/** A deed was asked for, and nobody can say whether it was done: it must not be asked for again. */
export class NoAnswerError extends Error {
  readonly code = "NO_ANSWER";
}

/** Whether the error means that asking for fewer rows may help. */
export function isTooMuch(error: unknown): error is CostExceededError | TooSlowError {
  return error instanceof CostExceededError || error instanceof TooSlowError;
}
