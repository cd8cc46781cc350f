import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { PrintedPaper } from "#app/papers/read-paper.server.ts";
import type { SessionReviewWord } from "#app/reports/session-reviews.server.ts";

import { causeWord } from "./id-words.ts";
import { listed } from "./listed.ts";
import { sessionHours } from "./session-names.ts";
import type { ShopFormat } from "./shop-format.tsx";

/** What had become of the review when this was printed; nothing where none was needed. */
export function PaperReview({ printed: { paper, reviews }, format }: { printed: PrintedPaper; format: ShopFormat }) {
  const { t } = useTranslation();
  if (reviews.length === 0) return null;
  return (
    <section>
      <h2>{t("paperReview.heading")}</h2>
      {reviews.map((review) => (
        <p key={review.sessionId} className="plain">
          {paper.kind === "session"
            ? sentenceOf(t, review, format)
            : t("paperReview.ofSession", {
                session: nameOf(t, review.sessionId, paper.day, format),
                sentence: sentenceOf(t, review, format),
              })}
        </p>
      ))}
    </section>
  );
}

type Day = Extract<PrintedPaper["paper"], { kind: "day" }>["day"];

function nameOf(t: TFunction, sessionId: string, day: Day, format: ShopFormat): string {
  const session = day.sessions.find(({ id }) => id === sessionId);
  if (session === undefined) return sessionId;
  return listed(t, [session.drawer ?? session.drawerId, sessionHours(t, session, format)]);
}

function sentenceOf(
  t: TFunction,
  { state, last, cause, assignee, dueOn }: SessionReviewWord,
  format: ShopFormat,
): string {
  if (state === "needs" || last === null) return t("paperReview.needs");
  const by = last.by === null ? t("paperReview.shopify") : personName(t, last.by);
  const event = t(`paperReviewEvent.${last.kind}`, { when: format.withZone(last.at), who: by });
  if (cause !== null) return t("paperReview.cause", { event, cause: causeWord(t, cause, []) });
  if (assignee !== null && dueOn !== null) {
    return t("paperReview.until", {
      event,
      assignee: personName(t, assignee),
      due: format.day(dueOn, "long"),
    });
  }
  return t("paperReview.plain", { event });
}

/** A name, or the number of a person whom Shopify has not named. */
export function personName(t: TFunction, nameOrId: string): string {
  return /^\d+$/.test(nameOrId) ? t("issuedPapers.person", { id: nameOrId }) : nameOrId;
}
