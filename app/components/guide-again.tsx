import { useFetcher } from "@remix-run/react";
import { BlockStack, Button, Card, InlineError, InlineStack, Layout, Link, Text } from "@shopify/polaris";

import { GUIDE } from "./guide-words.ts";

/** Fetches the guide back to the overview, also when all of it is done. */
export function GuideAgain() {
  const fetcher = useFetcher<{ isDone: boolean }>();
  const answer = fetcher.state === "idle" ? fetcher.data : undefined;
  return (
    <Layout>
      <Layout.AnnotatedSection title={GUIDE.again} description={GUIDE.againWhat}>
        <Card>
          <BlockStack gap="200">
            <InlineStack>
              <Button
                loading={fetcher.state !== "idle"}
                onClick={() => fetcher.submit({ act: "show_guide" }, { method: "post", action: "/app/cards" })}
              >
                {GUIDE.show}
              </Button>
            </InlineStack>
            <div role="status">
              {answer?.isDone && (
                <Text as="p">
                  {GUIDE.shown} <Link url="/app">{GUIDE.toOverview}</Link>
                </Text>
              )}
              {answer?.isDone === false && <InlineError fieldID="guide-again" message={GUIDE.failed} />}
            </div>
          </BlockStack>
        </Card>
      </Layout.AnnotatedSection>
    </Layout>
  );
}
