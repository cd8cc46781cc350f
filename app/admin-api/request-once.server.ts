import { type AdminClientOptions, attempt, pause, send, tokenRevoked } from "./client.server.ts";
import { AdminApiError, NoAnswerError } from "./errors.ts";

/**
 * Asks for something that must not be done twice. Waits for points and for the token come first; then `beforeSend`, which
 * writes down that it is about to be asked for; then the request, which is no longer called off. Only a refused token is
 * answered with another request. Whatever else says that nothing was done throws an AdminApiError, and may be tried again
 * later; NoAnswerError says that nobody knows.
 */
export async function requestOnce(
  options: AdminClientOptions,
  deed: { document: string; variables: Record<string, unknown>; beforeSend(): Promise<void> },
): Promise<unknown> {
  const { document, variables, beforeSend } = deed;
  let rejected: string | null = null;
  for (;;) {
    await pause(options, options.governor.waitBefore(document), "waiting for points");
    const token = await options.accessToken(rejected);
    if (token === rejected) throw tokenRevoked();
    await pause(options, 0, "called off meanwhile");
    await beforeSend();
    const usage = { requests: 0, points: 0, retries: 0 };
    const outcome = await attempt(options, usage, document, () =>
      send({ ...options, signal: undefined }, token, document, variables),
    );
    switch (outcome.kind) {
      case "data":
        return outcome.data;
      case "failed":
        throw outcome.error;
      case "throttled":
        throw new AdminApiError("THROTTLED", "Shopify's rate limit is used up.");
      case "unauthorized":
        if (rejected !== null) throw tokenRevoked();
        rejected = token;
        break;
      case "retry":
        if (outcome.mayBeDone) throw new NoAnswerError(`Shopify did not say what became of it (${outcome.reason}).`);
        throw new AdminApiError("SHOPIFY_UNAVAILABLE", `Shopify could not be reached (${outcome.reason}).`);
    }
  }
}
