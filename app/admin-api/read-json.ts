/** Narrow readers of Shopify's JSON. What is not as published throws; the caller names the row. */
export type Json = { readonly [field: string]: unknown };

export class ShapeError extends Error {}

export function asObject(value: unknown, name: string): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new ShapeError(`${name} is missing`);
  return value as Json;
}

export function asList(value: unknown, name: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new ShapeError(`${name} is not a list`);
  return value;
}

/** A text as the database can hold it: PostgreSQL takes every character but NUL, and would refuse the whole page. */
export function asText(value: unknown, name: string): string {
  if (typeof value !== "string") throw new ShapeError(`${name} is not a text`);
  return value.replaceAll("\u0000", "\uFFFD");
}

export function asTextOrNull(value: unknown, name: string): string | null {
  return value === null || value === undefined ? null : asText(value, name);
}

export function asFlag(value: unknown, name: string): boolean {
  if (typeof value !== "boolean") throw new ShapeError(`${name} is neither true nor false`);
  return value;
}

export function asCount(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isInteger(value)) throw new ShapeError(`${name} is not a whole number`);
  return value;
}

export function asInstant(value: unknown, name: string): Date {
  const instant = new Date(asText(value, name));
  if (Number.isNaN(instant.getTime())) throw new ShapeError(`${name} is not a time`);
  return instant;
}

/** The number of a GID such as gid://shopify/CashDrawer/42; Shopify may put parameters behind it. */
export function asId(value: unknown, name: string): string {
  const id = /\/(\d+)(?:\?.*)?$/.exec(asText(value, name))?.[1];
  if (id === undefined) throw new ShapeError(`${name} is not an id of Shopify's`);
  return id;
}
