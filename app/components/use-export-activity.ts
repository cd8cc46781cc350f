import { useSearchParams } from "@remix-run/react";
import { useCallback, useEffect, useRef, useState } from "react";

import type { ExportActivity } from "#app/reports/export-activity.server.ts";

import type { ExportFile } from "./save-export.ts";

/** What became of a wish; the server's jobs/submit-export.server.ts says the same, but for one that did not reach it. */
export type ExportAnswer =
  | { kind: "queued" | "joined" | "cancelled" | "over" | "unknown" }
  | { kind: "too_many"; limit: number }
  | { kind: "refused"; message: string }
  | { kind: "failed" };

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
/** The browser fetches a file by itself, and the history hears of it a moment after it was asked for. */
const LOOKS_AFTER_DOWNLOAD = 10;
/** Longer than nearly every file takes to reach somebody: until then the history is about to say how it ended. */
const TAKING_MS = 60_000;

/**
 * The files under way and the history, kept up to date beside the page, which stays as it is meanwhile: also when the app
 * cannot be reached. Remix's own fetcher would then put an error in the page's place, or load the document again.
 */
export function useExportActivity(first: ExportActivity): Exporting {
  const [params] = useSearchParams();
  const address = historyAddress(params);
  const [polled, setPolled] = useState<ExportActivity>();
  const [answer, setAnswer] = useState<ExportAnswer | null>(null);
  const [isSending, setIsSending] = useState(false);
  const isLooking = useRef(false);
  const activity = latest([first, polled].filter((one) => one && isOfSame(one.history, first.history)));
  const isBusy = activity.jobs.some(isUnfinished) || isBeingTaken(activity);
  const [looksLeft, setLooksLeft] = useState(0);
  const isExpecting = looksLeft > 0;

  const look = useCallback(async () => {
    if (isLooking.current) return;
    isLooking.current = true;
    const read = await askJobs<ExportActivity>(address);
    isLooking.current = false;
    if (read !== null) setPolled((known) => latest([known, read]));
  }, [address]);

  useEffect(() => {
    const timer = setInterval(
      () => {
        setLooksLeft((left) => Math.max(0, left - 1));
        if (document.visibilityState === "visible") void look();
      },
      isBusy || isExpecting ? BUSY_MS : IDLE_MS,
    );
    return () => clearInterval(timer);
  }, [look, isBusy, isExpecting]);

  async function send(fields: Record<string, string>) {
    setIsSending(true);
    setAnswer(null);
    const body = new URLSearchParams(fields);
    const told = await askJobs<{ answer: ExportAnswer; activity: ExportActivity }>(address, { method: "POST", body });
    // What was asked for before and answered after is older.
    if (told !== null) setPolled((known) => latest([known, told.activity]));
    setAnswer(told?.answer ?? { kind: "failed" });
    setIsSending(false);
  }
  return {
    activity,
    answer,
    isSending,
    start: (file, query) => void send({ act: "start", file, query }),
    cancel: (job) => void send({ act: "cancel", job }),
    look: () => {
      setLooksLeft(LOOKS_AFTER_DOWNLOAD);
      void look();
    },
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

const ANSWERED = new Set([200, 202, 400, 404, 409]);

/** What the app says, a refusal too; null: it said nothing, because it or the way to it failed. */
async function askJobs<Told>(address: string, init?: RequestInit): Promise<Told | null> {
  try {
    const answer = await fetch(address, init);
    const isJson = answer.headers.get("Content-Type")?.startsWith("application/json") === true;
    return isJson && ANSWERED.has(answer.status) ? ((await answer.json()) as Told) : null;
  } catch {
    return null;
  }
}

export function isUnfinished({ state }: ExportActivity["jobs"][number]): boolean {
  return state === "queued" || state === "running";
}

function isBeingTaken({ history, now }: ExportActivity): boolean {
  const since = Date.parse(now) - TAKING_MS;
  return history.rows.some(({ outcome, at }) => outcome === "under_way" && Date.parse(at) > since);
}

function latest(known: (ExportActivity | undefined)[]): ExportActivity {
  const [newest] = known.filter((one) => one !== undefined).sort((a, b) => (a.now < b.now ? 1 : -1));
  if (newest === undefined) throw new Error("The page has come without what it is about.");
  return newest;
}
