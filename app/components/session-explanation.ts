import type { SessionReport } from "#app/reports/session.server.ts";

import { isNegative, negated } from "./amounts.ts";
import { type Explanation, lessOf, type Sum, sumOf, totalOf } from "./arithmetic.ts";
import { COMPUTED_LINES, COMPUTED_NOTES } from "./computed-words.ts";
import type { ShopFormat } from "./shop-format.tsx";

/** The discrepancies of a session, and how its tolerance makes its status of them. */
export function explainSession(
  { row, statement }: Pick<SessionReport, "row" | "statement">,
  format: ShopFormat,
): Explanation {
  const amountOf = (id: (typeof statement)[number]["id"]) => statement.find((line) => line.id === id)?.amount ?? null;
  const difference = (label: string, counted: string, expected: string, ids: [Id, Id, Id]): Sum[] => {
    const [result, first, second] = ids.map(amountOf);
    if (!result || !first || !second) return [];
    return [
      sumOf(label, result, [{ label: counted, amount: first }, lessOf(expected, second)], COMPUTED_LINES.notExplained),
    ];
  };
  const tolerance = format.money(row.tolerance);
  const off = isNegative(row.totalDiscrepancy) ? negated(row.totalDiscrepancy) : row.totalDiscrepancy;
  const isJudged = ["short", "over", "within_tolerance", "balanced"].includes(row.reconciliation);
  const beyond: Sum[] =
    row.reconciliation === "short" || row.reconciliation === "over"
      ? [
          {
            ...{ kind: "sum", label: COMPUTED_LINES.beyondBy, amount: totalOf([off, negated(row.tolerance)]) },
            terms: [{ label: COMPUTED_LINES.offBy, amount: off }, lessOf(COMPUTED_LINES.tolerance, row.tolerance)],
          },
        ]
      : [];
  return {
    arithmetic: [
      ...difference(COMPUTED_LINES.atOpening, COMPUTED_LINES.countedAtOpen, COMPUTED_LINES.expectedAtOpen, [
        "opening_discrepancy",
        "counted_at_open",
        "expected_at_open",
      ]),
      ...difference(COMPUTED_LINES.atClosing, COMPUTED_LINES.countedAtClose, COMPUTED_LINES.expectedAtClose, [
        "closing_discrepancy",
        "counted_at_close",
        "expected_at_close",
      ]),
      ...beyond,
    ],
    notes: [
      isJudged && beyond.length === 0 ? COMPUTED_NOTES.withinBy(tolerance) : COMPUTED_NOTES.statusTolerance(tolerance),
      COMPUTED_NOTES.sign,
      COMPUTED_NOTES.checks,
    ],
  };
}

type Id = SessionReport["statement"][number]["id"];
