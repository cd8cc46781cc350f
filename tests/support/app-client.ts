import { BROWSER, idToken } from "./shopify-requests.ts";

interface Running {
  appUrl: string;
  apiKey: string;
  apiSecret: string;
}

/** Asks a running app as App Bridge would: with a fresh id token of the shop, and a browser's name. */
export function askApp(app: Running, shop: string, path: string, token?: string | null): Promise<Response> {
  const bearer = token === undefined ? idToken(shop, { secret: app.apiSecret, audience: app.apiKey }) : token;
  const headers: Record<string, string> = { "User-Agent": BROWSER };
  if (bearer !== null) headers.Authorization = `Bearer ${bearer}`;
  return fetch(new URL(path, app.appUrl), { headers, redirect: "manual" });
}

/** RFC 4180, read by the letter: an independent witness of what the exports write. */
export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gy;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (!match) throw new Error(`Not CSV near: ${text.slice(cell.lastIndex, cell.lastIndex + 80)}`);
    row.push(match[1] === undefined ? (match[2] ?? "") : match[1].replaceAll('""', '"'));
    if (match[3] === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** The rows of a CSV by the names in its first line. */
export function readRecords(text: string): Record<string, string>[] {
  const [head = [], ...rows] = parseCsv(text);
  return rows.map((cells) => Object.fromEntries(head.map((name, index) => [name, cells[index] ?? ""])));
}
