import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineError, InlineStack, Layout, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { Section } from "./settings-section.tsx";

/** Fetches the guide back to the overview, also when all of it is done. */
export function GuideAgain() {
  const { t } = useTranslation();
  const fetcher = useFetcher<{ isDone: boolean }>();
  const answer = fetcher.state === "idle" ? fetcher.data : undefined;
  return (
    <Layout>
      <Section title={t("guide.again")} what={t("guide.againWhat")}>
        <Card>
          <BlockStack gap="200">
            <InlineStack>
              <Button
                loading={fetcher.state !== "idle"}
                onClick={() => fetcher.submit({ act: "show_guide" }, { method: "post", action: "/app/cards" })}
              >
                {t("guide.show")}
              </Button>
            </InlineStack>
            <div role="status">
              {answer?.isDone && (
                <Text as="p">
                  {t("guide.shown")} <Link url="/app">{t("guide.toOverview")}</Link>
                </Text>
              )}
              {answer?.isDone === false && <InlineError fieldID="guide-again" message={t("guide.failed")} />}
            </div>
          </BlockStack>
        </Card>
      </Section>
    </Layout>
  );
}
