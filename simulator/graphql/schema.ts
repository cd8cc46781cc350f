/** The pruned schema as graphql-js holds it, and what Shopify's introspection says beyond GraphQL's own. */
import { readFileSync } from "node:fs";
import { buildClientSchema, GraphQLError, type IntrospectionQuery, isScalarType } from "graphql";
import {
  type Field,
  type InputValue,
  type Introspection,
  namedType,
  type SearchFilter,
} from "#simulator/schema/introspection.ts";

const introspection = JSON.parse(
  readFileSync(new URL("../schema/admin-2026-10.json", import.meta.url), "utf8"),
) as Introspection;
const types = new Map(introspection.__schema.types.map((type) => [type.name, type]));
const fields = new Map<string, Field>();
for (const type of types.values()) {
  for (const field of type.fields ?? []) fields.set(`${type.name}.${field.name}`, field);
}

export const schema = buildClientSchema(introspection as unknown as IntrospectionQuery);
giveScalarsTheirRules();

/** The `requiredAccess` sentences that stand between a token and a field: its own and its type's. */
export function requirementsOf(typeName: string, fieldName: string): string[] {
  const field = fields.get(`${typeName}.${fieldName}`);
  if (!field) return [];
  const result = namedType(field.type);
  // A connection has no requirement of its own; the type of its nodes has.
  const node = isConnection(result) ? nodeTypeOf(result) : result;
  return [...new Set([...(field.requiredAccess ? [field.requiredAccess] : []), ...requirementsOfType(node)])];
}

/** The `requiredAccess` of a type, as a list that is empty without one. */
export function requirementsOfType(typeName: string): string[] {
  const required = types.get(typeName)?.requiredAccess;
  return required ? [required] : [];
}

/** The search filters of a connection, by name, as the published schema lists them. */
export function searchFiltersOf(typeName: string, fieldName: string): SearchFilter[] {
  return argumentOf(typeName, fieldName, "query")?.searchFilters ?? [];
}

/** The kinds of ids an argument takes, where Shopify says it. */
export function gidTypesOf(typeName: string, fieldName: string, argumentName: string): string[] | null {
  return argumentOf(typeName, fieldName, argumentName)?.gidTypes ?? null;
}

export function isConnection(typeName: string): boolean {
  return typeName.endsWith("Connection") && fields.has(`${typeName}.pageInfo`);
}

/** The type of a connection's nodes. */
export function nodeTypeOf(connectionName: string): string {
  const nodes = fields.get(`${connectionName}.nodes`);
  if (!nodes) throw new Error(`${connectionName} is no connection`);
  return namedType(nodes.type);
}

export function implementsNode(typeName: string): boolean {
  return types.get(typeName)?.interfaces?.some((implemented) => implemented.name === "Node") ?? false;
}

function argumentOf(typeName: string, fieldName: string, argumentName: string): InputValue | undefined {
  return fields.get(`${typeName}.${fieldName}`)?.args.find((argument) => argument.name === argumentName);
}

/** Introspection says nothing of a scalar's form; without a rule graphql-js takes anything. */
function giveScalarsTheirRules(): void {
  const rulesByName: Record<string, RegExp> = {
    Date: /^\d{4}-\d{2}-\d{2}$/,
    DateTime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/,
    Decimal: /^[+-]?\d+(\.\d*)?$/,
  };
  for (const [name, form] of Object.entries(rulesByName)) {
    const scalar = schema.getType(name);
    if (!isScalarType(scalar)) throw new Error(`The schema has no scalar ${name}`);
    const check = (value: unknown): string => {
      const text = typeof value === "number" ? String(value) : value;
      if (typeof text === "string" && form.test(text)) return text;
      throw new GraphQLError(`invalid ${name} '${String(value)}'`);
    };
    scalar.parseValue = check;
    scalar.parseLiteral = (node) => check("value" in node ? node.value : undefined);
  }
}
