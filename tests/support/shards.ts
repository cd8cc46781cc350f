import { loadModule, type Node, parseSync, type SelectStmt } from "libpg-query";

// Whether a statement could be sent to one node of a cluster that keeps each shop's rows on one of them (Citus calls the
// column they are spread by the distribution column). The node is found when every table is held to the shop: by a value,
// or by the column of a table that is. What a sub-query or a WITH hands out does not count: it is planned by itself, and
// the table joined to it would be looked for on every node.

/** On every node whole, by what each may be joined freely. */
export const REFERENCE_TABLES: Readonly<Record<string, string>> = {
  shop: "one row a shop, found by its domain before anyone knows its number",
  _prisma_migrations: "the books of the schema, not of any shop",
};

interface Table {
  name: string;
  key: "shop_id" | "id";
  /** Whether the statement says of which shop its rows are. */
  isHeld: boolean;
}

/** One SELECT, and the tables that it names; `outer` are those that it may refer to besides. */
interface Level {
  tables: Map<string, Table>;
  outer: Level | null;
}

type Term = Table | "value" | null;
/** Two terms are equal; in an outer join only for the tables of the arm that may be missing. */
type Fact = { terms: [Term, Term]; holds: Set<Table> | null };

/** What the parser needs once. */
export const readyToParse = loadModule;

/** The tables that a statement leaves to any shop, one sentence each. */
export function unheldTables(statement: string): string[] {
  const check = new Check();
  for (const { stmt } of parseSync(statement).stmts ?? []) if (stmt) check.statement(stmt, null, new Set());
  return check.problems;
}

class Check {
  readonly problems: string[] = [];

  statement(node: Node, outer: Level | null, names: ReadonlySet<string>): void {
    if ("SelectStmt" in node) return void this.select(node.SelectStmt, outer, names);
    if ("InsertStmt" in node) {
      const { relation, cols = [], selectStmt, withClause, ...rest } = node.InsertStmt;
      const known = this.ctes(withClause?.ctes, outer, names);
      const place = cols.findIndex((column) => "ResTarget" in column && column.ResTarget.name === "shop_id");
      const given = selectStmt && "SelectStmt" in selectStmt ? this.select(selectStmt.SelectStmt, outer, known) : [];
      const name = relation?.relname ?? "";
      const target: Table = { name, key: "shop_id", isHeld: true };
      this.within(rest, { tables: new Map([[relation?.alias?.aliasname ?? name, target]]), outer }, known);
      if (isSpread(name) && given[place] !== true) this.problems.push(`${name} gets rows of any shop`);
      return;
    }
    const changed = "UpdateStmt" in node ? node.UpdateStmt : "DeleteStmt" in node ? node.DeleteStmt : null;
    if (changed === null) return;
    const { relation, whereClause, withClause } = changed;
    const from = "fromClause" in changed ? changed.fromClause : "usingClause" in changed ? changed.usingClause : [];
    const known = this.ctes(withClause?.ctes, outer, names);
    const target: Node[] = relation ? [{ RangeVar: relation }] : [];
    const level = this.level([...target, ...(from ?? [])], whereClause, outer, known);
    if ("targetList" in changed && (changed.targetList ?? []).some((set) => nameOf(set) === "shop_id")) {
      this.problems.push(`${relation?.relname} has rows that move to another shop`);
    }
    this.within({ ...changed, withClause: undefined }, level, known);
  }

  /** Answers of each column that it gives whether it is the shop's. */
  private select(select: SelectStmt, outer: Level | null, names: ReadonlySet<string>): boolean[] {
    const known = this.ctes(select.withClause?.ctes, outer, names);
    if (select.larg && select.rarg) {
      const right = this.select(select.rarg, outer, known);
      return this.select(select.larg, outer, known).map((isShop, place) => isShop && right[place] === true);
    }
    const level = this.level(select.fromClause ?? [], select.whereClause, outer, known);
    this.within({ ...select, withClause: undefined }, level, known);
    const isShop = (node: Node | undefined) => isHeld(node ? termOf(node, level) : null);
    const lists = (select.valuesLists ?? []).map((list) => ("List" in list ? (list.List.items ?? []) : []));
    if (lists.length > 0) return (lists[0] ?? []).map((_, place) => lists.every((list) => isShop(list[place])));
    return (select.targetList ?? []).map((target) => "ResTarget" in target && isShop(target.ResTarget.val));
  }

  private ctes(ctes: readonly Node[] | undefined, outer: Level | null, names: ReadonlySet<string>): Set<string> {
    const known = new Set(names);
    for (const cte of ctes ?? []) {
      if (!("CommonTableExpr" in cte)) continue;
      if (cte.CommonTableExpr.ctequery) this.statement(cte.CommonTableExpr.ctequery, outer, known);
      known.add(cte.CommonTableExpr.ctename ?? "");
    }
    return known;
  }

  private level(from: Node[], where: Node | undefined, outer: Level | null, names: ReadonlySet<string>): Level {
    const level: Level = { tables: new Map(), outer };
    const joins: { on: Node; holds: Set<Table> | null }[] = [];
    const facts: Fact[] = [];
    for (const item of from) tablesOf(item, { level, names, joins, facts });
    if (where) joins.push({ on: where, holds: null });
    for (const { on, holds } of joins) facts.push(...equalities(on, level).map((terms) => ({ terms, holds })));
    settle(facts);
    for (const table of level.tables.values()) {
      if (!table.isHeld && isSpread(table.name)) this.problems.push(`${table.name} is not held to a shop`);
    }
    return level;
  }

  /** Sub-queries, wherever they stand. */
  private within(node: unknown, level: Level, names: ReadonlySet<string>): void {
    if (Array.isArray(node)) for (const item of node) this.within(item, level, names);
    if (typeof node !== "object" || node === null || Array.isArray(node)) return;
    if ("SelectStmt" in node) return this.statement(node as Node, level, names);
    for (const part of Object.values(node)) this.within(part, level, names);
  }
}

interface Gathered {
  level: Level;
  names: ReadonlySet<string>;
  joins: { on: Node; holds: Set<Table> | null }[];
  facts: Fact[];
}

/** Notes the tables of a FROM item and how they are joined; answers them. */
function tablesOf(item: Node, into: Gathered): Set<Table> {
  if ("RangeVar" in item) {
    const { relname = "", alias, schemaname } = item.RangeVar;
    if (into.names.has(relname) || schemaname !== undefined) return new Set();
    const table: Table = { name: relname, key: relname === "shop" ? "id" : "shop_id", isHeld: false };
    into.level.tables.set(alias?.aliasname ?? relname, table);
    return new Set([table]);
  }
  if (!("JoinExpr" in item)) return new Set();
  const { jointype, larg, rarg, quals, usingClause } = item.JoinExpr;
  const left = larg ? tablesOf(larg, into) : new Set<Table>();
  const right = rarg ? tablesOf(rarg, into) : new Set<Table>();
  const both = new Set([...left, ...right]);
  const holds = { JOIN_INNER: both, JOIN_LEFT: right, JOIN_RIGHT: left }[jointype as string] ?? new Set<Table>();
  if (quals) into.joins.push({ on: quals, holds });
  if ((usingClause ?? []).some((column) => "String" in column && column.String.sval === "shop_id")) {
    for (const a of left) for (const b of right) into.facts.push({ terms: [a, b], holds });
  }
  return both;
}

/** What has to be equal for the condition to hold at all. */
function equalities(condition: Node, level: Level): [Term, Term][] {
  if ("BoolExpr" in condition && condition.BoolExpr.boolop === "AND_EXPR") {
    return (condition.BoolExpr.args ?? []).flatMap((part) => equalities(part, level));
  }
  if (!("A_Expr" in condition) || condition.A_Expr.kind !== "AEXPR_OP") return [];
  const { name = [], lexpr, rexpr } = condition.A_Expr;
  const [operator] = name;
  if (!lexpr || !rexpr || !operator || !("String" in operator) || operator.String.sval !== "=") return [];
  if ("RowExpr" in lexpr && "RowExpr" in rexpr) {
    const others = rexpr.RowExpr.args ?? [];
    return (lexpr.RowExpr.args ?? []).flatMap((one, place): [Term, Term][] => {
      const other = others[place];
      return other ? [[termOf(one, level), termOf(other, level)]] : [];
    });
  }
  return [[termOf(lexpr, level), termOf(rexpr, level)]];
}

function termOf(node: Node, level: Level): Term {
  if ("ParamRef" in node || "A_Const" in node) return "value";
  if ("TypeCast" in node) return node.TypeCast.arg ? termOf(node.TypeCast.arg, level) : null;
  if (!("ColumnRef" in node)) return null;
  const names = (node.ColumnRef.fields ?? []).map((field) => ("String" in field ? field.String.sval : undefined));
  const [column, alias] = names.reverse();
  for (let at: Level | null = level; at !== null; at = at.outer) {
    const found =
      alias === undefined
        ? [...at.tables.values()].filter(({ key }) => key === "shop_id" && key === column)
        : [at.tables.get(alias)].filter((table) => table !== undefined);
    const [table] = found;
    if (found.length > 1) return null;
    if (table !== undefined) return table.key === column ? table : null;
  }
  return null;
}

function isHeld(term: Term): boolean {
  return term === "value" || (term !== null && term.isHeld);
}

function settle(facts: readonly Fact[]): void {
  for (let hasMoved = true; hasMoved;) {
    hasMoved = false;
    for (const { terms, holds } of facts) {
      for (const [one, other] of [terms, [terms[1], terms[0]] as const]) {
        if (one === null || one === "value" || one.isHeld || !isHeld(other) || holds?.has(one) === false) continue;
        hasMoved = one.isHeld = true;
      }
    }
  }
}

function isSpread(table: string): boolean {
  return !Object.hasOwn(REFERENCE_TABLES, table) && !table.startsWith("pg_");
}

function nameOf(target: Node): string | undefined {
  return "ResTarget" in target ? target.ResTarget.name : undefined;
}
