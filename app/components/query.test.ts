import { expect, test } from "vitest";

import { daysOf, otherParameters, queryWith } from "./query.ts";

test("a change replaces its parameter and keeps the others", () => {
  expect(queryWith("preset=today&location=1&location=2", { preset: "yesterday" })).toBe(
    "?location=1&location=2&preset=yesterday",
  );
});

test("a parameter may be given several times, and taken away", () => {
  expect(queryWith("status=open", { status: ["short", "over"] })).toBe("?status=short&status=over");
  expect(queryWith("status=short&status=over", { status: null })).toBe("?");
});

test("another list starts at its beginning", () => {
  expect(queryWith("after=abc&sort=closed_asc", { sort: "size_desc" })).toBe("?sort=size_desc");
  expect(queryWith("after=abc", { before: "xyz" })).toBe("?before=xyz");
});

test("a link to another page takes the days along and leaves the filters behind", () => {
  expect(daysOf("from=2026-11-01&to=2026-11-30&by=opening&location=1&sort=size_desc")).toBe(
    "?from=2026-11-01&to=2026-11-30&by=opening",
  );
});

test("a form carries along every parameter that it does not ask for", () => {
  expect(otherParameters("preset=today&location=1&location=2&after=abc", ["preset"])).toEqual([
    ["location", "1"],
    ["location", "2"],
  ]);
});
