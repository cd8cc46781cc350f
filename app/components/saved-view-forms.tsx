import { BlockStack, Box, Button, Checkbox, InlineError, InlineStack, Text, TextField } from "@shopify/polaris";
import { useEffect, useId, useRef, useState, type FormEvent, type ReactNode } from "react";

import type { SavedView } from "#app/reports/saved-views.server.ts";
import { LONGEST_NAME, MOST_SHARED, MOST_VIEWS, type ViewTrouble } from "#app/views/view-limits.ts";

import styles from "./saved-views.module.css";
import type { ViewAnswer } from "./send-view.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { VIEW_TROUBLES, VIEW_WORDS } from "./view-words.ts";

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
  const format = useShopFormat();
  const [name, setName] = useState(view?.name ?? "");
  const [isShared, setIsShared] = useState(view?.isShared ?? false);
  const trouble = answer?.outcome === "refused" ? answer.trouble : null;
  const limits = limitsIn(format);
  function submit(event: FormEvent) {
    event.preventDefault();
    void send({ act, name, ...(isShared && { isShared: "on" }), ...fields });
  }
  return (
    <form onSubmit={submit}>
      <Panel focuses="input">
        <BlockStack gap="300">
          <TextField
            label={VIEW_WORDS.name}
            value={name}
            onChange={setName}
            autoComplete="off"
            helpText={VIEW_WORDS.nameHelp(limits.longest, limits.most)}
            error={trouble !== null && VIEW_TROUBLES[trouble](limits)}
          />
          <Checkbox
            label={VIEW_WORDS.share}
            helpText={VIEW_WORDS.shareHelp}
            checked={isShared}
            onChange={setIsShared}
          />
          {act === "save_as" && (
            <Text as="p" variant="bodySm" tone="subdued">
              {VIEW_WORDS.keeps}
            </Text>
          )}
          <NotDone answer={answer} />
          <InlineStack gap="200">
            <Button submit variant="primary" loading={isSending}>
              {act === "save_as" ? VIEW_WORDS.create : VIEW_WORDS.apply}
            </Button>
            <Button onClick={close}>{VIEW_WORDS.cancel}</Button>
          </InlineStack>
        </BlockStack>
      </Panel>
    </form>
  );
}

/** Asks once more before a view goes. */
export function DeleteForm({ isSending, answer, send, close, view }: ViewFormProps & { view: SavedView }) {
  function submit(event: FormEvent) {
    event.preventDefault();
    void send({ act: "delete", id: view.id });
  }
  return (
    <form onSubmit={submit}>
      <Panel focuses="div">
        <BlockStack gap="300">
          <Text as="h2" variant="headingSm">
            {VIEW_WORDS.deleteTitle(view.name)}
          </Text>
          <Text as="p">{view.isShared ? VIEW_WORDS.deleteShared : VIEW_WORDS.deleteWhat}</Text>
          <NotDone answer={answer} />
          <InlineStack gap="200">
            <Button submit variant="primary" tone="critical" loading={isSending}>
              {VIEW_WORDS.delete}
            </Button>
            <Button onClick={close}>{VIEW_WORDS.keep}</Button>
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
  const isTold = answer?.outcome === "unknown" || answer?.outcome === "failed";
  return <div role="status">{isTold && <InlineError fieldID={id} message={VIEW_WORDS[answer.outcome]} />}</div>;
}

function limitsIn(format: ShopFormat): Parameters<(typeof VIEW_TROUBLES)[ViewTrouble]>[0] {
  return {
    longest: format.count(LONGEST_NAME),
    most: format.count(MOST_VIEWS),
    shared: format.count(MOST_SHARED),
  };
}
