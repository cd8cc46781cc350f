import { Badge, BlockStack, Button, Card, InlineError, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { SettingsPage } from "#app/reports/settings-page.server.ts";

import { usePermissionRequest } from "./permission-banner.tsx";
import styles from "./settings-page.module.css";

/** The optional permissions, what each opens, and the way to give it and to take it back. */
export function PermissionsCard({ permissions }: Pick<SettingsPage, "permissions">) {
  return (
    <Card>
      <BlockStack gap="400">
        {permissions.map((permission) => (
          <div key={permission.scope} className={styles.permission}>
            <Permission {...permission} />
          </div>
        ))}
      </BlockStack>
    </Card>
  );
}

function Permission({ scope, isGranted }: SettingsPage["permissions"][number]) {
  const { t } = useTranslation();
  const { isAsking, problem, ask, revoke } = usePermissionRequest(scope);
  const words = t("settingSection.permissions", { returnObjects: true });
  const { title, unlocks } = t(`permission.${scope}`, { returnObjects: true });
  const act = isGranted ? { label: words.revoke, run: revoke } : { label: words.grant, run: ask };
  return (
    <BlockStack gap="200">
      <InlineStack align="space-between" blockAlign="center" gap="200">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h3" variant="headingSm">
            {title}
          </Text>
          <Badge tone={isGranted ? "success" : undefined}>{isGranted ? words.granted : words.notGranted}</Badge>
        </InlineStack>
        <Button loading={isAsking} onClick={() => void act.run()} accessibilityLabel={`${act.label}: ${title}`}>
          {act.label}
        </Button>
      </InlineStack>
      <Text as="p" tone="subdued">
        {unlocks}
      </Text>
      <div role="status">{problem && <InlineError fieldID={`permission-${scope}`} message={problem} />}</div>
    </BlockStack>
  );
}
