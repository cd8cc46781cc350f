import { BlockStack, Box, Button, Checkbox, InlineError, InlineStack, Text, TextField } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { SavedView } from "#app/reports/saved-views.server.ts";
import { LONGEST_NAME, MOST_SHARED, MOST_VIEWS, type ViewTrouble } from "#app/views/view-limits.ts";

import { personName } from "./id-words.ts";
import styles from "./saved-views.module.css";
import type { ViewAnswer } from "./send-view.ts";

interface ViewFormProps {
  isSending: boolean;
  /** What came of this form, once something has. */
  answer: ViewAnswer | null;
  send(fields: Record<string, string>): Promise<void>;
  close(): void;
}

interface NameFormProps extends ViewFormProps {
  act: "save_as" | "rename";
  /** What else is sent. */
  fields: Record<string, string>;
  view?: SavedView;
}

/** A view's name, and whether everybody sees it. */
export function NameForm({ isSending, answer, send, close, act, fields, view }: NameFormProps) {
  const { t } = useTranslation();
  const [name, setName] = useState(view?.name ?? "");
  const [isShared, setIsShared] = useState(view?.isShared ?? false);
  const trouble = answer?.outcome === "refused" ? answer.trouble : null;
  function submit(event: FormEvent) {
    event.preventDefault();
    void send({ act, name, ...(isShared && { isShared: "on" }), ...fields });
  }
  return (
    <form onSubmit={submit}>
      <Panel focuses="input">
        <BlockStack gap="300">
          <TextField
            label={t("views.name")}
            value={name}
            onChange={setName}
            autoComplete="off"
            helpText={t("views.nameHelp", { longest: LONGEST_NAME, count: MOST_VIEWS })}
            error={trouble !== null && troubleInWords(t, trouble)}
          />
          <Checkbox
            label={t("views.share")}
            helpText={t("views.shareHelp")}
            checked={isShared}
            onChange={setIsShared}
          />
          {act === "save_as" && (
            <Text as="p" variant="bodySm" tone="subdued">
              {t("views.keeps")}
            </Text>
          )}
          <NotDone answer={answer} />
          <InlineStack gap="200">
            <Button submit variant="primary" loading={isSending}>
              {act === "save_as" ? t("views.create") : t("views.apply")}
            </Button>
            <Button onClick={close}>{t("views.cancel")}</Button>
          </InlineStack>
        </BlockStack>
      </Panel>
    </form>
  );
}

/** Asks once more before a view goes. */
export function DeleteForm({ isSending, answer, send, close, view }: ViewFormProps & { view: SavedView }) {
  const { t } = useTranslation();
  function submit(event: FormEvent) {
    event.preventDefault();
    void send({ act: "delete", id: view.id });
  }
  return (
    <form onSubmit={submit}>
      <Panel focuses="div">
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            {t("views.deleteTitle", { name: view.name })}
          </Text>
          <Text as="p">{view.isShared ? t("views.deleteShared") : t("views.deleteWhat")}</Text>
          <NotDone answer={answer} />
          <InlineStack gap="200">
            <Button submit variant="primary" tone="critical" loading={isSending}>
              {t("views.delete")}
            </Button>
            <Button onClick={close}>{t("views.keep")}</Button>
          </InlineStack>
        </BlockStack>
      </Panel>
    </form>
  );
}

/** Asks before somebody else's view is taken from everybody's tabs. */
export function UnshareForm({ isSending, answer, send, close, view }: ViewFormProps & { view: SavedView }) {
  const { t } = useTranslation();
  function submit(event: FormEvent) {
    event.preventDefault();
    void send({ act: "unshare", id: view.id });
  }
  return (
    <form onSubmit={submit}>
      <Panel focuses="div">
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            {t("views.unshareTitle", { name: view.name })}
          </Text>
          <Text as="p">{t("views.unshareWhat", { who: personName(t, view.maker) })}</Text>
          <NotDone answer={answer} />
          <InlineStack gap="200">
            <Button submit variant="primary" loading={isSending}>
              {t("views.unshare")}
            </Button>
            <Button onClick={close}>{t("views.cancel")}</Button>
          </InlineStack>
        </BlockStack>
      </Panel>
    </form>
  );
}

/** What takes the place of a menu has to take its focus too: it was on a line that is gone. */
function Panel({ focuses, children }: { focuses: "input" | "div"; children: ReactNode }) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const target = focuses === "input" ? panel.current?.querySelector("input") : panel.current;
    target?.focus();
  }, [focuses]);
  return (
    <div ref={panel} tabIndex={-1} className={styles.panel}>
      <Box padding="400" maxWidth="20rem">
        {children}
      </Box>
    </div>
  );
}

/** That nothing was changed, and why, where it is not a field's fault. */
export function NotDone({ answer }: { answer: ViewAnswer | null }) {
  const id = useId();
  const { t } = useTranslation();
  const isTold = answer?.outcome === "unknown" || answer?.outcome === "failed";
  return <div role="status">{isTold && <InlineError fieldID={id} message={t(`views.${answer.outcome}`)} />}</div>;
}

function troubleInWords(t: TFunction, trouble: ViewTrouble): string {
  switch (trouble) {
    case "name_too_long":
      return t("viewTrouble.name_too_long", { count: LONGEST_NAME });
    case "too_many":
      return t("viewTrouble.too_many", { count: MOST_VIEWS });
    case "too_many_shared":
      return t("viewTrouble.too_many_shared", { count: MOST_SHARED });
    default:
      return t(`viewTrouble.${trouble}`);
  }
}
