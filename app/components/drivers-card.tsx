import { Await } from "@remix-run/react";
import { Suspense, useState } from "react";

import type { PlaceRow } from "#app/reports/figures.ts";
import type { CurrencyPatterns } from "#app/reports/overview-patterns.server.ts";

import { plural } from "./as-of-line.tsx";
import { Discrepancy } from "./figure.tsx";
import { DRIVERS, PATTERNS } from "./overview-words.ts";
import { daysOf } from "./query.ts";
import { type ListRow, RowListCard } from "./row-list.tsx";
import { Segments } from "./segments.tsx";
import { placeName } from "./session-names.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

type By = keyof typeof DRIVERS.choices;

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
  const format = useShopFormat();
  const [by, setBy] = useState<By>("locations");
  const { people, ...places } = DRIVERS.choices;
  const choice = (
    <Segments<By>
      label={DRIVERS.choose}
      choices={hasPeople ? { ...places, people } : places}
      chosen={by}
      onChoose={setBy}
    />
  );
  const list = (rows: ListRow[], empty: string = DRIVERS.empty) => (
    <RowListCard heading={DRIVERS.heading} rows={rows} empty={empty} choice={choice} />
  );
  if (by === "locations") return list(where.map((row) => placeRow(row, query, format)));
  return (
    <Suspense fallback={list([], PATTERNS.loading)}>
      <Await resolve={patterns} errorElement={list([], PATTERNS.failed)}>
        {(loaded) => {
          const own = loaded.find((one) => one.currency === currency);
          return by === "drawers"
            ? list((own?.drawers ?? []).map((row) => drawerRow(row, query, format)))
            : list(
                (own?.people ?? []).map((row) => personRow(row, format)),
                DRIVERS.noPeople,
              );
        }}
      </Await>
    </Suspense>
  );
}

/** A location or drawer as a line of a list, with its share of the discrepancies. */
export function placeRow(row: PlaceRow, query: string, format: ShopFormat): ListRow {
  return {
    id: `${row.kind} ${row.id} ${row.currency}`,
    title: row.name ?? (row.kind === "drawer" ? `Drawer ${row.id}` : "Location not known"),
    href: placeHref(row, query),
    ...figuresOf(row, format),
  };
}

function drawerRow(row: CurrencyPatterns["drawers"][number], query: string, format: ShopFormat): ListRow {
  const title = placeName({ drawer: row.name, drawerId: row.id ?? "", location: row.location });
  return { ...placeRow(row, query, format), title };
}

function personRow(row: NonNullable<CurrencyPatterns["people"]>[number], format: ShopFormat): ListRow {
  return { id: row.id, title: row.name ?? DRIVERS.person(row.id), ...figuresOf(row, format) };
}

function figuresOf(
  row: Pick<PlaceRow, "sessions" | "beyondTolerance" | "net" | "short" | "over">,
  format: ShopFormat,
): Pick<ListRow, "detail" | "figure" | "aside"> {
  return {
    detail: DRIVERS.detail(plural(row.sessions, "session", format.count), format.count(row.beyondTolerance)),
    figure: <Discrepancy value={row.net} isAligned />,
    aside: DRIVERS.sides(format.money(row.short), format.money(row.over, { sign: "always" })),
  };
}

function placeHref({ kind, id }: PlaceRow, query: string): string {
  if (id === null) return `/app/sessions${daysOf(query)}`;
  return kind === "location" ? `/app/locations/${id}${daysOf(query)}` : `/app/drawers/${id}${daysOf(query)}`;
}
