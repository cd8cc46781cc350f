import { useNavigate, useRevalidator } from "@remix-run/react";
import { useState } from "react";

import type { ViewOutcome } from "#app/views/saved-views.server.ts";

/** What became of a form: an answer of the app's, or none, because the way to it or the app itself failed. */
export type ViewAnswer = ViewOutcome | { outcome: "failed" };

const ANSWERED = new Set([200, 404, 422]);

async function post(body: URLSearchParams): Promise<ViewAnswer> {
  try {
    const answer = await fetch("/app/views", { method: "POST", body });
    return ANSWERED.has(answer.status) ? ((await answer.json()) as ViewAnswer) : { outcome: "failed" };
  } catch {
    return { outcome: "failed" }; // offline, or cut off: the form says so, and what was typed stays
  }
}

/**
 * Sends what is asked of a view. Not as the page's own form: where that fails, an error page takes its place, and what was
 * typed is gone with the list.
 */
export function useSendView() {
  const navigate = useNavigate();
  const { revalidate } = useRevalidator();
  const [isSending, setIsSending] = useState(false);
  const [answer, setAnswer] = useState<ViewAnswer | null>(null);

  async function send(fields: Record<string, string>): Promise<ViewAnswer> {
    setIsSending(true);
    const outcome = await post(new URLSearchParams(fields));
    setAnswer(outcome);
    setIsSending(false);
    if (outcome.outcome === "saved") {
      if (outcome.goTo === null) revalidate();
      else void navigate(outcome.goTo);
    }
    return outcome;
  }
  return { isSending, answer, send, forget: () => setAnswer(null) };
}
