import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { isShopifyAnswer, ShopifyAnswer } from "./shopify-answer.tsx";

interface Missing {
  title: string;
  explanation: string;
  back: { content: string; url: string };
}

/** A page that failed: what happened, how to try again; the frame around it stays. */
export function PageError({ missing }: { missing?: Missing }) {
  const { t } = useTranslation();
  const error = useRouteError();
  const { pathname, search } = useLocation();
  if (isShopifyAnswer(error)) return <ShopifyAnswer html={error.data} />;
  if (missing && isRouteErrorResponse(error) && error.status === 404) {
    return (
      <Message title={missing.title} explanation={missing.explanation}>
        <Button url={missing.back.url} variant="primary">
          {missing.back.content}
        </Button>
      </Message>
    );
  }
  if (isRouteErrorResponse(error) && error.status === 429) {
    return (
      <Message title={t("pageError.tooManyRequests")} explanation={t("pageError.tooManyRequestsWhy")}>
        <Button url={`${pathname}${search}`} variant="primary">
          {t("common.tryAgain")}
        </Button>
      </Message>
    );
  }
  if (isNetworkFailure(error)) {
    return (
      <Message title={t("asOfLine.away")} explanation={t("pageError.unreachableWhy")}>
        <Button url={`${pathname}${search}`} variant="primary">
          {t("common.tryAgain")}
        </Button>
      </Message>
    );
  }
  return (
    <Message title={t("common.pageFailed")} explanation={t("pageError.failedWhy")} detail={detailOf(error)}>
      <Button url={`${pathname}${search}`} variant="primary">
        {t("common.tryAgain")}
      </Button>
      <Button url="/app">{t("common.toOverview")}</Button>
    </Message>
  );
}

/** Whether nothing answered at all, in the words of Chromium, Firefox and Safari: they tell it from a slip of ours by these alone. */
function isNetworkFailure(error: unknown): boolean {
  return error instanceof TypeError && /^(Failed to fetch|NetworkError when|Load failed)/.test(error.message);
}

interface MessageProps {
  title: string;
  explanation: string;
  detail?: string | null;
  children: React.ReactNode;
}

function Message({ title, explanation, detail, children }: MessageProps) {
  return (
    <main>
      <Page title={title}>
        <Card>
          <BlockStack gap="400">
            <BlockStack gap="100">
              <Text as="p">{explanation}</Text>
              {detail && (
                <Text as="p" tone="subdued">
                  {detail}
                </Text>
              )}
            </BlockStack>
            <InlineStack gap="200">{children}</InlineStack>
          </BlockStack>
        </Card>
      </Page>
    </main>
  );
}

/** What support needs to find the failure: the server writes an id into the text of its answer. */
function detailOf(error: unknown): string | null {
  if (isRouteErrorResponse(error)) return `${error.status} ${error.statusText || String(error.data ?? "")}`.trim();
  return error instanceof Error && error.message !== "" ? error.message : null;
}
