import type { StaffRow } from "#app/reports/staff-figures.server.ts";

import type { Arithmetic, Explanation } from "./arithmetic.ts";
import { COMPUTED_LINES, COMPUTED_NOTES } from "./computed-words.ts";
import { netOf } from "./explanations.ts";
import type { ShopFormat } from "./shop-format.tsx";
import { rateInWords } from "./staff-odds.ts";

// How a person's figures come about.

/** What of a person's figures is money: the net of what was theirs alone. */
export function explainPersonNet(row: StaffRow): Explanation {
  return { arithmetic: [netOf(row)], notes: [COMPUTED_NOTES.sign] };
}

/** The sessions in which something was a person's alone. */
export function explainPersonSessions({ ownSessions, sessions }: StaffRow): Explanation {
  const part = { label: COMPUTED_LINES.ownSessions, count: ownSessions };
  const whole = { label: COMPUTED_LINES.allSessions, count: sessions };
  return { arithmetic: [{ kind: "share", label: COMPUTED_LINES.share, part, whole }], notes: [] };
}

/** The net for each 1,000 of cash; nothing to explain where there is too little of it. */
export function explainRate({ net, ownCash, perThousand }: StaffRow, format: ShopFormat): Explanation | null {
  if (perThousand === null) return null;
  const terms = [
    { label: COMPUTED_LINES.net, amount: net },
    { label: COMPUTED_LINES.ownCash, amount: ownCash },
  ];
  const rate: Arithmetic = {
    kind: "rate",
    label: COMPUTED_LINES.perThousand,
    terms,
    rate: rateInWords(perThousand, format),
  };
  return { arithmetic: [rate], notes: [COMPUTED_NOTES.rate] };
}

/** How often a person was short, of the times that they were off. */
export function explainTest({ shortSessions, overSessions }: StaffRow): Explanation {
  const part = { label: COMPUTED_LINES.shortSessions, count: shortSessions };
  const whole = { label: COMPUTED_LINES.offSessions, count: shortSessions + overSessions };
  return { arithmetic: [{ kind: "share", label: COMPUTED_LINES.share, part, whole }], notes: [] };
}

/** A row of the staff. */
export function explainPerson(row: StaffRow, format: ShopFormat): Explanation {
  const parts = [explainPersonNet(row), explainRate(row, format), explainPersonSessions(row)];
  return {
    arithmetic: parts.flatMap((part) => part?.arithmetic ?? []),
    notes: [...new Set(parts.flatMap((part) => part?.notes ?? []))],
  };
}
