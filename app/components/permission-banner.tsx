import { useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Button, InlineError, Text } from "@shopify/polaris";
import type {} from "@shopify/app-bridge-types";
import { useState } from "react";
import { useTranslation } from "react-i18next";

const SCOPES = ["read_cash_tracking", "read_locations", "read_users", "read_orders", "read_gift_cards"] as const;

function hasWords(scope: string): scope is (typeof SCOPES)[number] {
  return SCOPES.some((one) => one === scope);
}

/** What a missing permission hides from the whole page, with the button that asks for it. */
export function PermissionBanner({ scope }: { scope: string }) {
  const { t } = useTranslation();
  const { isAsking, problem, ask } = usePermissionRequest(scope);
  if (!hasWords(scope)) return null;
  const words = t(`scope.${scope}`, { returnObjects: true });
  return (
    <Banner
      tone={scope === "read_cash_tracking" ? "warning" : "info"}
      title={words.title}
      action={{ content: t("common.grantPermission"), loading: isAsking, onAction: () => void ask() }}
    >
      <BlockStack gap="200">
        <p>{words.without}</p>
        <Problem scope={scope} problem={problem} />
      </BlockStack>
    </Banner>
  );
}

/** The same in a sentence, for a card that lacks one detail. */
export function PermissionNote({ scope }: { scope: string }) {
  const { t } = useTranslation();
  const { isAsking, problem, ask } = usePermissionRequest(scope);
  if (!hasWords(scope)) return null;
  const words = t(`scope.${scope}`, { returnObjects: true });
  return (
    <BlockStack gap="100" inlineAlign="start">
      <Text as="p" variant="bodySm" tone="subdued">
        {words.without}
      </Text>
      <Button
        variant="plain"
        loading={isAsking}
        onClick={() => void ask()}
        accessibilityLabel={t("permissionBanner.grantPermission", { title: words.title })}
      >
        {t("common.grantPermission")}
      </Button>
      <Problem scope={scope} problem={problem} />
    </BlockStack>
  );
}

function Problem({ scope, problem }: { scope: string; problem: string | null }) {
  return <div role="status">{problem && <InlineError fieldID={`permission-${scope}`} message={problem} />}</div>;
}

const AGAIN_AFTER_MS = 1_500;

/** Asks Shopify's own dialog for a permission, or gives one back, and has the page follow. */
export function usePermissionRequest(scope: string) {
  const { t } = useTranslation();
  const { revalidate } = useRevalidator();
  const [isAsking, setIsAsking] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function attempt(act: () => Promise<string | null>) {
    setIsAsking(true);
    setProblem(null);
    try {
      const refusal = await act();
      setProblem(refusal);
      if (refusal !== null) return;
      revalidate();
      // That visit has the sync read what is granted now; the second one finds it at work, and the page follows it.
      setTimeout(revalidate, AGAIN_AFTER_MS);
    } catch (error) {
      setProblem(
        t("permissionBanner.unreachable", {
          message: error instanceof Error ? error.message : t("permissionBanner.reasonUnknown"),
        }),
      );
    } finally {
      setIsAsking(false);
    }
  }
  const ask = () =>
    attempt(async () => {
      const { result } = await window.shopify.scopes.request([scope]);
      if (result === "granted-all") return null;
      return t("permissionBanner.notGranted");
    });
  const revoke = () =>
    attempt(async () => {
      await window.shopify.scopes.revoke([scope]);
      return null;
    });
  return { isAsking, problem, ask, revoke };
}
