import { expect, it } from "vitest";
import { oneAhead } from "./one-ahead.ts";

/** Numbers from 1, and how far they were asked for. */
function numbers(until: number, failure?: Error) {
  const state = { asked: 0, isStopped: false };
  async function* count(): AsyncGenerator<number, void> {
    try {
      while (state.asked < until) {
        state.asked += 1;
        yield await Promise.resolve(state.asked);
      }
      if (failure) throw failure;
    } finally {
      state.isStopped = true;
    }
  }
  return { state, items: oneAhead(count()) };
}

it("passes on every item in order", async () => {
  const seen: number[] = [];
  for await (const number of numbers(5).items) seen.push(number);
  for await (const number of numbers(0).items) seen.push(number);
  expect(seen).toEqual([1, 2, 3, 4, 5]);
});

it("asks for one item more than is used, and for no more", async () => {
  const { state, items } = numbers(5);
  expect(state.asked).toBe(0);
  await items.next();
  expect(state.asked).toBe(2);
  await items.next();
  expect(state.asked).toBe(3);
});

it("stops the source when its reader leaves", async () => {
  const { state, items } = numbers(5);
  await items.next();
  await items.return();
  expect(state).toEqual({ asked: 2, isStopped: true });
});

it("fails where the source failed, after what came before", async () => {
  const { items } = numbers(2, new Error("The connection is gone."));
  expect([await items.next(), await items.next()].map(({ value }) => value)).toEqual([1, 2]);
  await expect(items.next()).rejects.toThrow("The connection is gone.");
});
