import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Modal, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ExceptionRow } from "#app/reports/exception-rows.ts";
import type { DismissalAnswer } from "#app/review/dismiss-exception.server.ts";

import { placeName } from "./session-names.ts";

/** The list and its undo share one sender: what was done last is said once, above the list. */
const SENDER = "exceptions";

function useSender() {
  const fetcher = useFetcher<DismissalAnswer>({ key: SENDER });
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

/** What became of the last act, and its way back. */
export function LastAct() {
  const { t } = useTranslation();
  const { answer, isSending, send } = useSender();
  if (!answer) return null;
  if (answer.outcome !== "done") {
    const words = answer.outcome === "no_reason" ? t("exceptions.reasonMissing") : t("exceptions.failed");
    return (
      <Banner tone="critical">
        <p>{words}</p>
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

/** Takes an exception off the list, with a reason. */
export function DismissButton({ row }: { row: ExceptionRow }) {
  const { t } = useTranslation();
  const { isSending, send } = useSender();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const label = t("exceptions.dismissOf", { kind: t(`exceptionKind.${row.kind}`), place: placeName(t, row) });

  function dismiss() {
    if (reason.trim().length < LEAST_LETTERS) return setIsMissing(true);
    setIsOpen(false);
    void send("dismissed", targetOf(row), reason);
  }

  return (
    <>
      <Button size="slim" disabled={isSending} accessibilityLabel={label} onClick={() => setIsOpen(true)}>
        {t("exceptions.dismiss")}
      </Button>
      <Modal
        open={isOpen}
        onClose={() => setIsOpen(false)}
        title={t("exceptions.dismissTitle")}
        primaryAction={{ content: t("exceptions.dismiss"), onAction: dismiss }}
        secondaryActions={[{ content: t("exceptions.cancel"), onAction: () => setIsOpen(false) }]}
      >
        <Modal.Section>
          <BlockStack gap="300">
            <Text as="p">{`${t(`exceptionKind.${row.kind}`)}, ${placeName(t, row)}. ${t("exceptions.dismissWhat")}`}</Text>
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

// As the server has it: review/dismiss-exception.server.ts.
const LEAST_LETTERS = 3;
const MOST_LETTERS = 500;
