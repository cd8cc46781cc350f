import { useNavigate, useRevalidator } from "@remix-run/react";
import { Badge, Banner, BlockStack, Box, Button, Card, InlineStack, Link, Select, Text } from "@shopify/polaris";

import type { IssuedPaper, PaperList, PaperPlace } from "#app/papers/list-papers.server.ts";

import { type Column, DataTable } from "./data-table.tsx";
import { ISSUED_WORDS } from "./issued-papers-words.ts";
import { personName } from "./paper-review.tsx";
import { PrintButton } from "./print-button.tsx";
import { queryWith } from "./query.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

/** The numbers of one place, with what says that none is missing, and each to be printed again. */
export function IssuedPapers({ list, query }: { list: PaperList; query: string }) {
  const format = useShopFormat();
  const { place, rows } = list;
  if (place === null) return <NothingPrinted />;
  return (
    <BlockStack gap="400">
      {list.missing > 0 && (
        <Banner tone="critical" title={ISSUED_WORDS.gapTitle}>
          <p>{ISSUED_WORDS.gap(format.count(list.missing), format.count(place.lastNumber), list.missing === 1)}</p>
        </Banner>
      )}
      <Card padding="0">
        <Box padding="400">
          <InlineStack gap="400" blockAlign="center" align="space-between">
            <PlaceChoice places={list.places} place={place} />
            {list.missing === 0 && (
              <Text as="p" tone="subdued">
                {place.lastNumber === 1 ? ISSUED_WORDS.onlyOne : ISSUED_WORDS.gapless(format.count(place.lastNumber))}
              </Text>
            )}
          </InlineStack>
        </Box>
        <DataTable
          caption={ISSUED_WORDS.caption}
          columns={columnsOf(place.place, format)}
          rows={rows}
          rowKey={({ number }) => String(number)}
          card={(row) => ({
            title: (
              <InlineStack gap="200" blockAlign="center">
                <span>{`${ISSUED_WORDS.number} ${row.number}`}</span>
                <Again row={row} place={place.place} />
              </InlineStack>
            ),
            figure: <State row={row} />,
            detail: <Subject row={row} format={format} />,
            note: ISSUED_WORDS.by(format.instant(row.issuedAt, { style: "brief" }), personName(row.issuedBy)),
          })}
        />
        <Pages list={list} query={query} />
      </Card>
    </BlockStack>
  );
}

function columnsOf(place: string, format: ShopFormat): Column<IssuedPaper>[] {
  const when = (iso: string) => format.instant(iso, { style: "brief" });
  return [
    { id: "number", heading: ISSUED_WORDS.number, cell: ({ number }) => number },
    { id: "of", heading: ISSUED_WORDS.of, cell: (row) => <Subject row={row} format={format} /> },
    {
      id: "issued",
      heading: ISSUED_WORDS.issued,
      cell: ({ issuedAt, issuedBy }) => ISSUED_WORDS.by(when(issuedAt), personName(issuedBy)),
    },
    {
      id: "printed",
      heading: ISSUED_WORDS.printed,
      cell: ({ printings, printedAt }) =>
        printings === 1
          ? ISSUED_WORDS.original
          : [
              ISSUED_WORDS.copies(format.count(printings - 1), printings === 2),
              ISSUED_WORDS.last(when(printedAt)),
            ].join(", "),
    },
    { id: "state", heading: ISSUED_WORDS.state, cell: (row) => <State row={row} /> },
    { id: "again", heading: ISSUED_WORDS.again, align: "end", cell: (row) => <Again row={row} place={place} /> },
  ];
}

function Subject({ row: { of, replaces }, format }: { row: IssuedPaper; format: ShopFormat }) {
  const what =
    of.kind === "day" ? (
      ISSUED_WORDS.day(format.day(of.date, "long"))
    ) : (
      <>
        <Link url={`/app/sessions/${of.id}`}>{ISSUED_WORDS.session(of.drawer ?? ISSUED_WORDS.drawerGone)}</Link>
        {`, ${format.instant(of.closedAt ?? of.openedAt, { style: "brief", timeZone: of.timeZone })}`}
      </>
    );
  return (
    <span>
      {what}
      {replaces !== null && `, ${ISSUED_WORDS.replaces(String(replaces))}`}
    </span>
  );
}

function State({ row: { replacedBy } }: { row: IssuedPaper }) {
  if (replacedBy === null) return ISSUED_WORDS.inForce;
  return <Badge tone="attention">{ISSUED_WORDS.replacedBy(String(replacedBy))}</Badge>;
}

function Again({ row: { number, of }, place }: { row: IssuedPaper; place: string }) {
  // The copy that this makes stands in the row.
  const { revalidate } = useRevalidator();
  return <PrintButton of={{ place, number, hasLedger: of.kind === "session" }} onPrinted={revalidate} />;
}

function PlaceChoice({ places, place }: { places: readonly PaperPlace[]; place: PaperPlace }) {
  const navigate = useNavigate();
  return (
    <Select
      label={ISSUED_WORDS.place}
      labelInline
      options={places.map((one) => ({ value: one.place, label: nameOf(one) }))}
      value={place.place}
      onChange={(value) => void navigate(queryWith("", { place: value }))}
    />
  );
}

function nameOf({ name, place }: PaperPlace): string {
  return name ?? ISSUED_WORDS.unnamed(place);
}

function Pages({ list: { older, place, rows }, query }: { list: PaperList; query: string }) {
  const isFirst = rows[0]?.number === place?.lastNumber;
  if (older === null && isFirst) return null;
  return (
    <Box padding="400">
      <InlineStack gap="200">
        {!isFirst && <Button url={queryWith(query, {})}>{ISSUED_WORDS.newest}</Button>}
        {older !== null && <Button url={queryWith(query, { before: String(older) })}>{ISSUED_WORDS.older}</Button>}
      </InlineStack>
    </Box>
  );
}

function NothingPrinted() {
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {ISSUED_WORDS.none}
        </Text>
        <Text as="p">{ISSUED_WORDS.noneWhy}</Text>
      </BlockStack>
    </Card>
  );
}
