import { gzipSync } from "node:zlib";
import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { EXPORT_FILES, type ExportFile, exportFile } from "#app/exports/export-file.server.ts";
import { previewExport } from "#app/exports/export-preview.server.ts";
import { openStoredFile } from "#app/exports/stored-file.server.ts";
import { getColumnChoice } from "#app/reports/column-choice.server.ts";
import { findNewest } from "#app/reports/newest-found.server.ts";
import { listPapers } from "#app/papers/list-papers.server.ts";
import { readPrintedPaper } from "#app/papers/read-paper.server.ts";
import { getCalendar } from "#app/reports/calendar.server.ts";
import { exceptionFilters } from "#app/reports/exception-filters.ts";
import { countExceptions, listExceptions } from "#app/reports/exceptions.server.ts";
import { getDigest } from "#app/reports/digest.server.ts";
import { getGuide } from "#app/reports/guide.server.ts";
import { getDrawerComparison } from "#app/reports/drawer-comparison.server.ts";
import { getDrawer } from "#app/reports/drawer.server.ts";
import { parseDrawerOrder } from "#app/reports/drawer-query.ts";
import { getDrawers } from "#app/reports/drawers.server.ts";
import { getLegacyHistory } from "#app/reports/legacy-history.server.ts";
import { getLocationComparison } from "#app/reports/location-comparison.server.ts";
import { parseDownloads } from "#app/reports/download-query.ts";
import { listDownloads } from "#app/reports/export-history.server.ts";
import { listExportJobs } from "#app/reports/export-jobs.server.ts";
import { readLeftOut } from "#app/reports/journal.server.ts";
import { getLocationDay } from "#app/reports/location-day.server.ts";
import { getLocationTotals } from "#app/reports/location-totals.server.ts";
import { getLocation } from "#app/reports/location.server.ts";
import { getPatterns } from "#app/reports/overview-patterns.server.ts";
import { getOverview } from "#app/reports/overview.server.ts";
import { getPerson } from "#app/reports/person.server.ts";
import { getReviewCounts } from "#app/reports/review-counts.server.ts";
import { withNames } from "#app/reports/search-names.server.ts";
import { getReview } from "#app/reports/review.server.ts";
import { findReviewable } from "#app/reports/reviewable-sessions.server.ts";
import { listViews } from "#app/reports/saved-views.server.ts";
import { readReviewWords } from "#app/reports/session-reviews.server.ts";
import { getSession } from "#app/reports/session.server.ts";
import { listSessions } from "#app/reports/sessions.server.ts";
import { getSettingsPage } from "#app/reports/settings-page.server.ts";
import { getStaff } from "#app/reports/staff.server.ts";
import { getSyncHistory } from "#app/reports/sync-history.server.ts";
import { countActivities, getSyncStatus } from "#app/reports/sync-status.server.ts";
import { getUnreadSessions } from "#app/reports/unread-sessions.server.ts";
import { changeShopSettings } from "#app/jobs/change-settings.server.ts";
import { shopSettings } from "#app/settings/settings.ts";
import type { Shop } from "#app/shop.server.ts";
import { noteStep } from "#app/review/overview-cards.server.ts";
import { noteVisit } from "#app/review/people.server.ts";
import { ANA, aKnownShop, BACK, BEN, BRONX_TILL, filters, FRONT, NOW, SOHO } from "./known-shop.ts";
import { act } from "./review-acts.ts";
import { aShop, type SessionFixture, type ShopFixture, storeSessions } from "./mirror-fixtures.ts";
import { csvOf, readXlsx } from "./read-xlsx.ts";

/** Who was here before what happened last. */
const AWAY = "610";
const NEWCOMER = "620";
const WHOLE = { hasAllHandovers: true, hasAllRemovals: true };
const exceptions = (query: string) =>
  exceptionFilters(filters(query.includes("preset") ? query : `preset=all${query}`), new URLSearchParams(query));

/** A question that a page, a program or an export asks of the mirror. */
export interface Question {
  name: string;
  ask(shop: Shop): Promise<unknown>;
}

const EXPORT_QUERIES: Partial<Record<ExportFile, string[]>> = {
  "staff.csv": ["", "by=opening"],
  "exceptions.csv": ["", "kind=silent_adjustment&from=2026-11-01"],
  "daily-totals.csv": ["", "by=opening&drawer=11", "per=location", "per=location&by=opening"],
  "journal-quickbooks.csv": ["", "location=1"],
  "journal-xero.csv": ["", "location=1"],
};

/** What can be read in a file: a packed one hides what stands in it. */
async function textOf(file: ExportFile, answer: Response): Promise<string> {
  return file.endsWith(".xlsx") ? csvOf(readXlsx(await answer.bytes())) : answer.text();
}

/**
 * Every question there is, in each of the ways that lead to a statement of its own. fence.test.ts refuses a `dataOf(shop)`
 * in reports/ or exports/ that none of them reaches: add the new question here.
 */
export const EVERY_QUESTION: readonly Question[] = [
  { name: "overview", ask: (shop) => getOverview(shop, filters("compare=previous_period"), NOW) },
  { name: "overview by opening", ask: (shop) => getOverview(shop, filters("by=opening"), NOW) },
  { name: "overview of an empty day", ask: (shop) => getOverview(shop, filters("from=2020-01-01&to=2020-01-02"), NOW) },
  { name: "locations", ask: (shop) => getLocationTotals(shop, filters("compare=previous_period"), NOW) },
  { name: "one location", ask: (shop) => getLocation(shop, String(SOHO), filters(""), NOW) },
  { name: "one day of a location", ask: (shop) => getLocationDay(shop, String(SOHO), "2026-11-20", NOW) },
  { name: "sessions", ask: (shop) => listSessions(shop, filters(""), NOW) },
  { name: "sessions of a drawer", ask: (shop) => listSessions(shop, filters(`drawer=${FRONT}&sort=drawer_asc`), NOW) },
  { name: "sessions by opening", ask: (shop) => listSessions(shop, filters("by=opening&sort=size_desc"), NOW) },
  {
    name: "sessions searched",
    ask: async (shop) => listSessions(shop, await withNames(shop, filters("by=opening&q=note%20ana")), NOW),
  },
  {
    name: "sessions searched by an amount",
    ask: async (shop) => listSessions(shop, await withNames(shop, filters("by=opening&q=33.00")), NOW),
  },
  {
    name: "the newest sessions of a broad search",
    ask: async (shop) =>
      findNewest(shop, await withNames(shop, filters("preset=all&by=opening&q=note")), {
        ...{ broadRows: 0, mostFound: 500, mostSteps: 13, leastFound: 1 },
      }),
  },
  { name: "sessions of a device", ask: (shop) => listSessions(shop, filters("preset=all&device=71"), NOW) },
  { name: "sessions of a person", ask: (shop) => listSessions(shop, filters("preset=all&person=501"), NOW) },
  { name: "sessions of which a check fails", ask: (shop) => listSessions(shop, filters("check=arithmetic"), NOW) },
  { name: "a session", ask: (shop) => getSession(shop, "1001", NOW) },
  { name: "a session on a shared drawer", ask: (shop) => getSession(shop, "1002", NOW) },
  {
    name: "sessions in somebody's hands",
    ask: (shop) => listSessions(shop, filters("assignee=501&review=escalated"), NOW),
  },
  { name: "a session's review", ask: (shop) => getReview(shop, "1001", String(ANA), NOW) },
  { name: "what waits for a person", ask: (shop) => getReviewCounts(shop, filters(""), String(ANA), NOW) },
  { name: "what can be reviewed", ask: (shop) => findReviewable(shop, filters("review=needs"), 10) },
  { name: "sync status", ask: (shop) => getSyncStatus(shop) },
  { name: "sync history", ask: (shop) => getSyncHistory(shop) },
  { name: "activities counted", ask: (shop) => countActivities(shop) },
  {
    name: "drawers",
    ask: (shop) => getDrawers(shop, filters(""), { order: parseDrawerOrder(new URLSearchParams()), page: 1, now: NOW }),
  },
  { name: "a drawer", ask: (shop) => getDrawer(shop, String(FRONT), filters(""), { view: WHOLE, now: NOW }) },
  { name: "a drawer that is gone", ask: (shop) => getDrawer(shop, "13", filters(""), { view: WHOLE, now: NOW }) },
  { name: "calendar", ask: (shop) => getCalendar(shop, { month: "2026-11", locations: [], page: 1 }, NOW) },
  { name: "what is new to a person", ask: (shop) => getDigest(shop, AWAY, NOW) },
  { name: "the guide of a newcomer", ask: (shop) => getGuide(shop, NEWCOMER) },
  { name: "patterns", ask: (shop) => getPatterns(shop, filters("")) },
  { name: "settings", ask: (shop) => getSettingsPage(shop, NOW) },
  { name: "drawers compared", ask: (shop) => getDrawerComparison(shop) },
  { name: "locations compared", ask: (shop) => getLocationComparison(shop) },
  { name: "the time before March 2026", ask: (shop) => getLegacyHistory(shop) },
  { name: "sessions that could not be read", ask: (shop) => getUnreadSessions(shop) },
  { name: "staff", ask: (shop) => getStaff(shop, filters("preset=all"), NOW) },
  { name: "a person", ask: (shop) => getPerson(shop, String(ANA), filters("preset=all"), NOW) },
  { name: "exceptions", ask: (shop) => listExceptions(shop, exceptions(""), NOW) },
  { name: "exceptions by amount", ask: (shop) => listExceptions(shop, exceptions("&order=largest"), NOW) },
  { name: "exceptions dismissed", ask: (shop) => listExceptions(shop, exceptions("&show=dismissed"), NOW) },
  { name: "exceptions of some days", ask: (shop) => listExceptions(shop, exceptions("&preset=last_30_days"), NOW) },
  { name: "exceptions counted", ask: (shop) => countExceptions(shop, filters("preset=all"), NOW) },
  { name: "saved views", ask: (shop) => listViews(shop, "sessions", String(ANA)) },
  { name: "chosen columns", ask: (shop) => getColumnChoice(shop, "sessions", String(ANA)) },
  { name: "papers issued", ask: (shop) => listPapers(shop, { place: null, order: "newest", beyond: null }) },
  { name: "a printed paper", ask: (shop) => readPrintedPaper(shop, { place: "location:1", number: 1, copy: 1 }) },
  { name: "reviews on a paper", ask: (shop) => readReviewWords(shop, ["1001"]) },
  { name: "left out of the journal", ask: (shop) => readLeftOut(shop, filters("preset=all")) },
  { name: "files made in the background", ask: (shop) => listExportJobs(shop, NOW) },
  {
    name: "who took which file",
    ask: (shop) =>
      listDownloads(shop, { page: 1, ask: parseDownloads(new URLSearchParams("history_order=who")), now: NOW }),
  },
  {
    name: "a file made in the background",
    ask: async (shop) => (await openStoredFile(shop, "1", NOW))?.answer.text(),
  },
  ...(["sessions.csv", "activities.csv", "review-trail.csv"] as const).map((file) => ({
    name: `preview of ${file}`,
    ask: (shop: Shop) => previewExport(shop, file, new URLSearchParams(), { userId: "", now: NOW }),
  })),
  ...EXPORT_FILES.flatMap((file) =>
    // A spreadsheet asks what its CSV does.
    (file.endsWith(".xlsx") ? [""] : (EXPORT_QUERIES[file] ?? ["", "by=opening&drawer=11"])).map((query) => ({
      name: `${file}?${query}`,
      ask: async (shop: Shop) => textOf(file, await exportFile(shop, file, new URLSearchParams(query), { now: NOW })),
    })),
  ),
];

/**
 * Two shops that hold something in every table that is asked, under the same ids and with other figures, and one that
 * holds nothing.
 */
export async function threeShops(): Promise<{ mine: Shop; neighbour: Shop; empty: Shop }> {
  const mine = await aKnownShop();
  const neighbour = await aShop(PLACES);
  await storeSessions(neighbour, NEIGHBOURS);
  await storeSessions(mine, MORE);
  for (const [index, shop] of [mine, neighbour].entries()) await storeTheRest(shop, index + 1);
  const empty = await aShop({ domain: mine.domain.replace("shop", "empty"), timeZone: mine.timeZone });
  return { mine, neighbour, empty };
}

// The neighbour's clock is the shop's own, so that what leaks would be taken for the shop's.
const PLACES: ShopFixture = {
  timeZone: "America/New_York",
  locations: [{ id: SOHO, name: "Not Soho", timeZone: "America/New_York" }],
  drawers: [{ id: FRONT, name: "Not the front", location: SOHO }],
  staff: [
    { id: ANA, name: "Not Ana" },
    { id: BEN, name: "Not Ben" },
  ],
};

const LEDGER = (cash: string) => [
  { at: "2026-11-20T15:00:00Z", type: "SALE", cash, staff: ANA, note: "a note" },
  { at: "2026-11-20T16:00:00Z", type: "PAY_OUT", cash: "-1.00", kind: "adjustment" as const, staff: BEN },
];

const MORE: SessionFixture[] = [
  ...days(1101, 12, "0", BEN),
  ...days(1201, 3, "-5.00", ANA).map((session) => ({ ...session, drawer: BACK })),
  {
    ...{
      id: 1020,
      failedChecks: ["net_adds_up"],
      drawer: FRONT,
      location: SOHO,
      openedBy: ANA,
      closedBy: BEN,
      sales: "33.00",
      off: "-3.00",
    },
    ...{ opened: "2026-11-20T13:00:00Z", closed: "2026-11-20T23:30:00Z", ledger: LEDGER("33.00") },
  },
  // On a drawer that the shop has no more.
  {
    ...{ id: 1021, drawer: 13, location: SOHO, off: "-3.00" },
    ...{ opened: "2026-11-20T13:00:00Z", closed: "2026-11-20T23:30:00Z" },
  },
];

/** Enough for a streak, for shorts again and again, and for exceptions of sessions; a neighbour's break the streak. */
function days(first: number, count: number, off: string, person: number): SessionFixture[] {
  return Array.from({ length: count }, (_, index) => {
    const day = `2026-11-${String(index + 1).padStart(2, "0")}`;
    return {
      ...{ id: first + index, drawer: BRONX_TILL, location: SOHO, off, people: [{ id: person, own: off }] },
      ...{ opened: `${day}T14:00:00Z`, closed: `${day}T22:00:00Z`, exceptions: ["silent_adjustment"] },
    };
  });
}

const NEIGHBOURS: SessionFixture[] = [
  ...days(1101, 14, "-9.00", BEN),
  {
    ...{ id: 1001, drawer: FRONT, location: SOHO, openedBy: BEN, closedBy: ANA, sales: "7.00", off: "999" },
    ...{ opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T23:00:00Z", ledger: LEDGER("7.00") },
  },
  { id: 1002, drawer: FRONT, location: SOHO, opened: "2026-11-20T22:00:00Z", closed: "2026-11-22T06:30:00Z", off: "9" },
  { id: 1009, drawer: FRONT, location: SOHO, opened: "2026-11-22T14:00:00Z", sales: "70.00", openedBy: ANA },
  {
    ...{
      id: 1030,
      failedChecks: ["net_adds_up"],
      drawer: FRONT,
      location: SOHO,
      currency: "EUR",
      openedBy: BEN,
      sales: "5.00",
      off: "-2.00",
    },
    ...{ opened: "2026-11-20T13:30:00Z", closed: "2026-11-20T23:40:00Z", ledger: LEDGER("5.00") },
  },
  // On a drawer that the shop has no more.
  {
    ...{ id: 1021, drawer: 13, location: SOHO, off: "999" },
    ...{ opened: "2026-11-20T13:00:00Z", closed: "2026-11-20T23:30:00Z" },
  },
];

async function storeTheRest(shop: Shop, figure: number): Promise<void> {
  await storeExports(shop, figure);
  await db().execute(sql`
    INSERT INTO session_version (shop_id, session_id, version, seen_from, seen_until, currency, closed_at,
      expected_at_open, counted_at_open, cash_sales, cash_refunds, net_cash_sales, adjustments, total_discrepancy,
      total_sales, total_refunds, net_sales)
    VALUES (${shop.id}, 1001, ${figure}, '2026-11-20T23:00:00Z', '2026-11-21T00:00:00Z', 'USD', '2026-11-20T23:00:00Z',
      ${figure}, 0, 0, 0, 0, 0, 0, 0, 0, 0)`);
  await db().execute(sql`
    INSERT INTO drawer_comparison (shop_id, drawer_id, window_from, window_to, sessions, currency, outcome, compared_at,
      our_sales, our_refunds, our_net_sales, our_adjustments, our_discrepancies, their_sales, their_refunds,
      their_net_sales, their_adjustments, their_discrepancies)
    VALUES (${shop.id}, ${FRONT}, '2026-11-01T00:00:00Z', '2026-11-08T00:00:00Z', ${figure}, 'USD', 'differs', ${NOW},
      ${figure}, 0, 0, 0, 0, 0, 0, 0, 0, 0)`);
  await db().execute(sql`
    INSERT INTO location_comparison (shop_id, location_id, day, outcome, currency, compared_at, our_opened, our_closed,
      our_net_cash, our_discrepancies, their_opened, their_closed, their_net_cash, their_discrepancies)
    VALUES (${shop.id}, ${SOHO}, '2026-11-19', 'differs', 'USD', ${NOW}, 1, 1, 0, 0, ${figure}, ${figure}, ${figure}, 0)`);
  await db().execute(sql`INSERT INTO exception_dismissal (shop_id, kind, subject, evidence, act, reason, user_id, at)
    VALUES (${shop.id}, 'silent_adjustment', 'session 1101', '0', ${figure === 1 ? "restored" : "dismissed"}, 'x', '1', ${NOW})`);
  await db().execute(sql`INSERT INTO legacy_session (shop_id, id, opened_at, given, fetched_at)
    VALUES (${shop.id}, ${figure}, ${NOW}, '', ${NOW})`);
  await db().execute(sql`INSERT INTO alert (shop_id, fact, kind, state, payload, noted_at, sent_at, error_code)
    VALUES (${shop.id}, 'discrepancy 1001', 'discrepancy', 'sent', ${JSON.stringify({ "Session ID": `${1000 + figure}` })}::jsonb,
        ${NOW}, ${NOW}, NULL),
      (${shop.id}, 'stale_open 1009', 'stale_open', 'unsure', ${JSON.stringify({ "Session ID": `${1008 + figure}` })}::jsonb,
        ${NOW}, NULL, 'NO_ANSWER')`);
  await db().execute(sql`INSERT INTO legacy_history (shop_id, held_back) VALUES (${shop.id}, ${figure})`);
  await db().execute(sql`INSERT INTO unread_session (shop_id, session_id, since, tried_at)
    VALUES (${shop.id}, ${figure}, ${NOW}, ${NOW})`);
  await db().execute(sql`INSERT INTO sync_state (shop_id, history_from, as_of)
    VALUES (${shop.id}, ${NOW}, ${new Date(NOW.getTime() + figure * 1_000)})`);
  await db().execute(sql`INSERT INTO sync_run (shop_id, kind, state, sessions, queued_at, finished_at)
    VALUES (${shop.id}, 'poll', 'done', ${figure}, ${new Date(NOW.getTime() + figure * 1_000)}, ${NOW})`);
  const row = { id: "1001", drawer: `Drawer ${figure}`, openedAt: NOW, closedAt: NOW, timeZone: "UTC" };
  const paper = { kind: "session", session: { row }, figure };
  await db().execute(
    sql`INSERT INTO z_report_series (shop_id, place, last_number) VALUES (${shop.id}, 'location:1', 1)`,
  );
  await db().execute(sql`INSERT INTO z_report
      (shop_id, place, number, subject, issue, fingerprint, content, issued_at, issued_by)
    VALUES (${shop.id}, 'location:1', 1, 'session:1001', 1, '', ${JSON.stringify(paper)}::jsonb, ${NOW}, '7')`);
  await db().execute(sql`INSERT INTO z_report_printing (shop_id, place, number, copy, layout, printed_at, printed_by)
    VALUES (${shop.id}, 'location:1', 1, 1, 'sheet', ${NOW}, '7')`);
  await changeShopSettings(shop, {
    settings: shopSettings.parse({ staleHours: 24 + figure, policy: { windowDays: 30 + figure } }),
    ...{ version: 0, userId: String(ANA), now: NOW },
  });
  await noteVisit(shop, String(600 + figure), NOW);
  await db().execute(sql`INSERT INTO saved_view (shop_id, list, user_id, name, query, is_shared, changed_at)
    VALUES (${shop.id}, 'sessions', ${String(BEN)}, ${`View ${figure}`}, 'status=short', TRUE, ${NOW})`);
  await db().execute(sql`INSERT INTO person_preference (shop_id, user_id, name, chosen, changed_at)
    VALUES (${shop.id}, ${String(ANA)}, 'columns.sessions',
      ${JSON.stringify({ hidden: [], added: figure === 1 ? ["device"] : ["tolerance"] })}::jsonb, ${NOW})`);
  const hoursAgo = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000);
  // One was away since the sessions of the 20th, the other for a day less.
  await noteVisit(shop, AWAY, hoursAgo(figure === 1 ? 72 : 48));
  // A step of the guide that its newcomer's namesake in the shop without it must not be taken to have taken.
  if (figure === 2) await noteStep(shop, NEWCOMER, "permissions", NOW);
  const handOn = { act: "escalated", assignee: String(ANA), due_on: "2026-11-24", comment: `Shop ${figure}` };
  await act(shop, { session: "1001", by: 600 + figure }, handOn);
}

async function storeExports(shop: Shop, figure: number): Promise<void> {
  const until = new Date(NOW.getTime() + 86_400_000);
  await db().execute(sql`INSERT INTO export_job (shop_id, id, user_id, file, query, request_key, state, rows, file_name,
      content_type, queued_at, expires_at)
    VALUES (${shop.id}, 1, ${String(ANA)}, 'sessions.csv', '', 'key', 'done', ${figure}, 'a.csv', 'text/csv', ${NOW}, ${until})`);
  await db().execute(sql`INSERT INTO export_chunk (shop_id, job_id, number, body)
    VALUES (${shop.id}, 1, 0, ${gzipSync(`figure\r\n${figure}\r\n`)})`);
  await db().execute(sql`INSERT INTO export_download (shop_id, user_id, file, query, outcome, rows, began_at)
    VALUES (${shop.id}, ${String(ANA)}, 'sessions.csv', '', 'complete', ${figure}, ${NOW})`);
}
