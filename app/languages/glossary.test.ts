import { describe, expect, test } from "vitest";

import { loadCatalog } from "./catalog.ts";

// The words of the trade, one each in a language, as docs/languages.md lists them: whoever reads "Fehlbetrag" on one page
// and "zu wenig" on the next wonders what the difference is.

interface Term {
  /** Where the English speaks of it. */
  english: RegExp;
  /** What says it in each language, with its endings. */
  words: Record<"de" | "fr" | "es" | "ja", RegExp>;
}

const TERMS: Record<string, Term> = {
  "expected cash": {
    english: /\b[Ee]xpected (cash|at|now)|^Expected$/,
    words: { de: /Soll/, fr: /attendu/i, es: /esperad/i, ja: /帳簿残高/ },
  },
  "counted cash": {
    english: /\b[Cc]ounted at|^Counted$/,
    words: { de: /[Gg]ezählt/, fr: /compté/i, es: /contad/i, ja: /実査額/ },
  },
  discrepancy: {
    english: /[Dd]iscrepanc(y|ies)\b(?!.*found”)/,
    words: { de: /[Dd]ifferenz/, fr: /[Éé]cart/, es: /[Dd]iferencia/, ja: /過不足/ },
  },
  over: {
    english: /^Over\b(?! all)|\band over\b/,
    words: { de: /Übersch[uü]ss/, fr: /[Ee]xcédent/, es: /[Ss]obrante/, ja: /過剰/ },
  },
  short: {
    english: /^Short\b|\bshort\b/,
    words: { de: /Fehlbetr[aä]g/, fr: /[Mm]anquant/, es: /[Ff]altante/, ja: /不足/ },
  },
  "opening float": {
    english: /\b[Ff]loat\b/,
    words: { de: /Wechselgeldbestand/, fr: /[Ff]onds de caisse/, es: /[Ff]ondo de caja/, ja: /釣銭準備金/ },
  },
  pickup: {
    english: /\bpick(ed )?ups?\b/i,
    words: { de: /[Aa]b(ge)?schöpf/, fr: /[Pp]rélèvement/, es: /[Rr]etiro/, ja: /現金回収/ },
  },
  "carry-over gap": {
    english: /[Cc]arry-over gap/,
    words: { de: /Übertragsdifferenz/, fr: /[Éé]carts? de report/, es: /[Dd]esfases? de traspaso/, ja: /繰越差異/ },
  },
  tolerance: {
    english: /\btolerances?\b/i,
    words: { de: /Toleranz/, fr: /[Tt]olérance/, es: /[Tt]olerancia/, ja: /許容範囲/ },
  },
  review: {
    english: /\breview(s|ed|er)?\b/i,
    words: { de: /[Pp]rüf/, fr: /[Cc]ontrôl/, es: /[Rr]evis/, ja: /レビュー/ },
  },
  check: {
    english: /\bChecks\b|^Check\b/,
    words: { de: /Kontrollrechnung/, fr: /[Vv]érification/, es: /[Cc]omprobaci/, ja: /照合/ },
  },
  drawer: {
    english: /\bdrawers?\b/i,
    words: { de: /Kassenlade/, fr: /[Tt]iroirs?-caisses?/, es: /[Cc]aj(ón|ones)/, ja: /ドロワー/ },
  },
  "business day": {
    english: /[Bb]usiness day/,
    words: { de: /Geschäftstag/, fr: /[Jj]ournée comptable/, es: /[Dd]ía comercial/, ja: /営業日/ },
  },
  "statement of cash": {
    english: /\b[Ss]tatement\b/,
    words: { de: /Abrechnung/, fr: /[Rr]elevé/, es: /[Aa]rqueo/, ja: /精算書/ },
  },
};

type Tree = { [key: string]: string | Tree };

function textsOf(tree: Tree, prefix = ""): [key: string, text: string][] {
  return Object.entries(tree).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[`${prefix}${name}`, value]] : textsOf(value, `${prefix}${name}.`),
  );
}

const catalogOf = async (language: string) => new Map(textsOf((await loadCatalog(language)).words as Tree));
const english = await catalogOf("en");

/** The drawer that the page is about goes without saying in some languages. */
const SAID_OTHERWISE = new Set(["drawer.now", "handovers.none", "legacy.differs"]);

describe.each(["de", "fr", "es", "ja"] as const)("the catalog of %s", (language) => {
  test.each(Object.entries(TERMS))("has one word for %s", async (_, { english: spoken, words }) => {
    const texts = await catalogOf(language);
    // A form that a language does not have is spoken for by those that it has; a placeholder is no word.
    const spoke = [...english].filter(([key, text]) => texts.has(key) && spoken.test(text.replace(/\{\{.*?\}\}/g, "")));
    expect(spoke.length).toBeGreaterThan(0);
    const otherwise = spoke.filter(([key]) => !words[language].test(texts.get(key) ?? "") && !SAID_OTHERWISE.has(key));
    expect(otherwise.map(([key, text]) => `${key}: ${text} => ${texts.get(key)}`)).toEqual([]);
  });
});
