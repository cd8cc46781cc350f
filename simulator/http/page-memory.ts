import type { GraphqlBody } from "./graphql-door.ts";

/** Enough for every kind of page that an app walks through at once. */
const MAX_KEPT = 50;

/**
 * The last answer per query, cursors aside, so that a page can be answered twice: what an app sees when a cursor is
 * ignored once, or when a cache stands in the way.
 */
export class PageMemory {
  readonly #answers = new Map<string, string>();

  has(shop: string, body: GraphqlBody): boolean {
    return this.#answers.has(keyOf(shop, body));
  }

  last(shop: string, body: GraphqlBody): string | null {
    return this.#answers.get(keyOf(shop, body)) ?? null;
  }

  remember(shop: string, body: GraphqlBody, answer: string): void {
    if (!answer.includes('"pageInfo"')) return;
    const key = keyOf(shop, body);
    this.#answers.delete(key);
    this.#answers.set(key, answer);
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > MAX_KEPT && oldest !== undefined) this.#answers.delete(oldest);
  }
}

function keyOf(shop: string, body: GraphqlBody): string {
  const variables = Object.entries(body.variables).filter(([name]) => !/after|before|cursor/i.test(name));
  return JSON.stringify([shop, body.query, variables]);
}
