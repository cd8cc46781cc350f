import { Await } from "@remix-run/react";
import type { TFunction } from "i18next";
import { Suspense, useState } from "react";
import { useTranslation } from "react-i18next";

import type { PlaceRow } from "#app/reports/figures.ts";
import type { CurrencyPatterns } from "#app/reports/overview-patterns.server.ts";

import { Discrepancy } from "./figure.tsx";
import { daysOf } from "./query.ts";
import { type ListRow, RowListCard } from "./row-list.tsx";
import { Segments } from "./segments.tsx";
import { placeName } from "./session-names.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

type By = "locations" | "drawers" | "people";

interface DriversCardProps {
  where: PlaceRow[];
  currency: string;
  /** Loaded after the figures; absent where only places are asked for. */
  patterns: Promise<CurrencyPatterns[]>;
  hasPeople: boolean;
  query: string;
}

/** Which locations, drawers and people the discrepancies come from, one at a time. */
export function DriversCard({ where, currency, patterns, hasPeople, query }: DriversCardProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const [by, setBy] = useState<By>("locations");
  const { people, ...places } = t("drivers.choices", { returnObjects: true });
  const choice = (
    <Segments<By>
      label={t("drivers.choose")}
      choices={hasPeople ? { ...places, people } : places}
      chosen={by}
      onChoose={setBy}
    />
  );
  const list = (rows: ListRow[], empty: string = t("drivers.empty")) => (
    <RowListCard heading={t("drivers.heading")} rows={rows} empty={empty} choice={choice} />
  );
  if (by === "locations") return list(where.map((row) => placeRow(t, row, query, format)));
  return (
    <Suspense fallback={list([], t("patterns.loading"))}>
      <Await resolve={patterns} errorElement={list([], t("patterns.failed"))}>
        {(loaded) => {
          const own = loaded.find((one) => one.currency === currency);
          return by === "drawers"
            ? list((own?.drawers ?? []).map((row) => drawerRow(t, row, query, format)))
            : list(
                (own?.people ?? []).map((row) => personRow(t, row, query, format)),
                t("drivers.noPeople"),
              );
        }}
      </Await>
    </Suspense>
  );
}

/** A location or drawer as a line of a list, with its share of the discrepancies. */
export function placeRow(t: TFunction, row: PlaceRow, query: string, format: ShopFormat): ListRow {
  return {
    id: `${row.kind} ${row.id} ${row.currency}`,
    title:
      row.name ??
      (row.kind === "drawer" ? t("common.drawerNumber", { id: row.id ?? "" }) : t("common.locationNotKnown")),
    href: placeHref(row, query),
    ...figuresOf(t, row, format),
  };
}

function drawerRow(t: TFunction, row: CurrencyPatterns["drawers"][number], query: string, format: ShopFormat): ListRow {
  const title = placeName(t, { drawer: row.name, drawerId: row.id ?? "", location: row.location });
  return { ...placeRow(t, row, query, format), title };
}

type PersonRow = NonNullable<CurrencyPatterns["people"]>[number];

function personRow(t: TFunction, row: PersonRow, query: string, format: ShopFormat): ListRow {
  const href = `/app/staff/${row.id}${daysOf(query)}`;
  return { id: row.id, title: row.name ?? t("drivers.person", { id: row.id }), href, ...figuresOf(t, row, format) };
}

function figuresOf(
  t: TFunction,
  row: Pick<PlaceRow, "sessions" | "beyondTolerance" | "net" | "short" | "over">,
  format: ShopFormat,
): Pick<ListRow, "detail" | "figure" | "aside"> {
  return {
    detail: t("drivers.detail", { count: row.sessions, beyond: row.beyondTolerance }),
    figure: <Discrepancy value={row.net} isAligned />,
    aside: t("drivers.sides", { short: format.money(row.short), over: format.money(row.over, { sign: "always" }) }),
  };
}

function placeHref({ kind, id }: PlaceRow, query: string): string {
  if (id === null) return `/app/sessions${daysOf(query)}`;
  return kind === "location" ? `/app/locations/${id}${daysOf(query)}` : `/app/drawers/${id}${daysOf(query)}`;
}
