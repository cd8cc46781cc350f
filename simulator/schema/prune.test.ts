import { readFileSync } from "node:fs";
import { buildClientSchema, type IntrospectionQuery } from "graphql";
import { describe, expect, it } from "vitest";
import { parseRequiredAccess } from "#simulator/graphql/access.ts";
import type { EnumValue, Field, InputValue, Introspection, SchemaType } from "./introspection.ts";
import { KEEP } from "./keep.ts";
import { prune, PRUNED, readPublished, searchFilters, serialise } from "./prune.ts";

const published = readPublished();
const text = readFileSync(PRUNED, "utf8");
const pruned = JSON.parse(text) as Introspection;
const publishedTypes = byName(published.__schema.types);

function byName<Named extends { name: string }>(items: readonly Named[] | null): Map<string, Named> {
  return new Map((items ?? []).map((item) => [item.name, item]));
}

function publishedType(name: string): SchemaType {
  const type = publishedTypes.get(name);
  if (!type) throw new Error(`Shopify publishes no type ${name}`);
  return type;
}

/** Everything of an input that is not prose. */
function inputFacts({ name, type, defaultValue, gidTypes }: InputValue) {
  return { name, type, defaultValue, gidTypes: gidTypes ?? null };
}

function fieldFacts({ name, type, args, isDeprecated, deprecationReason, requiredAccess }: Field) {
  const access = requiredAccess || null;
  return { name, type, args: args.map(inputFacts), isDeprecated, deprecationReason, requiredAccess: access };
}

function enumFacts({ name, isDeprecated, deprecationReason }: EnumValue) {
  return { name, isDeprecated, deprecationReason };
}

describe("the pruned schema", () => {
  it("is what pruning the published schema gives, byte for byte", () => {
    expect(serialise(prune(published, KEEP)) === text).toBe(true);
  });

  it.each(pruned.__schema.types.map((type) => [type.name, type] as const))(
    "keeps %s as it is published",
    (name, kept) => {
      const original = publishedType(name);
      const fields = byName<Field>(original.fields);
      expect(kept.kind).toBe(original.kind);
      expect(kept.requiredAccess ?? null).toBe(original.requiredAccess || null);
      expect(kept.fields?.map(fieldFacts)).toEqual(
        kept.fields?.map((field) => fields.get(field.name)).map((field) => field && fieldFacts(field)),
      );
      // Arguments, input fields and enum values are kept all or not at all.
      expect(kept.inputFields?.map(inputFacts)).toEqual(original.inputFields?.map(inputFacts));
      expect(kept.enumValues?.map(enumFacts)).toEqual(original.enumValues?.map(enumFacts));
      expect(original.interfaces ?? []).toEqual(expect.arrayContaining(kept.interfaces ?? []));
      expect(original.possibleTypes ?? []).toEqual(expect.arrayContaining(kept.possibleTypes ?? []));
    },
  );

  it("keeps whole every type that is not listed", () => {
    const cut = pruned.__schema.types.filter((type) => fieldCount(type) !== fieldCount(publishedType(type.name)));
    expect(cut.map((type) => type.name).sort()).toEqual(Object.keys(KEEP).sort());
  });

  it("keeps the directives", () => {
    const facts = ({ __schema }: Introspection) =>
      __schema.directives.map(({ name, locations, args }) => ({ name, locations, args: args.map(inputFacts) }));
    expect(facts(pruned)).toEqual(facts(published));
  });

  it("is a schema that graphql-js can hold", () => {
    expect(buildClientSchema(pruned as unknown as IntrospectionQuery).getQueryType()?.name).toBe("QueryRoot");
  });

  it("carries no prose", () => {
    expect(text.includes('"description":')).toBe(false);
  });

  it("asks for nothing that the stand-in cannot judge", () => {
    const sentences = new Set<string>();
    for (const type of pruned.__schema.types) {
      for (const { requiredAccess } of [type, ...(type.fields ?? [])])
        if (requiredAccess) sentences.add(requiredAccess);
    }
    const free = [...sentences].filter((sentence) => {
      const { scopes, permissions, needsAdvancedPlan } = parseRequiredAccess(sentence);
      return scopes.length === 0 && permissions.length === 0 && !needsAdvancedPlan;
    });
    expect(free.sort()).toEqual([
      "Only accessible by supported access tokens: https://shopify.dev/docs/api/usage/bulk-operations/queries#access-token-considerations.",
      "This mutation can only be run on the current app.",
    ]);
  });

  it("takes in another root field for one more line, with what it needs", () => {
    const wider = prune(published, { ...KEEP, QueryRoot: [...(KEEP.QueryRoot ?? []), "cashTrackingSessions"] });
    const names = wider.__schema.types.map((type) => type.name);
    expect(names).toEqual(expect.arrayContaining(["CashTrackingSession", "CashTrackingAdjustment"]));
  });

  it("refuses a field that Shopify does not have", () => {
    expect(() => prune(published, { ...KEEP, Shop: ["id", "cashRegister"] })).toThrow("Shop has no field cashRegister");
  });
});

describe("searchFilters", () => {
  it("reads names, types and accepted values out of the table in a description", () => {
    const table = [
      "A filter made up of terms.",
      "| name | type | description | acceptable_values | default_value | example_use |",
      "| ---- | ---- | ---- | ---- | ---- | ---- |",
      "| id | id | Filter by `id` range. | | | - `id:1234`<br/> - `id:>=1234` |",
      "| name | string |",
      "| status | string | Filter by status. | - `canceled`<br/> -",
      "`completed` |",
      "You can apply one or more filters.",
    ].join("\n");
    expect(searchFilters(table)).toEqual([
      { name: "id", type: "id" },
      { name: "name", type: "string" },
      { name: "status", type: "string", accepts: ["canceled", "completed"] },
    ]);
  });
});

function fieldCount(type: SchemaType): number {
  return type.fields?.length ?? 0;
}
