import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, ButtonGroup, InlineStack, Select, Text, TextField } from "@shopify/polaris";
import type {} from "@shopify/app-bridge-types";
import { useEffect, useState } from "react";

import { addDays } from "#app/calendar/dates.ts";
import type { ReviewAct } from "#app/reconciliation/review.ts";
import type { SessionReview } from "#app/reports/review.server.ts";
import type { FieldTroubles } from "#app/review/review-form.ts";
import type { ReviewOutcome } from "#app/review/review-session.server.ts";

import { TrailRows } from "./review-trail.tsx";
import { ACT_WORDS, CAUSE_WORDS, personName, REFUSAL_WORDS, REVIEW_TEXT, troubleWords } from "./review-words.ts";
import { optionsOf } from "./words.ts";

interface ReviewFormProps {
  review: SessionReview;
  timeZone: string;
  close(): void;
}

/** What is usual: the next days, and not a weekend away. */
const DUE_AFTER_DAYS = 3;

/** Says something of a session. What is typed stays until it is saved, whatever comes between. */
export function ReviewForm({ review, timeZone, close }: ReviewFormProps) {
  const fetcher = useFetcher<ReviewOutcome>();
  const [openedWith] = useState(review);
  const [chosen, setChosen] = useState<ReviewAct>("reviewed");
  const fields = useFields(review);
  const result = fetcher.data;
  const isSending = fetcher.state !== "idle";
  // The page may be read anew while somebody types: what they have seen, and what they may do, is as it was when they
  // began, until a conflict has told them what came since.
  const version = useSeenVersion(openedWith.version, result);
  const possible = version === openedWith.version ? openedWith.acts : review.acts;
  const acts = possible.filter((act) => act !== "reviewed" || !review.isOwnForbidden);
  const act = acts.includes(chosen) ? chosen : (acts[0] ?? "commented");

  useEffect(() => {
    if (fetcher.state !== "idle" || fetcher.data?.outcome !== "saved") return;
    // Outside the admin there is no App Bridge.
    if (typeof shopify !== "undefined") shopify.toast.show(ACT_WORDS[act].done);
    close();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each answer, whatever the parent passes
  }, [fetcher.state, fetcher.data]);

  return (
    <fetcher.Form method="post">
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="act" value={act} />
      <BlockStack gap="300">
        <Result result={isSending ? undefined : result} review={review} timeZone={timeZone} />
        {acts.length > 1 && (
          <div role="group" aria-label={REVIEW_TEXT.what}>
            <ButtonGroup variant="segmented" fullWidth>
              {acts.map((one) => (
                <Button key={one} size="slim" pressed={one === act} onClick={() => setChosen(one)}>
                  {ACT_WORDS[one].choose}
                </Button>
              ))}
            </ButtonGroup>
          </div>
        )}
        <Fields act={act} fields={fields} review={review} troubles={troublesIn(isSending ? undefined : result)} />
        <InlineStack gap="200">
          <Button submit variant="primary" loading={isSending}>
            {ACT_WORDS[act].send}
          </Button>
          <Button onClick={close} disabled={isSending}>
            {REVIEW_TEXT.cancel}
          </Button>
        </InlineStack>
      </BlockStack>
    </fetcher.Form>
  );
}

function useSeenVersion(openedWith: string, result: ReviewOutcome | undefined): string {
  const [shown, setShown] = useState(openedWith);
  if (result?.outcome === "conflict" && result.version !== shown) setShown(result.version);
  return shown;
}

function useFields({ today }: SessionReview) {
  const [cause, setCause] = useState("");
  const [comment, setComment] = useState("");
  const [assignee, setAssignee] = useState("");
  const [due, setDue] = useState(() => addDays(today, DUE_AFTER_DAYS));
  return { cause, setCause, comment, setComment, assignee, setAssignee, due, setDue };
}

function troublesIn(result: ReviewOutcome | undefined): FieldTroubles {
  return result?.outcome === "invalid" ? result.troubles : {};
}

interface ResultProps extends Pick<ReviewFormProps, "review" | "timeZone"> {
  result: ReviewOutcome | undefined;
}

/** What became of the last attempt, where it was not saved and no field says why. */
function Result({ result, review, timeZone }: ResultProps) {
  if (result?.outcome === "refused") return <Banner tone="warning">{REFUSAL_WORDS[result.refusal]}</Banner>;
  if (result?.outcome !== "conflict") return null;
  const news = review.trail.filter(({ number }) => number > result.seen);
  return (
    <Banner tone="warning" title={news.length > 0 ? REVIEW_TEXT.conflictTitle : REVIEW_TEXT.conflictFigures}>
      <BlockStack gap="200">
        <Text as="p">{news.length > 0 ? REVIEW_TEXT.conflictWhat : REVIEW_TEXT.conflictFiguresWhat}</Text>
        {news.length > 0 && <TrailRows rows={news} review={review} timeZone={timeZone} />}
        <Text as="p">{REVIEW_TEXT.conflictAgain}</Text>
      </BlockStack>
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
  return (
    <>
      {act === "reviewed" && (
        <CauseField
          value={fields.cause}
          onChange={fields.setCause}
          own={review.ownCauses}
          error={troubleWords("cause", troubles.cause)}
        />
      )}
      {act === "escalated" && (
        <>
          <Select
            label={REVIEW_TEXT.assignee}
            name="assignee"
            value={fields.assignee}
            onChange={fields.setAssignee}
            options={[
              { value: "", label: REVIEW_TEXT.choosePerson },
              ...review.people.map((person) => ({ value: person.id, label: personName(person, review.me) })),
            ]}
            helpText={REVIEW_TEXT.peopleHelp}
            error={troubleWords("assignee", troubles.assignee)}
          />
          <TextField
            label={REVIEW_TEXT.due}
            name="due_on"
            type="date"
            value={fields.due}
            onChange={fields.setDue}
            min={review.today}
            autoComplete="off"
            error={troubleWords("due_on", troubles.due_on)}
          />
        </>
      )}
      <CommentField
        label={act === "reviewed" && fields.cause !== "other" ? REVIEW_TEXT.optional : REVIEW_TEXT.comment}
        value={fields.comment}
        onChange={fields.setComment}
        error={troubleWords("comment", troubles.comment)}
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
  const added = own.filter(({ isRetired }) => !isRetired).map(({ id, label }) => ({ value: `own:${id}`, label }));
  return (
    <Select
      label={REVIEW_TEXT.cause}
      name="cause"
      value={value}
      onChange={onChange}
      options={[{ value: "", label: REVIEW_TEXT.chooseCause }, ...added, ...optionsOf(CAUSE_WORDS)]}
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
