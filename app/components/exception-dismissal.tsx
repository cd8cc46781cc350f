import { useFetcher } from "@remix-run/react";
import { Banner, BlockStack, Button, Modal, Text, TextField } from "@shopify/polaris";
import { useState } from "react";

import type { ExceptionRow } from "#app/reports/exception-rows.ts";
import type { DismissalAnswer } from "#app/review/dismiss-exception.server.ts";

import { EXCEPTION_KIND_WORDS, EXCEPTION_WORDS } from "./exception-words.ts";
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
  const { answer, isSending, send } = useSender();
  if (!answer) return null;
  if (answer.outcome !== "done") {
    const words = answer.outcome === "no_reason" ? EXCEPTION_WORDS.reasonMissing : EXCEPTION_WORDS.failed;
    return (
      <Banner tone="critical">
        <p>{words}</p>
      </Banner>
    );
  }
  const { act, kind, subject, evidence } = answer.asked;
  const isDismissed = act === "dismissed";
  const undo = { content: EXCEPTION_WORDS.undo, loading: isSending };
  return (
    <Banner
      tone="success"
      title={isDismissed ? EXCEPTION_WORDS.dismissed : EXCEPTION_WORDS.restored}
      action={isDismissed ? { ...undo, onAction: () => send("restored", { kind, subject, evidence }) } : undefined}
    />
  );
}

/** Puts a dismissed exception back. */
export function RestoreButton({ row }: { row: ExceptionRow }) {
  const { isSending, send } = useSender();
  return (
    <Button
      size="slim"
      disabled={isSending}
      accessibilityLabel={EXCEPTION_WORDS.restoreOf(EXCEPTION_KIND_WORDS[row.kind], placeName(row))}
      onClick={() => send("restored", targetOf(row))}
    >
      {EXCEPTION_WORDS.restore}
    </Button>
  );
}

/** Takes an exception off the list, with a reason. */
export function DismissButton({ row }: { row: ExceptionRow }) {
  const { isSending, send } = useSender();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [isMissing, setIsMissing] = useState(false);
  const label = EXCEPTION_WORDS.dismissOf(EXCEPTION_KIND_WORDS[row.kind], placeName(row));

  function dismiss() {
    if (reason.trim().length < LEAST_LETTERS) return setIsMissing(true);
    setIsOpen(false);
    void send("dismissed", targetOf(row), reason);
  }

  return (
    <>
      <Button size="slim" disabled={isSending} accessibilityLabel={label} onClick={() => setIsOpen(true)}>
        {EXCEPTION_WORDS.dismiss}
      </Button>
      <Modal
        open={isOpen}
        onClose={() => setIsOpen(false)}
        title={EXCEPTION_WORDS.dismissTitle}
        primaryAction={{ content: EXCEPTION_WORDS.dismiss, onAction: dismiss }}
        secondaryActions={[{ content: EXCEPTION_WORDS.cancel, onAction: () => setIsOpen(false) }]}
      >
        <Modal.Section>
          <BlockStack gap="300">
            <Text as="p">{`${EXCEPTION_KIND_WORDS[row.kind]}, ${placeName(row)}. ${EXCEPTION_WORDS.dismissWhat}`}</Text>
            <TextField
              label={EXCEPTION_WORDS.reason}
              helpText={EXCEPTION_WORDS.reasonHelp}
              value={reason}
              onChange={(text) => {
                setReason(text);
                setIsMissing(false);
              }}
              error={isMissing ? EXCEPTION_WORDS.reasonMissing : undefined}
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
