import { type BusinessDate, type DateRange, isBusinessDate } from "#app/calendar/dates.ts";
import { type Preset, presetRange, PRESETS, type Weekday } from "#app/calendar/ranges.ts";
import { CHECK_IDS, type CheckId } from "#app/reconciliation/check.ts";
import { REVIEW_STATES, type ReviewState } from "#app/reconciliation/review.ts";
import type { Status } from "#app/reconciliation/status.ts";
import { LONGEST_SEARCH, parseSearch } from "#app/search/search-terms.ts";
import { SESSION_SORTS, type SessionSort } from "./session-sorts.ts";

/**
 * The filters of every page and export, as they stand in the URL. Pages are lenient (what is not understood is dropped
 * and named in `ignored`); exports refuse a query with anything in `ignored`.
 */
export interface SessionFilters {
  /** Inclusive business dates; null means everything, and then `preset` is "all". */
  range: DateRange | null;
  /** Null for a custom range. */
  preset: Preset | null;
  comparison: Comparison;
  /** Which business date counts. By closing holds closed sessions; by opening holds open ones too. */
  by: "closing" | "opening";
  /** Numbers of Shopify's GIDs. */
  locations: string[];
  drawers: string[];
  sessions: string[];
  /** Devices that sessions ran on; unknown without permission to read orders. */
  devices: string[];
  /** Who opened or closed them. */
  people: string[];
  statuses: StatusFilter[];
  sign: "over" | "short" | null;
  /** A check of them that fails. */
  checks: CheckFilter[];
  /** What has become of the review. "needs" holds those that were opened again. */
  reviews: ReviewState[];
  /** Escalated to this person, by the number in their id token; "me" until `asSeenBy` has said who that is. */
  assignee: string | null;
  /** Least size of the discrepancy, in major units: "5" or "5.00". */
  minAbs: string | null;
  currency: string | null;
  search: SessionSearch | null;
  sort: SessionSort;
  /** Opaque cursors of the sessions list; at most one is set. */
  after: string | null;
  before: string | null;
  /** Names of the parameters that were not understood. */
  ignored: string[];
}

/** What sessions are searched for: search/search-terms.ts says what it may mean. */
export interface SessionSearch {
  text: string;
  /** What bears a name that a word of the search finds, by word; null until `withNames` has looked. */
  named: NamedByWord | null;
}

/** Numbers of what is named, for each word of the search in their order. */
export type NamedByWord = Record<"locations" | "drawers" | "staff", string[]>[];

export type Comparison = "previous_period" | "previous_year" | "none";
/**
 * `open` and `closed` are Shopify's; `restated` and `legacy` (from before March 2026) go across the others, which are our
 * reconciliation status.
 */
export type StatusFilter = Status | "closed" | "restated" | "legacy";
/** `arithmetic`: any but the carry-over, which tells of two sessions and is an exception of its own. */
export type CheckFilter = CheckId | "arithmetic";

export const COMPARISONS = ["previous_period", "previous_year", "none"] as const satisfies readonly Comparison[];
export const STATUS_FILTERS = [
  "open",
  "closed",
  "pending",
  "not_counted",
  "balanced",
  "within_tolerance",
  "over",
  "short",
  "restated",
  "legacy",
] as const satisfies readonly StatusFilter[];
export const CHECK_FILTERS = [...CHECK_IDS, "arithmetic"] as const satisfies readonly CheckFilter[];

const BASES = ["closing", "opening"] as const;
const SIGNS = ["over", "short"] as const;

/** What each parameter takes, in words: the refusal of an export quotes them. */
export const PARAMETERS: Readonly<Record<string, string>> = {
  from: "a date, YYYY-MM-DD, not after `to`",
  to: "a date, YYYY-MM-DD, not before `from`",
  preset: `one of ${PRESETS.join(", ")}; not together with \`from\` or \`to\``,
  compare: `one of ${COMPARISONS.join(", ")}`,
  by: `one of ${BASES.join(", ")}`,
  location: "a location's GID (gid://shopify/Location/1) or its number; may be repeated",
  drawer: "a cash drawer's GID (gid://shopify/CashDrawer/1) or its number; may be repeated",
  session_id:
    "a session's GID (gid://shopify/PointOfSaleDevicePaymentSession/1, or .../CashTrackingSession/1 from before March 2026) or its number; may be repeated",
  device: "a device's GID (gid://shopify/PointOfSaleDevice/1) or its number; may be repeated",
  person: "the GID (gid://shopify/StaffMember/1) or the number of who opened or closed it; may be repeated",
  status: `one of ${STATUS_FILTERS.join(", ")}; may be repeated`,
  sign: `one of ${SIGNS.join(", ")}`,
  check: `one of ${CHECK_FILTERS.join(", ")}; may be repeated`,
  review: `one of ${REVIEW_STATES.join(", ")}; may be repeated`,
  assignee: "me, or the number of a user",
  min_abs: "an amount in major units without a sign, such as 5 or 5.00",
  currency: "a currency code of three letters, such as USD",
  q: `up to ${LONGEST_SEARCH} characters: words of a note, a name, an order, an amount or a session's number`,
  sort: `one of ${SESSION_SORTS.join(", ")}`,
  after: "a cursor of the sessions list; not together with `before`",
  before: "a cursor of the sessions list; not together with `after`",
};

/** The ends of a range of which only one end was given; dates beyond them are refused as slips. */
export const FIRST_DATE: BusinessDate = "1970-01-01";
export const LAST_DATE: BusinessDate = "9999-12-31";
const LARGEST_ID = 2n ** 63n - 1n;

/** Reads filters from a query. Never throws: what is not understood is dropped and named in `ignored`. */
export function parseFilters(
  query: URLSearchParams,
  defaults: { today: BusinessDate; defaultPreset: Preset; weekStart?: Weekday },
): SessionFilters {
  const ignored = new Set<string>();
  const one = <T extends string>(name: string, accepted: (text: string) => T | null): T | null => {
    const given = query.getAll(name).filter((text) => text !== "");
    const value = given.length === 1 ? accepted(given[0] ?? "") : null;
    if (given.length > 0 && value === null) ignored.add(name);
    return value;
  };
  const many = <T extends string>(name: string, accepted: (text: string) => T | null): T[] => {
    const values = new Set<T>();
    for (const text of query.getAll(name).filter((given) => given !== "")) {
      const value = accepted(text);
      if (value === null) ignored.add(name);
      else values.add(value);
    }
    return [...values];
  };

  const when = parseRange({
    from: one("from", dateOrNull),
    to: one("to", dateOrNull),
    preset: one("preset", oneOf(PRESETS)),
    ignored,
    ...defaults,
  });
  const after = one("after", cursorOrNull);
  const before = one("before", cursorOrNull);
  const search = one("q", (text) => (parseSearch(text) === null ? null : text.trim()));
  if (after !== null && before !== null) ignored.add("before");
  return {
    ...when,
    comparison: one("compare", oneOf(COMPARISONS)) ?? "previous_period",
    by: one("by", oneOf(BASES)) ?? "closing",
    locations: many("location", idOf("Location")),
    drawers: many("drawer", (text) => (text.startsWith("-") && isSignedId(text) ? text : drawerId(text))),
    // Not `session`: Shopify's admin puts one of its own on the app's address.
    sessions: many("session_id", sessionIdOf),
    devices: many("device", idOf("PointOfSaleDevice")),
    people: many("person", idOf("StaffMember")),
    statuses: many("status", oneOf(STATUS_FILTERS)),
    sign: one("sign", oneOf(SIGNS)),
    checks: many("check", oneOf(CHECK_FILTERS)),
    reviews: many("review", oneOf(REVIEW_STATES)),
    assignee: one("assignee", (text) => (text === "me" || isId(text) ? text : null)),
    minAbs: one("min_abs", (text) => (/^\d{1,12}(\.\d{1,4})?$/.test(text) ? text : null)),
    currency: one("currency", (text) => (/^[A-Z]{3}$/.test(text) ? text : null)),
    search: search === null ? null : { text: search, named: null },
    sort: one("sort", oneOf(SESSION_SORTS)) ?? "closed_desc",
    after,
    before: after === null ? before : null,
    ignored: [...ignored],
  };
}

/** Writes filters as the query that reads back as the same filters. */
export function filtersToQuery(filters: SessionFilters): URLSearchParams {
  const query = new URLSearchParams();
  if (filters.preset !== null) query.set("preset", filters.preset);
  else if (filters.range !== null) {
    query.set("from", filters.range.from);
    query.set("to", filters.range.to);
  }
  if (filters.comparison !== "previous_period") query.set("compare", filters.comparison);
  if (filters.by !== "closing") query.set("by", filters.by);
  for (const id of filters.locations) query.append("location", id);
  for (const id of filters.drawers) query.append("drawer", id);
  for (const id of filters.sessions) query.append("session_id", id);
  for (const id of filters.devices) query.append("device", id);
  for (const id of filters.people) query.append("person", id);
  for (const status of filters.statuses) query.append("status", status);
  if (filters.sign !== null) query.set("sign", filters.sign);
  for (const check of filters.checks) query.append("check", check);
  for (const review of filters.reviews) query.append("review", review);
  if (filters.assignee !== null) query.set("assignee", filters.assignee);
  if (filters.minAbs !== null) query.set("min_abs", filters.minAbs);
  if (filters.currency !== null) query.set("currency", filters.currency);
  if (filters.search !== null) query.set("q", filters.search.text);
  if (filters.sort !== "closed_desc") query.set("sort", filters.sort);
  if (filters.after !== null) query.set("after", filters.after);
  if (filters.before !== null) query.set("before", filters.before);
  return query;
}

/** The same filters as the person means them whose number this is: "me" is whoever asks. */
export function asSeenBy(filters: SessionFilters, userId: string): SessionFilters {
  if (filters.assignee !== "me") return filters;
  return { ...filters, assignee: isId(userId) ? userId : "0" };
}

/** Whether anything but the dates narrows the sessions. */
export function isNarrowed(filters: SessionFilters): boolean {
  return (
    filters.locations.length > 0 ||
    filters.drawers.length > 0 ||
    filters.sessions.length > 0 ||
    filters.devices.length > 0 ||
    filters.people.length > 0 ||
    filters.statuses.length > 0 ||
    filters.sign !== null ||
    filters.checks.length > 0 ||
    filters.reviews.length > 0 ||
    filters.assignee !== null ||
    filters.minAbs !== null ||
    filters.currency !== null ||
    filters.search !== null
  );
}

function parseRange(given: {
  from: BusinessDate | null;
  to: BusinessDate | null;
  preset: Preset | null;
  ignored: Set<string>;
  today: BusinessDate;
  defaultPreset: Preset;
  weekStart?: Weekday;
}): Pick<SessionFilters, "range" | "preset"> {
  const { from, to, ignored, today, weekStart } = given;
  if (from !== null || to !== null) {
    const range = { from: from ?? FIRST_DATE, to: to ?? LAST_DATE };
    if (given.preset !== null) ignored.add("preset");
    if (range.from <= range.to) return { range, preset: null };
    ignored.add("from");
  }
  const preset = given.preset ?? given.defaultPreset;
  return { range: preset === "all" ? null : presetRange(preset, today, { weekStart }), preset };
}

function oneOf<T extends string>(values: readonly T[]): (text: string) => T | null {
  return (text) => values.find((value) => value === text) ?? null;
}

function dateOrNull(text: string): BusinessDate | null {
  return isBusinessDate(text) && FIRST_DATE <= text && text <= LAST_DATE ? text : null;
}

function cursorOrNull(text: string): string | null {
  return /^[\w-]{1,512}$/.test(text) ? text : null;
}

function idOf(
  type:
    | "Location"
    | "CashDrawer"
    | "PointOfSaleDevice"
    | "StaffMember"
    | "PointOfSaleDevicePaymentSession"
    | "CashTrackingSession",
): (text: string) => string | null {
  const prefix = `gid://shopify/${type}/`;
  return (text) => {
    const number = text.startsWith(prefix) ? text.slice(prefix.length) : text;
    return isId(number) ? number : null;
  };
}

const drawerId = idOf("CashDrawer");
const paymentSessionId = idOf("PointOfSaleDevicePaymentSession");
const legacySessionId = idOf("CashTrackingSession");

/** A session's number; below zero, as it is mirrored, for one from before March 2026. */
function sessionIdOf(text: string): string | null {
  if (/^-\d/.test(text)) return isSignedId(text) ? text : null;
  const legacy = text.startsWith("gid:") ? legacySessionId(text) : null;
  return legacy === null ? paymentSessionId(text) : `-${legacy}`;
}

/** Whether the text is the number of a GID, or one below zero: of what is from before March 2026. */
export function isSignedId(text: string): boolean {
  return isId(text.replace(/^-/, ""));
}

/** Whether the text is the number of a GID: without leading zeros, so that one id has one spelling. */
export function isId(text: string): boolean {
  return /^[1-9]\d{0,18}$/.test(text) && BigInt(text) <= LARGEST_ID;
}
