import { createHash } from "node:crypto";
import sql from "sql-template-tag";
import { db, type Transaction } from "#app/db.server.ts";
import type { SessionReviewWord } from "#app/reports/session-reviews.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { figuresOf, type Paper, placeOf, subjectOf } from "./paper.ts";
import type { Layout } from "./paper-request.ts";

/** Which paper was handed out: the number within its place, and which printing of it. */
export interface Printing {
  place: string;
  number: number;
  /** 1: the original. */
  copy: number;
}

/** Who asked for the paper, and on what. */
interface Asked {
  userId: string;
  layout: Layout;
  /** What has become of the review of each session on it; a printing says it, the number does not stand for it. */
  reviews?: readonly SessionReviewWord[];
}

interface Issue {
  place: string;
  number: number;
  issue: number;
  fingerprint: string;
}

/**
 * Gives a paper its number, and notes that it is printed. A number stands for figures: while they are what they were, it
 * is the same number and one more copy; figures that have changed get the next one, which says what it replaces.
 *
 * Numbers have no gap: the next one is taken under a lock of the place's row, in the transaction that stores the paper,
 * so that a failure gives it back.
 */
export async function issuePaper(shop: Shop, paper: Paper, asked: Asked, now: Date = new Date()): Promise<Printing> {
  const subject = subjectOf(paper);
  // A session that was numbered with its drawer stays there when its location becomes known: what replaces it is filed
  // with it. Two at once cannot see this differently but at the very first; then the index on the subject refuses one.
  const before = await latestIssue(shop, subject, db());
  const place = before?.place ?? placeOf(paper);
  return db().transaction(async (tx) => {
    const lastNumber = await lockSeries(shop, place, tx);
    const latest = await latestIssue(shop, subject, tx);
    const fingerprint = fingerprintOf(paper);
    const isSame = latest?.fingerprint === fingerprint;
    const issued = isSame ? latest : { place, number: lastNumber + 1 };
    if (!isSame) await store(shop, { paper, ...issued, fingerprint, latest, userId: asked.userId, now }, tx);
    const printed = { place: issued.place, number: issued.number };
    return { ...printed, copy: await notePrinting(shop, { ...printed, asked, now }, tx) };
  });
}

/**
 * Notes one more copy of a number as it was issued, whatever has become of its figures since; null: there is no such
 * number. The paper says by itself when another has replaced it.
 */
export async function printAgain(
  shop: Shop,
  { place, number }: { place: string; number: number },
  asked: Asked,
  now: Date = new Date(),
): Promise<Printing | null> {
  return db().transaction(async (tx) => {
    // Under the lock that issues too, so that of two at once each gets a copy of its own.
    const [series] = await tx.query<{ lastNumber: number }>(sql`
      SELECT last_number AS "lastNumber" FROM z_report_series
      WHERE shop_id = ${shop.id} AND place = ${place} FOR UPDATE`);
    if (series === undefined || number < 1 || number > series.lastNumber) return null;
    return { place, number, copy: await notePrinting(shop, { place, number, asked, now }, tx) };
  });
}

/** SHA-256 of the paper's figures. */
export function fingerprintOf(paper: Paper): string {
  return createHash("sha256")
    .update(JSON.stringify(figuresOf(paper)))
    .digest("hex");
}

async function latestIssue(shop: Shop, subject: string, on: Pick<Transaction, "query">): Promise<Issue | null> {
  const [latest] = await on.query<Issue>(sql`
    SELECT place, number, issue, fingerprint FROM z_report
    WHERE shop_id = ${shop.id} AND subject = ${subject} ORDER BY issue DESC LIMIT 1`);
  return latest ?? null;
}

async function lockSeries(shop: Shop, place: string, tx: Transaction): Promise<number> {
  await tx.execute(sql`INSERT INTO z_report_series (shop_id, place, last_number)
    VALUES (${shop.id}, ${place}, 0) ON CONFLICT DO NOTHING`);
  const [series] = await tx.query<{ lastNumber: number }>(sql`
    SELECT last_number AS "lastNumber" FROM z_report_series
    WHERE shop_id = ${shop.id} AND place = ${place} FOR UPDATE`);
  if (series === undefined) throw new Error("A series of Z-reports was made and is not there.");
  return series.lastNumber;
}

interface NewIssue {
  paper: Paper;
  place: string;
  number: number;
  fingerprint: string;
  latest: Issue | null;
  userId: string;
  now: Date;
}

async function store(shop: Shop, issue: NewIssue, tx: Transaction): Promise<void> {
  const { paper, place, number, fingerprint, latest, userId, now } = issue;
  await tx.execute(sql`INSERT INTO z_report
      (shop_id, place, number, subject, issue, replaces, fingerprint, content, issued_at, issued_by)
    VALUES (${shop.id}, ${place}, ${number}, ${subjectOf(paper)}, ${(latest?.issue ?? 0) + 1},
      ${latest?.number ?? null}, ${fingerprint}, ${JSON.stringify(paper)}::jsonb, ${now}, ${userId})`);
  await tx.execute(
    sql`UPDATE z_report_series SET last_number = ${number} WHERE shop_id = ${shop.id} AND place = ${place}`,
  );
}

interface NewPrinting {
  place: string;
  number: number;
  asked: Asked;
  now: Date;
}

async function notePrinting(shop: Shop, { place, number, asked, now }: NewPrinting, tx: Transaction): Promise<number> {
  const [before] = await tx.query<{ copies: number }>(sql`
    SELECT count(*)::int AS copies FROM z_report_printing
    WHERE shop_id = ${shop.id} AND place = ${place} AND number = ${number}`);
  const copy = (before?.copies ?? 0) + 1;
  await tx.execute(sql`INSERT INTO z_report_printing (shop_id, place, number, copy, layout, printed_at, printed_by, review)
    VALUES (${shop.id}, ${place}, ${number}, ${copy}, ${asked.layout}, ${now}, ${asked.userId},
      ${JSON.stringify(asked.reviews ?? [])}::jsonb)`);
  return copy;
}
