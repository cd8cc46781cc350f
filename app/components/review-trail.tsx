import { Text } from "@shopify/polaris";

import type { SessionReview, TrailRow } from "#app/reports/review.server.ts";

import styles from "./review-card.module.css";
import { causeWord, EVENT_WORDS, personName, REVIEW_TEXT } from "./review-words.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { STATUS_WORDS } from "./words.ts";

interface TrailProps {
  rows: TrailRow[];
  review: Pick<SessionReview, "me" | "ownCauses">;
  timeZone: string;
}

/** Everything that was said of a session, the latest first. */
export function Trail({ rows, review, timeZone }: TrailProps) {
  if (rows.length === 0) return null;
  return (
    <section aria-label={REVIEW_TEXT.trail} className={styles.below}>
      <TrailRows rows={rows} review={review} timeZone={timeZone} />
    </section>
  );
}

/** What was said, when, by whom, and of which figures. */
export function TrailRows({ rows, review: { me, ownCauses }, timeZone }: TrailProps) {
  const format = useShopFormat();
  return (
    <ol className={styles.trail} reversed>
      {rows.map((row) => (
        <li key={row.number}>
          <Text as="p" fontWeight="medium">
            {eventTitle(row, ownCauses)}
          </Text>
          <p className={styles.meta}>
            {[
              row.by === null ? REVIEW_TEXT.shopify : personName(row.by, me),
              row.isOwn && REVIEW_TEXT.ownClosing,
              format.instant(row.at, { timeZone, style: "brief" }),
            ]
              .filter(Boolean)
              .join(", ")}
          </p>
          {row.assignee && row.dueOn && (
            <p className={styles.meta}>{`To ${personName(row.assignee, me)}, due ${format.day(row.dueOn)}`}</p>
          )}
          {row.comment !== null && <p className={styles.comment}>{row.comment}</p>}
          <p className={styles.meta}>{seenFigures(row, format)}</p>
        </li>
      ))}
    </ol>
  );
}

function eventTitle({ kind, cause }: TrailRow, ownCauses: SessionReview["ownCauses"]): string {
  return cause === null ? EVENT_WORDS[kind] : `${EVENT_WORDS[kind]}: ${causeWord(cause, ownCauses)}`;
}

/** "Figures then: short, -$12.40; expected $300.00, counted $287.60". */
function seenFigures(row: TrailRow, format: ShopFormat): string {
  const { status, totalDiscrepancy, expectedAtClose, countedAtClose } = row;
  const amount = status === "open" ? "" : ` ${format.money(totalDiscrepancy, { sign: "always" })}`;
  const close = [
    expectedAtClose && `expected ${format.money(expectedAtClose)}`,
    countedAtClose && `counted ${format.money(countedAtClose)}`,
  ].filter(Boolean);
  return [`${STATUS_WORDS[status]}${amount}`, ...close].join(", ");
}
