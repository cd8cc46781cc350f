import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays } from "#app/calendar/dates.ts";
import { PRESETS, presetRange } from "#app/calendar/ranges.ts";
import { REVIEW_STATES } from "#app/reconciliation/review.ts";
import {
  asSeenBy,
  CHECK_FILTERS,
  COMPARISONS,
  filtersToQuery,
  isId,
  isNarrowed,
  isSignedId,
  PARAMETERS,
  parseFilters,
  type SessionFilters,
  STATUS_FILTERS,
} from "./filters.ts";
import { SESSION_SORTS } from "./session-sorts.ts";

const TODAY = "2026-11-22";
const defaults = { today: TODAY, defaultPreset: "last_30_days" } as const;
const parse = (query: string) => parseFilters(new URLSearchParams(query), defaults);
/** Each parameter that narrows the sessions, with a value. */
const NARROWING = {
  ...{ location: "1", drawer: "2", session_id: "3", device: "4", person: "5", status: "open", sign: "over" },
  ...{ check: "net_adds_up", review: "needs", assignee: "me", min_abs: "5", currency: "USD", q: "courier" },
};

describe("the filters of a page", () => {
  it("hold the last 30 days by closing, newest first, when the query says nothing", () => {
    expect(parse("")).toEqual({
      search: null,
      range: { from: "2026-10-24", to: TODAY },
      preset: "last_30_days",
      comparison: "previous_period",
      by: "closing",
      locations: [],
      drawers: [],
      sessions: [],
      devices: [],
      people: [],
      statuses: [],
      sign: null,
      checks: [],
      reviews: [],
      assignee: null,
      minAbs: null,
      currency: null,
      sort: "closed_desc",
      after: null,
      before: null,
      ignored: [],
    });
  });

  it("take a GID or its number, repeated, each once", () => {
    const { locations, drawers } = parse("location=gid://shopify/Location/7&location=8&location=7&drawer=9");
    expect({ locations, drawers }).toEqual({ locations: ["7", "8"], drawers: ["9"] });
  });

  it("take the number below zero of a register from before March 2026", () => {
    expect(parse("drawer=-12&drawer=-01")).toMatchObject({ drawers: ["-12"], ignored: ["drawer"] });
  });

  it("take a check by its name, and all that are arithmetic together", () => {
    expect(parse("check=carry_over&check=arithmetic").checks).toEqual(["carry_over", "arithmetic"]);
  });

  it("take a search without the spaces around it, and one cursor of two", () => {
    expect(parse("q=+courier+").search).toEqual({ text: "courier", named: null });
    expect(parse("after=a&before=b")).toMatchObject({ after: "a", before: null });
  });

  it("say nothing in an address that goes without saying", () => {
    expect(filtersToQuery(parse("")).toString()).toBe("preset=last_30_days");
  });

  it.each(Object.entries(NARROWING))("narrow the sessions by %s", (name, value) => {
    expect(isNarrowed(parse(`${name}=${value}`))).toBe(true);
  });

  it("do not narrow them by what says when, in which order and beside what", () => {
    const others = {
      from: "2026-11-01",
      to: "2026-11-02",
      compare: "none",
      by: "opening",
      sort: "size_desc",
      after: "x",
    };
    expect(isNarrowed(parse(new URLSearchParams(others).toString()))).toBe(false);
    const known = [...Object.keys(NARROWING), ...Object.keys(others), "preset", "before"];
    expect(known.sort()).toEqual(Object.keys(PARAMETERS).sort());
  });

  it("mean whoever asks by me, and nobody where that is no number", () => {
    expect(asSeenBy(parse("assignee=me"), "42").assignee).toBe("42");
    expect(asSeenBy(parse("assignee=me"), "4 OR 1=1").assignee).toBe("0");
    expect(asSeenBy(parse("assignee=7&sign=over"), "42")).toMatchObject({ assignee: "7", sign: "over" });
    expect(asSeenBy(parse("assignee=me&sign=over"), "42").sign).toBe("over");
  });

  it("keep a range that is open at one end open", () => {
    expect(parse("from=2026-11-01").range).toEqual({ from: "2026-11-01", to: "9999-12-31" });
    expect(parse("to=2026-11-01").range).toEqual({ from: "1970-01-01", to: "2026-11-01" });
    expect(parse("from=1970-01-01&to=9999-12-31").ignored).toEqual([]);
  });

  it("hold everything for the preset that says so", () => {
    expect(parse("preset=all")).toMatchObject({ range: null, preset: "all" });
  });

  it("treat an empty parameter as one that is not there", () => {
    expect(parse("from=&to=&status=&min_abs=")).toEqual(parse(""));
  });

  it.each([
    ["from=2026-13-01", "from"],
    ["from=1969-12-31", "from"],
    ["from=2026-11-02&to=2026-11-01", "from"],
    ["from=2026-11-01&from=2026-11-02", "from"],
    ["from=2026-11-01&preset=today", "preset"],
    ["by=lunch", "by"],
    ["location=gid://shopify/CashDrawer/7", "location"],
    ["location=007", "location"],
    ["drawer=9223372036854775808", "drawer"],
    ["status=short&status=perfect", "status"],
    ["sign=-1", "sign"],
    ["review=done", "review"],
    ["assignee=you", "assignee"],
    ["min_abs=-5", "min_abs"],
    ["currency=usd", "currency"],
    ["q=%00", "q"],
    [`q=${"x".repeat(101)}`, "q"],
    ["q=a&q=b", "q"],
    ["sort=size", "sort"],
    ["after=a&before=b", "before"],
    ["after=%3C", "after"],
  ])("drop what is not understood and name it: %s", (query, name) => {
    expect(parse(query).ignored).toEqual([name]);
  });

  it("have words for every parameter", () => {
    const everything = filtersToQuery({
      ...parse("from=2026-11-01&to=2026-11-02"),
      ...{
        comparison: "none",
        by: "opening",
        locations: ["1"],
        drawers: ["2"],
        sessions: ["3"],
        devices: ["4"],
        people: ["5"],
        statuses: ["open"],
        sign: "over",
        checks: ["net_adds_up"],
        reviews: ["needs"],
        assignee: "me",
      },
      ...{
        minAbs: "5",
        currency: "USD",
        search: { text: "courier", named: null },
        sort: "size_desc",
        after: "x",
        before: "y",
        preset: null,
      },
    });
    expect([...everything.keys(), "preset"].sort()).toEqual(Object.keys(PARAMETERS).sort());
  });
});

describe("properties", () => {
  const date = fc.integer({ min: -9_000, max: 9_000 }).map((days) => addDays(TODAY, days));
  const when: fc.Arbitrary<Pick<SessionFilters, "range" | "preset">> = fc.oneof(
    fc.tuple(date, date).map(([a, b]) => ({ preset: null, range: a < b ? { from: a, to: b } : { from: b, to: a } })),
    fc.constantFrom(...PRESETS).map((preset) => ({
      preset,
      range: preset === "all" ? null : presetRange(preset, TODAY),
    })),
  );
  const id = fc.bigInt({ min: 1n, max: 2n ** 63n - 1n }).map(String);
  const cursor = fc.stringMatching(/^[\w-]{1,60}$/);
  const paging: fc.Arbitrary<Pick<SessionFilters, "after" | "before">> = fc.oneof(
    fc.constant({ after: null, before: null }),
    cursor.map((after) => ({ after, before: null })),
    cursor.map((before) => ({ after: null, before })),
  );
  const filters: fc.Arbitrary<SessionFilters> = fc
    .tuple(
      when,
      paging,
      fc.record({
        comparison: fc.constantFrom(...COMPARISONS),
        by: fc.constantFrom("closing", "opening"),
        locations: fc.uniqueArray(id, { maxLength: 4 }),
        drawers: fc.uniqueArray(id, { maxLength: 4 }),
        sessions: fc.uniqueArray(id, { maxLength: 4 }),
        devices: fc.uniqueArray(id, { maxLength: 4 }),
        people: fc.uniqueArray(id, { maxLength: 4 }),
        statuses: fc.uniqueArray(fc.constantFrom(...STATUS_FILTERS)),
        sign: fc.constantFrom("over", "short", null),
        checks: fc.uniqueArray(fc.constantFrom(...CHECK_FILTERS)),
        reviews: fc.uniqueArray(fc.constantFrom(...REVIEW_STATES)),
        assignee: fc.option(fc.oneof(fc.constant("me"), id)),
        minAbs: fc.option(fc.stringMatching(/^\d{1,12}(\.\d{1,4})?$/)),
        currency: fc.option(fc.stringMatching(/^[A-Z]{3}$/)),
        search: fc.option(
          fc.constantFrom("courier", "12.40", "#1042 Ana", "1 234,50").map((text) => ({ text, named: null })),
        ),
        sort: fc.constantFrom(...SESSION_SORTS),
      }),
    )
    .map(([range, page, rest]) => ({ ...range, ...page, ...rest, ignored: [] }));

  it("what was written reads back as the same filters", () => {
    fc.assert(
      fc.property(filters, (written) => {
        expect(parseFilters(new URLSearchParams(filtersToQuery(written).toString()), defaults)).toEqual(written);
      }),
      { numRuns: 500 },
    );
  });

  it("any query is read without a throw, and what was read is written and read the same", () => {
    const name = fc.oneof(fc.constantFrom(...Object.keys(PARAMETERS)), fc.string());
    const value = fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("2026-02-30", "-0", "9".repeat(30), "%00"));
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 12 }), (pairs) => {
        const { ignored, ...read } = parseFilters(new URLSearchParams(pairs), defaults);
        expect(parseFilters(filtersToQuery({ ...read, ignored }), defaults)).toEqual({ ...read, ignored: [] });
      }),
      { numRuns: 500 },
    );
  });

  it("an id fits the database", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        if (isId(text)) expect(String(BigInt.asIntN(64, BigInt(text)))).toBe(text);
        if (isSignedId(text)) expect(String(BigInt.asIntN(64, BigInt(text)))).toBe(text);
      }),
    );
  });

  it("a session from before March 2026 is named by its number below zero, or by its GID", () => {
    const read = (text: string) => parseFilters(new URLSearchParams({ session_id: text }), defaults);
    expect(["-12", "gid://shopify/CashTrackingSession/12"].map((text) => read(text).sessions)).toEqual([
      ["-12"],
      ["-12"],
    ]);
    for (const text of ["-0", "--1", "-", "gid://shopify/CashTrackingSession/-1", "- 1", "-01"]) {
      expect(read(text)).toMatchObject({ sessions: [], ignored: ["session_id"] });
    }
  });
});
