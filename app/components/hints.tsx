import { BlockStack, Card, Link, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { WireMoney } from "#app/money/money.ts";
import type { HintRow, LedgerRow } from "#app/reports/session.server.ts";

import styles from "./hints.module.css";
import { wordFor } from "./id-words.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface HintsProps {
  hints: HintRow[];
  ledger: LedgerRow[] | null;
  timeZone: string;
}

/** What may lie behind a discrepancy, each with what speaks for it: possibilities, never accusations. */
export function HintsCard({ hints, ledger, timeZone }: HintsProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const timeOf = (position: number) => {
    const line = ledger?.find((row) => row.position === position);
    if (line) return format.instant(line.time, { style: "time", timeZone });
    return t("hints.line", { position: String(position) });
  };
  if (hints.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          {t("hints.heading")}
        </Text>
        <ul className={styles.list}>
          {hints.map((hint, index) => (
            <li key={`${hint.kind} ${index}`}>
              <BlockStack gap="050">
                <Text as="p" fontWeight="medium">
                  {t(`hint.${hint.kind}.title`)}
                </Text>
                <Text as="p" variant="bodySm">
                  {t("common.sentences", {
                    first: evidenceOf(t, hint, format, timeOf),
                    second: t(`hint.${hint.kind}.possibility`),
                  })}
                </Text>
                {typeof hint.evidence.sessionId === "string" && (
                  <Text as="p" variant="bodySm">
                    <Link url={`/app/sessions/${hint.evidence.sessionId}`}>{t("hints.showSession")}</Link>
                  </Text>
                )}
              </BlockStack>
            </li>
          ))}
        </ul>
        <Text as="p" variant="bodySm" tone="subdued">
          {t("hints.explanation")}
        </Text>
      </BlockStack>
    </Card>
  );
}

/** The facts that speak for a hint, in a sentence; a line of the ledger is known by its time. */
export function evidenceOf(
  t: TFunction,
  { kind, evidence }: HintRow,
  format: ShopFormat,
  timeOf: (position: number) => string,
): string {
  const amount = (name: string) => {
    const value = evidence[name];
    return isMoney(value) ? format.money(value) : t("hints.unknownAmount");
  };
  const subject =
    evidence.of === "opening"
      ? t("hints.subjectAtOpen", { amount: amount("amount") })
      : t("hints.subject", { amount: amount("amount") });
  const times = new Intl.ListFormat(format.locale).format([...new Set(positionsOf(evidence).map(timeOf))]);
  switch (kind) {
    case "equals_transaction":
    case "twice_transaction":
      return transactionInWords(t, kind, evidence, { subject, cash: amount("cash"), times });
    case "equals_float":
      return t("hints.equalsFloat", { subject, float: wordFor(t, "float", String(evidence.float)) });
    case "divisible_by_nine":
      return t("hints.swapped", {
        subject,
        entered: amount("entered"),
        meant: amount("meant"),
        digitsEntered: String(evidence.digitsEntered),
        digitsMeant: String(evidence.digitsMeant),
      });
    case "round_amount":
      return t("hints.multiple", { subject, amount: amount("multipleOf") });
    case "cancelled_by_neighbour":
      return t(
        `hints.against.${evidence.figure === "opening" ? "opening" : "closing"}.${evidence.side === "next" ? "after" : "before"}`,
        { subject, amount: amount("neighbourAmount"), remainder: amount("remainder") },
      );
    default:
      return t("hints.plain", { subject });
  }
}

function transactionInWords(
  t: TFunction,
  kind: "equals_transaction" | "twice_transaction",
  evidence: HintRow["evidence"],
  words: { subject: string; cash: string; times: string },
): string {
  const what = typeof evidence.type === "string" ? wordFor(t, "hints.oneOf", evidence.type) : t("hints.oneActivity");
  const count = Number(evidence.matches);
  const isTwice = kind === "twice_transaction";
  if (count > 1) {
    const again = { ...words, what, count };
    return isTwice ? t("hints.twiceAgain", again) : t("hints.equalsAgain", again);
  }
  return isTwice ? t("hints.twice", { ...words, what }) : t("hints.equals", { ...words, what });
}

/** The lines of the ledger that a hint speaks of. */
function positionsOf({ positions, position }: HintRow["evidence"]): number[] {
  return String(positions ?? position ?? "")
    .split(", ")
    .map(Number)
    .filter((number) => number > 0);
}

/** What to write at the lines of the ledger that a hint speaks of, by position. */
export function marksOf(t: TFunction, hints: HintRow[]): Map<number, string> {
  const marks = new Map<number, string>();
  for (const { kind, evidence } of hints) {
    const words = markOf(t, kind);
    for (const position of positionsOf(evidence)) if (words && !marks.has(position)) marks.set(position, words);
  }
  return marks;
}

function markOf(t: TFunction, kind: HintRow["kind"]): string | null {
  switch (kind) {
    case "equals_transaction":
    case "twice_transaction":
    case "divisible_by_nine":
      return t(`hintMark.${kind}`);
    default:
      return null;
  }
}

function isMoney(value: HintRow["evidence"][string] | undefined): value is WireMoney {
  return typeof value === "object" && value !== null;
}
