/** Below this a number on an axis is short enough to be written out, and "1.1K" for 1,050 would be wrong by 50. */
const WRITTEN_OUT = 10_000;

/** Writes the numbers of an axis: in full while they are short, else "12.3K" as the locale has it. */
export function axisNumbers(locale: string): (value: number) => string {
  const compact = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const plain = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 });
  return (value) => (Math.abs(value) < WRITTEN_OUT ? plain : compact).format(value);
}
