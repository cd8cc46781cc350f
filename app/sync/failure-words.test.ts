import { expect, test } from "vitest";
import { FAILURE_WORDS } from "./failure-words.ts";

/** What a shop's owner has no reason to know. */
const JARGON =
  /\b(HTTP|API|GraphQL|JSON|query|token|scope|database error|OAuth|null|points|throttl|cursor)\b|[_`{}]|\d{3}/i;

test.each(Object.entries(FAILURE_WORDS))(
  "%s says in a merchant's words what happened and what it means",
  (_code, words) => {
    expect(words).not.toMatch(JARGON);
    const sentences = words.split(/(?<=\.) /);
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    // The figures at hand are what a merchant fears for first.
    expect(words).toMatch(/ (stays?|are here)[;,:.]/);
  },
);
