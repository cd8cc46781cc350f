import { useNavigate, useRevalidator } from "@remix-run/react";
import { Badge, Banner, BlockStack, Box, Button, Card, InlineStack, Link, Select, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { IssuedPaper, PaperList, PaperPlace } from "#app/papers/list-papers.server.ts";

import { type Column, DataTable } from "./data-table.tsx";
import { listed } from "./listed.ts";
import { personName } from "./paper-review.tsx";
import { PrintButton } from "./print-button.tsx";
import { queryWith } from "./query.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

/** The numbers of one place, with what says that none is missing, and each to be printed again. */
export function IssuedPapers({ list, query }: { list: PaperList; query: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { place, rows } = list;
  if (place === null) return <NothingPrinted />;
  return (
    <BlockStack gap="400">
      {list.missing > 0 && (
        <Banner tone="critical" title={t("issuedPapers.gapTitle")}>
          <p>{t("issuedPapers.gap", { count: list.missing, last: place.lastNumber })}</p>
        </Banner>
      )}
      <Card padding="0">
        <Box padding="400">
          <InlineStack gap="400" blockAlign="center" align="space-between">
            <PlaceChoice places={list.places} place={place} query={query} />
            {list.missing === 0 && (
              <Text as="p" tone="subdued">
                {place.lastNumber === 1
                  ? t("issuedPapers.onlyOne")
                  : t("issuedPapers.gapless", { last: place.lastNumber })}
              </Text>
            )}
          </InlineStack>
        </Box>
        <DataTable
          caption={t("issuedPapers.caption")}
          columns={columnsOf(t, { place: place.place, order: list.order, query, format })}
          rows={rows}
          rowKey={({ number }) => String(number)}
          card={(row) => ({
            title: (
              <InlineStack gap="200" blockAlign="center">
                <span>{t("issuedPapers.numbered", { number: String(row.number) })}</span>
                <Again row={row} place={place.place} />
              </InlineStack>
            ),
            figure: <State row={row} />,
            detail: <Subject row={row} format={format} />,
            note: t("issuedPapers.by", {
              when: format.instant(row.issuedAt, { style: "brief" }),
              who: personName(t, row.issuedBy),
            }),
          })}
        />
        <Pages list={list} query={query} />
      </Card>
    </BlockStack>
  );
}

interface ColumnsInput {
  place: string;
  order: PaperList["order"];
  query: string;
  format: ShopFormat;
}

function columnsOf(t: TFunction, { place, order, query, format }: ColumnsInput): Column<IssuedPaper>[] {
  const when = (iso: string) => format.instant(iso, { style: "brief" });
  return [
    {
      id: "number",
      heading: t("issuedPapers.number"),
      // In this order they were handed out, too.
      sort: {
        href: queryWith(query, { order: order === "oldest" ? null : "oldest" }),
        direction: order === "oldest" ? "ascending" : "descending",
      },
      cell: ({ number }) => number,
    },
    { id: "of", heading: t("issuedPapers.of"), cell: (row) => <Subject row={row} format={format} /> },
    {
      id: "issued",
      heading: t("issuedPapers.issued"),
      cell: ({ issuedAt, issuedBy }) => t("issuedPapers.by", { when: when(issuedAt), who: personName(t, issuedBy) }),
    },
    {
      id: "printed",
      heading: t("issuedPapers.printed"),
      cell: ({ printings, printedAt }) =>
        printings === 1
          ? t("issuedPapers.original")
          : listed(t, [
              t("issuedPapers.copies", { count: printings - 1 }),
              t("issuedPapers.last", { when: when(printedAt) }),
            ]),
    },
    { id: "state", heading: t("issuedPapers.state"), cell: (row) => <State row={row} /> },
    { id: "again", heading: t("issuedPapers.again"), align: "end", cell: (row) => <Again row={row} place={place} /> },
  ];
}

function Subject({ row: { of, replaces }, format }: { row: IssuedPaper; format: ShopFormat }) {
  const { t } = useTranslation();
  const what =
    of.kind === "day" ? (
      t("issuedPapers.day", { date: format.day(of.date, "long") })
    ) : (
      <>
        <Link url={`/app/sessions/${of.id}`}>
          {t("issuedPapers.session", { drawer: of.drawer ?? t("issuedPapers.drawerGone") })}
        </Link>
        {`, ${format.instant(of.closedAt ?? of.openedAt, { style: "brief", timeZone: of.timeZone })}`}
      </>
    );
  return (
    <span>
      {what}
      {replaces !== null && `, ${t("issuedPapers.replaces", { number: String(replaces) })}`}
    </span>
  );
}

function State({ row: { replacedBy } }: { row: IssuedPaper }) {
  const { t } = useTranslation();
  if (replacedBy === null) return t("issuedPapers.inForce");
  return <Badge tone="attention">{t("issuedPapers.replacedBy", { number: String(replacedBy) })}</Badge>;
}

function Again({ row: { number, of }, place }: { row: IssuedPaper; place: string }) {
  // The copy that this makes stands in the row.
  const { revalidate } = useRevalidator();
  return <PrintButton of={{ place, number, hasLedger: of.kind === "session" }} onPrinted={revalidate} />;
}

function PlaceChoice({ places, place, query }: { places: readonly PaperPlace[]; place: PaperPlace; query: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  return (
    <Select
      label={t("issuedPapers.place")}
      labelInline
      options={places.map((one) => ({ value: one.place, label: nameOf(t, one) }))}
      value={place.place}
      onChange={(value) => void navigate(queryWith(query, { place: value }))}
    />
  );
}

function nameOf(t: TFunction, { name, place }: PaperPlace): string {
  return name ?? t("issuedPapers.unnamed", { place });
}

function Pages({ list: { next, place, rows, order }, query }: { list: PaperList; query: string }) {
  const { t } = useTranslation();
  const isUp = order === "oldest";
  const isFirst = rows[0]?.number === (isUp ? 1 : place?.lastNumber);
  if (next === null && isFirst) return null;
  return (
    <Box padding="400">
      <InlineStack gap="200">
        {!isFirst && (
          <Button url={queryWith(query, {})}>{isUp ? t("issuedPapers.first") : t("issuedPapers.newest")}</Button>
        )}
        {next !== null && (
          <Button url={queryWith(query, { [isUp ? "after" : "before"]: String(next) })}>
            {isUp ? t("issuedPapers.newer") : t("issuedPapers.older")}
          </Button>
        )}
      </InlineStack>
    </Box>
  );
}

function NothingPrinted() {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("issuedPapers.none")}
        </Text>
        <Text as="p">{t("issuedPapers.noneWhy")}</Text>
      </BlockStack>
    </Card>
  );
}
