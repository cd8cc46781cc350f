// The English of what happened since somebody last looked.

export const DIGEST = {
  since: (when: string) => `Since you last looked (${when})`,
  nothing: (when: string) => `Nothing new since you last looked (${when}).`,
  /** Before a time of day. */
  dayAndTime: (day: string, time: string) => `${day}, ${time}`,
  cut: (from: string) => `What is told of begins on ${from}: you were away for longer than that.`,
  dismiss: "Put away what happened since you last looked",
  failed: "That could not be put away. Try again in a moment.",
  exception: (kind: string, count: string) => `${kind}: ${count}`,
} as const;

/** What happened, with how often. */
export const DIGEST_LINES = {
  beyond: (count: string, isOne: boolean) => `${count} ${isOne ? "session" : "sessions"} closed beyond tolerance`,
  handed: (count: string, isOne: boolean) => `${count} ${isOne ? "session" : "sessions"} handed to you`,
  restated: (count: string, isOne: boolean) => `${count} ${isOne ? "session" : "sessions"} restated by Shopify`,
  reviewed: (count: string, isOne: boolean) => `${count} ${isOne ? "session" : "sessions"} reviewed by others`,
  failedRuns: (count: string, isOne: boolean) => `Reading from Shopify failed ${count} ${isOne ? "time" : "times"}`,
} as const;
