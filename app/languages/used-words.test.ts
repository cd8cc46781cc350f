import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

import { words } from "./en/index.ts";

// That a key which is used exists, the compiler sees. What nobody says any more it does not: here the sources are read.

const APP = join(import.meta.dirname, "..");

/** Functions that look a word up, and which of their arguments is the key or the table. */
const KEY_ARGUMENT: Record<string, number> = { t: 0, wordFor: 1, textAt: 1 };

function keysIn(tree: object, prefix = ""): string[] {
  return Object.entries(tree).flatMap(([name, value]) =>
    typeof value === "string" ? [`${prefix}${name}`] : keysIn(value as object, `${prefix}${name}.`),
  );
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(
      (entry) => entry.isFile() && /(?<!\.test)\.tsx?$/.test(entry.name) && !entry.parentPath.includes("generated"),
    )
    .map((entry) => join(entry.parentPath, entry.name));
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** What an expression for a key can be: its fixed parts, with ids between them; at the end the rest of a path too. */
function patternsOf(expression: ts.Expression): string[] {
  if (ts.isStringLiteralLike(expression)) return [escaped(expression.text)];
  if (ts.isConditionalExpression(expression)) {
    return [...patternsOf(expression.whenTrue), ...patternsOf(expression.whenFalse)];
  }
  // A key that is all variable would be every key: the look-up by table names its table elsewhere.
  if (!ts.isTemplateExpression(expression) || expression.head.text === "") return [];
  const rest = expression.templateSpans.map(({ literal: { text } }) => (text === "" ? ".+" : `[^.]+${escaped(text)}`));
  return [escaped(expression.head.text) + rest.join("")];
}

function usedIn(path: string): RegExp[] {
  const text = readFileSync(path, "utf8");
  if (!/\b(t|wordFor|textAt)\(/.test(text)) return [];
  const used: RegExp[] = [];
  const visit = (node: ts.Node) => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
      const name = node.expression.text;
      const key = node.arguments[KEY_ARGUMENT[name] ?? -1];
      const isTable = name === "wordFor" || node.arguments[1]?.getText().includes("returnObjects");
      const end = isTable ? "(\\..+)?$" : "(_(one|other))?$";
      if (key) used.push(...patternsOf(key).map((pattern) => new RegExp(`^${pattern}${end}`)));
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX));
  return used;
}

test("every word of the catalog is said somewhere", () => {
  const used = sourcesIn(APP).flatMap(usedIn);
  const unused = keysIn(words).filter((key) => !used.some((pattern) => pattern.test(key)));
  expect(unused).toEqual([]);
});
