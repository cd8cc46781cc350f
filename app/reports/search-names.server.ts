import sql from "sql-template-tag";
import { dataOf } from "#app/db.server.ts";
import { parseSearch } from "#app/search/search-terms.ts";
import { haveAll, wordsIn } from "#app/search/words.ts";
import type { Shop } from "#app/shop.server.ts";
import type { NamedByWord, SessionFilters } from "./filters.ts";

interface NamedRow {
  kind: keyof NamedByWord[number];
  id: string;
  name: string;
}

/**
 * The same filters, with what the words of the search are names of. They are compared here and not in SQL: by the rule
 * that shows afterwards why a session was found, in every language whatever the database's locale.
 */
export async function withNames(shop: Shop, filters: SessionFilters): Promise<SessionFilters> {
  if (filters.search === null) return filters;
  const terms = parseSearch(filters.search.text) ?? [];
  const rows = terms.some(({ words }) => words.length > 0) ? await readNames(shop) : [];
  const names = rows.map((row) => ({ ...row, words: wordsIn([row.name]) }));
  const named = terms.map((term) => {
    const found = names.filter(({ words }) => haveAll(words, term.words));
    const ids = (kind: NamedRow["kind"]) => found.filter((row) => row.kind === kind).map(({ id }) => id);
    return { locations: ids("locations"), drawers: ids("drawers"), staff: ids("staff") };
  });
  return { ...filters, search: { ...filters.search, named } };
}

function readNames(shop: Shop): Promise<NamedRow[]> {
  return dataOf(shop).query<NamedRow>(sql`
    SELECT 'locations' AS kind, id::text AS id, name FROM location WHERE shop_id = ${shop.id}
    UNION ALL SELECT 'drawers', id::text, name FROM cash_drawer WHERE shop_id = ${shop.id}
    UNION ALL SELECT 'staff', id::text, name FROM staff_member WHERE shop_id = ${shop.id}`);
}
