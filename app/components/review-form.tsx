import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import type {} from "@shopify/app-bridge-types";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import { addDays } from "#app/calendar/dates.ts";
import type { ReviewAct } from "#app/reconciliation/review.ts";
import type { SessionReview } from "#app/reports/review.server.ts";
import type { FieldTroubles } from "#app/review/review-form.ts";
import type { ReviewOutcome } from "#app/review/review-session.server.ts";

import { optionsOf, personName, troubleWords } from "./id-words.ts";
import styles from "./review-card.module.css";
import type { NotReached } from "./kept-action.ts";
import { keepDraft, readDraft } from "./review-draft.ts";
import { TrailRows } from "./review-trail.tsx";

interface ReviewFormProps {
  sessionId: string;
  review: SessionReview;
  timeZone: string;
  close(): void;
}

/** What is usual: the next days, and not a weekend away. */
const DUE_AFTER_DAYS = 3;

/** Says something of a session. What is typed stays until it is saved, whatever comes between. */
export function ReviewForm({ sessionId, review, timeZone, close }: ReviewFormProps) {
  const { t } = useTranslation();
  const fetcher = useFetcher<ReviewOutcome | NotReached>();
  const [openedWith] = useState(review);
  const fields = useFields(sessionId, review);
  const { chosen } = fields;
  const result = fetcher.data;
  const isSending = fetcher.state !== "idle";
  // The page may be read anew while somebody types: what they have seen, and what they may do, is as it was when they
  // began, until a conflict has told them what came since.
  const version = useSeenVersion(openedWith.version, result);
  const possible = version === openedWith.version ? openedWith.acts : review.acts;
  const acts = possible.filter((act) => act !== "reviewed" || !review.isOwnForbidden);
  const act = acts.includes(chosen) ? chosen : (acts[0] ?? "commented");

  /** Nothing is left to say: it was sent, or given up. */
  function end() {
    keepDraft(sessionId, null);
    close();
  }
  useEffect(() => {
    if (fetcher.state !== "idle" || fetcher.data?.outcome !== "saved") return;
    // Outside the admin there is no App Bridge.
    if (typeof shopify !== "undefined") shopify.toast.show(t(`reviewAct.${act}.done`));
    end();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each answer, whatever the parent passes
  }, [fetcher.state, fetcher.data]);

  return (
    <fetcher.Form method="post" noValidate>
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="act" value={act} />
      <BlockStack gap="300">
        <Answer result={isSending ? undefined : result} review={review} timeZone={timeZone} />
        {acts.length > 1 && (
          <div role="group" aria-label={t("review.what")} className={styles.acts}>
            {acts.map((one) => (
              <Button key={one} size="slim" fullWidth pressed={one === act} onClick={() => fields.setChosen(one)}>
                {t(`reviewAct.${one}.choose`)}
              </Button>
            ))}
          </div>
        )}
        <Fields act={act} fields={fields} review={review} troubles={troublesIn(isSending ? undefined : result)} />
        <InlineStack gap="200">
          <Button submit variant="primary" loading={isSending}>
            {t(`reviewAct.${act}.send`)}
          </Button>
          <Button onClick={end} disabled={isSending}>
            {t("review.cancel")}
          </Button>
        </InlineStack>
      </BlockStack>
    </fetcher.Form>
  );
}

function useSeenVersion(openedWith: string, result: Result): string {
  const [shown, setShown] = useState(openedWith);
  if (result?.outcome === "conflict" && result.version !== shown) setShown(result.version);
  return shown;
}

/** What is typed, begun anew or where it was left. */
function useFields(sessionId: string, { today }: SessionReview) {
  const [draft] = useState(() => readDraft(sessionId));
  const [chosen, setChosen] = useState((draft?.act ?? "reviewed") as ReviewAct);
  const [cause, setCause] = useState(draft?.cause ?? "");
  const [comment, setComment] = useState(draft?.comment ?? "");
  const [assignee, setAssignee] = useState(draft?.assignee ?? "");
  const [due, setDue] = useState(() => draft?.due ?? addDays(today, DUE_AFTER_DAYS));
  useEffect(() => {
    const isEmpty = cause + comment + assignee === "";
    keepDraft(sessionId, isEmpty ? null : { act: chosen, cause, comment, assignee, due });
  }, [sessionId, chosen, cause, comment, assignee, due]);
  return { chosen, setChosen, cause, setCause, comment, setComment, assignee, setAssignee, due, setDue };
}

function troublesIn(result: Result): FieldTroubles {
  return result?.outcome === "invalid" ? result.troubles : {};
}

/** What became of the last attempt. */
type Result = ReviewOutcome | NotReached | undefined;

interface ResultProps extends Pick<ReviewFormProps, "review" | "timeZone"> {
  result: Result;
}

/** What became of the last attempt, where it was not saved and no field says why. */
function Answer({ result, review, timeZone }: ResultProps) {
  const { t } = useTranslation();
  if (result?.outcome === "failed") return <NotReachedBanner />;
  if (result?.outcome === "refused") return <Banner tone="warning">{t(`reviewRefusal.${result.refusal}`)}</Banner>;
  if (result?.outcome !== "conflict") return null;
  const news = review.trail.filter(({ number }) => number > result.seen);
  return (
    <Banner tone="warning" title={news.length > 0 ? t("review.conflictTitle") : t("review.conflictFigures")}>
      <BlockStack gap="200">
        <Text as="p">{news.length > 0 ? t("review.conflictWhat") : t("review.conflictFiguresWhat")}</Text>
        {news.length > 0 && <TrailRows rows={news} review={review} timeZone={timeZone} />}
        <Text as="p">{t("review.conflictAgain")}</Text>
      </BlockStack>
    </Banner>
  );
}

/** That nobody knows what became of it, and that sending it once more does no harm. */
export function NotReachedBanner() {
  const { t } = useTranslation();
  return (
    <Banner tone="warning" title={t("review.notReached")}>
      <p>{t("review.notReachedWhat")}</p>
    </Banner>
  );
}

interface FieldsProps {
  act: ReviewAct;
  fields: ReturnType<typeof useFields>;
  review: SessionReview;
  troubles: FieldTroubles;
}

function Fields({ act, fields, review, troubles }: FieldsProps) {
  const { t } = useTranslation();
  return (
    <>
      {act === "reviewed" && (
        <CauseField
          value={fields.cause}
          onChange={fields.setCause}
          own={review.ownCauses}
          error={troubleWords(t, "cause", troubles.cause)}
        />
      )}
      {act === "escalated" && (
        <>
          <Select
            label={t("review.assignee")}
            name="assignee"
            value={fields.assignee}
            onChange={fields.setAssignee}
            options={[
              { value: "", label: t("review.choosePerson") },
              ...review.people.map((person) => ({ value: person.id, label: personName(t, person, review.me) })),
            ]}
            helpText={t("review.peopleHelp")}
            error={troubleWords(t, "assignee", troubles.assignee)}
          />
          <TextField
            label={t("review.due")}
            name="due_on"
            type="date"
            value={fields.due}
            onChange={fields.setDue}
            min={review.today}
            autoComplete="off"
            error={troubleWords(t, "due_on", troubles.due_on)}
          />
        </>
      )}
      <CommentField
        label={act === "reviewed" && fields.cause !== "other" ? t("review.optional") : t("review.comment")}
        value={fields.comment}
        onChange={fields.setComment}
        error={troubleWords(t, "comment", troubles.comment)}
      />
    </>
  );
}

interface FieldProps {
  value: string;
  onChange(value: string): void;
  error: string | undefined;
}

/** Why a session was off: the usual causes, then the shop's own. */
export function CauseField({ value, onChange, own, error }: FieldProps & { own: SessionReview["ownCauses"] }) {
  const { t } = useTranslation();
  const added = own.filter(({ isRetired }) => !isRetired).map(({ id, label }) => ({ value: `own:${id}`, label }));
  return (
    <Select
      label={t("review.cause")}
      name="cause"
      value={value}
      onChange={onChange}
      options={[
        { value: "", label: t("review.chooseCause") },
        ...added,
        ...optionsOf(t("cause", { returnObjects: true })),
      ]}
      error={error}
    />
  );
}

export function CommentField({ label, value, onChange, error }: FieldProps & { label: string }) {
  return (
    <TextField
      label={label}
      name="comment"
      value={value}
      onChange={onChange}
      multiline={3}
      maxLength={2_000}
      autoComplete="off"
      error={error}
    />
  );
}
