import { Badge, Card, Link, Text } from "@shopify/polaris";

import type { RemovalRow, Removals, RemovalTotals } from "#app/reports/drawer-removals.server.ts";

import { isZero } from "./amounts.ts";
import { plural } from "./as-of-line.tsx";
import { DataTable, type Column } from "./data-table.tsx";
import styles from "./drawer-report.module.css";
import { REMOVALS } from "./drawer-words.ts";
import { Figure } from "./figure.tsx";
import { queryWith } from "./query.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { ACTIVITY_WORDS, readable, wordFor } from "./words.ts";

interface RemovalsCardProps {
  removals: Removals;
  /** Whether everything that left is shown, or what nobody explained alone. */
  isAll: boolean;
  timeZone: string;
  query: string;
}

/** What left the drawer, when and by whom, and what of it nobody explained. */
export function RemovalsCard({ removals, isAll, timeZone, query }: RemovalsCardProps) {
  const format = useShopFormat();
  const { totals, rows, count, unreadLedgers } = removals;
  const hasUnexplained = totals.some(({ unexplainedCount }) => unexplainedCount > 0);
  return (
    <Card padding="0">
      <div className={styles.head}>
        <div className={styles.text}>
          <Text as="h2" variant="headingSm">
            {REMOVALS.heading}
          </Text>
          <Text as="p" tone="subdued">
            {totals.length === 0 ? REMOVALS.none : REMOVALS.explanation}
          </Text>
        </div>
        {(hasUnexplained || !isAll) && (
          <Link url={queryWith(query, { taken: isAll ? "unexplained" : null })}>
            {isAll ? REMOVALS.showUnexplained : REMOVALS.showAll}
          </Link>
        )}
      </div>
      {totals.map((total) => (
        <Sums key={total.currency} totals={total} />
      ))}
      {rows.length > 0 && (
        <DataTable
          caption={REMOVALS.caption}
          columns={columnsOf(rows, timeZone, format)}
          rows={rows}
          rowKey={(row) => `${row.sessionId} ${row.position}`}
          isLinked
          card={(row) => ({
            title: <What row={row} />,
            figure: <Figure value={row.amount} />,
            detail: [row.by, row.note].filter(Boolean).join(", "),
            note: format.instant(row.time, { style: "brief", timeZone }),
          })}
        />
      )}
      <Notes {...{ count, rows, unreadLedgers, totals }} />
    </Card>
  );
}

function Notes({ count, rows, unreadLedgers, totals }: Omit<Removals, "rows"> & { rows: RemovalRow[] }) {
  const format = useShopFormat();
  const bare = totals.filter(({ closingWithoutNote }) => !isZero(closingWithoutNote));
  const notes = [
    bare.length > 0 &&
      REMOVALS.closingNote(bare.map(({ closingWithoutNote }) => format.money(closingWithoutNote)).join(", ")),
    unreadLedgers > 0 && REMOVALS.unread(plural(unreadLedgers, "session", format.count)),
    count > rows.length && REMOVALS.onlyLatest(format.count(rows.length), format.count(count)),
  ].filter((note) => note !== false);
  if (notes.length === 0) return null;
  return (
    <div className={styles.foot}>
      {notes.map((note) => (
        <Text key={note} as="p" variant="bodySm" tone="subdued">
          {note}
        </Text>
      ))}
    </div>
  );
}

function Sums({ totals }: { totals: RemovalTotals }) {
  return (
    <dl className={styles.sums}>
      <Sum term={REMOVALS.total} value={totals.total} />
      <Sum term={REMOVALS.duringSessions} value={totals.duringSessions} />
      <Sum term={REMOVALS.atClosing} value={totals.atClosing} />
      <Sum term={REMOVALS.unexplained} value={totals.unexplained} />
    </dl>
  );
}

function Sum({ term, value }: { term: string; value: RemovalTotals["total"] }) {
  return (
    <div>
      <dt>{term}</dt>
      <dd>
        <Figure value={value} />
      </dd>
    </div>
  );
}

function columnsOf(rows: RemovalRow[], timeZone: string, format: ShopFormat): Column<RemovalRow>[] {
  return [
    {
      id: "when",
      heading: REMOVALS.when,
      cell: (row) => (
        <Link url={`/app/sessions/${row.sessionId}`} monochrome>
          {format.instant(row.time, { style: "brief", timeZone })}
        </Link>
      ),
    },
    { id: "what", heading: REMOVALS.what, cell: kindOf },
    ...(rows.some(({ by }) => by !== null)
      ? [{ id: "who", heading: REMOVALS.who, cell: (row: RemovalRow) => row.by ?? "–" }]
      : []),
    { id: "why", heading: REMOVALS.why, cell: (row) => <Why row={row} /> },
    { id: "amount", heading: REMOVALS.amount, align: "end", cell: (row) => <Figure value={row.amount} /> },
  ];
}

function What({ row }: { row: RemovalRow }) {
  return (
    <Link url={`/app/sessions/${row.sessionId}`} monochrome removeUnderline>
      {kindOf(row)}
      {row.isUnexplained && (
        <>
          {" "}
          <Badge tone="warning">{REMOVALS.silent}</Badge>
        </>
      )}
    </Link>
  );
}

function Why({ row }: { row: RemovalRow }) {
  if (row.isUnexplained) return <Badge tone="warning">{REMOVALS.silent}</Badge>;
  if (row.note !== null) return <span className={styles.note}>{row.note}</span>;
  return (
    <Text as="span" tone="subdued">
      {REMOVALS.noNote}
    </Text>
  );
}

/** A pickup or a pay-out by its reason, where it has one. */
function kindOf({ type, reason }: RemovalRow): string {
  return type === "ADJUSTMENT" && reason !== null ? readable(reason) : wordFor(ACTIVITY_WORDS, type);
}
