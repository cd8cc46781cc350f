import type { TFunction } from "i18next";

import type { StaffRow } from "#app/reports/staff-figures.server.ts";

import type { Arithmetic, Explanation } from "./arithmetic.ts";
import { netOf } from "./explanations.ts";
import type { ShopFormat } from "./shop-format.tsx";
import { rateInWords } from "./staff-odds.ts";

// How a person's figures come about.

/** What of a person's figures is money: the net of what was theirs alone. */
export function explainPersonNet(t: TFunction, row: StaffRow): Explanation {
  return { arithmetic: [netOf(t, row)], notes: [t("computedNote.sign")] };
}

/** The sessions in which something was a person's alone. */
export function explainPersonSessions(t: TFunction, { ownSessions, sessions }: StaffRow): Explanation {
  const part = { label: t("computedLine.ownSessions"), count: ownSessions };
  const whole = { label: t("computedLine.allSessions"), count: sessions };
  return { arithmetic: [{ kind: "share", label: t("computedLine.share"), part, whole }], notes: [] };
}

/** The net for each 1,000 of cash; nothing to explain where there is too little of it. */
export function explainRate(
  t: TFunction,
  { net, ownCash, perThousand }: StaffRow,
  format: ShopFormat,
): Explanation | null {
  if (perThousand === null) return null;
  const terms = [
    { label: t("computedLine.net"), amount: net },
    { label: t("computedLine.ownCash"), amount: ownCash },
  ];
  const rate: Arithmetic = {
    kind: "rate",
    label: t("computedLine.perThousand"),
    terms,
    rate: rateInWords(perThousand, format),
  };
  return { arithmetic: [rate], notes: [t("computedNote.rate")] };
}

/** How often a person was short, of the times that they were off. */
export function explainTest(t: TFunction, { shortSessions, overSessions }: StaffRow): Explanation {
  const part = { label: t("computedLine.shortSessions"), count: shortSessions };
  const whole = { label: t("computedLine.offSessions"), count: shortSessions + overSessions };
  return { arithmetic: [{ kind: "share", label: t("computedLine.share"), part, whole }], notes: [] };
}

/** A row of the staff. */
export function explainPerson(t: TFunction, row: StaffRow, format: ShopFormat): Explanation {
  const parts = [explainPersonNet(t, row), explainRate(t, row, format), explainPersonSessions(t, row)];
  return {
    arithmetic: parts.flatMap((part) => part?.arithmetic ?? []),
    notes: [...new Set(parts.flatMap((part) => part?.notes ?? []))],
  };
}
