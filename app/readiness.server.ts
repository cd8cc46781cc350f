import { db } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";
import { pendingMigrations } from "#app/migrations.server.ts";

/** Whether this process can do its work: its database answers, and has the schema that the program was made for. */
export async function readiness(): Promise<Response> {
  try {
    const pending = await pendingMigrations(db());
    if (pending.length === 0) return Response.json({ status: "ok" });
    log.error({ pending }, "migrations are not applied");
    return Response.json({ status: "migrating" }, { status: 503 });
  } catch (error) {
    log.error({ err: error }, "the database does not answer");
    return Response.json({ status: "unavailable" }, { status: 503 });
  }
}
