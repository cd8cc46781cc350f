import { Card, Link, Text } from "@shopify/polaris";

import type { HandoverRow, Handovers } from "#app/reports/drawer-handovers.server.ts";

import { isZero, sideOf } from "./amounts.ts";
import { DataTable, type Column } from "./data-table.tsx";
import styles from "./drawer-report.module.css";
import { DRAWERS, HANDOVERS } from "./drawer-words.ts";
import { Figure } from "./figure.tsx";
import figure from "./figure.module.css";
import { hoursInWords } from "./neighbours.tsx";
import { queryWith } from "./query.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface HandoversCardProps {
  handovers: Handovers;
  /** Whether every handover is shown, or those with a gap alone. */
  isAll: boolean;
  timeZone: string;
  query: string;
}

/** How the drawer passed from session to session, and what went missing or turned up on the way. */
export function HandoversCard({ handovers, isAll, timeZone, query }: HandoversCardProps) {
  const format = useShopFormat();
  const { totals, rows, count } = handovers;
  const all = totals.reduce((sum, total) => sum + total.handovers, 0);
  return (
    <Card padding="0">
      <div className={styles.head}>
        <div className={styles.text}>
          <Text as="h2" variant="headingSm">
            {HANDOVERS.heading}
          </Text>
          <Text as="p" tone="subdued">
            {summaryOf(handovers, format)}
          </Text>
        </div>
        {all > 0 && (
          <Link url={queryWith(query, { between: isAll ? null : "all" })}>
            {isAll ? HANDOVERS.showGaps : HANDOVERS.showAll}
          </Link>
        )}
      </div>
      {rows.length > 0 && (
        <DataTable
          caption={HANDOVERS.caption}
          columns={columnsOf(timeZone, format)}
          rows={rows}
          rowKey={(row) => row.toId}
          card={(row) => ({
            title: <SessionLink id={row.toId} at={row.openedAt} timeZone={timeZone} />,
            figure: <Gap row={row} />,
            detail: [
              HANDOVERS.leftAndCounted(format.money(row.left), format.money(row.counted)),
              people(row.closedBy, row.openedBy),
            ]
              .filter(Boolean)
              .join(", "),
            note: hoursInWords(row.hoursBetween, format.locale),
          })}
        />
      )}
      {count > rows.length && (
        <div className={styles.foot}>
          <Text as="p" tone="subdued">
            {HANDOVERS.onlyLatest(format.count(rows.length), format.count(count))}
          </Text>
        </div>
      )}
    </Card>
  );
}

/** "2 of 29 times the drawer did not hold what was left in it: -$60.00 lost." */
function summaryOf({ totals }: Handovers, format: ShopFormat): string {
  const sum = (of: "handovers" | "gaps") => totals.reduce((total, row) => total + row[of], 0);
  const [all, gaps] = [sum("handovers"), sum("gaps")];
  if (all === 0) return HANDOVERS.none;
  if (gaps === 0) return HANDOVERS.allEven(format.count(all));
  const amounts = totals
    .filter((total) => total.gaps > 0)
    .map(({ lost, found }) =>
      DRAWERS.lostAndFound(
        isZero(lost) ? null : format.money(lost, { sign: "always" }),
        isZero(found) ? null : format.money(found, { sign: "always" }),
      ),
    );
  return `${HANDOVERS.summary(format.count(gaps), format.count(all))}: ${amounts.join("; ")}.`;
}

function columnsOf(timeZone: string, format: ShopFormat): Column<HandoverRow>[] {
  return [
    {
      id: "opened",
      heading: HANDOVERS.opened,
      cell: (row) => <When id={row.toId} at={row.openedAt} by={row.openedBy} timeZone={timeZone} />,
    },
    {
      id: "closed",
      heading: HANDOVERS.closed,
      cell: (row) => <When id={row.fromId} at={row.closedAt} by={row.closedBy} timeZone={timeZone} />,
    },
    { id: "between", heading: HANDOVERS.between, cell: (row) => hoursInWords(row.hoursBetween, format.locale) },
    { id: "left", heading: HANDOVERS.left, align: "end", cell: (row) => <Figure value={row.left} /> },
    { id: "expected", heading: HANDOVERS.expected, align: "end", cell: (row) => <Figure value={row.expected} /> },
    { id: "counted", heading: HANDOVERS.counted, align: "end", cell: (row) => <Figure value={row.counted} /> },
    {
      id: "gap",
      heading: HANDOVERS.gap,
      align: "end",
      cell: (row) => (
        <>
          <Gap row={row} />
          {!isZero(row.bookGap) && (
            <span className={styles.detail}>{HANDOVERS.books(format.money(row.bookGap, { sign: "always" }))}</span>
          )}
        </>
      ),
    },
  ];
}

/** The sign and the word say it; the colour repeats them. */
function Gap({ row: { gap } }: { row: HandoverRow }) {
  const format = useShopFormat();
  const side = sideOf(gap);
  return (
    <span className={`${figure.figure} ${figure[side]}`}>
      {`${format.money(gap, { sign: "always" })} ${HANDOVERS.gapLabel(side)}`.trim()}
    </span>
  );
}

interface WhenProps {
  id: string;
  at: string;
  by: string | null;
  timeZone: string;
}

function When({ id, at, by, timeZone }: WhenProps) {
  return (
    <>
      <SessionLink id={id} at={at} timeZone={timeZone} />
      {by && <span className={styles.detail}>{by}</span>}
    </>
  );
}

function SessionLink({ id, at, timeZone }: Omit<WhenProps, "by">) {
  const format = useShopFormat();
  return <Link url={`/app/sessions/${id}`}>{format.instant(at, { style: "brief", timeZone })}</Link>;
}

function people(closedBy: string | null, openedBy: string | null): string {
  return [closedBy, openedBy].filter(Boolean).join(" → ");
}
