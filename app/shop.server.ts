import sql, { type Sql } from "sql-template-tag";
import { db, type Queryable } from "#app/db.server.ts";

/** A merchant's shop as everything else names it: the first argument of every function that touches data. */
export interface Shop {
  readonly id: number;
  /** "<name>.myshopify.com" */
  readonly domain: string;
  readonly name: string | null;
  readonly currency: string | null;
  /** "UTC" until the shop has been read. */
  readonly timeZone: string;
  readonly grantedScopes: string[];
  readonly isInstalled: boolean;
}

/** The shop with this domain, made on its first visit. A shop that comes back after an uninstall is installed again. */
export async function ensureShop(domain: string): Promise<Shop> {
  const known = await findShop(domain);
  if (known?.isInstalled) return known;
  return only(
    await db().query<Shop>(
      sql`INSERT INTO shop (domain) VALUES (${domain})
          ON CONFLICT (domain) DO UPDATE SET uninstalled_at = NULL RETURNING ${COLUMNS}`,
    ),
  );
}

/** The shop with this domain, if it has ever been here. */
export async function findShop(domain: string): Promise<Shop | null> {
  return firstShop(sql`domain = ${domain}`);
}

/** The shop with this number of ours. */
export async function shopById(id: number): Promise<Shop | null> {
  return firstShop(sql`id = ${id}::int`);
}

/** Keeps what a token of the shop may do. */
export async function setGrantedScopes(shop: Pick<Shop, "id">, scopes: string[], on: Queryable = db()): Promise<void> {
  await on.execute(sql`UPDATE shop SET granted_scopes = ${scopes}::text[] WHERE id = ${shop.id}::int`);
}

async function firstShop(where: Sql): Promise<Shop | null> {
  const [row] = await db().query<Shop>(sql`SELECT ${COLUMNS} FROM shop WHERE ${where}`);
  return row ?? null;
}

const COLUMNS = sql`id, domain, name, currency, coalesce(time_zone, 'UTC') AS "timeZone",
  granted_scopes AS "grantedScopes", uninstalled_at IS NULL AS "isInstalled"`;

function only(rows: Shop[]): Shop {
  const [row] = rows;
  if (row === undefined) throw new Error("An upsert of a shop answered no row.");
  return row;
}
