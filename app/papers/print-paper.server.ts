import { readAdjustmentSums } from "#app/reports/adjustment-sums.server.ts";
import { parseFilters } from "#app/reports/filters.ts";
import { getLocationDay } from "#app/reports/location-day.server.ts";
import { getSession } from "#app/reports/session.server.ts";
import { readReviewWords } from "#app/reports/session-reviews.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { issuePaper, printAgain, type Printing } from "./issue-paper.server.ts";
import { dayPaper, type Paper, sessionPaper, sessionsOn } from "./paper.ts";
import type { PaperRequest } from "./paper-request.ts";
import { readPrintedPaper } from "./read-paper.server.ts";

/** Why no number is spent: figures that will change anyway, or nothing to print. */
export type PrintRefusal =
  | "no_such_session"
  | "no_such_day"
  | "no_such_number"
  | "no_sessions"
  | "session_open"
  | "totals_pending"
  | "ledger_not_read"
  | "ledgers_not_read"
  | "ledger_not_granted";

/** The HTTP status of each: there is none such, or not yet. */
export const REFUSAL_STATUS: Record<PrintRefusal, number> = {
  no_such_session: 404,
  no_such_day: 404,
  no_such_number: 404,
  no_sessions: 409,
  session_open: 409,
  totals_pending: 409,
  ledger_not_read: 409,
  ledgers_not_read: 409,
  ledger_not_granted: 409,
};

/** Numbers the paper that was asked for and notes its printing; or says why it cannot be printed yet. */
export async function printPaper(
  shop: Shop,
  request: PaperRequest,
  userId: string,
  now: Date = new Date(),
): Promise<Printing | { refusal: PrintRefusal }> {
  if (request.subject === "number") return printNumber(shop, request, userId, now);
  const paper =
    request.subject === "session"
      ? await readSessionPaper(shop, request.session, now)
      : await readDayPaper(shop, request, now);
  if (typeof paper === "string") return { refusal: paper };
  const reviews = await readReviewWords(shop, sessionsOn(paper));
  return issuePaper(shop, paper, { userId, layout: request.layout, reviews }, now);
}

async function printNumber(
  shop: Shop,
  { place, number, layout }: Extract<PaperRequest, { subject: "number" }>,
  userId: string,
  now: Date,
): Promise<Printing | { refusal: PrintRefusal }> {
  const issued = (await readPrintedPaper(shop, { place, number, copy: 1 }))?.paper;
  // A day has no ledger of its own.
  if (issued === undefined || (issued.kind === "day" && layout === "ledger")) return { refusal: "no_such_number" };
  const reviews = await readReviewWords(shop, sessionsOn(issued));
  return (await printAgain(shop, { place, number }, { userId, layout, reviews }, now)) ?? { refusal: "no_such_number" };
}

async function readSessionPaper(shop: Shop, sessionId: string, now: Date): Promise<Paper | PrintRefusal> {
  const report = await getSession(shop, sessionId, now);
  if (report === null) return "no_such_session";
  if (report.row.status === "open") return "session_open";
  if (!report.row.totalsReady) return "totals_pending";
  if (report.ledger === null && report.row.isLegacy && !mayReadOrders(shop)) return "ledger_not_granted";
  const query = new URLSearchParams({ session_id: sessionId, by: "opening", preset: "all" });
  const filters = parseFilters(query, { today: report.row.businessDate, defaultPreset: "all" });
  return sessionPaper(shop, report, await readAdjustmentSums(shop, filters)) ?? "ledger_not_read";
}

async function readDayPaper(
  shop: Shop,
  { location, date }: { location: string; date: string },
  now: Date,
): Promise<Paper | PrintRefusal> {
  const day = await getLocationDay(shop, location, date, now);
  if (day === null) return "no_such_day";
  if (day.sessions.length === 0) return "no_sessions";
  if (day.sessions.some(({ totalsReady }) => !totalsReady)) return "totals_pending";
  if (day.unreadLedgers === 0) return dayPaper(shop, day);
  const isOfLegacy = day.sessions.some(({ isLegacy }) => isLegacy);
  return isOfLegacy && !mayReadOrders(shop) ? "ledger_not_granted" : "ledgers_not_read";
}

// What a session from before March 2026 took and gave is told by its orders alone.
function mayReadOrders({ grantedScopes }: Shop): boolean {
  return grantedScopes.includes("read_orders");
}
