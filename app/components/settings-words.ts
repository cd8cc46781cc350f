import type { SettingProblem } from "#app/settings/settings.ts";

// The English of the settings page.

export const SETTINGS_WORDS = {
  saved: "Settings saved",
  notSaved: "Nothing was saved",
  lookAt: (count: number) =>
    count === 1 ? "One field needs another look; it says why." : `${count} fields need another look; each says why.`,
  failed: "The settings could not be saved",
  failedWhy: "What you typed is still here. Try again in a moment.",
  save: "Save",
  discard: "Discard",
  other: {
    title: "Somebody saved while you were editing",
    kept: "What you typed is still here and is not saved yet.",
    contested: "You changed this as well: saving puts yours in its place.",
  },
  delete: {
    title: "Delete older sessions?",
    now: (sessions: string, day: string) =>
      `${sessions} closed before ${day} are deleted now, with their ledgers and the totals of their days.`,
    none: (day: string) => `Nothing closed before ${day}, so nothing is deleted now.`,
    then: "From then on, each day that becomes older than that is deleted as well. What people wrote in reviews stays.",
    undo: "Deleted sessions come back only as far as Shopify still has them, when you choose to keep them longer.",
    confirm: "Save and delete",
    cancel: "Keep them",
  },
} as const;

export const SECTION_WORDS = {
  tolerance: {
    title: "Tolerance",
    what:
      "How far a session may be off before it counts as over or short. The larger of the amount and the share counts. " +
      "A change is applied to all sessions, old ones too.",
  },
  days: {
    title: "Business day and week",
    what:
      "What happens before the hour at which the day begins still belongs to the day before. A bar that closes at two " +
      "in the morning has one day when it begins at 4:00.",
  },
  locations: {
    title: "Locations that differ",
    what: "What one location does otherwise than the rest of the shop. An empty field is as in the shop.",
    none: "Every location goes by the shop’s settings.",
    noLocations: "Locations are not known: the permission to read them is missing, or none has been read yet.",
    add: "Add a location",
    choose: "Choose a location…",
    remove: "Remove",
  },
  policy: {
    title: "When to look closer",
    what:
      "What makes the shorts and overs of one person or drawer worth a talk: one large event, a sum, or many small ones " +
      "within a number of days.",
  },
  review: {
    title: "Review",
    what: "Who may review a session, and which causes a reviewer can choose beside the ones that every shop has.",
  },
  retention: {
    title: "How long sessions are kept",
    what:
      "Till Ledger keeps a copy of your cash sessions for as long as you want. Nothing is ever deleted in Shopify " +
      "itself.",
  },
  permissions: {
    title: "Permissions",
    what: "What Till Ledger may read beyond what it needs. Each can be given and taken back at any time.",
    granted: "Granted",
    notGranted: "Not granted",
    grant: "Grant permission",
    revoke: "Take back",
  },
  sync: {
    title: "Data from Shopify",
    what: "When the figures were last brought up to date, and how.",
    link: "Sync state and history",
  },
  changes: { title: "Changes", what: "Who changed what. The last 20 changes.", none: "Nothing has been changed yet." },
} as const;

export const FIELD_WORDS = {
  amount: (currency: string) => `Amount in ${currency}`,
  amountHelp: (byDefault: string) => `When empty: ${byDefault}`,
  asInShop: "When empty: as in the shop",
  share: "Share of the cash handled",
  shareHelp: "Of cash sales and cash refunds together",
  cutOff: "The business day begins at",
  cutOffAsInShop: (hour: string) => `As in the shop (${hour})`,
  weekStart: "The week begins on",
  stale: "An open session counts as forgotten after",
  windowDays: "Looked at together",
  windowEvents: "Sessions beyond tolerance",
  windowEventsHelp: "So many within these days",
  single: (currency: string) => `One session off by, in ${currency}`,
  windowSum: (currency: string) => `Short in sum, in ${currency}`,
  fourEyes: "Somebody reviews a session that they closed themselves",
  causes: "Causes of your own",
  cause: (number: number) => `Cause ${number}`,
  causeRetired: "Retired: no longer offered, still named where it was chosen",
  newCause: "New cause",
  addCause: "Add",
  removeCause: "Remove",
  retireCause: "Retire",
  restoreCause: "Offer again",
  retention: "Sessions are",
  retentionMonths: "Delete after",
  retentionWhat:
    "Deleted are the session, its ledger, its former figures and the totals of its day. Reviews and the trail keep the " +
    "session’s number and the figures that were seen.",
} as const;

export const UNIT_WORDS = { hours: "hours", days: "days", months: "months" } as const;

export const FOUR_EYES_WORDS = {
  told: { label: "They are told, and may", help: "The trail says so." },
  forbidden: { label: "They may not", help: "Somebody else has to." },
} as const;

export const RETENTION_WORDS = { forever: "Kept for ever", limited: "Deleted some months after they closed" } as const;

/** What each optional permission opens, for whoever decides about it. */
export const PERMISSION_WORDS: Record<string, { title: string; unlocks: string }> = {
  read_users: {
    title: "Names of staff",
    unlocks: "Who opened and closed each session, who moved cash, and the figures of each person.",
  },
  read_orders: {
    title: "Orders and devices",
    unlocks: "The order behind each cash sale and refund, and which device a session ran on.",
  },
  read_gift_cards: { title: "Gift cards", unlocks: "The gift card that a cash payout was made for." },
};

interface ProblemContext {
  /** The least and the most of a number. */
  limits: readonly [number, number] | null;
  currency: string | null;
  /** An amount in that currency as it could be typed. */
  example: string | null;
}

/** What is wrong with a field, and how it would be right. */
export function problemInWords(problem: SettingProblem, { limits, currency, example }: ProblemContext): string {
  switch (problem) {
    case "amount":
      return `An amount without a sign, such as ${example ?? "5.00"}.`;
    case "coins":
      return `${currency ?? "This currency"} has no such small coins. An amount such as ${example ?? "5"}.`;
    case "number":
      return limits === null ? "A number." : `A number from ${limits[0]} to ${limits[1]}.`;
    case "label":
      return "A name of 1 to 60 letters. A cause that was saved can be renamed or retired.";
    case "duplicate":
      return "Another cause has this name already.";
    case "too many":
      return "Not more than 50 causes.";
    case "choice":
      return "One of the choices.";
    case "account":
      return "A name of 1 to 100 characters that does not begin with =, +, - or @.";
    case "code":
      return "A code of 1 to 10 characters that does not begin with =, +, - or @.";
  }
}

/** Names of settings in the trail; where a currency or a location belongs to it, it stands beside. */
export const SETTING_NAMES: Record<string, string> = {
  "tolerance.amounts": "Tolerance",
  "tolerance.shareOfCashHandledBps": "Tolerance, share of the cash handled",
  cutOffHour: "Begin of the business day",
  weekStart: "Begin of the week",
  staleHours: "Open session counts as forgotten after",
  "policy.windowDays": "Looking closer, days",
  "policy.windowEvents": "Looking closer, sessions beyond tolerance",
  "policy.singleAmount": "Looking closer, one session off by",
  "policy.windowSum": "Looking closer, short in sum",
  fourEyes: "Reviewing one’s own session",
  retentionMonths: "Sessions are kept for",
  causeCodes: "Cause",
};

export const VALUE_WORDS = {
  notSet: "as before it was set",
  forever: "ever",
  retired: (label: string) => `${label} (retired)`,
} as const;
