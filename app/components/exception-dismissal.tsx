import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Modal, Text, TextField } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { ExceptionRow } from "#app/reports/exception-rows.ts";
import type { DismissalAnswer } from "#app/review/dismiss-exception.server.ts";

import type { NotReached } from "./kept-action.ts";
import { listed } from "./listed.ts";
import { placeName } from "./session-names.ts";

/** The list and its undo share one sender: what was done last is said once, above the list. */
const SENDER = "exceptions";

function useSender() {
  const fetcher = useFetcher<DismissalAnswer | NotReached>({ key: SENDER });
  const send = (act: "dismissed" | "restored", target: Target, reason?: string) =>
    fetcher.submit({ act, ...target, ...(reason === undefined ? {} : { reason }) }, { method: "post" });
  return { answer: fetcher.data, isSending: fetcher.state !== "idle", send };
}

interface Target {
  kind: string;
  subject: string;
  evidence: string;
}

const targetOf = ({ kind, subject, evidence }: ExceptionRow): Target => ({
  kind,
  subject: `${subject.type} ${subject.id}`,
  evidence,
});

function notDoneWords(t: TFunction, outcome: "no_reason" | "unknown" | "failed"): string {
  if (outcome === "no_reason") return t("exceptions.reasonMissing");
  return outcome === "unknown" ? t("exceptions.failed") : t("exceptions.notReached");
}

/** What became of the last act, and its way back. */
export function LastAct() {
  const { t } = useTranslation();
  const { answer, isSending, send } = useSender();
  if (!answer) return null;
  if (answer.outcome !== "done") {
    return (
      <Banner tone="critical">
        <p>{notDoneWords(t, answer.outcome)}</p>
      </Banner>
    );
  }
  const { act, kind, subject, evidence } = answer.asked;
  const isDismissed = act === "dismissed";
  const undo = { content: t("exceptions.undo"), loading: isSending };
  return (
    <Banner
      tone="success"
      title={isDismissed ? t("exceptions.dismissed") : t("exceptions.restored")}
      action={isDismissed ? { ...undo, onAction: () => send("restored", { kind, subject, evidence }) } : undefined}
    />
  );
}

/** Puts a dismissed exception back. */
export function RestoreButton({ row }: { row: ExceptionRow }) {
  const { t } = useTranslation();
  const { isSending, send } = useSender();
  return (
    <Button
      size="slim"
      disabled={isSending}
      accessibilityLabel={t("exceptions.restoreOf", { kind: t(`exceptionKind.${row.kind}`), place: placeName(t, row) })}
      onClick={() => send("restored", targetOf(row))}
    >
      {t("exceptions.restore")}
    </Button>
  );
}

/** Takes an exception off the list, with a reason. What was typed stays until it has arrived. */
export function DismissButton({ row }: { row: ExceptionRow }) {
  const { t } = useTranslation();
  const { answer, isSending, send } = useSender();
  const [isAsked, setIsAsked] = useState(false);
  const [sent, setSent] = useState<{ after: typeof answer } | null>(null);
  const [reason, setReason] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const askedAt = useRef(0);
  // The sender is the list's: only an answer that came after this row's own sending is about it.
  const mine = sent === null || isSending || answer === sent.after ? undefined : answer;
  const isOpen = isAsked && (mine === undefined || mine.outcome === "failed");
  const label = t("exceptions.dismissOf", { kind: t(`exceptionKind.${row.kind}`), place: placeName(t, row) });

  function open() {
    setSent(null);
    setIsAsked(true);
    askedAt.current = performance.now();
  }
  function dismiss() {
    if (reason.trim().length < LEAST_LETTERS) return setIsMissing(true);
    setSent({ after: answer });
    void send("dismissed", targetOf(row), reason);
  }

  return (
    <>
      <Button size="slim" disabled={isSending} accessibilityLabel={label} onClick={open}>
        {t("exceptions.dismiss")}
      </Button>
      <Modal
        open={isOpen}
        onClose={() => {
          if (performance.now() - askedAt.current > DOUBLE_CLICK_MS) setIsAsked(false);
        }}
        title={t("exceptions.dismissTitle")}
        primaryAction={{ content: t("exceptions.dismiss"), onAction: dismiss, loading: isSending }}
        secondaryActions={[{ content: t("exceptions.cancel"), onAction: () => setIsAsked(false) }]}
      >
        <Modal.Section>
          <BlockStack gap="300">
            {mine?.outcome === "failed" && <Banner tone="warning">{t("exceptions.notReached")}</Banner>}
            <Text as="p">{`${listed(t, [t(`exceptionKind.${row.kind}`), placeName(t, row)])}. ${t("exceptions.dismissWhat")}`}</Text>
            <TextField
              label={t("exceptions.reason")}
              helpText={t("exceptions.reasonHelp")}
              value={reason}
              onChange={(text) => {
                setReason(text);
                setIsMissing(false);
              }}
              error={isMissing ? t("exceptions.reasonMissing") : undefined}
              maxLength={MOST_LETTERS}
              multiline={2}
              autoComplete="off"
            />
          </BlockStack>
        </Modal.Section>
      </Modal>
    </>
  );
}

// The second click of two falls beside the dialog that the first one opened, which would close it. As Windows counts them.
const DOUBLE_CLICK_MS = 500;

// As the server has it: review/dismiss-exception.server.ts.
const LEAST_LETTERS = 3;
const MOST_LETTERS = 500;
