/**
 * What a query costs, by the rules that reproduce recorded answers of the Admin API (docs/stand-in.md):
 * scalars 0, objects 1, MoneyV2, MoneyBag and PageInfo 0, Count 10, a mutation 10 with its payload, an abstract type
 * the dearest of its possible types, a connection 2 + m(n) * (1 + children), where m grows with the logarithm of n.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  getDirectiveValues,
  getNamedType,
  getArgumentValues,
  type GraphQLNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isCompositeType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { isConnection, schema } from "./schema.ts";

const MUTATION_COST = 10;
const CONNECTION_COST = 2;
const OWN_COST: Readonly<Record<string, number>> = { Count: 10, MoneyBag: 0, MoneyV2: 0, PageInfo: 0 };

/** A field that costs something, or has something beneath it that does. */
export interface CostedField {
  /** The name the answer carries it under. */
  key: string;
  fieldName: string;
  typeName: string;
  own: number;
  /** For a connection, the multiplier m of what its nodes cost and the number of rows it was computed for. */
  connection: { multiplier: number; rows: number } | null;
  /** What each of the types found there would select; one entry unless the type is abstract. */
  selections: CostedField[][];
}

/** m(n) = max(1, floor(2 ln n)): 1→1, 3→2, 10→4, 50→7, 250→11. A connection that asks for no rows multiplies nothing. */
export function connectionMultiplier(rows: number): number {
  return rows < 1 ? 0 : Math.max(1, Math.floor(2 * Math.log(rows)));
}

/** The costed fields of an operation, from which both of its costs are reckoned. */
export function costPlan(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): CostedField[] {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === "FragmentDefinition") fragments.set(definition.name.value, definition);
  }
  const planner = new Planner(fragments, variables);
  const root = schema.getRootType(operation.operation);
  return root ? planner.select(root, [operation.selectionSet], operation.operation === "mutation") : [];
}

/** The cost reckoned before the query runs. */
export function requestedCost(plan: readonly CostedField[]): number {
  return plan.reduce((sum, field) => sum + requestedFieldCost(field), 0);
}

export function requestedFieldCost(field: CostedField): number {
  const children = requestedChildrenCost(field);
  return field.connection ? CONNECTION_COST + field.connection.multiplier * children : field.own + children;
}

/** Of a connection: what one of its nodes costs. */
export function requestedChildrenCost(field: CostedField): number {
  return Math.max(0, ...field.selections.map(requestedCost));
}

/** The cost reckoned from what the query returned. Never more than what was requested. */
export function actualCost(plan: readonly CostedField[], data: unknown): number {
  return plan.reduce((sum, field) => {
    const value = isRecord(data) ? data[field.key] : undefined;
    return sum + Math.min(actualFieldCost(field, value), requestedFieldCost(field));
  }, 0);
}

function actualFieldCost(field: CostedField, value: unknown): number {
  const children = field.selections.length > 1 ? union(field.selections) : (field.selections[0] ?? []);
  if (field.connection) {
    if (!isRecord(value)) return CONNECTION_COST;
    // Each row carries its share of the multiplier; recorded answers round the sum up.
    const share = field.connection.multiplier / Math.max(1, field.connection.rows);
    let rows = 0;
    for (const child of children) {
      const list = value[child.key];
      if (!Array.isArray(list)) continue;
      for (const item of list) rows += actualFieldCost(child, item);
    }
    return CONNECTION_COST + Math.ceil(share * rows - 1e-9);
  }
  if (Array.isArray(value)) {
    return field.own + Math.max(0, ...value.map((item) => actualCost(children, item)));
  }
  if (!isRecord(value)) return field.own;
  let cost = field.own;
  for (const child of children) if (child.key in value) cost += actualFieldCost(child, value[child.key]);
  return cost;
}

function union(selections: readonly CostedField[][]): CostedField[] {
  const byKey = new Map<string, CostedField>();
  for (const field of selections.flat()) byKey.set(field.key, field);
  return [...byKey.values()];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

class Planner {
  readonly #fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly #variables: Record<string, unknown>;

  constructor(fragments: ReadonlyMap<string, FragmentDefinitionNode>, variables: Record<string, unknown>) {
    this.#fragments = fragments;
    this.#variables = variables;
  }

  select(type: GraphQLNamedType, sets: readonly SelectionSetNode[], isMutation = false): CostedField[] {
    if (!isObjectType(type)) return [];
    const grouped = new Map<string, [FieldNode, ...FieldNode[]]>();
    for (const set of sets) this.#collect(type.name, set, grouped);
    const plan: CostedField[] = [];
    for (const [key, nodes] of grouped) {
      const [node] = nodes;
      const field = type.getFields()[node.name.value];
      if (!field) continue;
      const result = getNamedType(field.type);
      if (!isCompositeType(result)) continue;
      if (isMutation) {
        plan.push(costed(key, field.name, type.name, MUTATION_COST, null, []));
        continue;
      }
      const inner = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
      if (isConnection(result.name)) {
        const { first, last } = getArgumentValues(field, node, this.#variables) as Record<string, unknown>;
        const rows = Number(first ?? last ?? 0);
        const connection = { multiplier: connectionMultiplier(rows), rows };
        plan.push(costed(key, field.name, type.name, CONNECTION_COST, connection, [this.#rows(result, inner)]));
        continue;
      }
      const possible = isAbstractType(result) ? schema.getPossibleTypes(result) : [result];
      const selections = possible.map((each) => this.select(each, inner));
      plan.push(costed(key, field.name, type.name, OWN_COST[result.name] ?? 1, null, selections));
    }
    return plan;
  }

  /** The nodes of a connection, whether selected as `nodes` or as `edges { node }`; selected twice they cost twice. */
  #rows(type: GraphQLNamedType, sets: readonly SelectionSetNode[]): CostedField[] {
    return this.select(type, sets)
      .filter((field) => field.fieldName !== "pageInfo")
      .map((field) => (field.fieldName === "edges" ? { ...field, own: 0 } : field));
  }

  #collect(typeName: string, set: SelectionSetNode, into: Map<string, [FieldNode, ...FieldNode[]]>): void {
    for (const selection of set.selections) {
      const skip = getDirectiveValues(GraphQLSkipDirective, selection, this.#variables);
      const include = getDirectiveValues(GraphQLIncludeDirective, selection, this.#variables);
      if (skip?.if === true || include?.if === false) continue;
      if (selection.kind === "Field") {
        const key = selection.alias?.value ?? selection.name.value;
        const earlier = into.get(key);
        into.set(key, earlier ? [...earlier, selection] : [selection]);
        continue;
      }
      const fragment = selection.kind === "FragmentSpread" ? this.#fragments.get(selection.name.value) : selection;
      const condition = fragment?.typeCondition?.name.value ?? typeName;
      if (fragment && applies(condition, typeName)) this.#collect(typeName, fragment.selectionSet, into);
    }
  }
}

function applies(condition: string, typeName: string): boolean {
  if (condition === typeName) return true;
  const conditional = schema.getType(condition);
  const type = schema.getType(typeName);
  return isAbstractType(conditional) && isObjectType(type) && schema.isSubType(conditional, type);
}

function costed(
  key: string,
  fieldName: string,
  typeName: string,
  own: number,
  connection: CostedField["connection"],
  selections: CostedField[][],
): CostedField {
  return { key, fieldName, typeName, own, connection, selections };
}
