import type { NotePlace } from "#app/reports/search-matches.server.ts";

// The English of searching.

export const SEARCH = {
  label: "Search sessions",
  placeholder: "Note, order, amount, name or number",
  clear: "Clear the search",
  submit: "Search",
  heading: "Why it was found",
  chip: (text: string) => `Search: ${text}`,
  tooMuch: (most: string) => `Search for up to eight words, ${most} characters at most`,
  withinDays: "Only these days are searched.",
  everyDay: "Search all days",
  nothing: (text: string) => `Nothing was found for ${text}`,
  nothingHow:
    "A session is found by words of its notes, its location, drawer or people, by an order such as #1001, an amount such as 12.40, or its number.",
  number: (id: string) => `Session ${id}`,
  order: (name: string, activity: string, amount: string) => `Order ${name}: ${activity} ${amount}`,
  amount: (what: string, amount: string) => `${what} ${amount}`,
  activityAt: (activity: string, when: string) => `${activity}, ${when}`,
  named: (what: string, name: string) => `${what}: ${name}`,
} as const;

export const NOTE_WORDS: Record<Extract<NotePlace, string>, string> = {
  opening: "Opening note",
  closing: "Closing note",
};

export const SEARCHED_AMOUNT_WORDS: Record<"discrepancy" | "expected" | "counted", string> = {
  discrepancy: "Discrepancy",
  expected: "Expected",
  counted: "Counted",
};

export const SEARCHED_NAME_WORDS: Record<"location" | "drawer" | "opened" | "closed" | "person", string> = {
  location: "Location",
  drawer: "Drawer",
  opened: "Opened by",
  closed: "Closed by",
  person: "Handled cash",
};
