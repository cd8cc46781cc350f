import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { PrintedPaper } from "#app/papers/read-paper.server.ts";
import type { SessionReviewWord } from "#app/reports/session-reviews.server.ts";

import { ISSUED_WORDS, PAPER_REVIEW_ACTS, PAPER_REVIEW_WORDS } from "./issued-papers-words.ts";
import { causeWord } from "./id-words.ts";
import { sessionHours } from "./session-names.ts";
import type { ShopFormat } from "./shop-format.tsx";

/** What had become of the review when this was printed; nothing where none was needed. */
export function PaperReview({ printed: { paper, reviews }, format }: { printed: PrintedPaper; format: ShopFormat }) {
  const { t } = useTranslation();
  if (reviews.length === 0) return null;
  return (
    <section>
      <h2>{PAPER_REVIEW_WORDS.heading}</h2>
      {reviews.map((review) => (
        <p key={review.sessionId} className="plain">
          {paper.kind === "session"
            ? sentenceOf(t, review, format)
            : PAPER_REVIEW_WORDS.ofSession(
                nameOf(t, review.sessionId, paper.day, format),
                sentenceOf(t, review, format),
              )}
        </p>
      ))}
    </section>
  );
}

type Day = Extract<PrintedPaper["paper"], { kind: "day" }>["day"];

function nameOf(t: TFunction, sessionId: string, day: Day, format: ShopFormat): string {
  const session = day.sessions.find(({ id }) => id === sessionId);
  if (session === undefined) return sessionId;
  return [session.drawer ?? session.drawerId, sessionHours(t, session, format)].join(", ");
}

function sentenceOf(
  t: TFunction,
  { state, last, cause, assignee, dueOn }: SessionReviewWord,
  format: ShopFormat,
): string {
  if (state === "needs" || last === null) return PAPER_REVIEW_WORDS.needs;
  const by = last.by === null ? PAPER_REVIEW_WORDS.shopify : personName(last.by);
  const done = PAPER_REVIEW_WORDS.event(PAPER_REVIEW_ACTS[last.kind], format.withZone(last.at), by);
  if (cause !== null) return PAPER_REVIEW_WORDS.cause(done, causeWord(t, cause, []));
  if (assignee !== null && dueOn !== null) {
    return PAPER_REVIEW_WORDS.until(done, personName(assignee), format.day(dueOn, "long"));
  }
  return PAPER_REVIEW_WORDS.plain(done);
}

/** A name, or the number of a person whom Shopify has not named. */
export function personName(nameOrId: string): string {
  return /^\d+$/.test(nameOrId) ? ISSUED_WORDS.person(nameOrId) : nameOrId;
}
