import { SaveBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Card, Layout, Link, Modal, Text } from "@shopify/polaris";
import { useRef, useState, type ReactNode } from "react";

import type { SettingsPage } from "#app/reports/settings-page.server.ts";
import type { SettingsAnswer } from "#app/settings/settings-answer.ts";
import { causesIn } from "#app/settings/settings-fields.ts";

import { AccountFields } from "./account-settings.tsx";
import { ACCOUNTS_SECTION } from "./account-words.ts";
import { plural } from "./as-of-line.tsx";
import { CauseCodes } from "./cause-codes.tsx";
import { PermissionsCard } from "./permissions-card.tsx";
import { useSending } from "./send-settings.ts";
import { ChangeList, ChangesCard } from "./setting-changes.tsx";
import { type Draft, useSettingsDraft } from "./settings-draft.ts";
import { SettingsFormProvider } from "./settings-fields.tsx";
import { useLeaveConfirmation } from "./settings-leave.ts";
import {
  DayFields,
  FourEyesField,
  LocationFields,
  PolicyFields,
  RetentionFields,
  ToleranceFields,
} from "./settings-sections.tsx";
import styles from "./settings-page.module.css";
import { SECTION_WORDS, SETTINGS_WORDS } from "./settings-words.ts";
import { useShopFormat } from "./shop-format.tsx";

/** Everything that a shop can choose, saved together by the admin's own save bar. */
export function SettingsForm({ settings }: { settings: SettingsPage }) {
  const { currencies, locations, permissions, changes } = settings;
  const saving = useSending();
  const { draft, isDirty, problems, set, remove, discard } = useSettingsDraft(settings, saving.saved);
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const [isTried, setIsTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  useLeaveConfirmation(isDirty);
  const refused = saving.refusedOf(draft.fields);
  const found = { ...refused, ...problems };

  function save(isDeletionConfirmed = false) {
    setIsTried(true);
    if (Object.keys(problems).length > 0) {
      // After the messages stand beside their fields.
      setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 0);
      return;
    }
    void saving.send(draft, isDeletionConfirmed);
  }
  function giveUp() {
    setIsTried(false);
    setLeft(new Set());
    saving.forget();
    discard();
  }

  return (
    <SettingsFormProvider
      value={{
        ...{ fields: draft.fields, set, remove },
        problemAt: (path) => (isTried || left.has(path) ? found[path] : undefined),
        leave: (path) => setLeft(new Set(left).add(path)),
      }}
    >
      <SaveBar id="settings-save-bar" open={isDirty}>
        {/* eslint-disable-next-line react/no-unknown-property -- App Bridge tells the two buttons of a save bar apart by it */}
        <button variant="primary" onClick={() => save()} loading={saving.isSending ? "" : undefined}>
          {SETTINGS_WORDS.save}
        </button>
        <button onClick={giveUp}>{SETTINGS_WORDS.discard}</button>
      </SaveBar>
      <form
        ref={form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isDirty) save();
        }}
      >
        <BlockStack gap="400">
          <Messages
            {...{ draft, changes, locations }}
            problemCount={isTried ? Object.keys(found).length : 0}
            isFailed={saving.isFailed}
          />
          <Layout>
            <Section {...SECTION_WORDS.tolerance}>
              <ToleranceFields {...{ currencies }} />
            </Section>
            <Section {...SECTION_WORDS.days}>
              <DayFields />
            </Section>
            <Section {...SECTION_WORDS.locations}>
              <LocationFields {...{ currencies, locations }} />
            </Section>
            <Section {...SECTION_WORDS.policy}>
              <PolicyFields {...{ currencies }} />
            </Section>
            <Section {...SECTION_WORDS.review}>
              <Card>
                <BlockStack gap="500">
                  <FourEyesField />
                  <CauseCodes saved={causesIn(draft.base)} />
                </BlockStack>
              </Card>
            </Section>
            <Section title={ACCOUNTS_SECTION.title} what={ACCOUNTS_SECTION.what}>
              <AccountFields />
            </Section>
            <Section {...SECTION_WORDS.retention}>
              <RetentionFields />
            </Section>
            <Section {...SECTION_WORDS.permissions}>
              <PermissionsCard {...{ permissions }} />
            </Section>
            <Section {...SECTION_WORDS.sync}>
              <Card>
                <Link url="/app/sync">{SECTION_WORDS.sync.link}</Link>
              </Card>
            </Section>
            <Section {...SECTION_WORDS.changes}>
              <ChangesCard {...{ changes, locations }} />
            </Section>
          </Layout>
        </BlockStack>
      </form>
      <DeletionModal expiry={saving.expiry} onConfirm={() => save(true)} onClose={saving.forget} />
    </SettingsFormProvider>
  );
}

function Section({ title, what, children }: { title: string; what: string; children: ReactNode }) {
  return (
    <Layout.AnnotatedSection
      title={<span className={styles.beside}>{title}</span>}
      description={
        <div className={styles.beside}>
          <Text as="p" tone="subdued">
            {what}
          </Text>
        </div>
      }
    >
      {children}
    </Layout.AnnotatedSection>
  );
}

interface MessagesProps extends Pick<SettingsPage, "changes" | "locations"> {
  draft: Draft;
  problemCount: number;
  isFailed: boolean;
}

function Messages({ draft, changes, locations, problemCount, isFailed }: MessagesProps) {
  const { othersSince, contested } = draft;
  const words = SETTINGS_WORDS.other;
  const isContested = (setting: string) => contested.some((path) => path === setting || path.startsWith(`${setting}.`));
  return (
    <>
      {problemCount > 0 && (
        <Banner tone="critical" title={SETTINGS_WORDS.notSaved}>
          <p>{SETTINGS_WORDS.lookAt(problemCount)}</p>
        </Banner>
      )}
      {isFailed && (
        <Banner tone="critical" title={SETTINGS_WORDS.failed}>
          <p>{SETTINGS_WORDS.failedWhy}</p>
        </Banner>
      )}
      {othersSince !== null && (
        <Banner tone="warning" title={words.title}>
          <BlockStack gap="300">
            <ChangeList
              changes={changes.filter(({ version }) => version > othersSince)}
              locations={locations}
              remarkOn={({ setting }) => (isContested(setting) ? words.contested : null)}
            />
            <Text as="p">{words.kept}</Text>
          </BlockStack>
        </Banner>
      )}
    </>
  );
}

type Expiry = Extract<SettingsAnswer, { kind: "confirm" }>;

interface DeletionModalProps {
  expiry: Expiry | null;
  onConfirm: () => void;
  onClose: () => void;
}

function DeletionModal({ expiry, onConfirm, onClose }: DeletionModalProps) {
  const format = useShopFormat();
  const words = SETTINGS_WORDS.delete;
  const day = expiry && format.day(expiry.from);
  return (
    <Modal
      open={expiry !== null}
      onClose={onClose}
      title={words.title}
      primaryAction={{ content: words.confirm, destructive: true, onAction: onConfirm }}
      secondaryActions={[{ content: words.cancel, onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p" fontWeight="medium">
            {expiry && day && expiry.sessions > 0
              ? words.now(plural(expiry.sessions, "session", format.count), day)
              : words.none(day ?? "")}
          </Text>
          <Text as="p">{words.then}</Text>
          <Text as="p">{words.undo}</Text>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
