/** What Shopify lets a bulk query be. The texts are recorded, but for the Node rule, which nobody has recorded. */
import {
  type DocumentNode,
  getNamedType,
  getNullableType,
  GraphQLError,
  isCompositeType,
  isListType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";
import { implementsNode, isConnection, nodeTypeOf, schema } from "./schema.ts";

const MAXIMUM_CONNECTIONS = 5;
const MAXIMUM_DEPTH = 2;
const MAXIMUM_BYTES = 65_535;

export type BulkQuery = { document: DocumentNode; problems?: undefined } | { document?: undefined; problems: string[] };

/** Parses a bulk query; problems are the messages of its user errors. */
export function readBulkQuery(query: string): BulkQuery {
  if (Buffer.byteLength(query) > MAXIMUM_BYTES) {
    return { problems: [`Query is too long (maximum is ${MAXIMUM_BYTES} bytes)`] };
  }
  let document: DocumentNode;
  try {
    document = parse(query);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return { problems: [`Invalid bulk query: ${error.message}`] };
  }
  const isQuery = document.definitions.every(
    (definition) => definition.kind !== Kind.OPERATION_DEFINITION || definition.operation === "query",
  );
  if (!isQuery) return { problems: ["Invalid operation type. Only `query` operations are supported."] };
  const invalid = validate(schema, document);
  if (invalid.length > 0) return { problems: invalid.map((error) => `Invalid bulk query: ${error.message}`) };
  const problems = shapeProblems(document);
  return problems.length > 0 ? { problems } : { document };
}

interface Shape {
  connections: number;
  deepest: number;
  byNodes: string[];
  withoutId: string[];
  notNodes: string[];
  isWithinList: boolean;
  topLevel: string[];
}

function shapeProblems(document: DocumentNode): string[] {
  const shape = shapeOf(document);
  const problems = shape.topLevel.map((name) => `Bulk queries cannot contain a top level \`${name}\` field.`);
  if (shape.connections === 0) problems.push("Bulk queries must contain at least one connection.");
  if (shape.connections > MAXIMUM_CONNECTIONS) {
    problems.push(`Bulk queries cannot contain more than ${MAXIMUM_CONNECTIONS} connections.`);
  }
  if (shape.deepest > MAXIMUM_DEPTH) {
    problems.push(`Bulk queries cannot contain connections with a nesting depth greater than ${MAXIMUM_DEPTH}.`);
  }
  if (shape.isWithinList) {
    problems.push("Queries that contain a connection field within a list field are not currently supported.");
  }
  const [first] = shape.byNodes;
  if (first !== undefined) {
    const named = shape.byNodes.map((name) => `'${name}'`).join(", ");
    problems.push(
      `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${first} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: ${named}.`,
    );
  }
  if (shape.withoutId.length > 0) {
    problems.push(
      `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${shape.withoutId.join(", ")}.`,
    );
  }
  if (shape.notNodes.length > 0) {
    const named = shape.notNodes.map((name) => `'${name}'`).join(", ");
    problems.push(
      `Connections in a bulk query must implement the \`Node\` interface. Invalid connection fields: ${named}.`,
    );
  }
  return problems;
}

interface OpenConnection {
  name: string;
  nodeType: string;
  selectsId: boolean;
  hasNested: boolean;
}

function shapeOf(document: DocumentNode): Shape {
  const shape: Shape = {
    connections: 0,
    deepest: 0,
    byNodes: [],
    withoutId: [],
    notNodes: [],
    isWithinList: false,
    topLevel: [],
  };
  const open: OpenConnection[] = [];
  // Edges are a list in every connection; only other lists count.
  let lists = 0;
  const typeInfo = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(typeInfo, {
    Field: {
      enter(node) {
        const type = typeInfo.getType();
        const parent = typeInfo.getParentType()?.name ?? "";
        const name = node.name.value;
        const result = type ? getNamedType(type).name : "";
        if (parent === "QueryRoot" && (name === "node" || name === "nodes")) shape.topLevel.push(name);
        if (isConnection(parent) && name === "nodes") shape.byNodes.push(open.at(-1)?.name ?? name);
        const parentConnection = open.at(-1);
        if (name === "id" && !node.alias && parentConnection?.nodeType === parent) parentConnection.selectsId = true;
        if (isConnection(result)) {
          shape.connections += 1;
          if (lists > 0) shape.isWithinList = true;
          if (!implementsNode(nodeTypeOf(result))) shape.notNodes.push(name);
          if (parentConnection) parentConnection.hasNested = true;
          open.push({ name, nodeType: nodeTypeOf(result), selectsId: false, hasNested: false });
          // The root's connections have depth 0.
          shape.deepest = Math.max(shape.deepest, open.length - 1);
        } else if (isPlainList(type, parent)) lists += 1;
      },
      leave() {
        const type = typeInfo.getType();
        if (type && isConnection(getNamedType(type).name)) {
          const left = open.pop();
          if (left?.hasNested && !left.selectsId) shape.withoutId.push(left.name);
        } else if (isPlainList(type, typeInfo.getParentType()?.name ?? "")) lists -= 1;
      },
    },
  });
  visit(document, visitor);
  return shape;
}

function isPlainList(type: ReturnType<TypeInfo["getType"]>, parent: string): boolean {
  if (!type || isConnection(parent)) return false;
  return isListType(getNullableType(type)) && isCompositeType(getNamedType(type));
}
