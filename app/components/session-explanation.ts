import type { TFunction } from "i18next";

import type { SessionReport } from "#app/reports/session.server.ts";

import { isNegative, negated } from "./amounts.ts";
import { type Explanation, lessOf, type Sum, sumOf, totalOf } from "./arithmetic.ts";
import type { ShopFormat } from "./shop-format.tsx";

/** The discrepancies of a session, and how its tolerance makes its status of them. */
export function explainSession(
  t: TFunction,
  { row, statement }: Pick<SessionReport, "row" | "statement">,
  format: ShopFormat,
): Explanation {
  const amountOf = (id: (typeof statement)[number]["id"]) => statement.find((line) => line.id === id)?.amount ?? null;
  const difference = (label: string, counted: string, expected: string, ids: [Id, Id, Id]): Sum[] => {
    const [result, first, second] = ids.map(amountOf);
    if (!result || !first || !second) return [];
    return [
      sumOf(
        label,
        result,
        [{ label: counted, amount: first }, lessOf(expected, second)],
        t("computedLine.notExplained"),
      ),
    ];
  };
  const tolerance = format.money(row.tolerance);
  const off = isNegative(row.totalDiscrepancy) ? negated(row.totalDiscrepancy) : row.totalDiscrepancy;
  const isJudged = ["short", "over", "within_tolerance", "balanced"].includes(row.reconciliation);
  const beyond: Sum[] =
    row.reconciliation === "short" || row.reconciliation === "over"
      ? [
          {
            ...{ kind: "sum", label: t("computedLine.beyondBy"), amount: totalOf([off, negated(row.tolerance)]) },
            terms: [
              { label: t("computedLine.offBy"), amount: off },
              lessOf(t("computedLine.tolerance"), row.tolerance),
            ],
          },
        ]
      : [];
  return {
    arithmetic: [
      ...difference(t("computedLine.atOpening"), t("computedLine.countedAtOpen"), t("computedLine.expectedAtOpen"), [
        "opening_discrepancy",
        "counted_at_open",
        "expected_at_open",
      ]),
      ...difference(t("computedLine.atClosing"), t("computedLine.countedAtClose"), t("computedLine.expectedAtClose"), [
        "closing_discrepancy",
        "counted_at_close",
        "expected_at_close",
      ]),
      ...beyond,
    ],
    notes: [
      isJudged && beyond.length === 0
        ? t("computedNote.withinBy", { amount: tolerance })
        : t("computedNote.statusTolerance", { amount: tolerance }),
      t("computedNote.sign"),
      t("computedNote.checks"),
    ],
  };
}

type Id = SessionReport["statement"][number]["id"];
