import type { GraphQLResolveInfo } from "graphql";
import type { World } from "#simulator/shop/world.ts";
import { compareRows, type Order, type Page, type PageArguments, paginate, wholeList } from "./connection.ts";
import type { Arguments, Context } from "./context.ts";
import { searchFiltersOf } from "./schema.ts";
import { compileSearch, type SearchGetters } from "./search-filter.ts";

interface Listing<Row> {
  /** Sorted ascending by the order. */
  rows: readonly Row[];
  order: Order<Row>;
  getters?: SearchGetters<Row>;
  /** A condition beyond the search, such as an argument of the field. */
  matches?: (row: Row) => boolean;
}

/** Answers a connection field: search, order, page. */
export function listConnection<Row>(
  { rows, order, getters, matches }: Listing<Row>,
  args: Arguments,
  context: Context,
  info: GraphQLResolveInfo,
): Page<Row> {
  const search = typeof args.query === "string" && getters ? searchFor(args.query, getters, context, info) : null;
  const both = matches && search ? (row: Row) => matches(row) && search(row) : (matches ?? search ?? undefined);
  return context.isBulk
    ? wholeList(rows, order, args as PageArguments, both)
    : paginate(rows, order, args as PageArguments, both);
}

function searchFor<Row>(
  query: string,
  getters: SearchGetters<Row>,
  context: Context,
  info: GraphQLResolveInfo,
): ((row: Row) => boolean) | null {
  const filters = searchFiltersOf(info.parentType.name, info.fieldName);
  const search = compileSearch(query, { filters, getters, timeZone: context.world.shop.ianaTimezone });
  if (!search) return null;
  const { parsed, warnings, matches } = search;
  if (warnings.length > 0 || context.showsEverySearch) {
    context.search.push({ path: pathOf(info.path), query, parsed, warnings });
  }
  return matches;
}

function pathOf(path: GraphQLResolveInfo["path"]): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let step: GraphQLResolveInfo["path"] | undefined = path; step; step = step.prev) keys.unshift(step.key);
  return keys;
}

const listsByWorld = new WeakMap<World, { version: string; lists: Map<string, readonly unknown[]> }>();

/**
 * What was sorted or grouped from a world, kept until the world changes: a page of 8,000 sessions must not sort them.
 * Besides the revision the number of sessions is looked at, because generators fill a world without commands.
 */
export function keptList<Row>(world: World, name: string, make: () => readonly Row[]): readonly Row[] {
  const version = `${world.revision}/${world.sessions.size}/${world.legacySessions.size}`;
  let kept = listsByWorld.get(world);
  if (kept?.version !== version) {
    kept = { version, lists: new Map() };
    listsByWorld.set(world, kept);
  }
  let list = kept.lists.get(name) as readonly Row[] | undefined;
  if (!list) {
    list = make();
    kept.lists.set(name, list);
  }
  return list;
}

/** Rows in an order, kept until the world changes. */
export function keptSorted<Row>(
  world: World,
  name: string,
  order: Order<Row>,
  rows: () => Iterable<Row>,
): readonly Row[] {
  return keptList(world, name, () => [...rows()].sort(compareRows(order)));
}
