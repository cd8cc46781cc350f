import {
  type ArgumentNode,
  type DocumentNode,
  getNamedType,
  GraphQLError,
  GraphQLID,
  type GraphQLType,
  type OperationDefinitionNode,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { schema } from "./schema.ts";
import { parseGid } from "./wire.ts";

/** Shopify refuses a query whose ids are not global ids before it runs: by variable, or as a literal argument. */
export function globalIdErrors(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Record<string, unknown>,
): GraphQLError[] {
  const errors: GraphQLError[] = [];
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const declared = definition.type;
    const isId = typeNameOf(declared) === GraphQLID.name;
    const wrong = isId ? malformed(variables[name]) : undefined;
    if (wrong === undefined) continue;
    const explanation = `Invalid global id '${wrong}'`;
    errors.push(
      new GraphQLError(`Variable $${name} of type ${textOf(declared)} was provided invalid value`, {
        nodes: definition,
        extensions: {
          code: "INVALID_VARIABLE",
          value: variables[name],
          problems: [{ path: [], explanation, message: explanation }],
        },
      }),
    );
  }
  const typeInfo = new TypeInfo(schema);
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Argument(node) {
        const wrong = wrongLiteral(node, typeInfo.getArgument()?.type);
        if (wrong === undefined) return;
        errors.push(
          new GraphQLError(`Invalid global id '${wrong}'`, {
            nodes: node,
            extensions: { code: "argumentLiteralsIncompatible", typeName: "CoercionError" },
          }),
        );
      },
    }),
  );
  return errors;
}

function wrongLiteral({ value }: ArgumentNode, type: GraphQLType | undefined): string | undefined {
  if (!type || getNamedType(type) !== GraphQLID) return undefined;
  const literals = value.kind === "ListValue" ? value.values : [value];
  return literals.map((literal) => ("value" in literal ? malformed(literal.value) : undefined)).find(isGiven);
}

function malformed(value: unknown): string | undefined {
  const values = Array.isArray(value) ? value : [value];
  return values.filter((each) => typeof each === "string").find((each) => parseGid(each) === null);
}

function isGiven(value: string | undefined): value is string {
  return value !== undefined;
}

type DeclaredType = NonNullable<OperationDefinitionNode["variableDefinitions"]>[number]["type"];

function typeNameOf(type: DeclaredType): string {
  return type.kind === "NamedType" ? type.name.value : typeNameOf(type.type);
}

function textOf(type: DeclaredType): string {
  if (type.kind === "NamedType") return type.name.value;
  return type.kind === "ListType" ? `[${textOf(type.type)}]` : `${textOf(type.type)}!`;
}
