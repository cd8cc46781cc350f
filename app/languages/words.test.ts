import { expect, test } from "vitest";

import { loadCatalog } from "./catalog.ts";
import { langOf, languageOf, localeFor } from "./languages.ts";
import { createWords, loadWords } from "./words.ts";

test.each([
  ["fr", "fr"],
  ["fr-CA", "fr"],
  ["ja-JP", "ja"],
  ["DE", "de"],
  ["it-IT", "en"],
  ["pt-BR", "en"],
  ["nonsense", "en"],
])("who reads %s has the words of %s", (locale, language) => {
  expect(languageOf(locale)).toBe(language);
});

test("a language that the shop fixed keeps the reader's region where the two agree", () => {
  expect(localeFor("admin", "it-IT")).toBe("it-IT");
  expect(localeFor("fr", "fr-CA")).toBe("fr-CA");
  expect(localeFor("fr", "en-US")).toBe("fr");
  expect([langOf("fr-CA"), langOf("it-IT")]).toEqual(["fr-CA", "en"]);
});

test("words of a language that we have not are English, with the reader's own numbers", async () => {
  const { t } = await loadWords("it-IT");
  expect(t("counts.session", { count: 12_345 })).toBe("12.345 sessions");
  expect(t("counts.session", { count: 1 })).toBe("1 session");
});

test("plurals are the language's own, and numbers the region's", async () => {
  const words = { counts: { session_one: "{{count, number}} session", session_other: "{{count, number}} sessions" } };
  const french = { ...(await loadCatalog("en")), language: "fr" as const, words };
  const say = (locale: string, count: number) => createWords(french, locale).t("counts.session", { count });
  // None is one in French; the space between thousands is Switzerland's and Canada's own.
  expect(say("fr-CA", 0)).toBe("0 session");
  expect(say("fr-CA", 12_345)).toBe(`${new Intl.NumberFormat("fr-CA").format(12_345)} sessions`);
  expect(say("fr-CH", 12_345)).toBe(`${new Intl.NumberFormat("fr-CH").format(12_345)} sessions`);
});

test("two readers at the same time each have their own language", async () => {
  const [english, french] = await Promise.all([loadWords("en-GB"), loadWords("fr")]);
  expect([english.language, french.language, english.t("common.overview")]).toEqual(["en-GB", "fr", "Overview"]);
  expect(french.t("common.overview")).toBe("Vue d’ensemble");
});

test("what is put into a text is not read as a text again", async () => {
  const { t } = await loadWords("en");
  expect(t("common.drawerNumber", { id: "{{count}} <b> $t(common.over)" })).toBe(
    "Drawer {{count}} <b> $t(common.over)",
  );
});
