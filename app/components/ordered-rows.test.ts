import { expect, test } from "vitest";

import { inOrder } from "./ordered-rows.ts";

const up = { descends: false, locale: "en" };
const down = { descends: true, locale: "en" };
const usd = (amount: string) => ({ amount, currency: "USD" });

test("amounts go by what they are worth, not by how they are written, and only within a currency", () => {
  const rows = [usd("-9.00"), usd("10.00"), { amount: "500", currency: "JPY" }, usd("9.50"), usd("-112.40")];
  expect(inOrder(rows, (row) => row, up).map(({ amount }) => amount)).toEqual([
    ..."500 -112.40 -9.00 9.50 10.00".split(" "),
  ]);
  expect(inOrder(rows, (row) => row, down).map(({ amount }) => amount)).toEqual([
    ..."500 10.00 9.50 -9.00 -112.40".split(" "),
  ]);
});

test("what is not known comes last, whichever way", () => {
  const rows = [null, 2, null, 10];
  expect(inOrder(rows, (row) => row, up)).toEqual([2, 10, null, null]);
  expect(inOrder(rows, (row) => row, down)).toEqual([10, 2, null, null]);
});

test("names go by the language's alphabet, and numbers in them by their size", () => {
  const rows = ["Till 10", "Till 2", "Zoë", "Äpfel", "apfel"];
  expect(inOrder(rows, (row) => row, { ...up, locale: "de" })).toEqual(["apfel", "Äpfel", "Till 2", "Till 10", "Zoë"]);
});

test("rows that are alike keep the order in which they came", () => {
  const rows = [1, 2, 3].map((id) => ({ id, by: "same" }));
  expect(inOrder(rows, ({ by }) => by, down)).toEqual(rows);
});
