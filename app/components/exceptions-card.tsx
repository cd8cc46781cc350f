import { Link } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { KindCount } from "#app/reports/exceptions.server.ts";

import { CHECK_FILTER_WORDS } from "./check-filter-words.ts";
import { daysOf } from "./query.ts";
import { RowListCard } from "./row-list.tsx";
import { useShopFormat } from "./shop-format.tsx";

/** How many exceptions of each kind wait, each leading to its list. */
export function ExceptionsCard({ counts, query }: { counts: readonly KindCount[]; query: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <RowListCard
      heading={t("overviewExceptions.heading")}
      level="h2"
      empty={t("overviewExceptions.empty")}
      all={{ label: t("overviewExceptions.all"), href: `/app/exceptions${daysOf(query)}` }}
      rows={counts.map(({ kind, count }) => ({
        id: kind,
        title: t(`exceptionKind.${kind}`),
        href: `/app/exceptions${daysOf(query, { kind })}`,
        figure: format.count(count),
        detail: kind === "arithmetic" && (
          <Link url={`/app/sessions${daysOf(query, { check: "arithmetic" })}`}>{CHECK_FILTER_WORDS.sessions}</Link>
        ),
      }))}
    />
  );
}
