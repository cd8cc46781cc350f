import { Text } from "@shopify/polaris";

import type { WireMoney } from "#app/money/money.ts";

import { Discrepancy, Figure } from "./figure.tsx";
import styles from "./statement.module.css";

export interface StatementLine {
  id: string;
  label: string;
  amount: WireMoney | null;
  /** A total is the discrepancy that a statement ends with. */
  kind: "start" | "flow" | "subtotal" | "discrepancy" | "final" | "total";
  note?: string;
  /** Why the amount is not known. */
  unknown?: string;
}

interface StatementProps {
  caption: string;
  lines: StatementLine[];
  isPending?: boolean;
}

/** Lines and amounts as an accountant writes them; what they are lines of is the caller's. */
export function Statement({ caption, lines, isPending = false }: StatementProps) {
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
              <Amount line={line} isPending={isPending} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Amount({ line, isPending }: { line: StatementLine; isPending: boolean }) {
  if (line.kind === "discrepancy" || line.kind === "total") {
    return <Discrepancy value={line.amount} unknown={line.unknown} isPending={isPending} isAligned />;
  }
  return (
    <Figure
      value={line.amount}
      unknown={line.unknown}
      sign={line.kind === "flow" ? "always" : "auto"}
      isPending={isPending}
      isAligned
    />
  );
}
