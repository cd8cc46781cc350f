import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, List, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";

import type { SessionReview } from "#app/reports/review.server.ts";
import type { BulkOutcome } from "#app/review/review-in-bulk.server.ts";

import { plural } from "./as-of-line.tsx";
import styles from "./bulk-review.module.css";
import { ExportButton } from "./export-button.tsx";
import { CauseField, CommentField } from "./review-form.tsx";
import { ACT_WORDS, BULK_TEXT, REVIEW_TEXT, SKIP_WORDS, troubleWords } from "./review-words.ts";
import { useShopFormat } from "./shop-format.tsx";
import type { SelectionControls } from "./use-selection.ts";

interface BulkReviewProps {
  controls: SelectionControls;
  /** How many match the filters, and the query that says which. */
  count: number;
  query: string;
  /** How many are shown here, when the list was read, and how many a go takes. */
  shown: number;
  looked: string;
  most: number;
  ownCauses: SessionReview["ownCauses"];
}

/** What can be done with the chosen sessions, and what came of it. */
export function BulkReview(props: BulkReviewProps) {
  const { controls, count, query, shown, most } = props;
  const { selection, clear, chooseEverything } = controls;
  const fetcher = useFetcher<BulkOutcome>();
  // The form closes with the answer that came since it was opened.
  const [opened, setOpened] = useState<{ after: BulkOutcome | undefined } | null>(null);
  const format = useShopFormat();
  const chosen = selection.isEverything ? count : selection.ids.size;
  const isSaved = fetcher.state === "idle" && fetcher.data?.outcome === "saved";
  const isOpen = opened !== null && !(isSaved && fetcher.data !== opened.after);
  useEffect(() => {
    if (isSaved) clear();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each answer
  }, [fetcher.data, isSaved]);

  if (chosen === 0) return isSaved ? <BulkResult result={fetcher.data} /> : null;
  return (
    <div className={styles.bar} role="region" aria-label={BULK_TEXT.region}>
      <InlineStack gap="300" blockAlign="center">
        <Text as="span" fontWeight="medium">
          {selection.isEverything
            ? `${plural(count, "session", format.count)} ${BULK_TEXT.match}`
            : `${plural(chosen, "session", format.count)} ${BULK_TEXT.chosen}`}
        </Text>
        {!isOpen && (
          <Button
            size="slim"
            onClick={() => setOpened({ after: fetcher.data })}
            disabled={!selection.isEverything && chosen > most}
          >
            {REVIEW_TEXT.open}
          </Button>
        )}
        {!selection.isEverything && count > shown && (
          <Button variant="plain" onClick={chooseEverything}>
            {`${BULK_TEXT.chooseAll} ${plural(count, "session", format.count)}`}
          </Button>
        )}
        {(selection.isEverything || chosen <= MOST_IN_ADDRESS) && (
          <ExportButton
            files={["sessions.csv", "activities.csv", "review-trail.csv"]}
            query={selection.isEverything ? query : idsAsQuery(selection.ids)}
            title={BULK_TEXT.exportTitle}
          />
        )}
        <Button variant="plain" onClick={clear}>
          {BULK_TEXT.clear}
        </Button>
      </InlineStack>
      {chosen > most && (
        <Text as="p" variant="bodySm" tone="subdued">
          {selection.isEverything ? BULK_TEXT.atOnce(format.count(most)) : BULK_TEXT.tooMany(format.count(most))}
        </Text>
      )}
      {isOpen && <BulkForm {...props} fetcher={fetcher} close={() => setOpened(null)} />}
    </div>
  );
}

/** An address holds so many ids: servers take 16 KiB of headers, and an id with its name is 30 bytes. */
const MOST_IN_ADDRESS = 200;

function idsAsQuery(ids: ReadonlySet<string>): string {
  return new URLSearchParams([...[...ids].map((id) => ["session_id", id]), ["by", "opening"]]).toString();
}

interface BulkFormProps extends BulkReviewProps {
  fetcher: ReturnType<typeof useFetcher<BulkOutcome>>;
  close(): void;
}

function BulkForm({ controls: { selection }, query, looked, ownCauses, fetcher, close }: BulkFormProps) {
  const [cause, setCause] = useState("");
  const [comment, setComment] = useState("");
  const isSending = fetcher.state !== "idle";
  const troubles = !isSending && fetcher.data?.outcome === "invalid" ? fetcher.data.troubles : {};
  return (
    <fetcher.Form method="post" className={styles.form}>
      <input type="hidden" name="act" value="reviewed" />
      <input type="hidden" name="looked" value={looked} />
      {selection.isEverything && <input type="hidden" name="query" value={query} />}
      {[...selection.ids].map((id) => (
        <input key={id} type="hidden" name="session" value={id} />
      ))}
      <BlockStack gap="300">
        <CauseField value={cause} onChange={setCause} own={ownCauses} error={troubleWords("cause", troubles.cause)} />
        <CommentField
          label={cause === "other" ? REVIEW_TEXT.comment : REVIEW_TEXT.optional}
          value={comment}
          onChange={setComment}
          error={troubleWords("comment", troubles.comment)}
        />
        <Text as="p" variant="bodySm" tone="subdued">
          {BULK_TEXT.leftAlone}
        </Text>
        <InlineStack gap="200">
          <Button submit variant="primary" loading={isSending}>
            {ACT_WORDS.reviewed.send}
          </Button>
          <Button onClick={close} disabled={isSending}>
            {REVIEW_TEXT.cancel}
          </Button>
        </InlineStack>
      </BlockStack>
    </fetcher.Form>
  );
}

/** How many were reviewed, and of each of the others why it was not. */
export function BulkResult({ result }: { result: BulkOutcome | undefined }) {
  const format = useShopFormat();
  const [dismissed, setDismissed] = useState<BulkOutcome | undefined>();
  if (result?.outcome !== "saved" || dismissed === result) return null;
  const { reviewed, skipped, left } = result;
  const isWhole = skipped.length === 0 && left === 0;
  return (
    <div className={styles.result}>
      <Banner
        tone={isWhole ? "success" : "info"}
        title={BULK_TEXT.reviewed(plural(reviewed, "session", format.count))}
        onDismiss={() => setDismissed(result)}
      >
        {!isWhole && (
          <List>
            {skipped.map(({ reason, sessions }) => (
              <List.Item key={reason}>
                {BULK_TEXT.skipped(format.count(sessions), SKIP_WORDS[reason][sessions === 1 ? "one" : "many"])}
              </List.Item>
            ))}
            {left > 0 && <List.Item>{BULK_TEXT.left(format.count(left))}</List.Item>}
          </List>
        )}
      </Banner>
    </div>
  );
}
