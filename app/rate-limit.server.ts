/**
 * Requests that a shop may make at once, and then each second, to this process. A page is two; everybody in a large
 * chain's office, and the programs that fetch its exports, stay far below. It is there for the script that has gone
 * wild: one shop must not take the time of all the others.
 */
const BURST = 2_000;
const PER_SECOND = 100;

/** When to come again, in seconds: by then there is room for a few pages. */
export const RETRY_AFTER_S = 1;

interface Bucket {
  tokens: number;
  filledAt: number;
}

/** How many requests each shop may still make. A shop costs two numbers, so that none is ever forgotten. */
const buckets = new Map<number, Bucket>();

/** Takes one request from what the shop may still make; throws the answer to send when nothing is left. */
export function takeRequest(shopId: number, now: number = performance.now()): void {
  const { tokens, filledAt } = buckets.get(shopId) ?? { tokens: BURST, filledAt: now };
  const until = Math.max(filledAt, now);
  const filled = Math.min(BURST, tokens + ((until - filledAt) / 1000) * PER_SECOND);
  buckets.set(shopId, { tokens: filled < 1 ? filled : filled - 1, filledAt: until });
  if (filled < 1) throw tooMany();
}

function tooMany(): Response {
  return new Response(
    "This shop is asking for more than one shop may at once. Nothing is lost: try again in a moment.\n",
    { status: 429, headers: { "Content-Type": "text/plain; charset=utf-8", "Retry-After": `${RETRY_AFTER_S}` } },
  );
}
