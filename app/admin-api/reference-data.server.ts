import { drawersDocument, LOCATIONS_DOCUMENT, SCOPES_DOCUMENT, SHOP_DOCUMENT, STAFF_DOCUMENT } from "./documents.ts";
import { GraphqlError } from "./errors.ts";
import type { FieldGroups } from "./field-groups.ts";
import { asMinor, asNamed, asNamedOrNull } from "./parse-session.ts";
import { asFlag, asList, asObject, asText, type Json } from "./read-json.ts";
import { ask, pagesFrom, readConnection, type Reader } from "./reader.server.ts";
import type { Named } from "./shapes.ts";

export interface ShopFacts {
  name: string;
  timeZone: string;
  currency: string;
}

export interface LocationFacts extends Named {
  isActive: boolean;
}

export interface DrawerFacts extends Named {
  locationId: string | null;
  balance: bigint;
  currency: string;
}

/** The shop's name, time zone and currency. */
export async function readShopFacts(reader: Reader): Promise<ShopFacts> {
  const shop = asObject((await ask(reader, () => SHOP_DOCUMENT)).shop, "shop");
  return {
    name: asText(shop.name, "name"),
    timeZone: asText(shop.ianaTimezone, "ianaTimezone"),
    currency: asText(shop.currencyCode, "currencyCode"),
  };
}

/** The scopes that the merchant has granted; null where Shopify does not say. */
export async function readGrantedScopes(reader: Reader): Promise<string[] | null> {
  try {
    const data = await ask(reader, () => SCOPES_DOCUMENT);
    const { accessScopes } = asObject(data.currentAppInstallation, "currentAppInstallation");
    return asList(accessScopes, "accessScopes").map((scope) => asText(asObject(scope, "scope").handle, "handle"));
  } catch (error) {
    // The token's own scopes are known already; this only corrects them.
    if (error instanceof GraphqlError) return null;
    throw error;
  }
}

/** Every location, closed ones too; null without a scope that shows them. */
export function readLocations(reader: Reader): Promise<LocationFacts[] | null> {
  if (!reader.groups.has("locations")) return Promise.resolve(null);
  return readAllIfPossible(
    reader,
    "locations",
    () => LOCATIONS_DOCUMENT,
    (node) => ({
      ...asNamed(node, "location"),
      isActive: asFlag(node.isActive, "isActive"),
    }),
  );
}

/** Every member of staff; null without read_users, or where the plan does not allow it. */
export function readStaff(reader: Reader): Promise<Named[] | null> {
  if (!reader.groups.has("staff")) return Promise.resolve(null);
  return readAllIfPossible(
    reader,
    "staffMembers",
    () => STAFF_DOCUMENT,
    (node) => asNamed(node, "staffMember"),
  );
}

/** Every cash drawer with what it holds; null where Shopify does not list them. */
export function readDrawers(reader: Reader): Promise<DrawerFacts[] | null> {
  return readAllIfPossible(reader, "cashDrawers", drawersDocument, (node) => {
    const currency = asText(asObject(node.balance, "balance").currencyCode, "balance");
    return {
      ...asNamed(node, "cashDrawer"),
      locationId: asNamedOrNull(node.location, "location")?.id ?? null,
      balance: asMinor(node.balance, "balance", currency),
      currency,
    };
  });
}

async function readAllIfPossible<Row>(
  reader: Reader,
  field: string,
  documentFor: (groups: FieldGroups) => string,
  readRow: (node: Json) => Row,
): Promise<Row[] | null> {
  try {
    return await readAll(reader, field, documentFor, readRow);
  } catch (error) {
    // Names come with the sessions as well: a list that is refused must not keep the figures away.
    if (error instanceof GraphqlError) return null;
    throw error;
  }
}

async function readAll<Row>(
  reader: Reader,
  field: string,
  documentFor: (groups: FieldGroups) => string,
  readRow: (node: Json) => Row,
): Promise<Row[]> {
  const all: Row[] = [];
  const pages = pagesFrom(null, async (after) => {
    const data = await reader.sizes.reference.use((first) => ask(reader, documentFor, { first, after }));
    return readConnection(data[field], field, (node) => readRow(asObject(node, field)));
  });
  for await (const page of pages) {
    // Names are a convenience: one that cannot be read must not stop the figures.
    all.push(...page.rows);
  }
  return all;
}
