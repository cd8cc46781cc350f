// @vitest-environment jsdom
import { act, renderHook } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import type { ExportActivity } from "#app/reports/export-activity.server.ts";

import { NOW, sampleSync } from "./sample-reports.ts";
import { useExportActivity } from "./use-export-activity.ts";

vi.mock("@remix-run/react", () => ({ useSearchParams: () => [new URLSearchParams()] }));

const first = { sync: sampleSync, now: NOW, jobs: [], history: { page: 1, rows: [] } } as unknown as ExportActivity;
const later = { ...first, now: "2026-11-23T15:00:00.000Z" };
const asked = vi.fn<typeof fetch>();
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("fetch", asked.mockReset());
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const told = (body: unknown, status = 200) => Promise.resolve(Response.json(body, { status }));
const hook = () => renderHook(() => useExportActivity(first)).result;

test("a page that cannot look stays as it is, and looks again", async () => {
  asked.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  asked.mockResolvedValueOnce(new Response("<h1>502</h1>", { status: 502 }));
  asked.mockImplementationOnce(() => told(later));
  const shown = hook();
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  expect([shown.current.activity, asked.mock.calls.length]).toEqual([first, 2]);
  await act(() => vi.advanceTimersByTimeAsync(30_000));
  expect(shown.current.activity.now).toBe(later.now);
});

test("a wish that did not arrive says so; one that did is answered, a refusal too", async () => {
  const shown = hook();
  asked.mockRejectedValueOnce(new TypeError("Failed to fetch"));
  await act(async () => shown.current.start("sessions.csv", ""));
  expect([shown.current.answer, shown.current.isSending]).toEqual([{ kind: "failed" }, false]);
  asked.mockImplementationOnce(() => told({ answer: { kind: "too_many", limit: 3 }, activity: later }, 409));
  await act(async () => shown.current.start("sessions.csv", ""));
  expect([shown.current.answer, shown.current.activity.now]).toEqual([{ kind: "too_many", limit: 3 }, later.now]);
});
