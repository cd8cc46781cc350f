// @vitest-environment jsdom
import { act, fireEvent, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { askedOf } from "#app/reports/asked-export.ts";
import { parseDownloads } from "#app/reports/download-query.ts";
import type { DownloadRow } from "#app/reports/export-history.server.ts";
import type { ExportJobRow } from "#app/reports/export-jobs.server.ts";

import { ExportJobsCard } from "./export-jobs.tsx";
import { renderInShop } from "./render-in-shop.tsx";
import { NOW, sampleSync } from "./sample-reports.ts";
import { useExportActivity } from "./use-export-activity.ts";

vi.mock("@remix-run/react", () => ({ useSearchParams: () => [new URLSearchParams()] }));
const looked = vi.fn<() => void>();
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("open", vi.fn());
  vi.stubGlobal("fetch", (address: string) => {
    if (address !== "/app/exports/jobs") return Promise.resolve(Response.json({ url: DOWNLOAD }));
    looked();
    return Promise.resolve(new Response(null, { status: 503 }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  looked.mockReset();
});

const DOWNLOAD = "https://app.example/downloads/abc";

const options = { locations: [], drawers: [], currencies: ["USD"], people: [] };
const asked = { ...askedOf("sessions.csv", "from=2026-11-01"), rows: 3, bytes: 300, userId: "501", person: null };
const times = { queuedAt: NOW, finishedAt: NOW, expiresAt: NOW };
const job: ExportJobRow = { ...asked, ...times, id: "7", state: "done", rowsExpected: 3, errorCode: null };
const taking = (at: string): DownloadRow => ({ ...asked, id: "1", isOfJob: true, outcome: "under_way", at });

function Page({ history: rows }: { history: DownloadRow[] }) {
  const history = {
    ask: parseDownloads(new URLSearchParams()),
    query: "",
    rows,
    count: rows.length,
    page: 1,
    pages: 1,
  };
  const exporting = useExportActivity({ jobs: [job], history, sync: sampleSync, now: NOW });
  return <ExportJobsCard {...{ exporting, options }} />;
}

async function looksIn(seconds: number): Promise<number> {
  looked.mockClear();
  for (let second = 0; second < seconds; second += 1) await act(() => vi.advanceTimersByTimeAsync(1_000));
  return looked.mock.calls.length;
}

test("the history is looked at every half minute, and every second after a file was asked for", async () => {
  renderInShop(<Page history={[]} />);
  expect(await looksIn(30)).toBe(1);
  fireEvent.click(screen.getByRole("button", { name: /^Download/ }));
  await act(() => vi.advanceTimersByTimeAsync(0));
  expect(window.open).toHaveBeenCalledWith(DOWNLOAD, "_top");
  expect(looked).toHaveBeenCalledTimes(2);
  expect(await looksIn(3)).toBe(3);
  expect(await looksIn(60)).toBeLessThan(12);
});

test("a file that is on its way is followed, and one that never ended is not", async () => {
  const { unmount } = renderInShop(<Page history={[taking(NOW)]} />);
  expect(await looksIn(3)).toBe(3);
  unmount();
  renderInShop(<Page history={[taking("2026-11-23T13:00:00Z")]} />);
  expect(await looksIn(3)).toBe(0);
});
