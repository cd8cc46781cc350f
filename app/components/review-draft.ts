/** What somebody has begun to say of a session, and not sent. */
export interface ReviewDraft {
  act: string;
  cause: string;
  comment: string;
  assignee: string;
  due: string;
}

const keyOf = (sessionId: string) => `till-ledger-review-${sessionId}`;

/**
 * What was begun and not sent, of this session and in this tab: it outlives a step to the next session, a reload, and a
 * page that failed. Null where nothing was, or the browser keeps nothing.
 */
export function readDraft(sessionId: string): Partial<ReviewDraft> | null {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(keyOf(sessionId)) ?? "null");
    return typeof kept === "object" ? kept : null;
  } catch {
    return null;
  }
}

/** Keeps what was typed; null: it was sent, or given up. */
export function keepDraft(sessionId: string, draft: ReviewDraft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(sessionId));
    else sessionStorage.setItem(keyOf(sessionId), JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing for a frame: what was typed lasts as long as its form.
  }
}
