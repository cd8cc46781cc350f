/** How Shopify writes ids, money and instants. */
export interface WireMoney {
  amount: string;
  currencyCode: string;
}

export function gid(type: string, id: string): string {
  return `gid://shopify/${type}/${id}`;
}

/** The parts of a global id, or null when it is none. */
export function parseGid(text: string): { type: string; id: string } | null {
  const match = /^gid:\/\/shopify\/(\w+)\/([\w-]+)(?:\?.*)?$/.exec(text);
  const [, type, id] = match ?? [];
  return type !== undefined && id !== undefined ? { type, id } : null;
}

const digitsByCurrency = new Map<string, number>();

function minorDigits(currency: string): number {
  let digits = digitsByCurrency.get(currency);
  if (digits === undefined) {
    // ECMA-402 takes the digits from ISO 4217: JPY 0, USD 2, KWD 3.
    digits = new Intl.NumberFormat("en", { style: "currency", currency }).resolvedOptions().maximumFractionDigits ?? 2;
    digitsByCurrency.set(currency, digits);
  }
  return digits;
}

/** "12.5", "1000.0", "-3.2": at least one digit after the point and no zero that can be left out beyond it. */
export function wireMoney(minor: bigint, currencyCode: string): WireMoney {
  const digits = minorDigits(currencyCode);
  const text = (minor < 0n ? -minor : minor).toString().padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits).replace(/0+$/, "") || "0";
  return { amount: `${minor < 0n ? "-" : ""}${whole}.${fraction}`, currencyCode };
}

/** Minor units of a decimal, or null when it is none or finer than its currency. */
export function parseAmount(amount: string, currency: string): bigint | null {
  const match = /^([+-]?)(\d+)(?:\.(\d*))?$/.exec(amount.trim());
  if (!match) return null;
  const [, sign, whole = "0", fraction = ""] = match;
  const digits = minorDigits(currency);
  if (/[1-9]/.test(fraction.slice(digits))) return null;
  const minor = BigInt(whole + fraction.slice(0, digits).padEnd(digits, "0"));
  return sign === "-" ? -minor : minor;
}

/** Shopify drops what is below a second: "2026-11-22T18:04:05Z". */
export function wireInstant(instant: Date): string {
  return `${instant.toISOString().slice(0, 19)}Z`;
}
