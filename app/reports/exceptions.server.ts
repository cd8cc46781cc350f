import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { ShopSettings } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import {
  EXCEPTION_KINDS,
  type ExceptionFilters,
  exceptionFilters,
  type ExceptionKind,
  type ExceptionOrder,
} from "./exception-filters.ts";
import {
  compareExceptions,
  type ExceptionPosition,
  fromExceptionCursor,
  sizeOf,
  toExceptionCursor,
} from "./exception-order.ts";
import type { ExceptionRow, ExceptionSubject } from "./exception-rows.ts";
import type { SessionFilters } from "./filters.ts";
import { lastWord } from "./exception-scope.server.ts";
import { findPerfectStreaks } from "./perfect-streaks.server.ts";
import { findRepeatedShorts } from "./repeated-shorts.server.ts";
import { countSessionExceptions, type PlacedException, readSessionExceptions } from "./session-exceptions.server.ts";
import { type FilterOptions, readOptions } from "./sessions.server.ts";
import { findStaleSessions } from "./stale-sessions.server.ts";

export interface ExceptionPage {
  rows: ExceptionRow[];
  /** Of the days and places, whatever kinds are asked for; kinds without any are left out. */
  counts: KindCount[];
  /** As many were dismissed on these days. */
  dismissed: number;
  /** The `after` of the next page. */
  next: string | null;
  options: FilterOptions;
  /** What the rules go by now. */
  rules: { staleHours: number; windowDays: number; windowEvents: number };
}

export interface KindCount {
  kind: ExceptionKind;
  count: number;
}

/** A page of exceptions holds this many. */
export const EXCEPTIONS_PAGE = 50;

/** What a person would want to see, with what it rests on. */
export async function listExceptions(
  shop: Shop,
  filters: ExceptionFilters,
  now: Date = new Date(),
): Promise<ExceptionPage> {
  const { settings } = await getSettings(shop, dataOf(shop));
  const { order } = filters;
  const sequence = { order, ownCurrency: shop.currency };
  const after = fromExceptionCursor(order, filters.after);
  const [found, computed, counted, options] = await Promise.all([
    readSessionExceptions(shop, filters, { after, limit: EXCEPTIONS_PAGE }),
    findComputed(shop, filters, settings, now),
    countSessionExceptions(shop, filters),
    readOptions(shop),
  ]);
  const placed = placedOf(computed, filters).filter(
    ({ position }) => after === null || compareExceptions(position, after, sequence) > 0,
  );
  const merged = [...found, ...placed].sort((a, b) => compareExceptions(a.position, b.position, sequence));
  const page = merged.slice(0, EXCEPTIONS_PAGE);
  const last = page.at(-1);
  const tallies = tally(counted, computed);
  const { staleHours, policy } = settings;
  return {
    rows: page.map(({ row }) => row),
    counts: countsOf(tallies, filters.isDismissed),
    dismissed: countsOf(tallies, true).reduce((sum, { count }) => sum + count, 0),
    next: merged.length > EXCEPTIONS_PAGE && last ? toExceptionCursor(order, last.position) : null,
    options,
    rules: { staleHours, windowDays: policy.windowDays, windowEvents: policy.windowEvents },
  };
}

/** How many exceptions of each kind wait to be looked at: the line of the overview. */
export async function countExceptions(shop: Shop, given: SessionFilters, now: Date = new Date()): Promise<KindCount[]> {
  const filters = exceptionFilters(given, new URLSearchParams());
  const { settings } = await getSettings(shop, dataOf(shop));
  const [computed, counted] = await Promise.all([
    findComputed(shop, filters, settings, now),
    countSessionExceptions(shop, filters),
  ]);
  return countsOf(tally(counted, computed), false);
}

/** Those of the filters' kinds and state that depend on the clock or on several sessions, each with its place in the order. */
export async function placeComputed(
  shop: Shop,
  filters: ExceptionFilters,
  { settings, now }: { settings: ShopSettings; now: Date },
): Promise<PlacedException[]> {
  return placedOf(await findComputed(shop, filters, settings, now), filters);
}

function placedOf(
  computed: readonly ExceptionRow[],
  { kinds, isDismissed, order }: ExceptionFilters,
): PlacedException[] {
  return computed
    .filter(({ kind }) => kinds.length === 0 || kinds.includes(kind))
    .filter(({ dismissed }) => (dismissed !== null) === isDismissed)
    .map((row) => ({ row, position: positionOf(row, order) }));
}

const HOUR_MS = 3_600_000;

/** The same of what has come up since an instant within the days of the filters. A restatement is no event of its day. */
export async function countNewExceptions(
  shop: Shop,
  given: SessionFilters,
  { since, now }: { since: Date; now: Date },
): Promise<KindCount[]> {
  const filters = exceptionFilters(given, new URLSearchParams());
  const { settings } = await getSettings(shop, dataOf(shop));
  const [computed, counted] = await Promise.all([
    findComputed(shop, filters, settings, now),
    countSessionExceptions(shop, filters, since),
  ]);
  // A session becomes stale so many hours after it was opened.
  const cameUpAt = ({ kind, at }: ExceptionRow) =>
    Date.parse(at) + (kind === "stale_open" ? settings.staleHours * HOUR_MS : 0);
  const recent = computed.filter((row) => cameUpAt(row) > since.getTime());
  return countsOf(tally(counted, recent), false).filter(({ kind }) => kind !== "restated");
}

/** Those that depend on the clock or on several sessions: few, so they are found whole, and merged into the page. */
async function findComputed(
  shop: Shop,
  filters: ExceptionFilters,
  settings: ShopSettings,
  now: Date,
): Promise<ExceptionRow[]> {
  const found = await Promise.all([
    findStaleSessions(shop, filters, { staleHours: settings.staleHours, now }),
    findRepeatedShorts(shop, filters, settings),
    findPerfectStreaks(shop, filters, now),
  ]);
  return withWords(shop, found.flat());
}

interface WordRow {
  index: number;
  act: string | null;
  reason: string | null;
  userId: string | null;
  at: Date | null;
  by: string | null;
}

/** A subject as the trail has it. */
export function subjectText({ type, id }: ExceptionSubject): string {
  return `${type} ${id}`;
}

async function withWords(shop: Shop, rows: readonly ExceptionRow[]): Promise<ExceptionRow[]> {
  if (rows.length === 0) return [];
  const word = lastWord(shop, { kind: sql`given.kind`, subject: sql`given.subject`, evidence: sql`given.evidence` });
  const words = await dataOf(shop).query<WordRow>(sql`
    SELECT given.index::int AS index, last.act, last.reason, last.user_id AS "userId", last.at, m.name AS by
    FROM unnest(
      ${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ subject }) => subjectText(subject))}::text[],
      ${rows.map(({ evidence }) => evidence)}::text[]
    ) WITH ORDINALITY AS given (kind, subject, evidence, index) ${word}
    LEFT JOIN staff_member m ON m.shop_id = ${shop.id} AND m.id::text = last.user_id
    WHERE last.act = 'dismissed'`);
  const byIndex = new Map(words.map((row) => [row.index, row]));
  return rows.map((row, index) => {
    const last = byIndex.get(index + 1);
    if (!last?.at) return row;
    const { by, userId, reason, at } = last;
    return { ...row, dismissed: { by, userId: userId ?? "", reason: reason ?? "", at: isoUtc(at) } };
  });
}

function positionOf({ at, subject, kind, amount }: ExceptionRow, order: ExceptionOrder): ExceptionPosition {
  const size = order === "largest" ? sizeOf(amount) : null;
  // Shopify's times are whole seconds.
  return { at: at.replace(/(\.\d+)?Z$/, ".000000Z"), id: subject.id, kind, size };
}

interface Tally {
  kind: ExceptionKind;
  isDismissed: boolean;
  count: number;
}

function tally(counted: readonly Tally[], computed: readonly ExceptionRow[]): Tally[] {
  return [...counted, ...computed.map(({ kind, dismissed }) => ({ kind, isDismissed: dismissed !== null, count: 1 }))];
}

function countsOf(tallies: readonly Tally[], isDismissed: boolean): KindCount[] {
  return EXCEPTION_KINDS.map((kind) => {
    const alike = tallies.filter((one) => one.kind === kind && one.isDismissed === isDismissed);
    return { kind, count: alike.reduce((sum, { count }) => sum + count, 0) };
  }).filter(({ count }) => count > 0);
}
