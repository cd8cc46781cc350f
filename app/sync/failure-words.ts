import type { AdminApiErrorCode } from "#app/admin-api/errors.ts";
import type { DatabaseTrouble } from "#app/db.server.ts";
import english from "#app/languages/en/failures.ts";

/** Why a run failed. INTERNAL: a mistake of ours. */
export type FailureCode = AdminApiErrorCode | DatabaseTrouble | "INTERNAL";

/**
 * What a merchant reads when a run failed: what happened, and what it means for the figures. When it is tried again and
 * which figures stand until then is added where it is shown; the error itself is in the log. A run's record keeps the
 * English; pages go by its code.
 */
export const FAILURE_WORDS: Readonly<Record<FailureCode, string>> = english.failure;
