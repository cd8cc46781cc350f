// @vitest-environment jsdom
import { beforeEach, describe, expect, it, test } from "vitest";
import { focusedRow, isTyping, moveFocus, moveOf } from "./list-keys.ts";

test("letters ask for a row everywhere, and what scrolls a page only from within a list", () => {
  expect(["j", "k"].map((key) => moveOf(key, false))).toEqual(["next", "previous"]);
  const keys = ["ArrowDown", "ArrowUp", "Home", "End"];
  expect(keys.map((key) => moveOf(key, false))).toEqual([null, null, null, null]);
  expect(keys.map((key) => moveOf(key, true))).toEqual(["next", "previous", "first", "last"]);
  expect(["J", "Enter", " ", "constructor", "toString"].map((key) => moveOf(key, true))).toEqual(
    Array.from({ length: 5 }, () => null),
  );
});

describe("the focus", () => {
  const shown = () => [{} as DOMRect] as unknown as DOMRectList;
  const focused = () => document.activeElement?.id;

  beforeEach(() => {
    document.body.innerHTML = `
      <table><tr data-list-row id="r1"><td><a href="/1" id="one">1</a></td></tr>
      <tr data-list-row><td>no link</td></tr>
      <tr data-list-row id="hidden"><td><a href="/h" id="h">hidden</a></td></tr>
      <tr data-list-row><td><a href="/2" id="two">2</a> <a href="/other" id="other">other</a></td></tr></table>
      <ul><li data-list-row><a href="/3" id="three">3</a></li></ul>`;
    // jsdom lays nothing out.
    for (const row of document.querySelectorAll<HTMLElement>("[data-list-row]")) {
      row.getClientRects = row.id === "hidden" ? () => [] as unknown as DOMRectList : shown;
      row.scrollIntoView = () => {};
    }
  });

  it("goes from row to row, past those that lead nowhere or are not shown, and stays at the ends", () => {
    const path = ["next", "next", "next", "next", "previous", "first", "previous", "last"] as const;
    const ids = path.map((move) => {
      expect(moveFocus(document, move)).toBe(true);
      return focused();
    });
    expect(ids).toEqual(["one", "two", "three", "three", "two", "one", "one", "three"]);
  });

  it("goes on from whatever in a row has it", () => {
    document.getElementById("other")?.focus();
    expect(focusedRow(document)).not.toBeNull();
    moveFocus(document, "next");
    expect(focused()).toBe("three");
  });

  it("is left where it is without a list", () => {
    document.body.innerHTML = "<a href='/x' id='x'>x</a>";
    expect(moveFocus(document, "next")).toBe(false);
    expect(focusedRow(document)).toBeNull();
  });
});

test.each([
  ["<input>", true],
  ["<input type=search>", true],
  ["<input type=date>", true],
  ["<textarea></textarea>", true],
  ["<select></select>", true],
  ["<div role=textbox></div>", true],
  ["<input type=checkbox>", false],
  ["<a href=/>x</a>", false],
  ["<button>x</button>", false],
])("%s takes letters for itself: %s", (html, is) => {
  document.body.innerHTML = html;
  expect(isTyping(document.body.firstElementChild)).toBe(is);
});
