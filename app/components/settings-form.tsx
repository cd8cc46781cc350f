import { SaveBar } from "@shopify/app-bridge-react";
import { Banner, BlockStack, Card, Layout, Link, Modal, Text } from "@shopify/polaris";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";

import type { SettingsPage } from "#app/reports/settings-page.server.ts";
import type { SettingsAnswer } from "#app/settings/settings-answer.ts";
import { causesIn } from "#app/settings/settings-fields.ts";

import { AccountFields } from "./account-settings.tsx";
import { AlertFields } from "./alert-settings.tsx";
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
  LanguageField,
  LocationFields,
  PolicyFields,
  RetentionFields,
  ToleranceFields,
} from "./settings-sections.tsx";
import { Section } from "./settings-section.tsx";
import { useShopFormat } from "./shop-format.tsx";

/** Everything that a shop can choose, saved together by the admin's own save bar. */
export function SettingsForm({ settings }: { settings: SettingsPage }) {
  const { t } = useTranslation();
  const { currencies, locations, permissions, changes, alerts } = settings;
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
          {t("settings.save")}
        </button>
        <button onClick={giveUp}>{t("settings.discard")}</button>
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
            <Section {...t("settingSection.tolerance", { returnObjects: true })}>
              <ToleranceFields {...{ currencies }} />
            </Section>
            <Section {...t("settingSection.days", { returnObjects: true })}>
              <DayFields />
            </Section>
            <Section {...t("settingSection.locations", { returnObjects: true })}>
              <LocationFields {...{ currencies, locations }} />
            </Section>
            <Section {...t("settingSection.policy", { returnObjects: true })}>
              <PolicyFields {...{ currencies }} />
            </Section>
            <Section {...t("settingSection.review", { returnObjects: true })}>
              <Card>
                <BlockStack gap="500">
                  <FourEyesField />
                  <CauseCodes saved={causesIn(draft.base)} />
                </BlockStack>
              </Card>
            </Section>
            <Section {...t("settingSection.language", { returnObjects: true })}>
              <LanguageField />
            </Section>
            <Section title={t("alerts.title")} what={t("alerts.what")}>
              <AlertFields {...{ currencies, locations, alerts }} />
            </Section>
            <Section title={t("accounts.title")} what={t("accounts.what")}>
              <AccountFields />
            </Section>
            <Section {...t("settingSection.retention", { returnObjects: true })}>
              <RetentionFields />
            </Section>
            <Section {...t("settingSection.permissions", { returnObjects: true })}>
              <PermissionsCard {...{ permissions }} />
            </Section>
            <Section {...t("settingSection.sync", { returnObjects: true })}>
              <Card>
                <Link url="/app/sync">{t("settingSection.sync.link")}</Link>
              </Card>
            </Section>
            <Section {...t("settingSection.changes", { returnObjects: true })}>
              <ChangesCard {...{ changes, locations }} />
            </Section>
          </Layout>
        </BlockStack>
      </form>
      <DeletionModal expiry={saving.expiry} onConfirm={() => save(true)} onClose={saving.forget} />
    </SettingsFormProvider>
  );
}

interface MessagesProps extends Pick<SettingsPage, "changes" | "locations"> {
  draft: Draft;
  problemCount: number;
  isFailed: boolean;
}

function Messages({ draft, changes, locations, problemCount, isFailed }: MessagesProps) {
  const { t } = useTranslation();
  const { othersSince, contested } = draft;
  const words = t("settings.other", { returnObjects: true });
  const isContested = (setting: string) => contested.some((path) => path === setting || path.startsWith(`${setting}.`));
  return (
    <>
      {problemCount > 0 && (
        <Banner tone="critical" title={t("settings.notSaved")}>
          <p>{t("settings.lookAt", { count: problemCount })}</p>
        </Banner>
      )}
      {isFailed && (
        <Banner tone="critical" title={t("settings.failed")}>
          <p>{t("settings.failedWhy")}</p>
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
  const { t } = useTranslation();
  const format = useShopFormat();
  const day = expiry && format.day(expiry.from);
  return (
    <Modal
      open={expiry !== null}
      onClose={onClose}
      title={t("settings.delete.title")}
      primaryAction={{ content: t("settings.delete.confirm"), destructive: true, onAction: onConfirm }}
      secondaryActions={[{ content: t("settings.delete.cancel"), onAction: onClose }]}
    >
      <Modal.Section>
        <BlockStack gap="300">
          <Text as="p" fontWeight="medium">
            {expiry && day && expiry.sessions > 0
              ? t("settings.delete.now", { count: expiry.sessions, day })
              : t("settings.delete.none", { day: day ?? "" })}
          </Text>
          <Text as="p">{t("settings.delete.then")}</Text>
          <Text as="p">{t("settings.delete.undo")}</Text>
        </BlockStack>
      </Modal.Section>
    </Modal>
  );
}
