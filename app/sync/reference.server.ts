import sql from "sql-template-tag";
import { type FieldGroup, groupsOf } from "#app/admin-api/field-groups.ts";
import { showsLegacyLedgers } from "#app/admin-api/legacy-ledgers.server.ts";
import type { Reader } from "#app/admin-api/reader.server.ts";
import type { Named } from "#app/admin-api/shapes.ts";
import {
  type DrawerFacts,
  type LocationFacts,
  readDrawers,
  readGrantedScopes,
  readLocations,
  readShopFacts,
  readStaff,
} from "#app/admin-api/reference-data.server.ts";
import { db, type Queryable } from "#app/db.server.ts";
import { setGrantedScopes, type Shop, shopById } from "#app/shop.server.ts";
import { forgetBulkState } from "./bulk-state.server.ts";
import { beginDerivation } from "./derivation.server.ts";
import { forgetLegacyState } from "./legacy-state.server.ts";
import { lockMirror } from "./store-sessions.server.ts";
import type { SyncContext } from "./sync-context.ts";
import { moveSyncState, readSyncState } from "./sync-state.server.ts";

const DAY_MS = 86_400_000;

/** Whether the lists are a day old, or the merchant has granted something since they were read. */
export async function isReferenceDue(context: SyncContext): Promise<boolean> {
  const { referenceReadAt, readScopes } = await readSyncState(context.shop);
  const age = context.now().getTime() - (referenceReadAt?.getTime() ?? 0);
  // Read in the future: by a clock that was ahead.
  if (referenceReadAt === null || age > DAY_MS || age < -DAY_MS) return true;
  return opensMore(readScopes, context.shop.grantedScopes);
}

/** Reads the shop's own facts, what it has granted, its locations, drawers and staff. */
export async function readReference(context: SyncContext): Promise<void> {
  const { reader, shop } = context;
  const now = context.now();
  const facts = await readShopFacts(reader);
  const scopes = (await readGrantedScopes(reader)) ?? shop.grantedScopes;
  takeOver(reader, groupsOf(shop.grantedScopes), groupsOf(scopes));
  const locations = await readLocations(reader);
  const drawers = await readDrawers(reader);
  const staff = await readStaff(reader);
  const isZoneNew = facts.timeZone !== shop.timeZone;
  await db().transaction(async (tx) => {
    await lockMirror(tx, shop);
    await tx.execute(sql`
      UPDATE shop SET name = ${facts.name}, currency = ${facts.currency}, time_zone = ${facts.timeZone}
      WHERE id = ${shop.id}::int`);
    await setGrantedScopes(shop, scopes, tx);
    // Every session is put on the business day of the new zone.
    if (isZoneNew) await beginDerivation(tx, shop, now);
    await storeLocations(tx, shop.id, locations ?? [], now);
    await storeDrawers(tx, shop.id, drawers ?? [], now);
    await storeStaff(tx, shop.id, staff ?? [], now);
    const { readScopes, historyFrom } = await readSyncState(shop, tx);
    await moveSyncState(tx, shop, { referenceReadAt: now, readScopes: scopes });
    if (historyFrom !== null && opensMore(readScopes, scopes)) await readAgain(tx, context);
    await context.keep(tx, { sessions: 0, activities: 0 });
  });
  context.shop = (await shopById(shop.id)) ?? shop;
}

/** Shopify denied what was taken for granted: asks what is granted now, so that pages say what is missing. */
export async function rereadScopes({ reader, shop }: SyncContext): Promise<void> {
  const scopes = await readGrantedScopes(reader);
  if (scopes === null) return;
  await setGrantedScopes(shop, scopes);
  await noteScopesLost(shop, scopes);
}

/** What is read from now on lacks what a lost scope showed: when it is granted again, that is read again. */
export async function noteScopesLost(shop: Shop, granted: readonly string[]): Promise<void> {
  await db().execute(sql`
    UPDATE sync_state SET read_scopes = ARRAY(SELECT unnest(read_scopes) INTERSECT SELECT unnest(${granted}::text[]))
    WHERE shop_id = ${shop.id}::int AND NOT read_scopes <@ ${granted}::text[]`);
}

/** Asks from now on for what the scopes show; what was denied although granted before stays left out. */
function takeOver({ groups }: Reader, before: ReadonlySet<FieldGroup>, after: ReadonlySet<FieldGroup>): void {
  for (const group of after) if (!before.has(group)) groups.add(group);
  for (const group of before) if (!after.has(group)) groups.delete(group);
}

/** Whether the scopes granted now show something that those before did not. */
export function opensMore(before: readonly string[], after: readonly string[]): boolean {
  const known = groupsOf(before);
  return [...groupsOf(after)].some((group) => !known.has(group));
}

/** What was read without a scope lacks what it shows: the history is gone through once more, ledgers after it. */
async function readAgain(tx: Queryable, { shop, reader, now }: SyncContext): Promise<void> {
  // Not null: pages that show the first sync's progress must not take this for one.
  await moveSyncState(tx, shop, { isHistoryComplete: false, historyFrom: now() });
  await forgetBulkState(tx, shop);
  await forgetLegacyState(tx, shop);
  // What was read holds until then: amounts do not change with what names and orders are shown.
  await tx.execute(sql`
    UPDATE payment_session SET ledger_outdated_at = ${now()}::timestamptz
    WHERE shop_id = ${shop.id}::int AND ledger_read_at IS NOT NULL
      AND (NOT is_legacy OR ${showsLegacyLedgers(reader)}::boolean)`);
}

async function storeLocations(tx: Queryable, shopId: number, rows: LocationFacts[], now: Date): Promise<void> {
  await tx.execute(sql`
    INSERT INTO location AS mine (shop_id, id, name, is_active, fetched_at)
    SELECT ${shopId}::int, given.*, ${now}::timestamptz
    FROM unnest(${rows.map((row) => row.id)}::bigint[], ${rows.map((row) => row.name)}::text[],
      ${rows.map((row) => row.isActive)}::boolean[]) AS given (id, name, is_active)
    ON CONFLICT (shop_id, id) DO UPDATE
    SET name = EXCLUDED.name, is_active = EXCLUDED.is_active, fetched_at = EXCLUDED.fetched_at
    WHERE (mine.name, mine.is_active) IS DISTINCT FROM (EXCLUDED.name, EXCLUDED.is_active)`);
}

async function storeDrawers(tx: Queryable, shopId: number, rows: DrawerFacts[], now: Date): Promise<void> {
  await tx.execute(sql`
    INSERT INTO cash_drawer AS mine (shop_id, id, name, location_id, balance, currency, fetched_at)
    SELECT ${shopId}::int, given.*, ${now}::timestamptz
    FROM unnest(${rows.map((row) => row.id)}::bigint[], ${rows.map((row) => row.name)}::text[],
      ${rows.map((row) => row.locationId)}::bigint[], ${rows.map((row) => row.balance)}::bigint[],
      ${rows.map((row) => row.currency)}::text[]) AS given (id, name, location_id, balance, currency)
    ON CONFLICT (shop_id, id) DO UPDATE
    SET name = EXCLUDED.name, location_id = coalesce(EXCLUDED.location_id, mine.location_id),
      balance = EXCLUDED.balance, currency = EXCLUDED.currency, fetched_at = EXCLUDED.fetched_at
    WHERE (mine.name, mine.location_id, mine.balance, mine.currency) IS DISTINCT FROM
      (EXCLUDED.name, coalesce(EXCLUDED.location_id, mine.location_id), EXCLUDED.balance, EXCLUDED.currency)`);
}

async function storeStaff(tx: Queryable, shopId: number, rows: Named[], now: Date): Promise<void> {
  await tx.execute(sql`
    INSERT INTO staff_member AS mine (shop_id, id, name, fetched_at)
    SELECT ${shopId}::int, given.*, ${now}::timestamptz
    FROM unnest(${rows.map((row) => row.id)}::bigint[], ${rows.map((row) => row.name)}::text[]) AS given (id, name)
    ON CONFLICT (shop_id, id) DO UPDATE SET name = EXCLUDED.name, fetched_at = EXCLUDED.fetched_at
    WHERE mine.name IS DISTINCT FROM EXCLUDED.name`);
}
