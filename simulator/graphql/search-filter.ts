import { GraphQLError } from "graphql";
import type { SearchFilter } from "#simulator/schema/introspection.ts";
import { compareIds } from "./connection.ts";
import { timeSpan } from "./instants.ts";
import { type Comparator, describeSearch, parseSearch, type SearchNode, type SearchTerm } from "./search-syntax.ts";

export interface SearchWarning {
  field: string;
  message: string;
  code?: string;
}

/** An entry of `extensions.search`. */
export interface SearchReport {
  path: (string | number)[];
  query: string;
  parsed: Record<string, unknown>;
  warnings: SearchWarning[];
}

/** What a filter looks at in a row: an instant, an id's number, a word (or several), a truth, or nothing. */
export type SearchValue = Date | string | readonly string[] | boolean | null;
export type SearchGetters<Row> = Readonly<Record<string, (row: Row) => SearchValue>>;

type Predicate<Row> = (row: Row) => boolean;

export interface CompiledSearch<Row> {
  matches: Predicate<Row>;
  parsed: Record<string, unknown>;
  warnings: SearchWarning[];
}

interface Vocabulary<Row> {
  filters: readonly SearchFilter[];
  getters: SearchGetters<Row>;
  /** Shopify reads a date or time without an offset in the shop's zone. */
  timeZone: string;
}

/** Makes a predicate of a `query`; null when it asks for nothing. A bad timestamp throws, as Shopify refuses it. */
export function compileSearch<Row>(query: string, vocabulary: Vocabulary<Row>): CompiledSearch<Row> | null {
  const root = parseSearch(query);
  if (!root) return null;
  const warnings: SearchWarning[] = [];
  const matches = compileNode(root, vocabulary, warnings) ?? (() => true);
  return { matches, parsed: describeSearch(root), warnings };
}

/** Null means: ignored, as an unknown field is. */
function compileNode<Row>(
  node: SearchNode,
  vocabulary: Vocabulary<Row>,
  warnings: SearchWarning[],
): Predicate<Row> | null {
  if (node.kind === "term") return compileTerm(node, vocabulary, warnings);
  if (node.kind === "not") {
    const child = compileNode(node.child, vocabulary, warnings);
    return child && ((row) => !child(row));
  }
  const children = node.children
    .map((child) => compileNode(child, vocabulary, warnings))
    .filter((child) => child !== null);
  if (children.length === 0) return null;
  return node.kind === "and"
    ? (row) => children.every((child) => child(row))
    : (row) => children.some((child) => child(row));
}

function compileTerm<Row>(
  term: SearchTerm,
  { filters, getters, timeZone }: Vocabulary<Row>,
  warnings: SearchWarning[],
): Predicate<Row> | null {
  const { field } = term;
  const filter = filters.find(({ name }) => name === field);
  if (!filter) {
    const message =
      field === "default"
        ? "Input must use named search fields in this query."
        : "Invalid search field for this query.";
    warnings.push({ field, message, code: field === "default" ? "missing_named_field" : "invalid_field" });
    return null;
  }
  const get = getters[field];
  if (!get) throw new Error(`The stand-in does not know the search filter ${field}`);
  if (term.value === "*" && !term.isQuoted) return (row) => get(row) !== null;

  const test = valueTest(filter, term, timeZone);
  if (typeof test === "function") {
    return (row) => {
      const value = get(row);
      return value !== null && test(value);
    };
  }
  warnings.push({ field, ...test });
  return () => false;
}

type ValueTest = (value: Exclude<SearchValue, null>) => boolean;
type Refusal = Omit<SearchWarning, "field">;

function valueTest(filter: SearchFilter, term: SearchTerm, timeZone: string): ValueTest | Refusal {
  const notAccepted = { message: `Input \`${term.value}\` is not an accepted value.`, code: "invalid_value" };
  switch (filter.type) {
    case "time":
    case "date":
      return timeTest(filter, term, timeZone);
    case "boolean": {
      const word = term.value.toLowerCase();
      return word === "true" || word === "false" ? (value) => value === (word === "true") : notAccepted;
    }
    case "id": {
      const digits = /^(?:gid:\/\/shopify\/\w+\/)?(\d+)$/.exec(term.value)?.[1];
      if (digits === undefined || /^0*$/.test(digits)) {
        return { message: `Expected field to be a positive integer or UUID, received \`${term.value}\`.` };
      }
      return (value) => holds(term.comparator, compareIds(String(value), digits));
    }
    default: {
      const wanted = term.value.toLowerCase();
      if (filter.accepts && !filter.accepts.includes(wanted)) return notAccepted;
      return (value) => wordsOf(value).some((word) => matchesWord(word.toLowerCase(), wanted, filter.name));
    }
  }
}

function matchesWord(word: string, wanted: string, filterName: string): boolean {
  if (wanted.endsWith("*")) return word.startsWith(wanted.slice(0, -1));
  return filterName === "default" ? word.includes(wanted) : word === wanted;
}

function wordsOf(value: Exclude<SearchValue, null>): readonly string[] {
  return Array.isArray(value) ? value : [String(value)];
}

function timeTest(filter: SearchFilter, { comparator, value }: SearchTerm, timeZone: string): ValueTest {
  const span = timeSpan(value, timeZone);
  if (!span) {
    throw new GraphQLError(`Invalid timestamp for query filter \`${filter.name}\`.`, {
      extensions: { code: "BAD_REQUEST" },
    });
  }
  const isWholeSpan = filter.type === "date" || comparator === "=";
  return (instant) => {
    if (!(instant instanceof Date)) return false;
    const time = instant.getTime();
    if (!isWholeSpan) return holds(comparator, time - span.from);
    // Against a day as a whole: after it, before it, or within.
    const order = time < span.from ? -1 : time >= span.to ? 1 : 0;
    return holds(comparator, order);
  };
}

function holds(comparator: Comparator, order: number): boolean {
  switch (comparator) {
    case "=":
      return order === 0;
    case "<":
      return order < 0;
    case ">":
      return order > 0;
    case "<=":
      return order <= 0;
    case ">=":
      return order >= 0;
  }
}
