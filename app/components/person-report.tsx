import { BlockStack, Box, Card, InlineGrid, Text } from "@shopify/polaris";
import type { ReactNode } from "react";

import type { PersonCrossing, PersonPlace, PersonReport, PersonSession } from "#app/reports/person.server.ts";
import type { PolicyInForce } from "#app/reports/staff.server.ts";
import type { StaffRow } from "#app/reports/staff-figures.server.ts";

import { plural } from "./as-of-line.tsx";
import { DataTable, type Column } from "./data-table.tsx";
import { Discrepancy, Unknown } from "./figure.tsx";
import { CurrencyHeading } from "./overview.tsx";
import styles from "./person-report.module.css";
import { RowListCard, type ListRow } from "./row-list.tsx";
import { placeName } from "./session-names.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { rateInWords, testInWords } from "./staff-odds.ts";
import { LimitsCard } from "./staff-report.tsx";
import { PERSON_WORDS, POLICY_WORDS, STAFF_HEADINGS, STAFF_WORDS } from "./staff-words.ts";

interface PersonReportProps {
  report: PersonReport;
  leastSessions: number;
}

/** One person over a period: what is theirs alone beside their peers, the limits reached, and the sessions behind it. */
export function PersonReportBody({ report, leastSessions }: PersonReportProps) {
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
                  heading={PERSON_WORDS.largest}
                  empty={PERSON_WORDS.largestEmpty}
                  sessions={inCurrency(largest)}
                />
                <SessionsCard
                  heading={PERSON_WORDS.shared}
                  empty={PERSON_WORDS.sharedEmpty}
                  sessions={inCurrency(shared)}
                  aside={PERSON_WORDS.sharedNote}
                />
              </InlineGrid>
            </BlockStack>
          </section>
        );
      })}
      <LimitsCard policy={policy} />
      <Box paddingInline={{ xs: "400", sm: "0" }}>
        <Text as="p" variant="bodySm" tone="subdued">
          {STAFF_WORDS.caution}
        </Text>
      </Box>
    </BlockStack>
  );
}

function NothingHere() {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {PERSON_WORDS.nothing}
        </Text>
        <Text as="p">{PERSON_WORDS.nothingWhy}</Text>
      </BlockStack>
    </Card>
  );
}

function PersonFigures({ row, leastSessions }: { row: StaffRow; leastSessions: number }) {
  const format = useShopFormat();
  const money = (amount: StaffRow["net"]) => format.money(amount, { sign: "always" });
  return (
    <div className={styles.cards}>
      <FigureCard label={PERSON_WORDS.net} figure={<Discrepancy value={row.net} isQuiet={row.beyondTolerance === 0} />}>
        {[
          PERSON_WORDS.shortAndOver(format.money(row.short), money(row.over)),
          PERSON_WORDS.beyond(format.count(row.beyondTolerance)),
        ].join("; ")}
      </FigureCard>
      <FigureCard label={PERSON_WORDS.alone} figure={format.count(row.ownSessions)}>
        {[
          PERSON_WORDS.ofSessions(format.count(row.ownSessions), format.count(row.sessions)),
          PERSON_WORDS.cash(format.money(row.ownCash)),
        ].join("; ")}
      </FigureCard>
      <FigureCard
        label={PERSON_WORDS.perThousand}
        figure={
          row.perThousand === null ? (
            <Unknown reason={STAFF_WORDS.tooFewSessions(leastSessions)} />
          ) : (
            rateInWords(row.perThousand, format)
          )
        }
      >
        {ratesBeside(row, leastSessions, format)}
      </FigureCard>
      <FigureCard
        label={PERSON_WORDS.test}
        figure={PERSON_WORDS.shorts(format.count(row.shortSessions), format.count(row.overSessions))}
      >
        {testInWords(row, format)}
      </FigureCard>
    </div>
  );
}

function ratesBeside({ perThousand, peers }: StaffRow, leastSessions: number, format: ShopFormat): string {
  if (perThousand === null) return STAFF_WORDS.tooFewSessions(leastSessions);
  if (!peers) return STAFF_WORDS.noPeers;
  return PERSON_WORDS.peersHave(rateInWords(peers.perThousand, format), format.count(peers.sessions));
}

function FigureCard({ label, figure, children }: { label: string; figure: ReactNode; children: ReactNode }) {
  return (
    <Card>
      <Text as="h3" variant="headingSm" tone="subdued">
        {label}
      </Text>
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
  const format = useShopFormat();
  const { rule, sessions, amount } = crossing;
  const limits = policy.amounts.find(({ currency }) => currency === crossing.currency);
  const limit = rule === "window_events" ? format.count(policy.windowEvents) : null;
  const money = rule === "single" ? limits?.single : limits?.windowSum;
  const heading = POLICY_WORDS.reached[rule](limit ?? (money ? format.money(money) : ""));
  const found = POLICY_WORDS.crossed(
    heading,
    plural(sessions.length, "session", format.count),
    format.money(amount, { sign: "always" }),
  );
  return <SessionsCard heading={found} empty="" sessions={sessions.slice(0, EVIDENCE)} />;
}

interface SessionsCardProps {
  heading: string;
  empty: string;
  sessions: readonly PersonSession[];
  aside?: string;
}

function SessionsCard({ heading, empty, sessions, aside = "" }: SessionsCardProps) {
  const format = useShopFormat();
  const rows = sessions.map((session): ListRow => ({
    id: session.id,
    title: placeName(session),
    href: `/app/sessions/${session.id}`,
    detail: PERSON_WORDS.closed(format.instant(session.closedAt, { timeZone: session.timeZone, style: "brief" })),
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
  const format = useShopFormat();
  const rate = (value: number | null, reason: string) =>
    value === null ? <Unknown reason={reason} /> : rateInWords(value, format);
  const columns: Column<PersonPlace>[] = [
    { id: "location", heading: PERSON_WORDS.places, cell: (place) => place.location ?? PERSON_WORDS.locationUnknown },
    {
      id: "sessions",
      heading: STAFF_HEADINGS.ownSessions,
      align: "end",
      cell: (place) => format.count(place.ownSessions),
    },
    {
      id: "net",
      heading: STAFF_HEADINGS.net,
      align: "end",
      cell: (place) => <Discrepancy value={place.net} isAligned />,
    },
    {
      id: "rate",
      heading: STAFF_HEADINGS.perThousand,
      align: "end",
      cell: (place) => rate(place.perThousand, STAFF_WORDS.tooFewSessions(leastSessions)),
    },
    {
      id: "peers",
      heading: PERSON_WORDS.peersRate,
      align: "end",
      cell: (place) => rate(place.peers?.perThousand ?? null, STAFF_WORDS.noPeers),
    },
  ];
  return (
    <Card padding="0">
      <DataTable
        caption={PERSON_WORDS.placesCaption}
        columns={columns}
        rows={places}
        rowKey={(place) => `${place.locationId}`}
        card={(place) => ({
          title: place.location ?? PERSON_WORDS.locationUnknown,
          figure: <Discrepancy value={place.net} />,
          detail: PERSON_WORDS.aloneBrief(format.count(place.ownSessions)),
          note: place.peers ? STAFF_WORDS.peers(rateInWords(place.peers.perThousand, format)) : undefined,
        })}
      />
    </Card>
  );
}
