import type { PolicyRule } from "#app/reconciliation/policy.ts";

// The words of Staff and of a person. Figures are evidence of what was counted, and of nothing else: none of these says
// why cash is missing, or that somebody did something.

export const STAFF_TITLE = "Staff";
export const PERSON_UNKNOWN = "No such person";

/** A person by name, or by the number that Shopify gives them. */
export function personName({ id, name }: { id: string; name: string | null }): string {
  return name ?? `Person ${id}`;
}

export const STAFF_HEADINGS = {
  name: "Person",
  ownSessions: "Sessions alone",
  ownCash: "Cash handled",
  short: "Short",
  over: "Over",
  net: "Net",
  perThousand: "Per 1,000",
  chance: "Short / over",
  reached: "Limits reached",
} as const;

export const RULE_WORDS: Record<PolicyRule, string> = {
  single: "One session",
  window_sum: "Sum",
  window_events: "Number",
};

export const STAFF_WORDS = {
  ofSessions: (sessions: string) => `of ${sessions}`,
  brief: (own: string, all: string, short: string, over: string, test: string) =>
    `${own} of ${all} sessions alone, ${short} short, ${over} over: ${test}`,
  nothingAlone: "No stretch between two counts was theirs alone",
  table: "Over and short by person",
  shared: (amount: string) => `${amount} shared`,
  peers: (rate: string) => `${rate} peers`,
  notEnough: "not enough data",
  asByChance: "as by chance",
  lopsided: (odds: string) => `1 in ${odds} by chance`,
  rareBeyondWords: "less than 1 in a billion by chance",
  tooFewSessions: (least: number) =>
    `Not enough data: a rate is given from ${least} sessions in which this person alone handled cash between two counts`,
  noPeers: "Too few sessions of others at the same locations to compare with",
  nobodyNamed: "Nobody is named on these days",
  nobodyNamedWhy:
    "No closed session of these days names who handled its cash. People appear here when Shopify names them in a session’s ledger and the ledger has been read.",
  left: (left: string, sessions: string) =>
    `${left} of ${sessions} closed sessions on these days are left out: their ledgers, or those of sessions that shared their drawer, are still being read.`,
  whoseHeading: "Whose the discrepancies are",
  whoseLines: {
    ofOne: {
      label: "Of one person",
      note: "One person alone handled cash between the two counts: the figures by person",
    },
    ofSeveral: { label: "Shared", note: "Several people did. Listed with each of them, and not divided" },
    ofNobody: { label: "Nobody’s", note: "Carried in between sessions, or not known: no count before, nobody named" },
    total: "Total discrepancy",
  },
  test: (tested: string) =>
    `“By chance” asks how likely so uneven a division of short and over is if each were as easy. It needs 8 sessions that were off. Of ${tested} tested, chance alone makes about one in a hundred stand out.`,
  testNone: "“By chance” needs 8 sessions that were off, and nobody has as many on these days.",
  caution: "A figure says what counts found, not why. Look at the sessions before you talk to anybody.",
} as const;

export const POLICY_WORDS = {
  heading: "Limits",
  window: (days: string) => `On ${days}. Set them in the settings.`,
  single: (amount: string) => `One session off by ${amount}`,
  windowSum: (amount: string) => `Short by ${amount} together`,
  windowEvents: (count: string) => `${count} sessions beyond tolerance`,
  reached: {
    single: (amount: string) => `One session off by ${amount} or more`,
    window_sum: (amount: string) => `${amount} or more short together`,
    window_events: (count: string) => `${count} or more sessions beyond tolerance`,
  },
  crossed: (limit: string, sessions: string, amount: string) => `${limit}: ${sessions}, ${amount}`,
} as const;

export const PERSON_WORDS = {
  alone: "Sessions alone",
  net: "Net, theirs alone",
  perThousand: "Per 1,000 of cash handled",
  test: "Short and over",
  ofSessions: (own: string, all: string) => `${own} of ${all} sessions had a stretch that was theirs alone`,
  cash: (amount: string) => `${amount} of cash handled in them`,
  beyond: (count: string) => `${count} beyond tolerance`,
  shortAndOver: (short: string, over: string) => `${short} short, ${over} over`,
  peersHave: (rate: string, sessions: string) => `Peers at the same locations: ${rate} in ${sessions} sessions`,
  shorts: (short: string, over: string) => `${short} short, ${over} over`,
  needsMore: (off: string) => `Not enough data: ${off} sessions were off, and fewer than 8 cannot tell`,
  byChance: (odds: string) => `Chance alone divides them as unevenly once in ${odds} times`,
  asByChance: (percent: string) => `Chance alone divides them as unevenly in ${percent} of cases`,
  places: "By location",
  aloneBrief: (sessions: string) => `${sessions} sessions alone`,
  locationUnknown: "Location not known",
  peersRate: "Peers per 1,000",
  closed: (when: string) => `closed ${when}`,
  placesCaption: "This person’s figures at each location, beside the others there",
  largest: "Furthest off, theirs alone",
  largestEmpty: "No session with a stretch that was theirs alone was off on these days.",
  shared: "Shared with others",
  sharedNote: "the whole amount, not divided",
  sharedEmpty: "No session that they shared with others was off on these days.",
  nothing: "Nothing of this person on these days",
  nothingWhy: "They are in no closed session of these days whose ledger has been read.",
} as const;
