import { LEGACY_IDS_DOCUMENT, legacySessionsDocument } from "./legacy-documents.ts";
import { parseLegacySession } from "./parse-legacy-session.server.ts";
import { asId, asInstant, asObject } from "./read-json.ts";
import { ask, pagesFrom, readConnection, type Reader } from "./reader.server.ts";
import type { Page, SessionRow } from "./shapes.ts";

/** Opened at or after `from`, and before `to`; null: no bound. In whole seconds. */
export interface LegacyWindow {
  from: Date | null;
  to: Date | null;
}

/** A page of sessions as they were read: `given` is what they can be read from again. */
export interface LegacyPage extends Page<LegacyEntry> {
  /** The opening time of the last one, of those too that are left out; null for an empty page. */
  reached: Date | null;
}

export interface LegacyEntry {
  session: SessionRow;
  given: string;
}

/** Shopify ends a list at 25,000 rows without a word. */
const MOST_ROWS = 20_000;
const SECOND_MS = 1_000;

/** Legacy sessions of a window, newest first, however many they are; those that did not track cash are left out. */
export async function* legacySessionPages(reader: Reader, window: LegacyWindow): AsyncGenerator<LegacyPage> {
  let { to } = window;
  for (;;) {
    let rows = 0;
    let next: Date | null = null;
    for await (const page of pagesOf(reader, { ...window, to })) {
      yield page;
      rows += page.rows.length;
      // Times are whole seconds: the next one as an open bound still holds every session of this one.
      const bound: Date | null = page.reached && new Date(page.reached.getTime() + SECOND_MS);
      if (rows < MOST_ROWS || page.nextCursor === null || bound === null) continue;
      if (to !== null && bound >= to) continue;
      next = bound;
      break;
    }
    if (next === null) return;
    to = next;
  }
}

interface EntryOrNone {
  openedAt: Date;
  entry: LegacyEntry | null;
}

async function* pagesOf(reader: Reader, window: LegacyWindow): AsyncGenerator<LegacyPage> {
  const pages = pagesFrom<EntryOrNone>(null, async (after) => {
    const data = await reader.sizes.sessions.use((first) =>
      ask(reader, legacySessionsDocument, { first, after, query: searchFor(window) || null }),
    );
    return readConnection(data.cashTrackingSessions, "legacy sessions", readEntry);
  });
  for await (const page of pages) {
    // Shopify's index may read a bound differently: the search once more, on the rows.
    const rows = page.rows.filter(({ openedAt }) => holds(window, openedAt));
    const entries = rows.flatMap(({ entry }) => entry ?? []);
    yield { ...page, rows: entries, reached: rows.at(-1)?.openedAt ?? null };
  }
}

function readEntry(node: unknown): EntryOrNone {
  const openedAt = asInstant(asObject(node, "the session").openingTime, "openingTime");
  const session = parseLegacySession(node);
  return { openedAt, entry: session && { session, given: JSON.stringify(node) } };
}

/** The ids of a device's legacy sessions, below zero as they are mirrored. The sessions themselves do not name it. */
export async function legacyIdsOfDevice(reader: Reader, deviceId: string, window: LegacyWindow): Promise<string[]> {
  const query = [`point_of_sale_device_ids:${deviceId}`, searchFor(window)].filter(Boolean).join(" ");
  const ids: string[] = [];
  const pages = pagesFrom(null, async (after) => {
    const data = await reader.sizes.sessions.use((first) =>
      ask(reader, () => LEGACY_IDS_DOCUMENT, { first, after, query }),
    );
    return readConnection(data.cashTrackingSessions, "legacy ids", (node) => asId(asObject(node, "it").id, "id"));
  });
  for await (const page of pages) ids.push(...page.rows.map((id) => `-${id}`));
  return ids;
}

function searchFor({ from, to }: LegacyWindow): string {
  const since = from === null ? "" : `opening_time:>='${instant(from)}'`;
  return [since, to === null ? "" : `opening_time:<'${instant(to)}'`].filter(Boolean).join(" ");
}

function holds({ from, to }: LegacyWindow, openedAt: Date): boolean {
  return (from === null || openedAt >= from) && (to === null || openedAt < to);
}

function instant(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}
