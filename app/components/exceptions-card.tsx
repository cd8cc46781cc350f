import type { KindCount } from "#app/reports/exceptions.server.ts";

import { EXCEPTION_KIND_WORDS, OVERVIEW_EXCEPTIONS } from "./exception-words.ts";
import { daysOf } from "./query.ts";
import { RowListCard } from "./row-list.tsx";
import { useShopFormat } from "./shop-format.tsx";

/** How many exceptions of each kind wait, each leading to its list. */
export function ExceptionsCard({ counts, query }: { counts: readonly KindCount[]; query: string }) {
  const format = useShopFormat();
  return (
    <RowListCard
      heading={OVERVIEW_EXCEPTIONS.heading}
      level="h2"
      empty={OVERVIEW_EXCEPTIONS.empty}
      all={{ label: OVERVIEW_EXCEPTIONS.all, href: `/app/exceptions${daysOf(query)}` }}
      rows={counts.map(({ kind, count }) => ({
        id: kind,
        title: EXCEPTION_KIND_WORDS[kind],
        href: `/app/exceptions${daysOf(query, { kind })}`,
        figure: format.count(count),
      }))}
    />
  );
}
