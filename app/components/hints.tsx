import { BlockStack, Card, Link, Text } from "@shopify/polaris";

import type { WireMoney } from "#app/money/money.ts";
import type { HintRow, LedgerRow } from "#app/reports/session.server.ts";

import styles from "./hints.module.css";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { ACTIVITY_WORDS, FLOAT_WORDS, HINT_MARKS, HINT_WORDS, wordFor } from "./words.ts";

interface HintsProps {
  hints: HintRow[];
  ledger: LedgerRow[] | null;
  timeZone: string;
}

/** What may lie behind a discrepancy, each with what speaks for it: possibilities, never accusations. */
export function HintsCard({ hints, ledger, timeZone }: HintsProps) {
  const format = useShopFormat();
  const timeOf = (position: number) => {
    const line = ledger?.find((row) => row.position === position);
    return line ? format.timeOnly(line.time, timeZone) : `line ${position}`;
  };
  if (hints.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingSm">
          What may lie behind it
        </Text>
        <ul className={styles.list}>
          {hints.map((hint, index) => (
            <li key={`${hint.kind} ${index}`}>
              <BlockStack gap="050">
                <Text as="p" fontWeight="medium">
                  {HINT_WORDS[hint.kind].title}
                </Text>
                <Text as="p" variant="bodySm">
                  {evidenceOf(hint, format, timeOf)} {HINT_WORDS[hint.kind].possibility}
                </Text>
                {typeof hint.evidence.sessionId === "string" && (
                  <Text as="p" variant="bodySm">
                    <Link url={`/app/sessions/${hint.evidence.sessionId}`}>Show that session</Link>
                  </Text>
                )}
              </BlockStack>
            </li>
          ))}
        </ul>
        <Text as="p" variant="bodySm" tone="subdued">
          Possibilities that the figures allow, the likeliest first. They prove nothing.
        </Text>
      </BlockStack>
    </Card>
  );
}

/** The facts that speak for a hint, in a sentence; a line of the ledger is known by its time. */
export function evidenceOf(
  { kind, evidence }: HintRow,
  format: ShopFormat,
  timeOf: (position: number) => string,
): string {
  const amount = (name: string) => {
    const value = evidence[name];
    return isMoney(value) ? format.money(value) : "an unknown amount";
  };
  const subject = `The discrepancy${evidence.of === "opening" ? " at open" : ""} of ${amount("amount")}`;
  const times = new Intl.ListFormat(format.locale).format([...new Set(positionsOf(evidence).map(timeOf))]);
  switch (kind) {
    case "equals_transaction":
    case "twice_transaction":
      return `${subject} is ${kind === "twice_transaction" ? "twice " : "exactly "}${transactionOf(evidence, amount("cash"), times)}.`;
    case "equals_float":
      return `${subject} is exactly ${wordFor(FLOAT_WORDS, String(evidence.float))}.`;
    case "divisible_by_nine":
      return `${subject} is explained if ${amount("entered")} was meant to be ${amount("meant")}: ${String(evidence.digitsEntered)} and ${String(evidence.digitsMeant)} are the same digits the other way round.`;
    case "round_amount":
      return `${subject} is a multiple of ${amount("multipleOf")}.`;
    case "cancelled_by_neighbour":
      return `${subject} stands against ${amount("neighbourAmount")} at the ${evidence.figure === "opening" ? "opening" : "closing"} of the session ${evidence.side === "next" ? "after" : "before"} it on the drawer; together they leave ${amount("remainder")}.`;
    default:
      return `${subject}.`;
  }
}

function transactionOf(evidence: HintRow["evidence"], cash: string, times: string): string {
  const type = typeof evidence.type === "string" ? wordFor(ACTIVITY_WORDS, evidence.type).toLowerCase() : "activity";
  const again = Number(evidence.matches) > 1 ? `, which is in the ledger ${String(evidence.matches)} times` : "";
  return `one ${type} of ${cash}${again}, at ${times}`;
}

/** The lines of the ledger that a hint speaks of. */
function positionsOf({ positions, position }: HintRow["evidence"]): number[] {
  return String(positions ?? position ?? "")
    .split(", ")
    .map(Number)
    .filter((number) => number > 0);
}

/** What to write at the lines of the ledger that a hint speaks of, by position. */
export function marksOf(hints: HintRow[]): Map<number, string> {
  const marks = new Map<number, string>();
  for (const { kind, evidence } of hints) {
    const words = HINT_MARKS[kind];
    for (const position of positionsOf(evidence)) if (words && !marks.has(position)) marks.set(position, words);
  }
  return marks;
}

function isMoney(value: HintRow["evidence"][string] | undefined): value is WireMoney {
  return typeof value === "object" && value !== null;
}
