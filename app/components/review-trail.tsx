import { Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { SessionReview, TrailRow } from "#app/reports/review.server.ts";

import { causeWord, personName } from "./id-words.ts";
import { listed } from "./listed.ts";
import styles from "./review-card.module.css";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface TrailProps {
  rows: TrailRow[];
  review: Pick<SessionReview, "me" | "ownCauses">;
  timeZone: string;
}

/** Everything that was said of a session, the latest first. */
export function Trail({ rows, review, timeZone }: TrailProps) {
  const { t } = useTranslation();
  if (rows.length === 0) return null;
  return (
    <section aria-label={t("review.trail")} className={styles.below}>
      <TrailRows rows={rows} review={review} timeZone={timeZone} />
    </section>
  );
}

/** What was said, when, by whom, and of which figures. */
export function TrailRows({ rows, review: { me, ownCauses }, timeZone }: TrailProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <ol className={styles.trail} reversed>
      {rows.map((row) => (
        <li key={row.number}>
          <Text as="p" fontWeight="medium">
            {eventTitle(t, row, ownCauses)}
          </Text>
          <p className={styles.meta}>
            {listed(t, [
              row.by === null ? t("review.shopify") : personName(t, row.by, me),
              row.isOwn && t("review.ownClosing"),
              format.instant(row.at, { timeZone, style: "brief" }),
            ])}
          </p>
          {row.assignee && row.dueOn && (
            <p className={styles.meta}>
              {t("reviewTrail.toDue", { assignee: personName(t, row.assignee, me), dueOn: format.day(row.dueOn) })}
            </p>
          )}
          {row.comment !== null && <p className={styles.comment}>{row.comment}</p>}
          <p className={styles.meta}>{seenFigures(t, row, format)}</p>
        </li>
      ))}
    </ol>
  );
}

function eventTitle(t: TFunction, { kind, cause }: TrailRow, ownCauses: SessionReview["ownCauses"]): string {
  return cause === null
    ? t(`reviewEvent.${kind}`)
    : t("search.named", { what: t(`reviewEvent.${kind}`), name: causeWord(t, cause, ownCauses) });
}

/** "Figures then: short, -$12.40; expected $300.00, counted $287.60". */
function seenFigures(t: TFunction, row: TrailRow, format: ShopFormat): string {
  const { status, totalDiscrepancy, expectedAtClose, countedAtClose } = row;
  const amount = status === "open" ? "" : ` ${format.money(totalDiscrepancy, { sign: "always" })}`;
  return listed(t, [
    `${t(`status.${status}`)}${amount}`,
    expectedAtClose && t("reviewTrail.expected", { expectedAtClose: format.money(expectedAtClose) }),
    countedAtClose && t("reviewTrail.counted", { countedAtClose: format.money(countedAtClose) }),
  ]);
}
