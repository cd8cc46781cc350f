import sql from "sql-template-tag";
import { z } from "zod";
import { db, type Queryable } from "#app/db.server.ts";
import { env } from "#app/env.server.ts";
import { log } from "#app/log.server.ts";
import { seal, unsealWithAny } from "./seal.server.ts";

/** One OAuth session as it is kept: a row of auth_session, its tokens unsealed. */
export interface StoredToken {
  /** Shopify's session id: "offline_<domain>" or "<domain>_<user id>". */
  id: string;
  shopId: number;
  domain: string;
  isOnline: boolean;
  scope: string | null;
  /** Null: the token does not expire. */
  expiresAt: Date | null;
  userId: bigint | null;
  accessToken: string;
  refreshToken: string | null;
  refreshTokenExpiresAt: Date | null;
}

interface TokenRow extends Omit<StoredToken, "accessToken" | "refreshToken" | "refreshTokenExpiresAt"> {
  sealed: Uint8Array;
}

const secrets = z.object({
  accessToken: z.string(),
  refreshToken: z.string().nullable(),
  refreshTokenExpiresAt: z.coerce.date().nullable(),
});

/** The session with this id, or null: also when its seal does not open, for then a visit brings a new token. */
export async function readToken(id: string, on: Queryable = db(), lock = false): Promise<StoredToken | null> {
  const domain = domainOf(id);
  const shop = await shopWith(domain, on);
  if (!shop?.isInstalled) return null;
  const [row] = await on.query<Omit<TokenRow, "domain">>(sql`
    SELECT id, shop_id AS "shopId", is_online AS "isOnline", scope, expires_at AS "expiresAt", user_id AS "userId", sealed
      FROM auth_session WHERE shop_id = ${shop.id}::int AND id = ${id} ${lock ? sql`FOR UPDATE` : sql``}`);
  return row === undefined ? null : open({ ...row, domain });
}

/** Every session of a shop whose seal opens. */
export async function readTokensOfShop(domain: string): Promise<StoredToken[]> {
  const shop = await shopWith(domain, db());
  if (shop === null) return [];
  const rows = await db().query<{ id: string }>(
    sql`SELECT id FROM auth_session WHERE shop_id = ${shop.id}::int ORDER BY id`,
  );
  const tokens = await Promise.all(rows.map((row) => readToken(row.id)));
  return tokens.filter((token) => token !== null);
}

/** Keeps a session; the access token and its refresh token in one seal, so that the pair never comes apart. */
export async function writeToken(token: Omit<StoredToken, "domain">, on: Queryable = db()): Promise<void> {
  const { accessToken, refreshToken, refreshTokenExpiresAt } = token;
  const [key] = sealKeys();
  const sealed = seal(JSON.stringify({ accessToken, refreshToken, refreshTokenExpiresAt }), { place: token.id, key });
  await on.execute(sql`
    INSERT INTO auth_session (shop_id, id, is_online, scope, expires_at, user_id, sealed, updated_at)
    VALUES (${token.shopId}::int, ${token.id}, ${token.isOnline}, ${token.scope}, ${token.expiresAt}::timestamptz,
            ${token.userId}::bigint, ${sealed}, now())
    ON CONFLICT (shop_id, id) DO UPDATE SET is_online = excluded.is_online, scope = excluded.scope,
      expires_at = excluded.expires_at, user_id = excluded.user_id, sealed = excluded.sealed, updated_at = now()`);
}

/** Has the token renewed before its next use: Shopify refused it, or it no longer says what it may do. */
export async function expireTokens(shopId: number, on: Queryable = db()): Promise<void> {
  // Long ago, and not now: the database's clock may be ahead of ours, and the two may meet within one millisecond.
  await on.execute(sql`UPDATE auth_session SET expires_at = 'epoch' WHERE shop_id = ${shopId}::int`);
}

/** Forgets the sessions with these ids. */
export async function deleteTokens(ids: string[]): Promise<void> {
  for (const domain of new Set(ids.map(domainOf))) {
    const shop = await shopWith(domain, db());
    if (shop === null) continue;
    await db().execute(sql`DELETE FROM auth_session WHERE shop_id = ${shop.id}::int AND id = ANY(${ids}::text[])`);
  }
}

// First the shop and then its tokens: in one statement, a token would be looked for among those of all shops.
async function shopWith(domain: string, on: Queryable): Promise<{ id: number; isInstalled: boolean } | null> {
  const [shop] = await on.query<{ id: number; isInstalled: boolean }>(
    sql`SELECT id, uninstalled_at IS NULL AS "isInstalled" FROM shop WHERE domain = ${domain}`,
  );
  return shop ?? null;
}

/** Who may change a session's tokens now: of all requests and all instances, one at a time. */
export function withTokenLock<T>(id: string, work: (on: Queryable) => Promise<T>): Promise<T> {
  const before = queues.get(id) ?? Promise.resolve();
  const mine = before.then(() => (db().engine === "postgres" ? inTurn(() => db().transaction(work)) : work(db())));
  const done = mine.then(
    () => {},
    () => {}, // whoever asked gets the failure; the next one starts afresh
  );
  queues.set(id, done);
  void done.then(() => {
    if (queues.get(id) === done) queues.delete(id);
  });
  return mine;
}

// The row lock alone would do on a server, but every waiting request would hold a connection of the pool. PGlite serves
// one process, and a transaction held open over a request to Shopify would stop all of its queries: the queue is enough.
const queues = new Map<string, Promise<void>>();

/**
 * Renewals that hold a connection of the pool's ten at a time, each for as long as Shopify takes to answer, up to eight
 * seconds. Were it slow for all shops, no page of any shop would be read meanwhile.
 */
const MOST_RENEWALS = 4;
let renewals = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (renewals < MOST_RENEWALS) renewals += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else renewals -= 1;
  }
}

function open({ sealed, ...row }: TokenRow): StoredToken | null {
  const opened = unsealWithAny(sealed, { place: row.id, keys: sealKeys() });
  if (opened !== null) return { ...row, ...secrets.parse(JSON.parse(opened.secret)) };
  log.warn(
    { shopId: row.shopId },
    "a stored token does not open with TOKEN_ENCRYPTION_KEY; the shop's next visit replaces it",
  );
  return null;
}

/** The key that seals, then the one that only opens what was sealed before the key was changed. */
export function sealKeys(): [current: Buffer, ...previous: Buffer[]] {
  const { encryptionKey, previousEncryptionKey } = env();
  return previousEncryptionKey === null ? [encryptionKey] : [encryptionKey, previousEncryptionKey];
}

function domainOf(id: string): string {
  // A domain holds no underscore.
  const [first = "", second = ""] = id.split("_");
  return first === "offline" ? second : first;
}
