import type { SpreadBand } from "#app/reports/overview-patterns.server.ts";

// The English of what the overview shows beside its figures.

export const RIGHT_NOW = {
  heading: "Right now",
  open: "Open sessions",
  stale: "Open for too long",
  staleSince: (place: string, since: string) => `${place}, since ${since}`,
  none: "none",
};

export const DRIVERS = {
  heading: "Where",
  choices: { locations: "Locations", drawers: "Drawers", people: "People" },
  choose: "What the discrepancies are shown by",
  empty: "No place has a closed session on these days.",
  noPeople: "Nobody is known to have closed a session on these days.",
  peopleExplained: "By who closed the session, which is not always who caused what it found.",
  person: (id: string) => `Person ${id}`,
  detail: (sessions: string, beyond: string) => `${sessions}, ${beyond} beyond tolerance`,
  sides: (short: string, over: string) => `${short} short, ${over} over`,
};

export const PATTERNS = {
  heading: "When and how far",
  choose: "What the pattern is shown by",
  choices: { weekday: "Weekday", hour: "Hour", size: "Size" },
  failed: "This part could not be worked out. Load the page again to try once more.",
  loading: "Working it out",
  weekdayCaption: (currency: string) => `Discrepancies by day of the week, ${currency}`,
  hourCaption: (currency: string) => `Discrepancies by the hour of closing, ${currency}`,
  sizeCaption: (currency: string) => `Sessions by how far they are off, ${currency}`,
  weekday: "Day",
  hour: "Hour",
  hourExplained: "The hour at which sessions closed, on the location’s clock.",
  sessions: "Sessions",
  beyond: "Beyond",
  beyondTolerance: " tolerance",
  sides: "Short | over",
  net: "Net",
  band: "Off by",
  short: "Short",
  over: "Over",
  all: "Sessions",
  detail: (sessions: string, beyond: string) => `${sessions}, ${beyond} beyond tolerance`,
  sidesOf: (short: string, over: string) => `${short} short, ${over} over`,
  none: "No counted session on these days.",
  spread: (sessions: string, median: string, ninetieth: string, largest: string) =>
    `Of ${sessions}, half are off by no more than ${median} and nine in ten by no more than ${ninetieth}. The largest is ${largest}.`,
};

export const BAND_WORDS: Record<SpreadBand["band"], string> = {
  balanced: "Nothing",
  within_tolerance: "Within tolerance",
  to_five: "Up to 5 times that",
  to_twenty: "Up to 20 times that",
  beyond_twenty: "More",
};
