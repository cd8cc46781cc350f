import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { businessDateOf } from "#app/calendar/business-day.ts";
import { isoLocal } from "#app/calendar/iso.ts";
import { CHECK_IDS } from "./check.ts";
import { HINT_KINDS } from "./hints.ts";
import { readDrawerExample } from "./drawer-example.ts";
import {
  refusalOf,
  REVIEW_CAUSES,
  REVIEW_STATES,
  type ReviewEventKind,
  reviewStateOf,
  stateAfter,
  type StoredReview,
} from "./review.ts";
import { signTest } from "./sign-test.ts";
import { type Status, STATUSES } from "./status.ts";
import { readWorkedExample } from "./worked-example.ts";

const DOCUMENT = readFileSync(new URL("../../docs/reconciliation.md", import.meta.url), "utf8");

/** The fenced blocks of one kind, each with the heading that it stands under. */
function blocks(kind: string): { title: string; text: string }[] {
  const found: { title: string; text: string }[] = [];
  let heading = "";
  for (const part of DOCUMENT.matchAll(/^#+ (.+)$|^```(\S+)\n([\s\S]*?)^```$/gm)) {
    if (part[1]) heading = part[1];
    else if (part[2] === kind) found.push({ title: `${heading} (${found.length + 1})`, text: part[3] ?? "" });
  }
  return found;
}

const examples = blocks("ledger").map(({ title, text }) => readWorkedExample(title, text));

test.each(examples)("$title says what the rules say", ({ claims }) => {
  expect(claims.length).toBeGreaterThan(0);
  expect(claims.map(({ claimed }) => claimed)).toEqual(claims.map(({ computed }) => computed));
});

test.each(blocks("business-days"))("$title falls on the days that the calendar gives", ({ text }) => {
  for (const line of text.trim().split("\n")) {
    const match = /^(\S+) \((\S+) in (\S+)\), cut-off (\d+) => (\S+)$/.exec(line);
    if (!match) throw new Error(`"${line}" is not a line of business days`);
    const [, utc = "", local, timeZone = "", cutOff, date] = match;
    const instant = new Date(utc);
    expect(isoLocal(instant, timeZone)).toBe(local);
    expect(businessDateOf(instant, timeZone, Number(cutOff))).toBe(date);
  }
});

test.each(blocks("review"))("$title leads where the rules lead", ({ text }) => {
  for (const line of text.trim().split("\n")) {
    const [happened = "", state] = line.split(" => ");
    const [status = "open", ...events] = happened.split(", ") as [Status, ...string[]];
    let stored: StoredReview = null;
    for (const event of events) {
      const kind = event.replace(/^\((\w+)\)$/, "$1") as ReviewEventKind;
      const isRefused: boolean = kind !== "restated" && refusalOf(kind, { stored, status }) !== null;
      expect([line, kind, isRefused]).toEqual([line, kind, event.startsWith("(")]);
      if (!isRefused) stored = stateAfter(stored, kind);
    }
    expect([line, reviewStateOf(stored, status)]).toEqual([line, state]);
  }
});

test("the document names every state and cause of a review", () => {
  const missing = [...REVIEW_STATES, ...REVIEW_CAUSES].filter((id) => !DOCUMENT.includes(`\`${id}\``));
  expect(missing).toEqual([]);
});

const drawers = blocks("drawer").map(({ title, text }) => readDrawerExample(title, text));

test.each(drawers)("$title belongs to whom the rules say", ({ claims }) => {
  expect(claims.length).toBeGreaterThan(0);
  expect(claims.map(({ claimed }) => claimed)).toEqual(claims.map(({ computed }) => computed));
});

test.each(blocks("sign-test"))("$title is what the sign test says", ({ text }) => {
  for (const line of text.trim().split("\n")) {
    const [, over, short, p] = /^(\d+) over, (\d+) short => ([\d.]+)$/.exec(line) ?? [];
    expect(signTest({ over: Number(over), short: Number(short) }).toFixed(4)).toBe(p);
  }
});

test("the document shows every status, check and hint at work", () => {
  const claimed = examples.flatMap(({ claims }) => claims.map((claim) => claim.claimed)).join("\n");
  const missing = [...STATUSES, ...CHECK_IDS, ...HINT_KINDS].filter((id) => !new RegExp(`\\b${id}\\b`).test(claimed));
  expect(missing).toEqual([]);
});

test("examples are not lost to a misspelled fence", () => {
  expect(examples.length).toBeGreaterThanOrEqual(20);
  const others = ["business-days", "review", "drawer", "sign-test"].flatMap(blocks);
  expect(DOCUMENT.match(/^```\S/gm)?.length).toBe(examples.length + others.length);
});
