import { describe, expect, test } from "vitest";

import { loadCatalog } from "./catalog.ts";
import { LANGUAGES } from "./languages.ts";

type Tree = { [key: string]: string | Tree };

/** The texts of a catalog by their keys, in its order: "drawers.gapsOf_one". */
function textsOf(tree: Tree, prefix = ""): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[`${prefix}${name}`, value]] : textsOf(value, `${prefix}${name}.`),
  );
}

const PLURAL = /_(zero|one|two|few|many|other)$/;
const bare = (key: string) => key.replace(PLURAL, "");

/** "count, number" and the like, which a translation must keep; a form for one alone may spell its number out. */
function placeholdersOf(key: string, text: string): string[] {
  const found = [...text.matchAll(/\{\{(.*?)\}\}/g)].map(([, name = ""]) => name.trim());
  return [...new Set(found)].filter((name) => !(PLURAL.test(key) && name === "count, number")).toSorted();
}

const english = textsOf((await loadCatalog("en")).words as Tree);
const inEnglish = new Map(english);
const catalogs = await Promise.all(
  LANGUAGES.map(async (language) => [language, textsOf((await loadCatalog(language)).words as Tree)] as const),
);

describe.each(catalogs)("the catalog of %s", (language, texts) => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;

  test("says nothing that English does not know", () => {
    const known = new Set(english.map(([key]) => bare(key)));
    const unknown = texts.filter(([key]) => !known.has(bare(key)));
    const badForms = texts.filter(([key]) => PLURAL.test(key) && !forms.some((form) => key.endsWith(`_${form}`)));
    expect([...unknown, ...badForms].map(([key]) => key)).toEqual([]);
  });

  test("keeps the placeholders of every text", () => {
    const wrong = texts.filter(([key, text]) => {
      const original = inEnglish.get(key) ?? inEnglish.get(`${bare(key)}_other`) ?? "";
      return placeholdersOf(key, text).join() !== placeholdersOf(`${key}`, original).join();
    });
    expect(wrong.map(([key]) => key)).toEqual([]);
  });

  test("has no empty text, and no brace left open", () => {
    const broken = texts.filter(([, text]) => text.trim() === "" || /[{}]/.test(text.replace(/\{\{[^{}]+\}\}/g, "")));
    expect(broken.map(([key]) => key)).toEqual([]);
  });
});

// Selects show a table in the catalog's order, hence the order too.
test.each(catalogs)("the catalog of %s is whole and in the order of the English one", (language, texts) => {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const inOrder = ["zero", "one", "two", "few", "many", "other"].filter((form) => forms.some((one) => one === form));
  const plurals = new Set(
    english
      .map(([key]) => key)
      .filter((key) => PLURAL.test(key))
      .map(bare),
  );
  const wanted = [...new Set(english.map(([key]) => bare(key)))].flatMap((key) =>
    plurals.has(key) ? inOrder.map((form) => `${key}_${form}`) : [key],
  );
  expect(texts.map(([key]) => key)).toEqual(wanted);
});
