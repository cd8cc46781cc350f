import type { TFunction } from "i18next";

/** Reports that are tables, and journals in another program's layout. */
export type ExportTable =
  "sessions" | "activities" | "location-totals" | "review-trail" | "daily-totals" | "drawers" | "staff" | "exceptions";
export type ExportJournal = "journal-quickbooks" | "journal-xero";
export type CsvFile = `${ExportTable | ExportJournal}.csv`;
export type ExportFile = CsvFile | `${ExportTable}.xlsx`;

/** The same report as a spreadsheet; null: it is not one. */
export function asSpreadsheet(file: CsvFile): ExportFile | null {
  return file.startsWith("journal-") ? null : (file.replace(/csv$/, "xlsx") as `${ExportTable}.xlsx`);
}

/** What saving an export needs of the browser. */
export interface ExportBrowser {
  fetch: typeof fetch;
  userAgent: string;
  /** Hands the file to the browser's downloads. */
  save(file: Blob, name: string): void;
  /** Opens an address outside the app's frame. */
  open(address: string): void;
}

/** A refusal of the server, in the server's own words. */
export class ExportError extends Error {}

/**
 * Saves an export. In Shopify's mobile apps a saved blob goes nowhere, and a file may be cut off on its way: then the
 * server makes an address that works once, which the browser opens by itself.
 */
export async function saveExport(t: TFunction, file: ExportFile, query: string, browser: ExportBrowser): Promise<void> {
  if (isShopifyMobile(browser.userAgent)) return openTicket(t, file, query, browser);
  try {
    const response = await browser.fetch(`/app/exports/${file}?${query}`);
    if (!response.ok) throw new ExportError(await refusalOf(t, response));
    browser.save(await response.blob(), fileNameOf(response.headers.get("Content-Disposition")) ?? file);
  } catch (error) {
    if (error instanceof ExportError) throw error;
    await openTicket(t, file, query, browser);
  }
}

/** Saves a file that was made in the background. It may be larger than a page can hold: the browser fetches it itself. */
export async function saveStoredFile(t: TFunction, job: string, browser: ExportBrowser): Promise<void> {
  await openTicketFor(t, { job }, browser);
}

/** Whether the page runs inside the Shopify mobile app or Shopify POS. */
export function isShopifyMobile(userAgent: string): boolean {
  return /Shopify (Mobile|POS)\//.test(userAgent);
}

/** The name that a response gives its file. */
export function fileNameOf(disposition: string | null): string | null {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "")?.[1];
  if (encoded) return decodeURIComponent(encoded);
  return /filename="([^"]+)"/i.exec(disposition ?? "")?.[1] ?? null;
}

function openTicket(t: TFunction, file: ExportFile, query: string, browser: ExportBrowser): Promise<void> {
  return openTicketFor(t, { file, query }, browser);
}

async function openTicketFor(t: TFunction, wanted: Record<string, string>, browser: ExportBrowser): Promise<void> {
  const body = new URLSearchParams(wanted);
  const response = await browser.fetch("/app/downloads", { method: "POST", body });
  if (!response.ok) throw new ExportError(await refusalOf(t, response));
  const { url } = (await response.json()) as { url: string };
  browser.open(url);
}

async function refusalOf(t: TFunction, response: Response): Promise<string> {
  const text = response.headers.get("Content-Type")?.startsWith("text/plain") ? (await response.text()).trim() : "";
  return text === "" ? t("saveExport.badStatus", { status: response.status }) : text;
}
