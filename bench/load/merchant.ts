import { setTimeout as sleep } from "node:timers/promises";
import { parseCsv } from "#tests/support/parse-csv.ts";
import { BROWSER, idToken } from "#tests/support/shopify-requests.ts";
import { hostParameter } from "#simulator/admin/frame-address.ts";
import { markOf } from "./load-options.ts";

/** An answer that came whole and was right. */
export interface Seen {
  page: string;
  /** From the first byte sent to the last one received. */
  ms: number;
  bytes: number;
}

/** What the merchants saw, all of them together. */
export interface Sightings {
  seen: Seen[];
  /** Wrong answers, each with what was asked for. */
  errors: string[];
  /** 429: more than one shop may ask for. */
  refused: number;
  /** The most rows that an export of a shop had so far: a later one has no fewer. */
  rows: Map<string, number>;
}

export interface MerchantOptions {
  appUrl: string;
  domain: string;
  /** Where in the walk to begin, so that not everybody looks at the same page. */
  number: number;
  thinkMs: number;
  walks: number | null;
  sightings: Sightings;
  /** When it aborts, the page in hand is still read. */
  leaving: AbortSignal;
}

interface Listed {
  id: string | null;
}

interface Answers {
  locations?: { report: { rows: Listed[] } };
  sessions?: { page: { rows: Listed[]; next: string | null } };
}

const MARK = /of load-\d\d/g;
const EXPORTS = ["sessions.csv", "activities.csv", "location-totals.csv"] as const;

/** Opens the app in the admin and walks through its pages, again and again, as the browser would ask for them. */
export async function walkAbout(options: MerchantOptions): Promise<void> {
  const { leaving, thinkMs, number, walks } = options;
  const pause = async (share = 0.5 + Math.random()) => {
    if (thinkMs > 0) await sleep(thinkMs * share, undefined, { signal: leaving }).catch(() => undefined);
  };
  // They come one by one, or all would ask for the same page at the same time for ever after.
  await pause(Math.random() * STEPS);
  for (let round = number; !leaving.aborted && round - number < (walks ?? Infinity); round += 1) {
    const known: Answers = {};
    for (const step of stepsOf(round)) {
      if (leaving.aborted) return;
      await step(options, known);
      await pause();
    }
  }
}

/** A walk has so many pages: as long as this it takes until all merchants are there. */
export const STEPS = stepsOf(0).length;

type Step = (options: MerchantOptions, known: Answers) => Promise<unknown>;

/** The overview as a document; every page after it as data, for links are followed without loading a document. */
function stepsOf(round: number): Step[] {
  const file = EXPORTS[round % EXPORTS.length] ?? EXPORTS[0];
  return [
    (options) => look(options, "overview, document", documentPath(options)),
    (options) => lookAt(options, "overview, 12 months", "_index", "/app", "preset=last_12_months", true),
    async (options, known) => {
      known.locations = await lookAt(options, "locations", "locations._index", "/app/locations", "", true);
    },
    async (options, { locations }) => {
      const id = anyOf(locations?.report.rows);
      if (id !== null) await lookAt(options, "a location", "locations.$id", `/app/locations/${id}`);
    },
    async (options, known) => {
      known.sessions = await lookAt(options, "sessions", "sessions._index", "/app/sessions");
    },
    (options) => lookAt(options, "sessions, filtered", "sessions._index", "/app/sessions", filterOf(round), true),
    async (options, { sessions }) => {
      const next = sessions?.page.next;
      if (!next) return;
      await lookAt(options, "sessions, next page", "sessions._index", "/app/sessions", `after=${next}`, true);
    },
    async (options, { sessions }) => {
      const id = anyOf(sessions?.page.rows);
      if (id !== null) await lookAt(options, "a session", "sessions.$id", `/app/sessions/${id}`, "", true);
    },
    (options) => saveExport(options, file),
    (options) => lookAt(options, "sync", "sync._index", "/app/sync"),
    (options) => look(options, "sync status", "/app/sync/status"),
  ];
}

function filterOf(round: number): string {
  const filters = ["status=short&status=over", "sort=size_desc&sign=short", "by=opening&min_abs=5", "status=restated"];
  return `preset=last_90_days&${filters[round % filters.length] ?? ""}`;
}

function anyOf(rows: readonly Listed[] | undefined): string | null {
  return rows?.[Math.floor(Math.random() * rows.length)]?.id ?? null;
}

function documentPath({ domain }: MerchantOptions): string {
  const query = new URLSearchParams({
    ...{ embedded: "1", host: hostParameter(domain.replace(".myshopify.com", "")), locale: "en" },
    ...{ shop: domain, id_token: idToken(domain) },
  });
  return `/app?${query.toString()}`;
}

/** A page's data: that of its own route, and of the frame around it when the query has changed. Both at once. */
async function lookAt<T>(
  options: MerchantOptions,
  page: string,
  route: string,
  path: string,
  query = "",
  hasNewQuery = false,
): Promise<T | undefined> {
  const dataOf = (name: string) => `${path}?${new URLSearchParams([...new URLSearchParams(query), ["_data", name]])}`;
  const [text] = await Promise.all([
    look(options, page, dataOf(`routes/app.${route}`)),
    hasNewQuery ? look(options, "the frame", dataOf("routes/app")) : undefined,
  ]);
  // What a page does not wait for comes on lines of its own, after the rest.
  return text === undefined ? undefined : (JSON.parse(text.split("\n")[0] ?? "") as T);
}

async function saveExport(options: MerchantOptions, file: (typeof EXPORTS)[number]): Promise<void> {
  const { domain, sightings } = options;
  const path = `/app/exports/${file}?preset=last_90_days`;
  const text = await look(options, file, path);
  if (text === undefined) return;
  const key = `${domain} ${file}`;
  const before = sightings.rows.get(key) ?? 0;
  try {
    const [header, ...rows] = parseCsv(text);
    const isWhole = header !== undefined && rows.every((row) => row.length === header.length);
    if (!isWhole || rows.length < before) sightings.errors.push(`${path}: ${rows.length} rows, ${before} before`);
    sightings.rows.set(key, Math.max(before, rows.length));
  } catch (error) {
    sightings.errors.push(`${path}: ${String(error)}`);
  }
}

/** Asks for one thing and reads all of it; undefined when the answer was wrong. */
async function look(options: MerchantOptions, page: string, path: string): Promise<string | undefined> {
  const { appUrl, domain, sightings } = options;
  const headers: Record<string, string> = { "User-Agent": BROWSER };
  // A document comes with its token in the address; App Bridge adds a fresh one to everything else.
  if (!path.includes("id_token=")) headers.Authorization = `Bearer ${idToken(domain)}`;
  const what = `${domain} ${path.replace(/id_token=[^&]*/, "id_token=…")}`;
  const start = performance.now();
  try {
    const answer = await fetch(appUrl + path, { headers, redirect: "manual" });
    const bytes = Buffer.from(await answer.arrayBuffer());
    const ms = performance.now() - start;
    const text = bytes.toString("utf8");
    if (answer.status === 429) sightings.refused += 1;
    else if (answer.status !== 200) sightings.errors.push(`${what}: ${answer.status} ${text.slice(0, 200)}`);
    else if (text.match(MARK)?.some((mark) => mark !== markOf(domain))) {
      sightings.errors.push(`${what}: another shop's names`);
    } else {
      sightings.seen.push({ page, ms, bytes: bytes.length });
      return text;
    }
  } catch (error) {
    sightings.errors.push(`${what}: ${String(error)} ${String((error as Error).cause ?? "")}`);
  }
  return undefined;
}
