import sql from "sql-template-tag";
import type { BusinessDate } from "#app/calendar/dates.ts";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { Shop } from "#app/shop.server.ts";

/** A series of numbers: a location's, or a drawer's where its location is not known. */
export interface PaperPlace {
  place: string;
  /** Null: Shopify does not name it any more. */
  name: string | null;
  lastNumber: number;
}

/** One number that was handed out. */
export interface IssuedPaper {
  number: number;
  /** What it is of. Times as they were when it was issued. */
  of:
    | {
        kind: "session";
        id: string;
        drawer: string | null;
        openedAt: string;
        closedAt: string | null;
        timeZone: string;
      }
    | { kind: "day"; date: BusinessDate };
  issuedAt: string;
  /** A name where it is known, else the number of a user. */
  issuedBy: string;
  /** How often it was printed: the original and its copies. */
  printings: number;
  printedAt: string;
  replaces: number | null;
  /** Null: it holds. */
  replacedBy: number | null;
}

export interface PaperList {
  places: PaperPlace[];
  /** Null: nothing has been printed yet. */
  place: PaperPlace | null;
  /** The highest number first, or the lowest. */
  rows: IssuedPaper[];
  order: PaperOrder;
  /** Numbers of the place that are not there: always 0, and counted rather than believed. */
  missing: number;
  /** The `before` of the next page, or the `after` where the lowest number comes first. */
  next: number | null;
}

export type PaperOrder = "newest" | "oldest";

/** Which page of which place: `beyond` a number in the order. */
export interface PaperListQuery {
  place: string | null;
  order: PaperOrder;
  beyond: number | null;
}

/** A page of numbers. */
const PAGE = 50;

/** The Z-reports of one place by number, with what says that none is missing. */
export async function listPapers(shop: Shop, { place: wanted, order, beyond }: PaperListQuery): Promise<PaperList> {
  const places = await readPlaces(shop);
  const place = places.find((one) => one.place === wanted) ?? places[0] ?? null;
  if (place === null) return { places, place, order, rows: [], missing: 0, next: null };
  const [rows, stored] = await Promise.all([
    readIssued(shop, place.place, { order, beyond }),
    countIssued(shop, place.place),
  ]);
  const page = rows.slice(0, PAGE);
  return {
    ...{ places, place, order, missing: place.lastNumber - stored },
    rows: page.map(toIssued),
    next: rows.length > PAGE ? (page.at(-1)?.number ?? null) : null,
  };
}

/** Which page a query asks for: `place`, `order=oldest`, and `before` a number, or `after` it from the oldest on. */
export function paperListQuery(query: URLSearchParams): PaperListQuery {
  const order = query.get("order") === "oldest" ? "oldest" : "newest";
  const beyond = query.get(order === "oldest" ? "after" : "before") ?? "";
  return { place: query.get("place"), order, beyond: /^[1-9]\d{0,8}$/.test(beyond) ? Number(beyond) : null };
}

function readPlaces(shop: Shop): Promise<PaperPlace[]> {
  return dataOf(shop).query<PaperPlace>(sql`
    SELECT z.place, coalesce(l.name, d.name) AS name, z.last_number AS "lastNumber"
    FROM z_report_series z
    LEFT JOIN location l ON l.shop_id = z.shop_id AND 'location:' || l.id = z.place
    LEFT JOIN cash_drawer d ON d.shop_id = z.shop_id AND 'drawer:' || d.id = z.place
    WHERE z.shop_id = ${shop.id} AND z.last_number > 0
    ORDER BY lower(coalesce(l.name, d.name)) COLLATE "C", z.place`);
}

async function countIssued(shop: Shop, place: string): Promise<number> {
  const [counted] = await dataOf(shop).query<{ count: number }>(sql`
    SELECT count(*)::int AS count FROM z_report z WHERE z.shop_id = ${shop.id} AND z.place = ${place}`);
  return counted?.count ?? 0;
}

interface Row {
  number: number;
  kind: "session" | "day";
  id: string;
  drawer: string | null;
  openedAt: string;
  closedAt: string | null;
  timeZone: string;
  date: BusinessDate;
  issuedAt: Date;
  issuedBy: string;
  printings: number;
  printedAt: Date;
  replaces: number | null;
  replacedBy: number | null;
}

function readIssued(
  shop: Shop,
  place: string,
  { order, beyond: number }: Pick<PaperListQuery, "order" | "beyond">,
): Promise<Row[]> {
  const [compared, direction] = order === "oldest" ? [sql`>`, sql`ASC`] : [sql`<`, sql`DESC`];
  const beyond = number === null ? sql`TRUE` : sql`z.number ${compared} ${number}`;
  return dataOf(shop).query<Row>(sql`
    SELECT z.number, z.content->>'kind' AS kind, z.content#>>'{session,row,id}' AS id,
      z.content#>>'{session,row,drawer}' AS drawer, z.content#>>'{session,row,openedAt}' AS "openedAt",
      z.content#>>'{session,row,closedAt}' AS "closedAt", z.content#>>'{session,row,timeZone}' AS "timeZone",
      z.content#>>'{day,date}' AS date, z.issued_at AS "issuedAt", coalesce(issuer.name, z.issued_by) AS "issuedBy",
      p.printings, p.printed_at AS "printedAt", z.replaces, next.number AS "replacedBy"
    FROM z_report z
    JOIN (
      SELECT each.number, count(*)::int AS printings, max(each.printed_at) AS printed_at
      FROM z_report_printing each WHERE each.shop_id = ${shop.id} AND each.place = ${place} GROUP BY each.number
    ) p ON p.number = z.number
    LEFT JOIN z_report next ON next.shop_id = z.shop_id AND next.subject = z.subject AND next.issue = z.issue + 1
    LEFT JOIN staff_member issuer ON issuer.shop_id = z.shop_id AND issuer.id::text = z.issued_by
    WHERE z.shop_id = ${shop.id} AND z.place = ${place} AND ${beyond}
    ORDER BY z.number ${direction} LIMIT ${PAGE + 1}`);
}

function toIssued(row: Row): IssuedPaper {
  const { number, kind, id, drawer, openedAt, closedAt, timeZone, date } = row;
  const { issuedBy, printings, replaces, replacedBy } = row;
  return {
    ...{ number, issuedBy, printings, replaces, replacedBy },
    of: kind === "session" ? { kind, id, drawer, openedAt, closedAt, timeZone } : { kind, date },
    issuedAt: isoUtc(row.issuedAt),
    printedAt: isoUtc(row.printedAt),
  };
}
