/** Flattens the answer of a bulk query into JSON lines: a node a line, nested nodes with the id of their parent. */
export interface BulkLines {
  text: string;
  objects: number;
  rootObjects: number;
}

interface Line {
  fields: Record<string, unknown>;
  children: Line[];
}

/**
 * Grouped, the children of a node follow it at once; otherwise all nodes of one level stand before the next level's,
 * which keeps Shopify's promise (children after their parents, not next to them) and catches who relies on more.
 */
export function bulkLines(data: unknown, isGrouped: boolean): BulkLines {
  const roots: Line[] = [];
  collectNodes(data, null, roots);
  const ordered = isGrouped ? depthFirst(roots) : breadthFirst(roots);
  const text = ordered.map((line) => `${JSON.stringify(line.fields)}\n`).join("");
  return { text, objects: ordered.length, rootObjects: roots.length };
}

/** Finds the connections in a value, at any depth of plain objects, and makes lines of their nodes. */
function collectNodes(value: unknown, parentId: string | null, into: Line[]): unknown {
  if (!isObject(value)) return value;
  if (isConnectionValue(value)) {
    for (const { node } of value.edges) into.push(lineOf(node, parentId));
    return undefined;
  }
  const kept: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const rest = collectNodes(inner, parentId, into);
    if (rest !== undefined) kept[key] = rest;
  }
  return kept;
}

function lineOf(node: unknown, parentId: string | null): Line {
  const children: Line[] = [];
  const ownId = isObject(node) && typeof node.id === "string" ? node.id : null;
  const fields = collectNodes(node, ownId, children) as Record<string, unknown>;
  return { fields: parentId === null ? fields : { ...fields, __parentId: parentId }, children };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isConnectionValue(value: Record<string, unknown>): value is { edges: { node: unknown }[] } {
  return Array.isArray(value.edges) && value.edges.every((edge) => isObject(edge) && "node" in edge);
}

function depthFirst(lines: readonly Line[]): Line[] {
  return lines.flatMap((line) => [line, ...depthFirst(line.children)]);
}

function breadthFirst(lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [...lines, ...breadthFirst(lines.flatMap((line) => line.children))];
}
