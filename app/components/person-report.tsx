import { BlockStack, Box, Card, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { PersonCrossing, PersonPlace, PersonReport, PersonSession } from "#app/reports/person.server.ts";
import type { PolicyInForce } from "#app/reports/staff.server.ts";
import type { StaffRow } from "#app/reports/staff-figures.server.ts";

import type { Explanation } from "./arithmetic.ts";
import { DataTable } from "./data-table.tsx";
import { Discrepancy, Unknown } from "./figure.tsx";
import { HowComputed } from "./how-computed.tsx";
import { CurrencyHeading } from "./overview.tsx";
import { explainPersonNet, explainPersonSessions, explainRate, explainTest } from "./person-explanations.ts";
import styles from "./person-report.module.css";
import { type OrderedColumn, useOrdered } from "./ordered-rows.ts";
import { RowListCard, type ListRow } from "./row-list.tsx";
import { placeName } from "./session-names.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { rateInWords, testInWords } from "./staff-odds.ts";
import { LimitsCard } from "./staff-report.tsx";

interface PersonReportProps {
  report: PersonReport;
  leastSessions: number;
}

/** One person over a period: what is theirs alone beside their peers, the limits reached, and the sessions behind it. */
export function PersonReportBody({ report, leastSessions }: PersonReportProps) {
  const { t } = useTranslation();
  const { rows, places, largest, shared, crossings, policy } = report;
  if (rows.length === 0) return <NothingHere />;
  return (
    <BlockStack gap="600">
      {rows.map((row) => {
        const here = <Part extends { currency: string }>(parts: readonly Part[]) =>
          parts.filter(({ currency }) => currency === row.currency);
        const inCurrency = (sessions: readonly PersonSession[]) =>
          sessions.filter(({ amount }) => amount.currency === row.currency);
        return (
          <section key={row.currency} aria-labelledby={`figures-${row.currency}`}>
            <BlockStack gap="400">
              <CurrencyHeading currency={row.currency} isHidden={rows.length === 1} />
              <PersonFigures row={row} leastSessions={leastSessions} />
              {here(crossings).map((crossing) => (
                <CrossingCard key={crossing.rule} crossing={crossing} policy={policy} />
              ))}
              {here(places).length > 0 && <PlacesTable places={here(places)} leastSessions={leastSessions} />}
              <InlineGrid columns={{ xs: 1, md: 2 }} gap="400" alignItems="start">
                <SessionsCard
                  heading={t("person.largest")}
                  empty={t("person.largestEmpty")}
                  sessions={inCurrency(largest)}
                />
                <SessionsCard
                  heading={t("person.shared")}
                  empty={t("person.sharedEmpty")}
                  sessions={inCurrency(shared)}
                  aside={t("person.sharedNote")}
                />
              </InlineGrid>
            </BlockStack>
          </section>
        );
      })}
      <LimitsCard policy={policy} />
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <Text as="p" variant="bodySm" tone="subdued">
          {t("staff.caution")}
        </Text>
      </Box>
    </BlockStack>
  );
}

function NothingHere() {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("person.nothing")}
        </Text>
        <Text as="p">{t("person.nothingWhy")}</Text>
      </BlockStack>
    </Card>
  );
}

function PersonFigures({ row, leastSessions }: { row: StaffRow; leastSessions: number }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const money = (amount: StaffRow["net"]) => format.money(amount, { sign: "always" });
  return (
    <div className={styles.cards}>
      <FigureCard
        label={t("person.net")}
        name={t("howComputed.net")}
        explain={() => explainPersonNet(t, row)}
        figure={<Discrepancy value={row.net} isQuiet={row.beyondTolerance === 0} />}
      >
        {[
          t("person.shortAndOver", { short: format.money(row.short), over: money(row.over) }),
          t("person.beyond", { count: row.beyondTolerance }),
        ].join("; ")}
      </FigureCard>
      <FigureCard
        label={t("person.alone")}
        name={t("howComputed.alone")}
        explain={() => explainPersonSessions(t, row)}
        figure={format.count(row.ownSessions)}
      >
        {[
          t("person.ofSessions", { count: row.ownSessions, all: row.sessions }),
          t("person.cash", { amount: format.money(row.ownCash) }),
        ].join("; ")}
      </FigureCard>
      <FigureCard
        label={t("person.perThousand")}
        name={t("howComputed.perThousand")}
        explain={() => explainRate(t, row, format)}
        figure={
          row.perThousand === null ? (
            <Unknown reason={t("staff.tooFewSessions", { least: leastSessions })} />
          ) : (
            rateInWords(row.perThousand, format)
          )
        }
      >
        {ratesBeside(t, row, leastSessions, format)}
      </FigureCard>
      <FigureCard
        label={t("person.test")}
        name={t("howComputed.test")}
        explain={() => explainTest(t, row)}
        figure={t("person.shorts", { count: row.shortSessions, over: row.overSessions })}
      >
        {testInWords(t, row, format)}
      </FigureCard>
    </div>
  );
}

function ratesBeside(
  t: TFunction,
  { perThousand, peers }: StaffRow,
  leastSessions: number,
  format: ShopFormat,
): string {
  if (perThousand === null) return t("staff.tooFewSessions", { least: leastSessions });
  if (!peers) return t("staff.noPeers");
  return t("person.peersHave", { rate: rateInWords(peers.perThousand, format), count: peers.sessions });
}

interface FigureCardProps {
  label: string;
  /** Names the explanation. */
  name: string;
  figure: ReactNode;
  /** Null: there is no figure to explain. */
  explain(): Explanation | null;
  children: ReactNode;
}

function FigureCard({ label, name, figure, explain, children }: FigureCardProps) {
  const explanation = explain();
  return (
    <Card>
      <InlineStack align="space-between" blockAlign="center" wrap={false}>
        <Text as="h3" variant="headingSm" tone="subdued">
          {label}
        </Text>
        {explanation && <HowComputed name={name} explain={() => explanation} />}
      </InlineStack>
      <div className={styles.figure}>{figure}</div>
      <Text as="p" variant="bodySm" tone="subdued">
        {children}
      </Text>
    </Card>
  );
}

/** As many as one looks at; the first are the latest. */
const EVIDENCE = 8;

function CrossingCard({ crossing, policy }: { crossing: PersonCrossing; policy: PolicyInForce }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { rule, sessions, amount } = crossing;
  const limits = policy.amounts.find(({ currency }) => currency === crossing.currency);
  const limit = rule === "window_events" ? format.count(policy.windowEvents) : null;
  const money = rule === "single" ? limits?.single : limits?.windowSum;
  const heading = t(`policy.reached.${rule}`, { amount: limit ?? (money ? format.money(money) : "") });
  const found = t("policy.crossed", {
    limit: heading,
    count: sessions.length,
    amount: format.money(amount, { sign: "always" }),
  });
  return <SessionsCard heading={found} empty="" sessions={sessions.slice(0, EVIDENCE)} />;
}

interface SessionsCardProps {
  heading: string;
  empty: string;
  sessions: readonly PersonSession[];
  aside?: string;
}

function SessionsCard({ heading, empty, sessions, aside = "" }: SessionsCardProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const rows = sessions.map((session): ListRow => ({
    id: session.id,
    title: placeName(t, session),
    href: `/app/sessions/${session.id}`,
    detail: t("person.closed", {
      when: format.instant(session.closedAt, { timeZone: session.timeZone, style: "brief" }),
    }),
    figure: <Discrepancy value={session.amount} isQuiet={!session.isBeyond} isAligned />,
    aside,
  }));
  return <RowListCard heading={heading} rows={rows} empty={empty} />;
}

interface PlacesTableProps {
  places: PersonPlace[];
  leastSessions: number;
}

function PlacesTable({ places, leastSessions }: PlacesTableProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const rate = (value: number | null, reason: string) =>
    value === null ? <Unknown reason={reason} /> : rateInWords(value, format);
  const columns: OrderedColumn<PersonPlace>[] = [
    {
      ...{ id: "location", heading: t("person.places"), by: (place) => place.location, first: "ascending" },
      cell: (place) => place.location ?? t("person.locationUnknown"),
    },
    {
      id: "sessions",
      heading: t("staffHeading.ownSessions"),
      by: (place) => place.ownSessions,
      align: "end",
      cell: (place) => format.count(place.ownSessions),
    },
    {
      id: "net",
      heading: t("staffHeading.net"),
      by: (place) => place.net,
      first: "ascending",
      align: "end",
      cell: (place) => <Discrepancy value={place.net} isAligned />,
    },
    {
      id: "rate",
      heading: t("staffHeading.perThousand"),
      by: (place) => place.perThousand,
      first: "ascending",
      align: "end",
      cell: (place) => rate(place.perThousand, t("staff.tooFewSessions", { least: leastSessions })),
    },
    {
      id: "peers",
      heading: t("person.peersRate"),
      by: (place) => place.peers?.perThousand ?? null,
      first: "ascending",
      align: "end",
      cell: (place) => rate(place.peers?.perThousand ?? null, t("staff.noPeers")),
    },
  ];
  const ordered = useOrdered(columns, places, { parameter: "places_order", locale: format.locale });
  return (
    <Card padding="0">
      <DataTable
        caption={t("person.placesCaption")}
        {...ordered}
        rowKey={(place) => `${place.locationId}`}
        card={(place) => ({
          title: place.location ?? t("person.locationUnknown"),
          figure: <Discrepancy value={place.net} />,
          detail: t("person.aloneBrief", { count: place.ownSessions }),
          note: place.peers ? t("staff.peers", { rate: rateInWords(place.peers.perThousand, format) }) : undefined,
        })}
      />
    </Card>
  );
}
