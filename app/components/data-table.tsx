import { Checkbox, Text, UnstyledLink } from "@shopify/polaris";
import type { MouseEvent, ReactNode } from "react";
import { useTranslation } from "react-i18next";

import styles from "./data-table.module.css";
import { LIST_ROW } from "./list-keys.ts";

export interface Column<Row> {
  id: string;
  heading: ReactNode;
  /** Figures stand at the end, so that their digits line up. */
  align?: "start" | "end";
  cell(row: Row): ReactNode;
  /** What stands under the column, for each foot row. */
  foot?(row: Row): ReactNode;
  /** Where a click on the heading leads, and how the rows stand now. */
  sort?: {
    href: string;
    direction: "ascending" | "descending" | "none";
    /** The table stands somewhere down the page: the page stays where it is. */
    keepsPlace?: boolean;
  };
}

/** A row as a card, for a screen too narrow for columns: what it is, and the figures that matter. */
export interface RowCard {
  title: ReactNode;
  figure: ReactNode;
  detail?: ReactNode;
  note?: ReactNode;
  /** Below the rest, as wide as the card. */
  more?: ReactNode;
}

/** Rows that can be chosen for an act on many of them. */
export interface RowSelection<Row> {
  isSelected(row: Row): boolean;
  toggle(row: Row): void;
  /** What the row's checkbox chooses, for those who cannot see where it stands. */
  label(row: Row): string;
  /** Whether every row that is shown is. Some of them is no: a native checkbox that says "mixed" misleads. */
  all: boolean;
  toggleAll(): void;
  allLabel: string;
}

interface DataTableProps<Row> {
  /** What the table holds, in a sentence, for those who cannot see where it stands. */
  caption: string;
  columns: Column<Row>[];
  rows: Row[];
  rowKey(row: Row): string;
  /** Whether a click anywhere on the row follows the link in its first cell. */
  isLinked?: boolean;
  /** Needs more room than most screens have: scrolls inside its card sooner. */
  isWide?: boolean;
  footRows?: Row[];
  selection?: RowSelection<Row>;
  card?(row: Row, part: "body" | "foot"): RowCard;
}

/** A table of figures; on a phone a list of cards. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, columns, rows, rowKey, isLinked, isWide, footRows = [], selection, card } = props;
  return (
    <div className={card ? styles.hasCards : undefined}>
      <div className={isWide ? styles.scrollWide : styles.scroll}>
        <table className={styles.table}>
          <caption>
            <Text as="span" visuallyHidden>
              {caption}
            </Text>
          </caption>
          <thead>
            <tr>
              {selection && (
                <td className={styles.choice}>
                  <Checkbox
                    label={selection.allLabel}
                    labelHidden
                    checked={selection.all}
                    onChange={selection.toggleAll}
                  />
                </td>
              )}
              {columns.map((column) => (
                <Heading key={column.id} column={column} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={rowKey(row)} {...(isLinked ? linkedRow : {})}>
                {selection && (
                  <td className={styles.choice}>
                    <RowCheckbox row={row} selection={selection} />
                  </td>
                )}
                <Cells columns={columns} content={(column) => column.cell(row)} />
              </tr>
            ))}
          </tbody>
          {footRows.length > 0 && (
            <tfoot>
              {footRows.map((row) => (
                <tr key={rowKey(row)}>
                  {selection && <td />}
                  <Cells columns={columns} content={(column) => column.foot?.(row)} />
                </tr>
              ))}
            </tfoot>
          )}
        </table>
      </div>
      {card && <SortChoice columns={columns} />}
      {card && (
        <ul className={styles.cards} aria-label={caption}>
          {rows.map((row) => (
            <Card
              key={rowKey(row)}
              {...card(row, "body")}
              choice={selection && <RowCheckbox row={row} selection={selection} />}
            />
          ))}
          {footRows.map((row) => (
            <Card key={rowKey(row)} {...card(row, "foot")} isFoot />
          ))}
        </ul>
      )}
    </div>
  );
}

function RowCheckbox<Row>({ row, selection }: { row: Row; selection: RowSelection<Row> }) {
  return (
    <Checkbox
      label={selection.label(row)}
      labelHidden
      checked={selection.isSelected(row)}
      onChange={() => selection.toggle(row)}
    />
  );
}

function Heading<Row>({ column: { heading, align, sort } }: { column: Column<Row> }) {
  return (
    <th
      scope="col"
      className={align === "end" ? styles.end : undefined}
      aria-sort={sort && sort.direction !== "none" ? sort.direction : undefined}
    >
      {sort ? (
        <UnstyledLink
          className={styles.sort}
          url={sort.href}
          {...(sort.keepsPlace ? { "data-keeps-place": true } : {})}
        >
          {heading}
          {sort.direction !== "none" && (
            <span className={styles.arrow} aria-hidden="true">
              {sort.direction === "ascending" ? "↑" : "↓"}
            </span>
          )}
        </UnstyledLink>
      ) : (
        heading
      )}
    </th>
  );
}

/** What stands in the headings of a table, for cards, which have none. */
function SortChoice<Row>({ columns }: { columns: Column<Row>[] }) {
  const { t } = useTranslation();
  const sortable = columns.filter(({ sort }) => sort !== undefined);
  const current = sortable.find(({ sort }) => sort?.direction !== "none");
  if (sortable.length === 0) return null;
  return (
    // Another order closes it.
    <details className={styles.sorting} key={`${current?.id} ${current?.sort?.direction}`}>
      <summary className={styles.sortSummary}>
        {t("lists.sort")}
        {current && (
          <>
            {": "}
            {current.heading}
            <Arrow direction={current.sort?.direction} />
          </>
        )}
      </summary>
      <ul className={styles.sortKeys} aria-label={t("lists.sortBy")}>
        {sortable.map((column) => (
          <li key={column.id}>
            <UnstyledLink
              className={styles.sortKey}
              url={column.sort?.href}
              aria-current={column === current ? "true" : undefined}
              {...(column.sort?.keepsPlace ? { "data-keeps-place": true } : {})}
            >
              {column.heading}
              {column === current && <Arrow direction={column.sort?.direction} />}
            </UnstyledLink>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Which way the rows stand, in a word for those who do not see it. */
function Arrow({ direction }: { direction: NonNullable<Column<never>["sort"]>["direction"] | undefined }) {
  const { t } = useTranslation();
  if (direction === undefined || direction === "none") return null;
  return (
    <>
      <span className={styles.arrow} aria-hidden="true">
        {direction === "ascending" ? "↑" : "↓"}
      </span>
      <Text as="span" visuallyHidden>
        {` ${t(`lists.${direction}`)}`}
      </Text>
    </>
  );
}

function Cells<Row>({ columns, content }: { columns: Column<Row>[]; content(column: Column<Row>): ReactNode }) {
  return columns.map((column, index) =>
    index === 0 ? (
      <th key={column.id} scope="row">
        {content(column)}
      </th>
    ) : (
      <td key={column.id} className={column.align === "end" ? styles.end : undefined}>
        {content(column)}
      </td>
    ),
  );
}

interface CardProps extends RowCard {
  choice?: ReactNode;
  isFoot?: boolean;
}

function Card({ title, figure, detail, note, more, choice, isFoot = false }: CardProps) {
  return (
    <li className={`${styles.card} ${isFoot ? styles.footCard : ""}`} {...(isFoot ? {} : LIST_ROW)}>
      <div className={choice ? styles.chosenTitle : undefined}>
        {choice}
        <div>{title}</div>
      </div>
      <div className={styles.cardFigures}>
        {figure}
        {note && <div className={styles.cardNote}>{note}</div>}
      </div>
      {detail && <div className={styles.cardDetail}>{detail}</div>}
      {more && <div className={styles.cardMore}>{more}</div>}
    </li>
  );
}

// The link in the first cell is the row's way in for keyboard and screen reader; this only widens its target for the
// pointer. It passes the click on with its keys, so that opening in a new tab works too, and leaves alone what is
// itself clickable and the end of selecting text.
const linkedRow = {
  ...LIST_ROW,
  className: styles.linked,
  onClick(event: MouseEvent<HTMLTableRowElement>) {
    const link = event.currentTarget.querySelector<HTMLAnchorElement>("a[href]");
    const isOnControl =
      event.target instanceof Element && event.target.closest("a, button, input, label, summary, [tabindex]");
    // What a row opens above the page is no part of the row, though React's events come by here.
    const isElsewhere = !(event.target instanceof Node && event.currentTarget.contains(event.target));
    if (!link || isOnControl || isElsewhere || window.getSelection()?.toString()) return;
    const { ctrlKey, metaKey, shiftKey } = event;
    link.dispatchEvent(new window.MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }));
  },
};
