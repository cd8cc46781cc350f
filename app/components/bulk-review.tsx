import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineStack, List, Text } from "@shopify/polaris";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";

import type { SessionReview } from "#app/reports/review.server.ts";
import type { BulkOutcome } from "#app/review/review-in-bulk.server.ts";

import styles from "./bulk-review.module.css";
import { ExportButton } from "./export-button.tsx";
import { troubleWords } from "./id-words.ts";
import type { NotReached } from "./kept-action.ts";
import { CauseField, CommentField, NotReachedBanner } from "./review-form.tsx";
import type { SelectionControls } from "./use-selection.ts";

type Result = BulkOutcome | NotReached | undefined;

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
  const { t } = useTranslation();
  const { controls, count, query, shown, most } = props;
  const { selection, clear, chooseEverything } = controls;
  const fetcher = useFetcher<BulkOutcome | NotReached>();
  // The form closes with the answer that came since it was opened.
  const [opened, setOpened] = useState<{ after: Result } | null>(null);
  const chosen = selection.isEverything ? count : selection.ids.size;
  const isSaved = fetcher.state === "idle" && fetcher.data?.outcome === "saved";
  const isOpen = opened !== null && !(isSaved && fetcher.data !== opened.after);
  useEffect(() => {
    if (isSaved) clear();
    // eslint-disable-next-line react-hooks/exhaustive-deps -- once for each answer
  }, [fetcher.data, isSaved]);

  if (chosen === 0) return isSaved ? <BulkResult result={fetcher.data} /> : null;
  return (
    <div className={styles.bar} role="region" aria-label={t("bulk.region")}>
      <InlineStack gap="300" blockAlign="center">
        <Text as="span" fontWeight="medium">
          {selection.isEverything ? t("bulk.matchAll", { count }) : t("bulk.chosen", { count: chosen })}
        </Text>
        {!isOpen && (
          <Button
            size="slim"
            onClick={() => setOpened({ after: fetcher.data })}
            disabled={!selection.isEverything && chosen > most}
          >
            {t("review.open")}
          </Button>
        )}
        {!selection.isEverything && count > shown && (
          <Button variant="plain" onClick={chooseEverything}>
            {t("bulk.chooseAll", { count })}
          </Button>
        )}
        {(selection.isEverything || chosen <= MOST_IN_ADDRESS) && (
          <ExportButton
            files={["sessions.csv", "activities.csv", "review-trail.csv"]}
            query={selection.isEverything ? query : idsAsQuery(selection.ids)}
            title={t("bulk.exportTitle")}
          />
        )}
        <Button variant="plain" onClick={clear}>
          {t("bulk.clear")}
        </Button>
      </InlineStack>
      {chosen > most && (
        <Text as="p" variant="bodySm" tone="subdued">
          {selection.isEverything ? t("bulk.atOnce", { count: most }) : t("bulk.tooMany", { count: most })}
        </Text>
      )}
      {!selection.isEverything && chosen > MOST_IN_ADDRESS && (
        <Text as="p" variant="bodySm" tone="subdued">
          {t("lists.tooManyToExport", { count: MOST_IN_ADDRESS })}
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
  fetcher: ReturnType<typeof useFetcher<BulkOutcome | NotReached>>;
  close(): void;
}

function BulkForm({ controls: { selection }, query, looked, ownCauses, fetcher, close }: BulkFormProps) {
  const { t } = useTranslation();
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
        {!isSending && fetcher.data?.outcome === "failed" && <NotReachedBanner />}
        <CauseField
          value={cause}
          onChange={setCause}
          own={ownCauses}
          error={troubleWords(t, "cause", troubles.cause)}
        />
        <CommentField
          label={cause === "other" ? t("review.comment") : t("review.optional")}
          value={comment}
          onChange={setComment}
          error={troubleWords(t, "comment", troubles.comment)}
        />
        <Text as="p" variant="bodySm" tone="subdued">
          {t("bulk.leftAlone")}
        </Text>
        <InlineStack gap="200">
          <Button submit variant="primary" loading={isSending}>
            {t("reviewAct.reviewed.send")}
          </Button>
          <Button onClick={close} disabled={isSending}>
            {t("review.cancel")}
          </Button>
        </InlineStack>
      </BlockStack>
    </fetcher.Form>
  );
}

/** How many were reviewed, and of each of the others why it was not. */
export function BulkResult({ result }: { result: Result }) {
  const { t } = useTranslation();
  const [dismissed, setDismissed] = useState<Result>();
  if (result?.outcome !== "saved" || dismissed === result) return null;
  const { reviewed, skipped, left } = result;
  const isWhole = skipped.length === 0 && left === 0;
  return (
    <div className={styles.result}>
      <Banner
        tone={isWhole ? "success" : "info"}
        title={t("bulk.reviewed", { count: reviewed })}
        onDismiss={() => setDismissed(result)}
      >
        {!isWhole && (
          <List>
            {skipped.map(({ reason, sessions }) => (
              <List.Item key={reason}>{t(`reviewSkip.${reason}`, { count: sessions })}</List.Item>
            ))}
            {left > 0 && <List.Item>{t("bulk.left", { count: left })}</List.Item>}
          </List>
        )}
      </Banner>
    </div>
  );
}
