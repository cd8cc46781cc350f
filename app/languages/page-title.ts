import type { MetaFunction, SerializeFrom } from "@remix-run/node";
import type { TFunction } from "i18next";

import { localeFor, type LanguageChoice } from "./languages.ts";
import { wordsOf } from "./words.ts";

/** What the loaders of the frame tell about the language of a page: see root.tsx and routes/app.tsx. */
interface FrameData {
  locale?: string;
  language?: LanguageChoice;
}

/** The locale of a page, from the data of the routes that it is made of. */
export function localeOfMatches(matches: readonly { id: string; data: unknown }[]): string {
  const dataOf = (id: string) => (matches.find((match) => match.id === id)?.data ?? {}) as FrameData;
  return localeFor(dataOf("routes/app").language ?? "admin", dataOf("root").locale ?? "en");
}

/** The `meta` of a page: its title, in the language of the page. */
export function pageTitle<Loader = unknown>(
  nameOf: (t: TFunction, data: SerializeFrom<Loader> | undefined) => string,
): MetaFunction<Loader> {
  return ({ data, matches }) => {
    const t = wordsOf(localeOfMatches(matches as { id: string; data: unknown }[]));
    return [{ title: t("frame.title", { page: nameOf(t, data as SerializeFrom<Loader> | undefined) }) }];
  };
}
