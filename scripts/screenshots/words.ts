import { readdirSync } from "node:fs";
import { join } from "node:path";
import { createInstance, type TFunction } from "i18next";
import { languageOf } from "#app/languages/languages.ts";

const CATALOGS = join(import.meta.dirname, "..", "..", "app", "languages");

/** The words of a language without Polaris' own, whose JSON Node imports only where the import says that it is JSON. */
export async function createWordsOf(locale: string): Promise<TFunction> {
  const language = languageOf(locale);
  const files = readdirSync(join(CATALOGS, language)).filter((name) => name !== "index.ts");
  const parts = await Promise.all(
    files.map(async (name) => ((await import(join(CATALOGS, language, name))) as { default: object }).default),
  );
  const instance = createInstance();
  return instance.init({
    lng: language,
    resources: { [language]: { translation: Object.assign({}, ...parts) as object } },
    interpolation: { escapeValue: false },
  });
}
