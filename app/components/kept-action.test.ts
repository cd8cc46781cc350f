import { expect, test } from "vitest";

import { keptAction, unlessNotReached } from "./kept-action.ts";

type Sending = Parameters<typeof keptAction>[0];

const answering = (serverAction: () => Promise<unknown>) => keptAction({ serverAction } as unknown as Sending);

test("what the app answers is passed on, a refusal and a missing page too", async () => {
  expect(await answering(() => Promise.resolve({ outcome: "saved" }))).toEqual({ outcome: "saved" });
  const missing = new Response("No such session", { status: 404 });
  await expect(answering(() => Promise.reject(missing))).rejects.toBe(missing);
});

test("no network, a failing app, and too many requests leave the form as it is", async () => {
  for (const error of [new TypeError("Failed to fetch"), new Error("502"), new Response("", { status: 429 })]) {
    expect(await answering(() => Promise.reject(error as Error))).toEqual({ outcome: "failed" });
  }
});

test("only after what did not reach the app is nothing read anew", () => {
  const isReadAfter = (actionResult: unknown) =>
    unlessNotReached({ actionResult, defaultShouldRevalidate: true } as Parameters<typeof unlessNotReached>[0]);
  expect([{ outcome: "failed" }, { outcome: "saved" }, undefined, null].map(isReadAfter)).toEqual([
    ...[false, true, true, true],
  ]);
});
