import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  actsFor,
  refusalOf,
  REVIEW_ACTS,
  reviewStateOf,
  type ReviewEventKind,
  type SeenFigures,
  seenVersion,
  stateAfter,
  type StoredReview,
  trailLengthIn,
} from "./review.ts";
import { STATUSES } from "./status.ts";

const status = fc.constantFrom(...STATUSES);
const stored = fc.constantFrom<StoredReview>(null, "reviewed", "escalated", "reopened");

describe("what needs a review", () => {
  it("is a session beyond tolerance of which nobody has said anything", () => {
    expect(STATUSES.filter((one) => reviewStateOf(null, one) === "needs")).toEqual(["over", "short"]);
  });

  it("is settled by a state, whatever the status has become since", () => {
    for (const one of STATUSES) expect(reviewStateOf("reviewed", one)).toBe("reviewed");
  });
});

describe("what may be done", () => {
  it("settles a session once, and only when its figures are final", () => {
    expect(actsFor(null, "short")).toEqual(["reviewed", "escalated", "commented"]);
    expect(actsFor("escalated", "short")).toEqual(["reviewed", "escalated", "commented", "reopened"]);
    expect(actsFor("reviewed", "short")).toEqual(["commented", "reopened"]);
    expect(actsFor("reopened", "balanced")).toEqual(["reviewed", "escalated", "commented"]);
    expect(actsFor(null, "open")).toEqual(["escalated", "commented"]);
    expect(refusalOf("reviewed", { stored: null, status: "pending" })).toBe("not_final");
  });

  it("is no review of one's own session where the shop forbids it, and a reopened one is no way round it", () => {
    const own = { status: "short", closedIt: true, fourEyes: "forbidden" } as const;
    for (const before of [null, "escalated", "reopened"] as const) {
      expect(refusalOf("reviewed", { ...own, stored: before })).toBe("own_session");
    }
    expect(refusalOf("reviewed", { ...own, stored: null, fourEyes: "told" })).toBeNull();
    expect(refusalOf("reviewed", { ...own, stored: null, closedIt: null })).toBeNull();
    expect(refusalOf("escalated", { ...own, stored: null })).toBeNull();
  });
});

describe("any sequence of acts and restatements", () => {
  const kinds = fc.array(fc.constantFrom<ReviewEventKind>(...REVIEW_ACTS, "restated"), { maxLength: 30 });

  it("leads from one legal state to the next, and loses nothing of the trail", () => {
    fc.assert(
      fc.property(kinds, status, (given, current) => {
        let state: StoredReview = null;
        const trail: { kind: ReviewEventKind; state: StoredReview }[] = [];
        for (const kind of given) {
          const isAllowed = kind === "restated" || refusalOf(kind, { stored: state, status: current }) === null;
          if (!isAllowed) continue;
          const before: StoredReview = state;
          state = stateAfter(state, kind);
          trail.push({ kind, state });
          if (kind === "restated") expect(state).not.toBe("reviewed");
          if (kind === "restated" && before !== "reviewed") expect(state).toBe(before);
          if (kind === "commented") expect(state).toBe(before);
          if (kind === "reviewed")
            expect(["over", "short", "balanced", "within_tolerance", "not_counted"]).toContain(current);
          // Nobody settles twice in a row without a word in between.
          if (kind === "reviewed") expect(before).not.toBe("reviewed");
        }
        const settled = trail.filter(({ kind }) => kind !== "commented").at(-1);
        expect(state).toBe(settled?.state ?? null);
        // Something can always be done, and what was reviewed can always be taken back.
        const left = actsFor(state, current);
        expect(left).toContain("commented");
        if (state === "reviewed" || state === "escalated") expect(left).toContain("reopened");
        else expect(left).not.toContain("reopened");
      }),
    );
  });

  it("never shows a session as needing review while somebody has it in hand", () => {
    fc.assert(
      fc.property(stored, status, (before, current) => {
        const shown = reviewStateOf(before, current);
        if (before !== null) expect(shown).toBe(before);
        else expect(shown).toBe(current === "over" || current === "short" ? "needs" : "none");
      }),
    );
  });
});

describe("what a form's writer had seen", () => {
  const figures: SeenFigures = {
    ...{ reconciliation: "short", currency: "USD", totalDiscrepancy: -1240n, openingDiscrepancy: 0n },
    ...{ closingDiscrepancy: -1240n, expectedAtClose: 30_000n, countedAtClose: 28_760n, tolerance: 500n },
  };

  it("is another text when the trail or any figure is another", () => {
    const seen = seenVersion(2, figures);
    expect(seen).toBe("2/short/USD/-1240/0/-1240/30000/28760/500");
    const others = [
      seenVersion(3, figures),
      seenVersion(2, { ...figures, countedAtClose: null }),
      ...Object.entries(figures).flatMap(([name, value]) =>
        typeof value === "bigint" ? [seenVersion(2, { ...figures, [name]: value + 1n })] : [],
      ),
    ];
    expect(new Set([seen, ...others]).size).toBe(others.length + 1);
    expect(others).toHaveLength(8);
  });

  it("tells how long the trail was, and nothing of what is no version", () => {
    expect(trailLengthIn(seenVersion(12, figures))).toBe(12);
    for (const text of ["", "12", "-1/x", "x/1", "99999999999/"]) expect(trailLengthIn(text)).toBeNull();
  });
});
