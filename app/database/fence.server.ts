import sql from "sql-template-tag";
import { databaseTrouble } from "./trouble.ts";
import type { Queryable, Transaction } from "./queryable.ts";

/**
 * The second fence around a shop's rows: reports and exports read as a role that owns nothing and that row-level
 * security binds, with the shop set for that one transaction. A statement that forgets its shop finds the one shop's rows;
 * a transaction that forgets to set it finds none. The owner, as whom all else is done, is not bound.
 *
 * The role belongs to the database user (`till_ledger_tenant_<user>`), for roles are the cluster's: two apps on one server
 * would otherwise share it, and each could read the other's tables through it.
 */
export type Fence =
  | { isUp: true; /** What a read-only transaction begins with. */ enter(shopId: number): string }
  | { isUp: false; /** What is missing, as statements for whoever may run them. */ missing: string[] };

interface Part {
  /** 1: of the role, which may take an administrator; 2: of the tables, which their owner may. */
  step: number;
  statement: string;
}

/** Whether the fence stands, as the catalogue has it. */
export async function readFence(on: Pick<Queryable, "query">): Promise<Fence> {
  const missing = await missingParts(on);
  if (missing.length > 0) return { isUp: false, missing: forAdministrators(missing) };
  const [names] = await on.query<{ tenant: string; place: string | null }>(sql`
    SELECT quote_ident(${TENANT}) AS tenant,
      CASE WHEN current_schema() <> 'public' THEN quote_ident(current_schema()) END AS place`);
  if (names === undefined) throw new Error("The database does not say as whom it answers.");
  // "$user" in a search path is the role that is set: the tables would be looked for elsewhere.
  const path = names.place === null ? "" : `SET LOCAL search_path TO ${names.place};`;
  return {
    isUp: true,
    enter: (shopId) => {
      if (!Number.isSafeInteger(shopId)) throw new TypeError("A shop's number is an integer.");
      return `SET LOCAL ROLE ${names.tenant};${path}SET LOCAL till_ledger.shop_id = '${shopId}'`;
    },
  };
}

// Roles are the whole cluster's, and no lock of ours reaches beyond this database; a deadlock with processes that serve is
// possible; and what a new role lacks is known only when it is there.
const ATTEMPTS = 3;

/**
 * Raises what is missing of the fence, whichever tables there are: a new one is fenced without being listed. Answers
 * what came of it; a database user who may not make roles keeps working without.
 */
export async function raiseFence(
  db: { transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T> },
  lock: (tx: Transaction) => Promise<unknown>,
): Promise<{ fence: Fence; error: unknown }> {
  let error: unknown = null;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      const isUp = await db.transaction(async (tx) => {
        await lock(tx);
        const missing = await missingParts(tx);
        if (missing.length > 0) await tx.runScript(missing.map(({ statement }) => statement).join(";\n"));
        return missing.length === 0;
      });
      error = null;
      if (isUp) break;
    } catch (failure) {
      if (databaseTrouble(failure) !== null) throw failure;
      error = failure;
    }
  }
  return { fence: await db.transaction(readFence), error };
}

// What an administrator has to do is the role; the next start raises the rest.
function forAdministrators(missing: readonly Part[]): string[] {
  const ofRole = missing.filter(({ step }) => step === 1);
  return (ofRole.length > 0 ? ofRole : missing).map(({ statement }) => statement);
}

// A name has 63 bytes; the cast cuts it as CREATE ROLE would.
const TENANT = sql`('till_ledger_tenant_' || current_user)::name::text`;

/** Tables whose rows open something: no report has business there. */
const SECRETS = ["auth_session", "download_ticket"];

// The setting is '' instead of missing once a transaction of the same connection has had it.
const POLICY = "USING (%I = nullif(current_setting('till_ledger.shop_id', true), '')::int)";

function missingParts(on: Pick<Queryable, "query">): Promise<Part[]> {
  // SET is a privilege of its own from version 16 on, where whoever may make roles may not take on all those it made.
  return on.query<Part>(sql`
    WITH me AS (
      SELECT ${TENANT} AS tenant, current_setting('server_version_num')::int >= 160000 AS has_set,
        (SELECT rolsuper FROM pg_roles WHERE rolname = session_user) AS is_super
    ), tenant AS (
      SELECT r.oid, r.rolsuper OR r.rolbypassrls AS is_unbound FROM pg_roles r WHERE r.rolname = ${TENANT}
    ), fenced AS (
      SELECT c.oid, c.relname, c.relrowsecurity, key.attname AS key
      FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = current_schema()
      JOIN pg_attribute key ON key.attrelid = c.oid AND NOT key.attisdropped
        AND key.attname = CASE WHEN c.relname = 'shop' THEN 'id' ELSE 'shop_id' END
      WHERE c.relkind IN ('r', 'p')
    ), part AS (
      SELECT 1 AS step, 1 AS place, format('CREATE ROLE %I NOLOGIN', tenant) AS statement FROM me
      WHERE NOT EXISTS (SELECT FROM tenant)
      UNION ALL
      SELECT 1, 2, format('ALTER ROLE %I NOSUPERUSER NOBYPASSRLS', me.tenant) FROM me, tenant WHERE is_unbound
      UNION ALL
      SELECT 1, 3, format('GRANT %I TO %I', me.tenant, current_user)
        || CASE WHEN has_set THEN ' WITH INHERIT FALSE, SET TRUE' ELSE '' END
      FROM me LEFT JOIN tenant ON TRUE
      WHERE NOT is_super
        AND NOT coalesce(pg_has_role(session_user, tenant.oid, CASE WHEN has_set THEN 'SET' ELSE 'MEMBER' END), FALSE)
      UNION ALL
      SELECT 2, 4, format('GRANT USAGE ON SCHEMA %I TO %I', current_schema(), me.tenant)
      FROM me LEFT JOIN tenant ON TRUE
      WHERE NOT coalesce(has_schema_privilege(tenant.oid, current_schema(), 'USAGE'), current_schema() = 'public')
      UNION ALL
      SELECT 2, 5, format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', relname) FROM fenced WHERE NOT relrowsecurity
      UNION ALL
      SELECT 2, 6, format('CREATE POLICY one_shop ON %I ' || ${POLICY}, relname, key) FROM fenced
      WHERE NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = fenced.oid AND polname = 'one_shop')
      UNION ALL
      SELECT 2, 7, format('GRANT SELECT ON %I TO %I', relname, me.tenant) FROM fenced, me LEFT JOIN tenant ON TRUE
      WHERE relname <> ALL (${SECRETS}::text[])
        AND NOT coalesce(has_table_privilege(tenant.oid, fenced.oid, 'SELECT'), FALSE)
    )
    SELECT step, statement FROM part ORDER BY place, statement`);
}
