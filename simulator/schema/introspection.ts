/**
 * Introspection as Shopify publishes it: the standard shape, `requiredAccess` on types and fields, `gidTypes` on
 * arguments; `searchFilters` is ours, read out of the prose of a `query` argument when the schema is pruned.
 */
export interface TypeReference {
  kind: string;
  name: string | null;
  ofType?: TypeReference | null;
}

export interface SearchFilter {
  name: string;
  type: string;
  /** The only values the filter accepts, where Shopify lists them. */
  accepts?: string[];
}

export interface InputValue {
  name: string;
  type: TypeReference;
  defaultValue: string | null;
  isDeprecated?: boolean;
  deprecationReason?: string | null;
  gidTypes?: string[] | null;
  searchFilters?: SearchFilter[];
}

export interface Field {
  name: string;
  args: InputValue[];
  type: TypeReference;
  isDeprecated: boolean;
  deprecationReason: string | null;
  requiredAccess?: string | null;
}

export interface EnumValue {
  name: string;
  isDeprecated: boolean;
  deprecationReason: string | null;
}

export interface SchemaType {
  kind: string;
  name: string;
  fields: Field[] | null;
  inputFields: InputValue[] | null;
  interfaces: TypeReference[] | null;
  enumValues: EnumValue[] | null;
  possibleTypes: TypeReference[] | null;
  requiredAccess?: string | null;
}

export interface Directive {
  name: string;
  isRepeatable: boolean;
  locations: string[];
  args: InputValue[];
}

export interface Introspection {
  __schema: {
    queryType: { name: string };
    mutationType: { name: string };
    subscriptionType: null;
    types: SchemaType[];
    directives: Directive[];
  };
}

/** The named type at the bottom of a list or non-null type. */
export function namedType(type: TypeReference): string {
  if (type.ofType) return namedType(type.ofType);
  if (type.name === null) throw new Error("A type reference without a name");
  return type.name;
}
