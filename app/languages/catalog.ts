import type { ResourceLanguage } from "i18next";

import { languageOf, type Language } from "./languages.ts";

/** Everything that is said in one language: our own words, and those of Polaris. */
export interface Catalog {
  language: Language;
  words: ResourceLanguage;
  polaris: PolarisWords;
}

export interface PolarisWords {
  [key: string]: string | PolarisWords;
}

// A language is a chunk of its own: a browser loads the one that it shows.
const WORDS: Record<Language, () => Promise<{ words: ResourceLanguage; polaris: PolarisWords }>> = {
  en: () => import("./en/index.ts"),
  fr: () => import("./fr/index.ts"),
  de: () => import("./de/index.ts"),
  es: () => import("./es/index.ts"),
  ja: () => import("./ja/index.ts"),
};

const loaded = new Map<Language, Catalog>();

/** Has the catalog of a locale ready for `loadedCatalog`. */
export async function loadCatalog(locale: string): Promise<Catalog> {
  const language = languageOf(locale);
  const known = loaded.get(language);
  if (known) return known;
  const { words, polaris } = await WORDS[language]();
  const catalog = { language, words, polaris };
  loaded.set(language, catalog);
  return catalog;
}

/**
 * What was loaded before anything is rendered, since rendering does not wait: see the two entry files. Until a language
 * that was just chosen is here, it is the one that was shown.
 */
export function loadedCatalog(locale: string): Catalog {
  const catalog = loaded.get(languageOf(locale)) ?? [...loaded.values()][0];
  if (!catalog) throw new Error("No catalog is loaded");
  return catalog;
}
