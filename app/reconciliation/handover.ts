import type { SessionFacts } from "./facts.ts";

/** What became of the cash that one session left in a drawer, when the next one opened. */
export interface Handover {
  /** Counted less left: what went missing (negative) or turned up between the two. */
  readonly gap: bigint;
  /** Of it, expected less left: the drawer's balance itself was changed, and no session shows by what. */
  readonly bookGap: bigint;
}

/** Compares what the session before left with what the next one found. */
export function handoverOf(left: bigint, next: Pick<SessionFacts, "expectedAtOpen" | "countedAtOpen">): Handover {
  return { gap: next.countedAtOpen - left, bookGap: next.expectedAtOpen - left };
}
