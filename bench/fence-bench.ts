import { db, useDatabase } from "#app/db.server.ts";
import { parseFilters } from "#app/reports/filters.ts";
import { getOverview } from "#app/reports/overview.server.ts";
import { getSession } from "#app/reports/session.server.ts";
import { listSessions } from "#app/reports/sessions.server.ts";
import { streamSessions } from "#app/reports/session-stream.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { NOW, TODAY } from "./bench-time.ts";
import { compare, type Measurement } from "./measure.ts";

/** A page is four statements side by side, each with a transaction around it. */
const MOST_RATIO = 1.5;

/** The page reports behind the second fence against the same ones without it. */
export async function* measureFence(shop: Shop, rounds: number): AsyncGenerator<Measurement> {
  if (!(await db().fence()).isUp) throw new Error("The fence is down: there is nothing to measure.");
  const filters = parseFilters(new URLSearchParams(), { today: TODAY, defaultPreset: "last_30_days" });
  const sessionId = (await listSessions(shop, filters, NOW)).rows[0]?.id ?? "";
  const questions: [name: string, ask: () => Promise<unknown>][] = [
    ["a session", () => getSession(shop, sessionId, NOW)],
    ["sessions, 30 days, first page", () => listSessions(shop, filters, NOW)],
    ["overview, 30 days", () => getOverview(shop, filters, NOW)],
    ["sessions.csv, 30 days", () => Array.fromAsync(streamSessions(shop, filters))],
  ];
  for (const [name, ask] of questions) {
    const works = { subject: times(TIMES, ask), yardstick: times(TIMES, () => unfenced(ask)) };
    yield await compare(`behind the fence: ${name}`, works, { rounds, mostRatio: MOST_RATIO });
  }
}

// One of them takes some milliseconds, and a timer's noise is a part of one.
const TIMES = 5;

function times(count: number, work: () => Promise<unknown>): () => Promise<number> {
  return async () => {
    const start = performance.now();
    for (let round = 0; round < count; round += 1) await work();
    return (performance.now() - start) / count;
  };
}

async function unfenced(ask: () => Promise<unknown>): Promise<void> {
  const database = db();
  useDatabase({ ...database, forShop: () => database });
  try {
    await ask();
  } finally {
    useDatabase(database);
  }
}
