import { Await } from "@remix-run/react";
import { Card, SkeletonBodyText, Text } from "@shopify/polaris";
import { Suspense, useState, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { CurrencyPatterns, PatternSlot, Spread, SpreadBand } from "#app/reports/overview-patterns.server.ts";

import { plotted } from "./amounts.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { Discrepancy } from "./figure.tsx";
import { capitalised } from "./id-words.ts";
import { listed } from "./listed.ts";
import styles from "./patterns-card.module.css";
import { Segments } from "./segments.tsx";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

type By = "weekday" | "hour" | "size";

interface PatternsCardProps {
  /** Loaded after the figures: over years it takes longer than they do. */
  patterns: Promise<CurrencyPatterns[]>;
  currency: string;
}

/** On which days and at which hours discrepancies come about, and how large they are; each a table with its bars. */
export function PatternsCard({ patterns, currency }: PatternsCardProps) {
  const { t } = useTranslation();
  const [by, setBy] = useState<By>("weekday");
  return (
    <Card padding="0">
      <div className={styles.head}>
        <Text as="h3" variant="headingSm">
          {t("patterns.heading")}
        </Text>
        <Segments<By>
          label={t("patterns.choose")}
          choices={t("patterns.choices", { returnObjects: true })}
          chosen={by}
          onChoose={setBy}
        />
      </div>
      <Suspense
        fallback={
          <div className={styles.body}>
            <SkeletonBodyText lines={7} />
          </div>
        }
      >
        <Await resolve={patterns} errorElement={<Note>{t("patterns.failed")}</Note>}>
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
  const { t } = useTranslation();
  const format = useShopFormat();
  if (!of) return <Note>{t("patterns.none")}</Note>;
  if (by === "size")
    return of.spread ? <SpreadTable spread={of.spread} currency={currency} /> : <Note>{t("patterns.none")}</Note>;
  if (by === "hour") {
    return (
      <>
        <SlotTable
          slots={of.byHour}
          currency={currency}
          caption={t("patterns.hourCaption", { currency })}
          heading={t("patterns.hour")}
          label={(hour) => hourName(hour, format)}
        />
        <Note>{t("patterns.hourExplained")}</Note>
      </>
    );
  }
  return (
    <SlotTable
      slots={of.byWeekday}
      currency={currency}
      caption={t("patterns.weekdayCaption", { currency })}
      heading={t("patterns.weekday")}
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
  const { t } = useTranslation();
  const format = useShopFormat();
  const widest = Math.max(...slots.flatMap(({ over, short }) => [plotted(over), -plotted(short)]), 0) || 1;
  const columns: Column<PatternSlot>[] = [
    { id: "slot", heading, cell: ({ slot }) => label(slot) },
    { id: "sessions", heading: t("patterns.sessions"), align: "end", cell: (row) => format.count(row.sessions) },
    {
      id: "beyond",
      heading: (
        <>
          {t("patterns.beyond")}
          <Text as="span" visuallyHidden>
            {t("patterns.beyondTolerance")}
          </Text>
        </>
      ),
      align: "end",
      cell: (row) => format.count(row.beyondTolerance),
    },
    {
      id: "sides",
      heading: t("patterns.sides"),
      cell: ({ over, short }) => (
        <Bars left={-plotted(short) / widest} right={plotted(over) / widest}>
          {listed(t, [format.money(short), format.money(over, { sign: "always" })])}
        </Bars>
      ),
    },
    {
      id: "net",
      heading: listed(t, [t("patterns.net"), currency]),
      align: "end",
      cell: (row) => <Discrepancy value={row.net} currency="none" isQuiet={row.beyondTolerance === 0} isAligned />,
    },
  ];
  return (
    <div className={styles.close}>
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
              {t("patterns.detail", { count: row.sessions, beyond: row.beyondTolerance })}
            </>
          ),
        })}
      />
    </div>
  );
}

function SpreadTable({ spread, currency }: { spread: Spread; currency: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const widest = Math.max(...spread.bands.flatMap(({ short, over }) => [short, over]), 1);
  const columns: Column<SpreadBand>[] = [
    { id: "band", heading: t("patterns.band"), cell: ({ band }) => t(`spreadBand.${band}`) },
    { id: "sessions", heading: t("patterns.all"), align: "end", cell: (row) => format.count(row.sessions) },
    { id: "short", heading: t("patterns.short"), align: "end", cell: (row) => sideOf(row, row.short, format) },
    {
      id: "sides",
      heading: t("patterns.sides"),
      cell: (row) => <Bars left={row.short / widest} right={row.over / widest} />,
    },
    { id: "over", heading: t("patterns.over"), align: "end", cell: (row) => sideOf(row, row.over, format) },
  ];
  return (
    <>
      <Note>
        {t("patterns.spread", {
          count: spread.sessions,
          median: format.money(spread.median),
          ninetieth: format.money(spread.ninetieth),
          largest: format.money(spread.largest),
        })}
      </Note>
      <DataTable
        caption={t("patterns.sizeCaption", { currency })}
        columns={columns}
        rows={spread.bands}
        rowKey={({ band }) => band}
        card={(row) => ({
          title: t(`spreadBand.${row.band}`),
          figure: t("counts.session", { count: row.sessions }),
          note: row.band === "balanced" ? undefined : t("patterns.sidesOf", { count: row.short, over: row.over }),
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
  // At the head of its row, where a line begins with a capital in every language.
  return capitalised(written.format(new Date(MONDAY + (weekday - 1) * DAY_MS)));
}

function hourName(hour: number, format: ShopFormat): string {
  return format.timeOnly(new Date(MONDAY + (hour * DAY_MS) / 24).toISOString(), "UTC");
}
