import { z } from "zod";
import { requestToken } from "./token-request.server.ts";

/** Shopify did not give an access token for an id token. */
export class ExchangeFailedError extends Error {
  readonly code = "EXCHANGE_FAILED";
  /** Shopify's HTTP status; null when there was no answer, or none that can be read. */
  readonly status: number | null;

  constructor(message: string, { status = null, ...options }: ErrorOptions & { status?: number | null } = {}) {
    super(message, options);
    this.status = status;
  }
}

// An offline token has no user; it would be denied what a person is asked for.
const answerShape = z.object({ access_token: z.string(), associated_user: z.object({ id: z.number() }) });

/**
 * A token with the permissions of the person whose id token it is ("online"), by token exchange. It would live for a
 * day; whoever asks for it keeps it in memory for one piece of work.
 */
export async function personTokenFor(shop: { domain: string }, idToken: string): Promise<string> {
  const response = await requestToken(shop, {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    subject_token: idToken,
    subject_token_type: "urn:ietf:params:oauth:token-type:id_token",
    requested_token_type: "urn:shopify:params:oauth:token-type:online-access-token",
  }).catch((error: unknown) => {
    throw new ExchangeFailedError("Shopify did not answer the exchange of an id token.", { cause: error });
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new ExchangeFailedError(`Shopify did not exchange an id token (HTTP ${response.status}).`, {
      status: response.status,
    });
  }
  const answer = answerShape.safeParse(await response.json().catch(() => null));
  if (!answer.success) throw new ExchangeFailedError("The answer to the exchange of an id token cannot be read.");
  return answer.data.access_token;
}
