// A form keeps a number that is typed with a point, as the settings and addresses do; a reader sees and types the
// separator of their own language. Without one between thousands: "1.000" and "1,000" are too easily taken for another.

/** "2.50" as the reader writes it: "2,50" in German. */
export function shownNumber(text: string, locale: string): string {
  return /^\d+\.\d*$/.test(text) ? text.replace(".", separatorOf(locale)) : text;
}

/** What the reader typed, with a point; anything but a number stays as it is. */
export function typedNumber(text: string, locale: string): string {
  const separator = separatorOf(locale);
  return separator !== "." && /^\d+,\d*$/.test(text) ? text.replace(separator, ".") : text;
}

const separators = new Map<string, string>();

function separatorOf(locale: string): string {
  const known = separators.get(locale);
  if (known !== undefined) return known;
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const separator = parts.find(({ type }) => type === "decimal")?.value ?? ".";
  // Persian's and the like are not what a keyboard for amounts has.
  const usual = separator === "," ? "," : ".";
  separators.set(locale, usual);
  return usual;
}
