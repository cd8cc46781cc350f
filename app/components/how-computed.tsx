import { Button, Link, Popover, Text } from "@shopify/polaris";
import { InfoIcon } from "@shopify/polaris-icons";
import { useState } from "react";

import type { Arithmetic, Explanation } from "./arithmetic.ts";
import styles from "./how-computed.module.css";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface HowComputedProps {
  /** What the button says, of the figure: one of howComputed. */
  name: string;
  /** Worked out when it is opened. */
  explain(format: ShopFormat): Explanation;
  /** The sessions behind the figure, or whatever else it is made of. */
  link?: { label: string; href: string };
  /** Of a row: shown to whoever points at the row or comes by with the keyboard. After a name it takes no room. */
  beside?: "name" | "figure";
}

/** Opens the arithmetic of a figure, in the shop's own numbers, with the way to the sessions behind it. */
export function HowComputed({ name, explain, link, beside }: HowComputedProps) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <span
      className={[styles.button, beside && styles.quiet, beside === "name" && styles.afloat].filter(Boolean).join(" ")}
      data-open={isOpen ? "" : undefined}
    >
      <Popover
        active={isOpen}
        activatorWrapper="span"
        fullHeight
        onClose={() => setIsOpen(false)}
        activator={
          <Button
            icon={InfoIcon}
            variant="tertiary"
            size="micro"
            accessibilityLabel={name}
            onClick={() => setIsOpen(!isOpen)}
          />
        }
      >
        {isOpen && <Opened {...{ name, explain, link }} />}
      </Popover>
    </span>
  );
}

function Opened({ name, explain, link }: Pick<HowComputedProps, "name" | "explain" | "link">) {
  const format = useShopFormat();
  const { arithmetic, notes } = explain(format);
  return (
    <div className={styles.explanation} role="dialog" aria-label={name}>
      {arithmetic.map((one, index) => (
        <Terms key={`${index} ${one.label}`} {...rowsOf(one, format)} />
      ))}
      {notes.length > 0 && (
        <div className={styles.notes}>
          {notes.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </div>
      )}
      {link && <Link url={link.href}>{link.label}</Link>}
    </div>
  );
}

interface TermsProps {
  rows: { label: string; figure: string }[];
  result: { label: string; figure: string };
}

function Terms({ rows, result }: TermsProps) {
  return (
    <table className={styles.terms}>
      <caption>
        <Text as="span" visuallyHidden>
          {result.label}
        </Text>
      </caption>
      <tbody>
        {rows.map(({ label, figure }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{figure}</td>
          </tr>
        ))}
        <tr className={styles.result}>
          <th scope="row">{result.label}</th>
          <td>{result.figure}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** Signs stand at all terms but the first of a sum: they say whether it is added or taken off. */
function rowsOf(one: Arithmetic, format: ShopFormat): TermsProps {
  const { label } = one;
  if (one.kind === "share") {
    const { part, whole } = one;
    const ratio = whole.count === 0 ? "–" : format.share(part.count / whole.count);
    const rows = [part, whole].map((count) => ({ label: count.label, figure: format.count(count.count) }));
    return { rows, result: { label, figure: ratio } };
  }
  const isSum = one.kind === "sum";
  const rows = one.terms.map((term, index) => ({
    label: term.label,
    figure: format.money(term.amount, { sign: isSum && index > 0 ? "always" : "auto" }),
  }));
  return { rows, result: { label, figure: isSum ? format.money(one.amount) : one.rate } };
}
