/**
 * Minor digits of the ISO 4217 currencies that do not have two (list one, table A.1, as of 2026). Intl is not asked:
 * its digits follow CLDR's habits and the browser's age, and a stored count of minor units must mean the same
 * everywhere and for ever.
 */
export const DIGITS_OTHER_THAN_TWO: ReadonlyMap<string, number> = new Map([
  ...["BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG"].map((code) => [code, 0] as const),
  ...["RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"].map((code) => [code, 0] as const),
  ...["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"].map((code) => [code, 3] as const),
  ...["CLF", "UYW"].map((code) => [code, 4] as const),
]);

/** How many digits stand after the decimal point in amounts of this currency. */
export function minorDigits(currency: string): number {
  return DIGITS_OTHER_THAN_TWO.get(currency) ?? 2;
}
