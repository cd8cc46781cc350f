import { useTranslation } from "react-i18next";

import type { ReviewCounts } from "#app/reports/review-counts.server.ts";

import { daysOf } from "./query.ts";
import { RightNowItem } from "./right-now.tsx";
import { useShopFormat } from "./shop-format.tsx";

/** What waits for a review, each with the way to its list: in the days of the page, and for the one who looks. */
export function ReviewCountItems({ counts: { needs, mine, overdue }, query }: { counts: ReviewCounts; query: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <>
      <RightNowItem
        label={t("reviewCount.needs")}
        count={needs}
        href={`/app/sessions${daysOf(query, { review: "needs" })}`}
        detail={t("reviewCount.ofTheDays")}
      />
      {mine > 0 && (
        <RightNowItem
          label={t("reviewCount.mine")}
          count={mine}
          href="/app/sessions?assignee=me&by=opening&preset=all"
          detail={overdue > 0 ? `${format.count(overdue)} ${t("reviewCount.overdue")}` : undefined}
          isWarning={overdue > 0}
        />
      )}
    </>
  );
}
