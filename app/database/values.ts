import pg from "pg";

/**
 * What a parameter looks like on the wire: text that PostgreSQL reads by the type of its place.
 *
 * Both engines get the same text, so a bigint, a Date or an array means the same to both; their own serializers differ
 * (PGlite's refuse a bigint inside an array, pg writes a Date in the process's time zone).
 */
export function toParameter(value: unknown): string | boolean | Uint8Array | null {
  if (value === null) return null;
  if (value === undefined) throw new TypeError("A SQL parameter is undefined; use null for an unknown value.");
  if (typeof value === "string" || typeof value === "boolean" || value instanceof Uint8Array) return value;
  if (typeof value === "number" || typeof value === "bigint") return String(value);
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return arrayLiteral(value);
  return JSON.stringify(value);
}

function arrayLiteral(values: readonly unknown[]): string {
  const elements = values.map((value) => {
    if (value === null || value === undefined) return "NULL";
    if (Array.isArray(value)) return arrayLiteral(value);
    const text = value instanceof Uint8Array ? `\\x${Buffer.from(value).toString("hex")}` : String(toParameter(value));
    return `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
  });
  return `{${elements.join(",")}}`;
}

type Parser = (text: string) => unknown;

/** A timestamptz as PostgreSQL writes it: "2026-11-22 18:04:05.123456+00". */
function parseInstant(text: string): Date {
  return new Date(text.replace(" ", "T").replace(/([+-]\d\d)$/, "$1:00"));
}

const TEXT_ARRAY: number = 1009;
const splitArray = pg.types.getTypeParser(TEXT_ARRAY) as (text: string) => (string | null)[];

function arrayOf(parse: Parser): Parser {
  return (text) => splitArray(text).map((element) => (element === null ? null : parse(element)));
}

const asText: Parser = (text) => text;
const asBoolean: Parser = (text) => text === "t";

/** How each type comes back, by its OID in pg_type. Whatever is not here stays the text that PostgreSQL wrote. */
export const PARSERS: Readonly<Record<number, Parser>> = {
  16: asBoolean,
  20: BigInt,
  21: Number,
  23: Number,
  26: Number,
  114: JSON.parse,
  700: Number,
  701: Number,
  1000: arrayOf(asBoolean),
  1005: arrayOf(Number),
  1007: arrayOf(Number),
  [TEXT_ARRAY]: arrayOf(asText),
  1015: arrayOf(asText),
  1016: arrayOf(BigInt),
  1082: asText,
  1182: arrayOf(asText),
  1184: parseInstant,
  1185: arrayOf(parseInstant),
  1231: arrayOf(asText),
  1700: asText,
  3802: JSON.parse,
};
