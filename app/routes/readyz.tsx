import { readiness } from "#app/readiness.server.ts";

/** For whoever sends requests here: not before the database answers with the schema that the program was made for. */
export function loader() {
  return readiness();
}
