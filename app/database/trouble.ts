/** What keeps a database from storing, as far as it passes by itself or by somebody making room. */
export type DatabaseTrouble = "DATABASE_FULL" | "DATABASE_GONE";

/** SQLSTATE 53100 is disk_full; a file system under PGlite says it in its own way. */
const FULL = new Set(["53100", "ENOSPC", "EDQUOT"]);
/**
 * The server is shutting down, starting, has crashed, takes no more connections or no writes (a standby that is about
 * to take over), and what a socket says when nobody is there.
 */
const GONE = new Set(["57P01", "57P02", "57P03", "53300", "25006", "58030"]);
const GONE_SOCKET = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
]);
/** The driver's own errors have no code. */
const GONE_TEXT =
  /connection terminated|timeout exceeded when trying to connect|not queryable|server closed the connection/i;

/** Tells trouble of the database itself from a mistake of ours; null for everything else. */
export function databaseTrouble(error: unknown): DatabaseTrouble | null {
  if (!(error instanceof Error)) return null;
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  if (FULL.has(code) || /no space left on device/i.test(error.message)) return "DATABASE_FULL";
  // Class 08: the connection's own exceptions.
  if (GONE.has(code) || GONE_SOCKET.has(code) || /^08...$/.test(code)) return "DATABASE_GONE";
  return GONE_TEXT.test(error.message) ? "DATABASE_GONE" : null;
}
