import sql from "sql-template-tag";
import { isoUtc } from "#app/calendar/iso.ts";
import { dataOf } from "#app/db.server.ts";
import type { SessionReviewWord } from "#app/reports/session-reviews.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { Printing } from "./issue-paper.server.ts";
import type { Paper } from "./paper.ts";
import type { Layout } from "./paper-request.ts";

/** One printing of an issued paper: all that stands on it. */
export interface PrintedPaper extends Printing {
  paper: Paper;
  replaces: number | null;
  /** The number that has replaced this one since; null: it holds. */
  replacedBy: number | null;
  fingerprint: string;
  issuedAt: string;
  layout: Layout;
  printedAt: string;
  /** Names where they are known (read_users), else the numbers that Shopify's tokens give. */
  issuedBy: string;
  printedBy: string;
  /** What had become of the review when it was printed, of each session on it that has or needs one. */
  reviews: SessionReviewWord[];
}

type Record = Omit<PrintedPaper, "issuedAt" | "printedAt"> & { issuedAt: Date; printedAt: Date };

/** The paper of one printing, as it was issued; null when the shop has none such. */
export async function readPrintedPaper(shop: Shop, { place, number, copy }: Printing): Promise<PrintedPaper | null> {
  const [found] = await dataOf(shop).query<Record>(sql`
    SELECT z.place, z.number, p.copy, z.content AS paper, z.replaces, next.number AS "replacedBy", z.fingerprint,
      z.issued_at AS "issuedAt", p.layout, p.printed_at AS "printedAt",
      coalesce(issuer.name, z.issued_by) AS "issuedBy", coalesce(printer.name, p.printed_by) AS "printedBy",
      coalesce(p.review, '[]'::jsonb) AS reviews
    FROM z_report z
    JOIN z_report_printing p ON p.shop_id = z.shop_id AND p.place = z.place AND p.number = z.number
    LEFT JOIN z_report next ON next.shop_id = z.shop_id AND next.subject = z.subject AND next.issue = z.issue + 1
    LEFT JOIN staff_member issuer ON issuer.shop_id = z.shop_id AND issuer.id::text = z.issued_by
    LEFT JOIN staff_member printer ON printer.shop_id = p.shop_id AND printer.id::text = p.printed_by
    WHERE z.shop_id = ${shop.id} AND p.shop_id = ${shop.id} AND z.place = ${place} AND z.number = ${number}
      AND p.copy = ${copy}`);
  return found ? { ...found, issuedAt: isoUtc(found.issuedAt), printedAt: isoUtc(found.printedAt) } : null;
}
