import { isRouteErrorResponse, useLocation, useRouteError } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Page, Text } from "@shopify/polaris";

import { isShopifyAnswer, ShopifyAnswer } from "./shopify-answer.tsx";

interface Missing {
  title: string;
  explanation: string;
  back: { content: string; url: string };
}

/** A page that failed: what happened, how to try again; the frame around it stays. */
export function PageError({ missing }: { missing?: Missing }) {
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
      <Message title="Too many requests" explanation={String(error.data)}>
        <Button url={`${pathname}${search}`} variant="primary">
          Try again
        </Button>
      </Message>
    );
  }
  return (
    <Message
      title="This page could not be shown"
      explanation="Something went wrong on our side while these figures were put together. Nothing is lost: your data in Shopify is untouched."
      detail={detailOf(error)}
    >
      <Button url={`${pathname}${search}`} variant="primary">
        Try again
      </Button>
      <Button url="/app">Go to the overview</Button>
    </Message>
  );
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
