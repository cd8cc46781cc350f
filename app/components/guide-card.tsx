import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, Icon, InlineError, Link, Text } from "@shopify/polaris";
import { CheckCircleIcon, XSmallIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";

import type { Guide, GuideStep } from "#app/reports/guide.server.ts";

import styles from "./guide-card.module.css";

/** The first steps with the app, ticked by what the shop has done; null where there is nothing to guide. */
export function GuideCard({ guide }: { guide: Guide | null }) {
  const { t } = useTranslation();
  const fetcher = useFetcher<{ isDone: boolean }>();
  const isSending = fetcher.state !== "idle";
  const act = (name: "hide_guide" | "skip_permissions") =>
    void fetcher.submit({ act: name }, { method: "post", action: "/app/cards" });
  if (guide === null || (isSending && fetcher.formData?.get("act") === "hide_guide")) return null;
  const { steps } = guide;
  const done = steps.filter(({ isDone }) => isDone).length;
  // One thing at a time: what the others are good for can wait.
  const next = steps.find(({ isDone }) => !isDone)?.id;
  return (
    <Card>
      <section aria-labelledby="guide">
        <BlockStack gap="300">
          <div className={styles.head}>
            <div className={styles.title}>
              <Text as="h2" variant="headingSm" id="guide">
                {t("guide.title")}
              </Text>
              <Text as="p" variant="bodySm" tone="subdued">
                {done === steps.length ? t("guide.allDone") : t("guide.progress", { done, all: steps.length })}
              </Text>
            </div>
            <Button
              icon={XSmallIcon}
              variant="tertiary"
              size="micro"
              accessibilityLabel={t("guide.hide")}
              onClick={() => act("hide_guide")}
            />
          </div>
          <ol className={styles.steps}>
            {steps.map(({ id, isDone }) => (
              <li key={id} className={styles.step}>
                <Mark isDone={isDone} />
                <div className={styles.text}>
                  <div className={styles.title}>
                    <StepTitle id={id} isDone={isDone} href={HREFS[id]} />
                    {id === "permissions" && !isDone && (
                      <Button variant="plain" size="micro" disabled={isSending} onClick={() => act("skip_permissions")}>
                        {t("guide.skip")}
                      </Button>
                    )}
                  </div>
                  {id === next && (
                    <Text as="p" variant="bodySm" tone="subdued">
                      {t(`guideStep.${id}.what`)}
                    </Text>
                  )}
                </div>
              </li>
            ))}
          </ol>
          {!isSending && fetcher.data?.isDone === false && <InlineError fieldID="guide" message={t("guide.failed")} />}
        </BlockStack>
      </section>
    </Card>
  );
}

function Mark({ isDone }: { isDone: boolean }) {
  return (
    <span className={styles.mark}>
      {isDone ? <Icon source={CheckCircleIcon} tone="success" /> : <span className={styles.ring} />}
    </span>
  );
}

function StepTitle({ id, isDone, href }: { id: GuideStep; isDone: boolean; href: string }) {
  const { t } = useTranslation();
  const title = t(`guideStep.${id}.title`);
  return (
    <Text as="h3" variant="bodyMd" fontWeight={isDone ? "regular" : "medium"} tone={isDone ? "subdued" : undefined}>
      <Text as="span" visuallyHidden>{`${isDone ? t("guide.done") : t("guide.open")} `}</Text>
      {isDone ? title : <Link url={href}>{title}</Link>}
    </Text>
  );
}

const HREFS: Record<GuideStep, string> = {
  figures: "/app/sync",
  tolerance: "/app/settings",
  permissions: "/app/settings",
  review: "/app/sessions?preset=all&review=needs",
  file: "/app/sessions",
};
