import { Sql } from "sql-template-tag";

const VALUE = "\0";

/** The statement as someone would write it who forgot every shop: no condition, and no join, on `shop_id` is left. */
export function withoutItsShop(statement: Sql): Sql {
  const values: unknown[] = [];
  let next = 0;
  const text = statement.strings
    .join(VALUE)
    .replaceAll(/\b(?:\w+\.)?shop_id = (?:\0(?:::int)?|\w+\.\w+)|\0/g, (found: string) => {
      if (!found.endsWith(VALUE) && !found.includes(VALUE)) return "TRUE";
      const value = statement.values[next++];
      if (found !== VALUE) return "TRUE";
      values.push(value);
      return VALUE;
    });
  return new Sql(text.split(VALUE), values);
}
