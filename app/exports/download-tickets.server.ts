import { createHash, randomBytes } from "node:crypto";
import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { type Shop, shopById } from "#app/shop.server.ts";
import { EXPORT_FILES, type ExportFile } from "./export-file.server.ts";

/** Long enough for a browser to be handed the address and to follow it, too short to be passed on. */
const LIFETIME_MS = 60_000;

/** What a ticket is for that is no export: a paper, which prints as a document of its own and not in Shopify's frame. */
export const PAPER = "paper";
/** What a ticket is for that was made in the background: its query is the job's number. */
export const STORED_FILE = "stored file";
type Opened = ExportFile | typeof PAPER | typeof STORED_FILE;

/** What a ticket lets one download. */
export interface Download<File extends Opened> {
  shop: Shop;
  /** Who asked for it. */
  userId: string;
  file: File;
  query: string;
}

/**
 * Makes a ticket for one export or paper, which someone without an id token can redeem once: where a page inside Shopify's
 * frame cannot save a file, the browser has to fetch it by a plain address. Only the ticket's hash is stored, so that
 * a copy of the database opens nothing.
 */
export async function issueTicket(
  shop: Shop,
  download: { userId: string; file: Opened; query: string },
  now: Date = new Date(),
): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  const expiresAt = new Date(now.getTime() + LIFETIME_MS);
  await db().execute(sql`DELETE FROM download_ticket WHERE shop_id = ${shop.id} AND expires_at < ${now}`);
  await db().execute(sql`INSERT INTO download_ticket (shop_id, id, user_id, path, query, expires_at)
    VALUES (${shop.id}, ${hashOf(secret)}, ${download.userId}, ${download.file}, ${download.query}, ${expiresAt})`);
  return `${shop.id}-${secret}`;
}

/** Redeems a ticket for a file; null when it is used, expired, none. */
export function redeemTicket(
  ticket: string,
  now: Date = new Date(),
): Promise<Download<ExportFile | typeof STORED_FILE> | null> {
  return redeem(ticket, [...EXPORT_FILES, STORED_FILE], now);
}

/** Redeems a ticket for a paper. */
export function redeemPaperTicket(ticket: string, now: Date = new Date()): Promise<Download<typeof PAPER> | null> {
  return redeem(ticket, [PAPER], now);
}

// In one statement, so that of two at once only one succeeds; at the door of another kind a ticket is not used up.
async function redeem<File extends Opened>(
  ticket: string,
  files: readonly File[],
  now: Date,
): Promise<Download<File> | null> {
  const [, shopId, secret] = /^([1-9]\d{0,8})-([\w-]{43})$/.exec(ticket) ?? [];
  if (shopId === undefined || secret === undefined) return null;
  const [redeemed] = await db().query<{ path: File; query: string; userId: string }>(sql`
    UPDATE download_ticket SET used_at = ${now}
    WHERE shop_id = ${shopId}::int AND id = ${hashOf(secret)} AND path = ANY(${[...files]}::text[])
      AND used_at IS NULL AND expires_at > ${now}
    RETURNING path, query, user_id AS "userId"`);
  const shop = redeemed ? await shopById(Number(shopId)) : null;
  if (!redeemed || !shop?.isInstalled) return null;
  return { shop, userId: redeemed.userId, file: redeemed.path, query: redeemed.query };
}

function hashOf(secret: string): string {
  return createHash("sha256").update(secret).digest("base64url");
}
