import { BlockStack, Card, InlineGrid, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { DEFAULT_ACCOUNTS } from "#app/settings/settings-fields.ts";

import { ChoiceField, NameField } from "./settings-fields.tsx";

/** What the journals for QuickBooks Online and Xero are booked on. */
export function AccountFields() {
  const { t } = useTranslation();
  const words = t("accounts", { returnObjects: true });
  return (
    <Card>
      <BlockStack gap="600">
        <Program name={words.quickbooks} help={words.quickbooksHelp} accounts="accounts.quickbooks">
          <ChoiceField
            path="accounts.quickbooksDates"
            label={words.dates}
            options={[
              { value: "MM/DD/YYYY", label: words.monthFirst },
              { value: "DD/MM/YYYY", label: words.dayFirst },
            ]}
          />
        </Program>
        <Program name={words.xero} help={words.xeroHelp} accounts="accounts.xero">
          <AccountField path="accounts.xeroTaxRate" label={words.taxRate} />
        </Program>
      </BlockStack>
    </Card>
  );
}

interface ProgramProps {
  name: string;
  help: string;
  /** The path that the fields of its accounts begin with. */
  accounts: string;
  children: ReactNode;
}

function Program({ name, help, accounts, children }: ProgramProps) {
  const { t } = useTranslation();
  return (
    <div role="group" aria-label={name}>
      <BlockStack gap="300">
        <BlockStack gap="100">
          <Text as="h3" variant="headingSm">
            {name}
          </Text>
          <Text as="p" tone="subdued">
            {help}
          </Text>
        </BlockStack>
        <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
          {Object.entries(t("account", { returnObjects: true })).map(([account, label]) => (
            <AccountField key={account} path={`${accounts}.${account}`} label={label} />
          ))}
          {children}
        </InlineGrid>
      </BlockStack>
    </div>
  );
}

function AccountField({ path, label }: { path: string; label: string }) {
  return <NameField path={path} label={label} byDefault={DEFAULT_ACCOUNTS[path] ?? ""} />;
}
