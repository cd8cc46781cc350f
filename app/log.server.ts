import { pino } from "pino";
import { logLevel } from "#app/env.server.ts";

/**
 * The process's log: JSON lines. Nothing that opens a door is written (tokens, id tokens, query strings), and nothing
 * that names a person; a shop is named by its number.
 */
export const log = pino({
  level: logLevel(),
  base: undefined,
  redact: ["*.accessToken", "*.refreshToken", "*.authorization", "*.idToken", "accessToken", "refreshToken"],
});
