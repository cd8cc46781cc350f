/** Cuts the published Admin schema down to what the stand-in answers. Run by `npm run generate:schema`. */
import { readFileSync, writeFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import {
  type EnumValue,
  type Field,
  type InputValue,
  type Introspection,
  namedType,
  type SchemaType,
  type SearchFilter,
} from "./introspection.ts";
import { KEEP } from "./keep.ts";

export const PUBLISHED = new URL("./published/admin_2026-10.json.gz", import.meta.url);
export const PRUNED = new URL("./admin-2026-10.json", import.meta.url);

type Described<T> = T & { description?: string | null };

/** Reads Shopify's introspection, prose and all. */
export function readPublished(): Introspection {
  const file = JSON.parse(gunzipSync(readFileSync(PUBLISHED)).toString("utf8")) as { data: Introspection };
  return file.data;
}

/** The part of a schema that can be reached through the kept fields, without its prose. */
export function prune(published: Introspection, keep: Readonly<Record<string, readonly string[]>>): Introspection {
  const { queryType, mutationType, directives } = published.__schema;
  const all = new Map(published.__schema.types.map((type) => [type.name, type]));
  const keptFields = (type: SchemaType) =>
    type.fields?.filter((field) => keep[type.name]?.includes(field.name) ?? true);
  refuseUnknownNames(all, keep);

  const reached = new Set<string>();
  const waiting = [queryType.name, mutationType.name, ...directives.flatMap((directive) => typesOf(directive.args))];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (reached.has(name)) continue;
    reached.add(name);
    const type = all.get(name);
    if (!type) throw new Error(`The published schema names the type ${name} and does not define it`);
    waiting.push(...typesOf(type.inputFields ?? []));
    for (const field of keptFields(type) ?? []) waiting.push(namedType(field.type), ...typesOf(field.args));
    // An interface with few implementers, such as CashActivity, is pointless without them; of Node there are hundreds.
    if (type.possibleTypes && type.possibleTypes.length <= 10) waiting.push(...type.possibleTypes.map(namedType));
  }

  const isReached = (reference: { name: string | null }) => reference.name !== null && reached.has(reference.name);
  const kept = published.__schema.types.filter((type) => reached.has(type.name));
  const types = kept.sort(byName).map((type) => {
    return {
      kind: type.kind,
      name: type.name,
      fields: keptFields(type)?.map(bareField) ?? null,
      inputFields: type.inputFields?.map(bareInput) ?? null,
      interfaces: type.interfaces?.filter(isReached) ?? null,
      enumValues: type.enumValues?.map(bareEnumValue) ?? null,
      possibleTypes: type.possibleTypes?.filter(isReached) ?? null,
      ...(type.requiredAccess ? { requiredAccess: type.requiredAccess } : {}),
    };
  });
  const bareDirectives = directives.map(({ name, isRepeatable, locations, args }) => ({
    name,
    isRepeatable,
    locations,
    args: args.map(bareInput),
  }));
  return { __schema: { queryType, mutationType, subscriptionType: null, types, directives: bareDirectives } };
}

/** The filters that the table in the description of a `query` argument lists. */
export function searchFilters(description: string): SearchFilter[] {
  // The first row is the head, the second the rule below it.
  const rows = description.replace(/-\n/g, "- ").split("\n| ").slice(3);
  return rows
    .map((row) => row.split("|").map((cell) => cell.trim()))
    .map(([name = "", type = "", , ...cells]) => {
      // A list of bare words says what is accepted; one with a colon or an equals sign in it shows how to write it.
      const listed = cells.find((cell) => /^- `\w+`/.test(cell))?.match(/`\w+`/g) ?? [];
      const accepts = listed.map((word) => word.slice(1, -1));
      return { name, type, ...(accepts.length > 0 ? { accepts } : {}) };
    });
}

function byName(a: SchemaType, b: SchemaType): number {
  return a.name < b.name ? -1 : 1;
}

function typesOf(inputs: InputValue[]): string[] {
  return inputs.map((input) => namedType(input.type));
}

function bareField({ name, args, type, isDeprecated, deprecationReason, requiredAccess }: Field): Field {
  const access = requiredAccess ? { requiredAccess } : {};
  return { name, args: args.map(bareInput), type, isDeprecated, deprecationReason, ...access };
}

function bareInput(input: Described<InputValue>): InputValue {
  const { name, type, defaultValue, isDeprecated, deprecationReason, gidTypes, description } = input;
  const filters = name === "query" && description ? searchFilters(description) : [];
  return {
    name,
    type,
    defaultValue,
    ...(isDeprecated ? { isDeprecated, deprecationReason } : {}),
    ...(gidTypes ? { gidTypes } : {}),
    ...(filters.length > 0 ? { searchFilters: filters } : {}),
  };
}

function bareEnumValue({ name, isDeprecated, deprecationReason }: EnumValue): EnumValue {
  return { name, isDeprecated, deprecationReason };
}

function refuseUnknownNames(
  all: ReadonlyMap<string, SchemaType>,
  keep: Readonly<Record<string, readonly string[]>>,
): void {
  for (const [typeName, fieldNames] of Object.entries(keep)) {
    const fields = all.get(typeName)?.fields;
    if (!fields) throw new Error(`The published schema has no type ${typeName}`);
    const unknown = fieldNames.filter((name) => !fields.some((field) => field.name === name));
    if (unknown.length > 0) throw new Error(`${typeName} has no field ${unknown.join(", ")}`);
  }
}

/** The text of the pruned schema's file: one type a line, so that a change of version reads as a diff. */
export function serialise({ __schema: { types, directives, ...roots } }: Introspection): string {
  const lines = (items: object[]) => items.map((item) => `    ${JSON.stringify(item)}`).join(",\n");
  const head = Object.entries(roots).map(([name, value]) => `  ${JSON.stringify(name)}: ${JSON.stringify(value)},`);
  const body = [`  "directives": [`, `${lines(directives)}`, `  ],`, `  "types": [`, `${lines(types)}`, `  ]`];
  return ["{", `"__schema": {`, ...head, ...body, "}", "}", ""].join("\n");
}

if (import.meta.main) writeFileSync(PRUNED, serialise(prune(readPublished(), KEEP)));
