import type { DayState } from "#app/reports/calendar.server.ts";

// The English of the calendar.

/** What a day comes to, after its amount. */
export const DAY_STATES: Record<DayState, string> = {
  over: "over",
  short: "short",
  both: "short and over",
  not_counted: "not counted",
  open: "open",
  pending: "pending",
  within_tolerance: "within tolerance",
  balanced: "balanced",
};

export const CALENDAR = {
  title: "Calendar",
  months: "Months",
  previous: "Previous month",
  next: "Next month",
  thisMonth: "This month",
  caption: (month: string, currency: string) => `Net discrepancy by day and location, ${month}, ${currency}`,
  summaryCaption: (month: string, currency: string) => `${month} by location, ${currency}`,
  place: "Location",
  week: "Week",
  allPlaces: "All",
  allOf: (month: string) => `${month} in all`,
  today: "today",
  open: (count: string) => `${count} open`,
  noSession: "No session",
  sessions: "Sessions",
  beyond: "Beyond tolerance",
  short: "Short",
  over: "Over",
  net: "Net",
  unknownPlace: "Location not known",
  drawer: (id: string) => `Drawer ${id}`,
  ofDay: (place: string, day: string) => `${place}, ${day}:`,
  empty: (month: string) => `No cash session belongs to ${month}.`,
  emptyTitle: "No session in this month",
  page: (page: string, pages: string) => `Locations, page ${page} of ${pages}`,
  explained:
    "A day is a business day of closing. The word is that of the worst that happened: a day with a session beyond its tolerance is short or over, though the others balance.",
};
