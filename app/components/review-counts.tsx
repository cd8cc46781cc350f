import type { ReviewCounts } from "#app/reports/review-counts.server.ts";

import { daysOf } from "./query.ts";
import { COUNT_TEXT } from "./review-words.ts";
import { RightNowItem } from "./right-now.tsx";
import { useShopFormat } from "./shop-format.tsx";

/** What waits for a review, each with the way to its list: in the days of the page, and for the one who looks. */
export function ReviewCountItems({ counts: { needs, mine, overdue }, query }: { counts: ReviewCounts; query: string }) {
  const format = useShopFormat();
  return (
    <>
      <RightNowItem
        label={COUNT_TEXT.needs}
        count={needs}
        href={`/app/sessions${daysOf(query, { review: "needs" })}`}
        detail={COUNT_TEXT.ofTheDays}
      />
      {mine > 0 && (
        <RightNowItem
          label={COUNT_TEXT.mine}
          count={mine}
          href="/app/sessions?assignee=me&by=opening&preset=all"
          detail={overdue > 0 ? `${format.count(overdue)} ${COUNT_TEXT.overdue}` : undefined}
          isWarning={overdue > 0}
        />
      )}
    </>
  );
}
