import type { GuideStep } from "#app/reports/guide.server.ts";

// The English of the first-run guide.

export const GUIDE = {
  title: "Get started",
  progress: (done: string, all: string) => `${done} of ${all} done`,
  allDone: "All is done. You find this guide again in the settings.",
  hide: "Put the guide away",
  /** What the tick of a step says to those who cannot see it. */
  done: "Done:",
  open: "To do:",
  skip: "Leave them as they are",
  failed: "That did not work. Try again in a moment.",
  again: "Guide",
  againWhat: "The first steps with Till Ledger, at the head of your overview. It is shown to you alone.",
  show: "Show the guide on the overview",
  shown: "It stands at the head of the overview now.",
  toOverview: "Go to the overview",
} as const;

/** Each step, and what it is good for. */
export const GUIDE_STEP_WORDS: Record<GuideStep, { title: string; what: string }> = {
  figures: {
    title: "Read the first figures",
    what: "Till Ledger reads your cash sessions from Shopify by itself. The last weeks come first.",
  },
  tolerance: {
    title: "Look at the tolerance",
    what: "How far a session may be off before somebody has to look at it. Begin with what you would not follow up.",
  },
  permissions: {
    title: "Decide on optional permissions",
    what: "With them you see who opened and closed each session, and the order of each sale.",
  },
  review: {
    title: "Review a session",
    what: "Say what was the cause of a discrepancy, or hand it to somebody. It stays in the session’s trail.",
  },
  file: {
    title: "Take figures with you",
    what: "Export a list as a file, or print the Z-report of a session.",
  },
};
