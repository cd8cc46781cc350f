// @vitest-environment jsdom
import { act, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { AsOfLine, progressInWords } from "./as-of-line.tsx";
import { NothingYet } from "./empty-states.tsx";
import { renderInShop, shopFormat, t } from "./render-in-shop.tsx";
import { NOW, sampleSync } from "./sample-reports.ts";
import type { SyncStatus } from "#app/reports/sync-status.server.ts";

const revalidate = vi.hoisted(() => vi.fn());
const navigation = vi.hoisted(() => ({ state: "idle" }));
vi.mock("@remix-run/react", () => ({
  useRevalidator: () => ({ state: "idle", revalidate }),
  useNavigation: () => navigation,
}));
const health = vi.fn<typeof fetch>();
beforeEach(() => {
  health.mockReset().mockImplementation(() => Promise.resolve(new Response("{}")));
  vi.stubGlobal("fetch", health);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  revalidate.mockReset();
  navigation.state = "idle";
});

test("the moment that the figures are true for is told both ways", () => {
  renderInShop(<AsOfLine sync={sampleSync} now={NOW} />);
  expect(screen.getByText("Data as of Nov 23, 8:58 AM EST, 2 minutes ago")).toBeDefined();
});

test("ledgers still to be read are counted", () => {
  renderInShop(<AsOfLine sync={{ ...sampleSync, ledgersPending: 1 }} now={NOW} />);
  expect(screen.getByText("1 ledger still to be read")).toBeDefined();
});

test("figures that are worked out anew after a change of the settings are counted", () => {
  renderInShop(<AsOfLine sync={{ ...sampleSync, derivation: { done: 12_000, of: 100_000 } }} now={NOW} />);
  expect(
    screen.getByText("Figures are being worked out anew by the changed settings: 12,000 of 100,000"),
  ).toBeDefined();
});

test("a failure says what happened, what comes next and which figures stay", () => {
  const failed = {
    ...sampleSync,
    state: "failed" as const,
    errorCode: "SHOPIFY_UNAVAILABLE",
    retriesAt: "2026-11-23T14:05:00Z",
  };
  renderInShop(<AsOfLine sync={failed} now={NOW} />);
  expect(
    screen.getByText(/what has changed since is missing\. It is tried again by itself at 9:05 AM\. Until then/),
  ).toBeDefined();
});

test("the page does not look again while somebody is on the way to another one", async () => {
  vi.useFakeTimers();
  navigation.state = "loading";
  renderInShop(<AsOfLine sync={{ ...sampleSync, state: "running" }} now={NOW} />);
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  expect(revalidate).not.toHaveBeenCalled();
});

test("the page looks again: soon while something is being read, else every minute", async () => {
  vi.useFakeTimers();
  const { unmount } = renderInShop(<AsOfLine sync={{ ...sampleSync, state: "running" }} now={NOW} />);
  await act(() => vi.advanceTimersByTimeAsync(8_000));
  expect(revalidate).toHaveBeenCalledTimes(2);
  unmount();
  renderInShop(<AsOfLine sync={sampleSync} now={NOW} />);
  await act(() => vi.advanceTimersByTimeAsync(59_000));
  expect(revalidate).toHaveBeenCalledTimes(2);
  await act(() => vi.advanceTimersByTimeAsync(1_000));
  expect(revalidate).toHaveBeenCalledTimes(3);
});

test("between two runs of an unfinished history the page goes on looking", async () => {
  vi.useFakeTimers();
  renderInShop(<AsOfLine sync={{ ...sampleSync, isHistoryComplete: false }} now={NOW} />);
  await act(() => vi.advanceTimersByTimeAsync(4_000));
  expect(revalidate).toHaveBeenCalledTimes(1);
});

test("who comes back to the page sees what is true now", async () => {
  renderInShop(<AsOfLine sync={sampleSync} now={NOW} />);
  await act(async () => void document.dispatchEvent(new Event("visibilitychange")));
  expect(revalidate).toHaveBeenCalledTimes(1);
});

test("while the app cannot be reached the page stays, says so, and is read anew as soon as it can", async () => {
  vi.useFakeTimers();
  health
    .mockRejectedValueOnce(new TypeError("Failed to fetch"))
    .mockResolvedValueOnce(new Response("", { status: 503 }));
  renderInShop(<AsOfLine sync={sampleSync} now={NOW} />);
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  const away = () => screen.queryByText(/This page stays as it was read at 9:00 AM/);
  expect(away()).not.toBeNull();
  await act(() => vi.advanceTimersByTimeAsync(5_000));
  expect([away() === null, revalidate.mock.calls.length]).toEqual([false, 0]);
  await act(() => vi.advanceTimersByTimeAsync(5_000));
  expect([away() === null, revalidate.mock.calls.length]).toEqual([true, 1]);
  expect(health).toHaveBeenCalledWith("/healthz", expect.anything());
});

test("the moment leads to what was read and when", () => {
  renderInShop(<AsOfLine sync={sampleSync} now={NOW} />);
  expect(screen.getByRole("link", { name: /Data as of/ }).getAttribute("href")).toBe("/app/sync");
});

test("while the history comes the line says how far it is", () => {
  const reading = { ...sampleSync, state: "running" as const, isHistoryComplete: false, sessions: 5_120, asOf: null };
  expect(progressInWords(t, reading, shopFormat)).toBe(
    "Reading from Shopify: 5,120 sessions so far, back to Oct 22, 2025",
  );
  expect(progressInWords(t, { ...reading, asOf: sampleSync.asOf }, shopFormat)).toBe(
    "Reading from Shopify once more, back to Oct 22, 2025",
  );
});

test("a shop without a session is told why: no permission, still reading, or there are none", () => {
  const first = { ...sampleSync, isFirstSync: true, sessions: 0 };
  const cases: [SyncStatus, string][] = [
    [{ ...first, missingScopes: ["read_cash_tracking"] }, "Cash sessions cannot be read"],
    [first, "Reading your cash sessions from Shopify"],
    [sampleSync, "No cash session yet"],
  ];
  for (const [sync, heading] of cases) {
    const { unmount } = renderInShop(<NothingYet sync={sync} shopHasSessions={false} />);
    expect(screen.getByText(heading)).toBeDefined();
    unmount();
  }
});
