/**
 * Below this probability a run of shorts (or overs) is called lopsided. One in a hundred: of a hundred people who are
 * short as often as over, about one is called so all the same, which the page says.
 */
export const LOPSIDED_BELOW = 0.01;

/**
 * With fewer counts that were off, not even all on one side would be that unlikely: 2 / 2^7 is 0.016, 2 / 2^8 is 0.008.
 * So below 8 the data cannot tell, whatever they are.
 */
export const LEAST_COUNTS_OFF = 8;

/**
 * The sign test: how likely it is that chance alone divides counts between over and short at least as unevenly as this,
 * if each were as easily over as short. Exact (binomial) and two-sided, 0 to 1. Balanced counts say nothing here.
 */
export function signTest({ over, short }: { over: number; short: number }): number {
  const n = over + short;
  const fewer = Math.min(over, short);
  if (over === short) return 1;
  let term = 1n;
  let tail = 1n;
  for (let k = 0; k < fewer; k += 1) {
    term = (term * BigInt(n - k)) / BigInt(k + 1);
    tail += term;
  }
  return ratioToPowerOfTwo(2n * tail, n);
}

/** tail / 2^n for counts beyond what a double holds. */
function ratioToPowerOfTwo(value: bigint, n: number): number {
  const KEPT_BITS = 60;
  const excess = Math.max(0, value.toString(2).length - KEPT_BITS);
  return Number(value >> BigInt(excess)) * 2 ** (excess - n);
}
