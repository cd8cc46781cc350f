import { magnitude } from "./facts.ts";
import type { FoundHint, Subject } from "./hint.ts";
import { defaultTolerance } from "./tolerance.ts";

/** From twenty dollars' worth up; less is a wrong coin or note rather than a pickup. */
const LEAST_IN_TOLERANCES = 20n;
/** In steps of about ten dollars' worth: people pick up notes. */
const STEP_IN_TOLERANCES = 10n;

/** A round amount, as of a pickup (short) or a change fund (over) that was not recorded. */
export function roundAmountHint({ session, of, amount }: Subject): FoundHint | null {
  // The default, not the shop's own tolerance: it stands for the worth of the currency here.
  const { absolute } = defaultTolerance(session.currency);
  const multipleOf = roundStep(absolute * STEP_IN_TOLERANCES);
  const size = magnitude(amount);
  if (size < absolute * LEAST_IN_TOLERANCES || size % multipleOf !== 0n) return null;
  return { strength: 45, hint: { kind: "round_amount", evidence: { of, amount, multipleOf } } };
}

/** The smallest of 1, 5, 10, 50, 100 ... that is not less: 10.00 for USD, 1000 for JPY, 5.000 for KWD. */
function roundStep(atLeast: bigint): bigint {
  let step = 1n;
  for (let factor = 5n; step < atLeast; factor = factor === 5n ? 2n : 5n) step *= factor;
  return step;
}
