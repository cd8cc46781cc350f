import { APP_ENV } from "#tests/support/app-env.ts";
import sql from "sql-template-tag";
import { expect, test } from "vitest";
import { resealTokens } from "#app/auth/reseal-tokens.server.ts";
import { seal, unseal } from "#app/auth/seal.server.ts";
import { readToken, writeToken } from "#app/auth/stored-token.server.ts";
import { db } from "#app/db.server.ts";
import { ensureShop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";

const KEY = Buffer.from(APP_ENV.TOKEN_ENCRYPTION_KEY, "base64");
const PREVIOUS = Buffer.alloc(32, 8);
// Read once, when the first token is opened.
process.env.TOKEN_ENCRYPTION_KEY_PREVIOUS = PREVIOUS.toString("base64");

/** A token as a process with this key has left it. */
async function storeSealedWith(key: Buffer, domain: string): Promise<string> {
  const shop = await ensureShop(domain);
  const id = `offline_${domain}`;
  const token = { accessToken: `shpat_${domain}`, refreshToken: null, refreshTokenExpiresAt: null };
  await writeToken({ ...token, id, shopId: shop.id, isOnline: false, scope: null, expiresAt: null, userId: null });
  await db().execute(sql`
    UPDATE auth_session SET sealed = ${seal(JSON.stringify(token), { place: id, key })} WHERE id = ${id}`);
  return id;
}

async function sealOf(id: string): Promise<Uint8Array> {
  const [row] = await db().query<{ sealed: Uint8Array }>(sql`SELECT sealed FROM auth_session WHERE id = ${id}`);
  if (row === undefined) throw new Error(`${id} is not stored.`);
  return row.sealed;
}

test("a token sealed with the former key still opens", async () => {
  await freshDatabase();
  const id = await storeSealedWith(PREVIOUS, "quay.myshopify.com");
  expect(await readToken(id)).toMatchObject({ accessToken: "shpat_quay.myshopify.com" });
});

test("a start seals anew what the former key had sealed, and nothing else", async () => {
  await freshDatabase();
  const former = [];
  for (let shop = 0; shop < 3; shop += 1) former.push(await storeSealedWith(PREVIOUS, `former-${shop}.myshopify.com`));
  const current = await storeSealedWith(KEY, "current.myshopify.com");
  const lost = await storeSealedWith(Buffer.alloc(32, 9), "lost.myshopify.com");
  const untouched = await Promise.all([current, lost].map(sealOf));
  expect(await resealTokens()).toBe(3);
  for (const id of former) expect(unseal(await sealOf(id), { place: id, key: KEY })).toContain("shpat_former");
  expect(await Promise.all([current, lost].map(sealOf))).toEqual(untouched);
  expect(await resealTokens()).toBe(0);
});

test("two processes that start at the same time seal every token once", async () => {
  await freshDatabase();
  for (let shop = 0; shop < 5; shop += 1) await storeSealedWith(PREVIOUS, `shop-${shop}.myshopify.com`);
  const counts = await Promise.all([resealTokens(), resealTokens()]);
  expect(counts.reduce((sum, count) => sum + count)).toBe(5);
});
