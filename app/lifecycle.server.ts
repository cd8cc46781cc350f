import { resealTokens } from "#app/auth/reseal-tokens.server.ts";
import { openDatabase, useDatabase } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { requestSync } from "#app/jobs/request-sync.server.ts";
import { startWorker } from "#app/jobs/worker.server.ts";
import { log } from "#app/log.server.ts";
import { applyMigrations } from "#app/migrations.server.ts";
import { startOperations } from "#app/operations.server.ts";
import { onVisit } from "#app/shopify.server.ts";

/** What was started, in the order of its starting. */
const running: { stop(): Promise<void> }[] = [];

/** Brings the process up: the database, its schema, and, unless others do it, the work that keeps the mirrors true. */
export async function start({ isWorker = env().isWorker }: { isWorker?: boolean } = {}): Promise<void> {
  const database = await openDatabase(env().database);
  running.push({ stop: () => database.close() });
  const applied = await applyMigrations(database);
  if (applied.length > 0) log.info({ applied }, "migrations applied");
  useDatabase(database);
  await resealTokens();
  const { metrics } = env();
  if (metrics !== null) running.push(await startOperations(metrics));
  if (isWorker) running.push(startWorker());
  const unsubscribe = onVisit(requestSync);
  running.push({ stop: async () => unsubscribe() });
}

/** Takes the process down again, in the opposite order. */
export async function stop(): Promise<void> {
  for (const part of running.splice(0).reverse()) await part.stop();
}
