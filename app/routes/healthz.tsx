import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { log } from "#app/log.server.ts";

/** Whether this process can serve: it is up, and its database answers. */
export async function loader() {
  try {
    await db().query(sql`SELECT 1 AS one`);
    return Response.json({ status: "ok" });
  } catch (error) {
    log.error({ err: error }, "the database does not answer");
    return Response.json({ status: "unavailable" }, { status: 503 });
  }
}
