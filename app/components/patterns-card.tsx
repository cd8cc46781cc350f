import { Await } from "@remix-run/react";
import { Card, SkeletonBodyText, Text } from "@shopify/polaris";
import { Suspense, useState, type ReactNode } from "react";

import type { CurrencyPatterns, PatternSlot, Spread, SpreadBand } from "#app/reports/overview-patterns.server.ts";

import { plotted } from "./amounts.ts";
import { plural } from "./as-of-line.tsx";
import { DataTable, type Column } from "./data-table.tsx";
import { Discrepancy } from "./figure.tsx";
import { BAND_WORDS, PATTERNS } from "./overview-words.ts";
import styles from "./patterns-card.module.css";
import { Segments } from "./segments.tsx";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

type By = keyof typeof PATTERNS.choices;

interface PatternsCardProps {
  /** Loaded after the figures: over years it takes longer than they do. */
  patterns: Promise<CurrencyPatterns[]>;
  currency: string;
}

/** On which days and at which hours discrepancies come about, and how large they are; each a table with its bars. */
export function PatternsCard({ patterns, currency }: PatternsCardProps) {
  const [by, setBy] = useState<By>("weekday");
  return (
    <Card padding="0">
      <div className={styles.head}>
        <Text as="h3" variant="headingSm">
          {PATTERNS.heading}
        </Text>
        <Segments<By> label={PATTERNS.choose} choices={PATTERNS.choices} chosen={by} onChoose={setBy} />
      </div>
      <Suspense
        fallback={
          <div className={styles.body}>
            <SkeletonBodyText lines={7} />
          </div>
        }
      >
        <Await resolve={patterns} errorElement={<Note>{PATTERNS.failed}</Note>}>
          {(loaded) => <Pattern of={loaded.find((one) => one.currency === currency)} by={by} currency={currency} />}
        </Await>
      </Suspense>
    </Card>
  );
}

interface PatternProps {
  of: CurrencyPatterns | undefined;
  by: By;
  currency: string;
}

function Pattern({ of, by, currency }: PatternProps) {
  const format = useShopFormat();
  if (!of) return <Note>{PATTERNS.none}</Note>;
  if (by === "size")
    return of.spread ? <SpreadTable spread={of.spread} currency={currency} /> : <Note>{PATTERNS.none}</Note>;
  if (by === "hour") {
    return (
      <>
        <SlotTable
          slots={of.byHour}
          currency={currency}
          caption={PATTERNS.hourCaption(currency)}
          heading={PATTERNS.hour}
          label={(hour) => hourName(hour, format)}
        />
        <Note>{PATTERNS.hourExplained}</Note>
      </>
    );
  }
  return (
    <SlotTable
      slots={of.byWeekday}
      currency={currency}
      caption={PATTERNS.weekdayCaption(currency)}
      heading={PATTERNS.weekday}
      label={(weekday) => weekdayName(weekday, format)}
    />
  );
}

interface SlotTableProps {
  slots: PatternSlot[];
  currency: string;
  caption: string;
  heading: string;
  label(slot: number): string;
}

function SlotTable({ slots, currency, caption, heading, label }: SlotTableProps) {
  const format = useShopFormat();
  const widest = Math.max(...slots.flatMap(({ over, short }) => [plotted(over), -plotted(short)]), 0) || 1;
  const columns: Column<PatternSlot>[] = [
    { id: "slot", heading, cell: ({ slot }) => label(slot) },
    { id: "sessions", heading: PATTERNS.sessions, align: "end", cell: (row) => format.count(row.sessions) },
    {
      id: "beyond",
      heading: (
        <>
          {PATTERNS.beyond}
          <Text as="span" visuallyHidden>
            {PATTERNS.beyondTolerance}
          </Text>
        </>
      ),
      align: "end",
      cell: (row) => format.count(row.beyondTolerance),
    },
    {
      id: "sides",
      heading: PATTERNS.sides,
      cell: ({ over, short }) => (
        <Bars left={-plotted(short) / widest} right={plotted(over) / widest}>
          {`${format.money(short)}, ${format.money(over, { sign: "always" })}`}
        </Bars>
      ),
    },
    {
      id: "net",
      heading: `${PATTERNS.net}, ${currency}`,
      align: "end",
      cell: (row) => <Discrepancy value={row.net} currency="none" isQuiet={row.beyondTolerance === 0} isAligned />,
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={slots}
      rowKey={({ slot }) => String(slot)}
      card={(row) => ({
        title: label(row.slot),
        figure: <Discrepancy value={row.net} isQuiet={row.beyondTolerance === 0} />,
        detail: (
          <>
            <Bars left={-plotted(row.short) / widest} right={plotted(row.over) / widest} />
            {PATTERNS.detail(plural(row.sessions, "session", format.count), format.count(row.beyondTolerance))}
          </>
        ),
      })}
    />
  );
}

function SpreadTable({ spread, currency }: { spread: Spread; currency: string }) {
  const format = useShopFormat();
  const widest = Math.max(...spread.bands.flatMap(({ short, over }) => [short, over]), 1);
  const columns: Column<SpreadBand>[] = [
    { id: "band", heading: PATTERNS.band, cell: ({ band }) => BAND_WORDS[band] },
    { id: "sessions", heading: PATTERNS.all, align: "end", cell: (row) => format.count(row.sessions) },
    { id: "short", heading: PATTERNS.short, align: "end", cell: (row) => sideOf(row, row.short, format) },
    {
      id: "sides",
      heading: PATTERNS.sides,
      cell: (row) => <Bars left={row.short / widest} right={row.over / widest} />,
    },
    { id: "over", heading: PATTERNS.over, align: "end", cell: (row) => sideOf(row, row.over, format) },
  ];
  return (
    <>
      <Note>
        {PATTERNS.spread(
          plural(spread.sessions, "counted session", format.count),
          format.money(spread.median),
          format.money(spread.ninetieth),
          format.money(spread.largest),
        )}
      </Note>
      <DataTable
        caption={PATTERNS.sizeCaption(currency)}
        columns={columns}
        rows={spread.bands}
        rowKey={({ band }) => band}
        card={(row) => ({
          title: BAND_WORDS[row.band],
          figure: plural(row.sessions, "session", format.count),
          note: row.band === "balanced" ? undefined : PATTERNS.sidesOf(format.count(row.short), format.count(row.over)),
        })}
      />
    </>
  );
}

/** What is off by nothing is on neither side. */
function sideOf({ band }: SpreadBand, count: number, format: ShopFormat): string {
  return band === "balanced" ? "" : format.count(count);
}

/** Short to the left, over to the right of the middle; the figures, where no column has them, for the ear. */
function Bars({ left, right, children }: { left: number; right: number; children?: string }) {
  return (
    <>
      <div className={styles.bars} aria-hidden="true">
        <div className={styles.short}>
          <div style={{ width: `${left * 100}%` }} />
        </div>
        <div className={styles.over}>
          <div style={{ width: `${right * 100}%` }} />
        </div>
      </div>
      {children && (
        <Text as="span" visuallyHidden>
          {children}
        </Text>
      )}
    </>
  );
}

function Note({ children }: { children: ReactNode }) {
  return (
    <div className={styles.body}>
      <Text as="p" tone="subdued">
        {children}
      </Text>
    </div>
  );
}

// A Monday, as weekday 1 is.
const MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

function weekdayName(weekday: number, { locale }: ShopFormat): string {
  const written = new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "long" });
  return written.format(new Date(MONDAY + (weekday - 1) * DAY_MS));
}

function hourName(hour: number, format: ShopFormat): string {
  return format.timeOnly(new Date(MONDAY + (hour * DAY_MS) / 24).toISOString(), "UTC");
}
