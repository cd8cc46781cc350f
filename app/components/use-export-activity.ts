import { useFetcher, useSearchParams } from "@remix-run/react";
import { useCallback, useEffect } from "react";

import type { ExportActivity } from "#app/reports/export-activity.server.ts";

import type { ExportFile } from "./save-export.ts";

/** What became of a wish; the server's jobs/submit-export.server.ts says the same. */
export type ExportAnswer =
  | { kind: "queued" | "joined" | "cancelled" | "over" | "unknown" }
  | { kind: "too_many"; limit: number }
  | { kind: "refused"; message: string };

export interface Exporting {
  activity: ExportActivity;
  answer: ExportAnswer | null;
  /** A wish is on its way. */
  isSending: boolean;
  start(file: ExportFile, query: string): void;
  cancel(job: string): void;
  /** Looks at once, as after a download. */
  look(): void;
}

const JOBS = "/app/exports/jobs";
/** A file of some ten thousand rows takes seconds: its progress is to be seen. */
const BUSY_MS = 1_000;
const IDLE_MS = 30_000;

/** The files under way and the history, kept up to date beside the page, which stays as it is meanwhile. */
export function useExportActivity(first: ExportActivity): Exporting {
  const [params] = useSearchParams();
  const address = historyAddress(params);
  const { load, data: polled, state } = useFetcher<ExportActivity>();
  const wish = useFetcher<{ answer: ExportAnswer; activity: ExportActivity }>();
  const activity = latest(
    [first, polled, wish.data?.activity].filter((one) => one && isOfSame(one.history, first.history)),
  );
  const isBusy = activity.jobs.some(isUnfinished);
  const look = useCallback(() => load(address), [load, address]);

  const isIdle = state === "idle";
  useEffect(() => {
    if (!isIdle) return;
    const timer = setInterval(
      () => {
        if (document.visibilityState === "visible") look();
      },
      isBusy ? BUSY_MS : IDLE_MS,
    );
    return () => clearInterval(timer);
  }, [look, isIdle, isBusy]);

  const send = (fields: Record<string, string>) => wish.submit(fields, { method: "post", action: address });
  return {
    activity,
    answer: wish.state === "idle" ? (wish.data?.answer ?? null) : null,
    isSending: wish.state !== "idle",
    start: (file, query) => send({ act: "start", file, query }),
    cancel: (job) => send({ act: "cancel", job }),
    look,
  };
}

/** Where the page's part of the history is asked for: what else its address says is not of it. */
function historyAddress(params: URLSearchParams): string {
  const own = [...params].filter(([name]) => ["page", "history_order", "history_result"].includes(name));
  return own.length === 0 ? JOBS : `${JOBS}?${new URLSearchParams(own).toString()}`;
}

function isOfSame(one: ExportActivity["history"], other: ExportActivity["history"]): boolean {
  return one.page === other.page && one.query === other.query;
}

export function isUnfinished({ state }: ExportActivity["jobs"][number]): boolean {
  return state === "queued" || state === "running";
}

function latest(known: (ExportActivity | undefined)[]): ExportActivity {
  const [newest] = known.filter((one) => one !== undefined).sort((a, b) => (a.now < b.now ? 1 : -1));
  if (newest === undefined) throw new Error("The page has come without what it is about.");
  return newest;
}
