/** The languages that Till Ledger has words in. The first is what everybody else reads. */
export const LANGUAGES = ["en", "fr", "de", "es", "ja"] as const;

export type Language = (typeof LANGUAGES)[number];

/** Each by its own name, for whoever looks for theirs. */
export const LANGUAGE_NAMES: Record<Language, string> = {
  en: "English",
  fr: "Français",
  de: "Deutsch",
  es: "Español",
  ja: "日本語",
};

/** The language of the words for a locale such as "fr-CA". */
export function languageOf(locale: string): Language {
  const primary = locale.toLowerCase().split("-", 1)[0];
  return LANGUAGES.find((language) => language === primary) ?? "en";
}

/** The `lang` of a page for a reader of this locale: of its words, which are English where we have not theirs. */
export function langOf(locale: string): string {
  const language = languageOf(locale);
  return locale.toLowerCase().startsWith(language) ? locale : language;
}

/** What a shop has chosen: the language of whoever looks, or one for everybody. */
export type LanguageChoice = "admin" | Language;

/**
 * The locale of the words and figures of a page. A language that the shop has fixed keeps the reader's region where the
 * two agree: French in Canada stays French in Canada.
 */
export function localeFor(choice: LanguageChoice, ofReader: string): string {
  if (choice === "admin" || languageOf(ofReader) === choice) return ofReader;
  return choice;
}
