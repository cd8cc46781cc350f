import { afterEach, beforeEach, expect, vi } from "vitest";

// A warning that nobody reads is a bug that nobody finds: whatever reaches console.error fails the test that wrote it.
let written: unknown[][] = [];

beforeEach(() => {
  written = [];
  vi.spyOn(console, "error").mockImplementation((...parts: unknown[]) => void written.push(parts));
});

afterEach(() => {
  const lines = written.map((parts) => parts.map(String).join(" "));
  vi.restoreAllMocks();
  expect(lines, "console.error was called").toEqual([]);
});
