import type { TFunction } from "i18next";
import { refusalWords } from "./id-words.ts";

/** What opening a paper needs of the browser. */
export interface PaperBrowser {
  fetch: typeof fetch;
  /** Opens an address in a tab of its own; false when the browser would not. */
  openTab(address: string): boolean;
}

/** A refusal of the server, in words. */
export class PaperError extends Error {}

/**
 * Has a paper numbered and opens it outside the app's frame: there it prints as a document of its own, also where the
 * frame cannot print, as in Shopify's mobile app. Answers its address if the browser opened no tab, for a link.
 */
export async function openPaper(
  t: TFunction,
  fields: Record<string, string>,
  browser: PaperBrowser,
): Promise<string | null> {
  const response = await browser.fetch("/app/papers", { method: "POST", body: new URLSearchParams(fields) });
  if (!response.ok) throw new PaperError(await refusalOf(t, response));
  const { url } = (await response.json()) as { url: string };
  return browser.openTab(url) ? null : url;
}

async function refusalOf(t: TFunction, response: Response): Promise<string> {
  const text = response.headers.get("Content-Type")?.startsWith("text/plain") ? (await response.text()).trim() : "";
  return text === "" ? t("print.noAnswer", { status: String(response.status) }) : refusalWords(t, text);
}
