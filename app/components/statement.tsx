import { Text } from "@shopify/polaris";

import type { WireMoney } from "#app/money/money.ts";

import { Discrepancy, Figure } from "./figure.tsx";
import styles from "./statement.module.css";

export interface StatementLine {
  id: string;
  label: string;
  amount: WireMoney | null;
  /** A step is a sum on the way; a total is the discrepancy that a statement ends with. */
  kind: "start" | "flow" | "step" | "subtotal" | "discrepancy" | "final" | "total";
  note?: string;
  /** Why the amount is not known. */
  unknown?: string;
  /** Shopify is still computing it. */
  isPending?: boolean;
}

interface StatementProps {
  caption: string;
  lines: StatementLine[];
}

/** Lines and amounts as an accountant writes them; what they are lines of is the caller's. */
export function Statement({ caption, lines }: StatementProps) {
  return (
    <table className={styles.statement}>
      <caption>
        <Text as="span" visuallyHidden>
          {caption}
        </Text>
      </caption>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id} className={styles[line.kind]}>
            <th scope="row">
              {line.label}
              {line.note && <span className={styles.note}>{line.note}</span>}
            </th>
            <td>
              <Amount line={line} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Amount({ line: { kind, amount, unknown, isPending } }: { line: StatementLine }) {
  const figure = { value: amount, unknown, isPending, isAligned: true };
  if (kind === "discrepancy" || kind === "total") return <Discrepancy {...figure} />;
  return <Figure {...figure} sign={kind === "flow" ? "always" : "auto"} />;
}
