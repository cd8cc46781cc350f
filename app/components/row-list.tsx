import { Card, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

import { LIST_ROW } from "./list-keys.ts";
import styles from "./row-list.module.css";

export interface ListRow {
  id: string;
  title: string;
  /** Where the row leads; a row may lead nowhere. */
  href?: string;
  detail?: ReactNode;
  figure: ReactNode;
  aside?: ReactNode;
}

interface RowListCardProps {
  heading: string;
  /** Where the card stands in the page's outline. */
  level?: "h2" | "h3";
  rows: ListRow[];
  /** What an empty list means. */
  empty: string;
  /** Where the whole list is. */
  all?: { label: string; href: string };
  /** At the end of the heading: what else the list can be of. */
  choice?: ReactNode;
}

/** A short list in a card: what, and beside it its figure; the whole row leads on. */
export function RowListCard({ heading, level = "h3", rows, empty, all, choice }: RowListCardProps) {
  return (
    <Card padding="0">
      <div className={styles.head}>
        <Text as={level} variant="headingSm">
          {heading}
        </Text>
        {choice}
      </div>
      {rows.length === 0 && (
        <div className={styles.empty}>
          <Text as="p" tone="subdued">
            {empty}
          </Text>
        </div>
      )}
      {rows.length > 0 && (
        <ul className={styles.list}>
          {rows.map((row) => (
            <li key={row.id} className={styles.row} {...LIST_ROW}>
              <div className={styles.title}>
                {row.href === undefined ? (
                  row.title
                ) : (
                  <Link url={row.href} monochrome removeUnderline>
                    {row.title}
                  </Link>
                )}
              </div>
              <div className={styles.figure}>{row.figure}</div>
              <div className={styles.detail}>{row.detail}</div>
              <div className={styles.aside}>{row.aside}</div>
            </li>
          ))}
        </ul>
      )}
      {all && rows.length > 0 && (
        <div className={styles.foot}>
          <Link url={all.href}>{all.label}</Link>
        </div>
      )}
    </Card>
  );
}
