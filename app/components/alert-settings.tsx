import { BlockStack, Card, Checkbox, ChoiceList, InlineGrid, InlineStack, Select, Tag, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { SettingsPage } from "#app/reports/settings-page.server.ts";
import { ALERT_KINDS, alertLocationsIn, LEAST_SEVERITIES } from "#app/settings/alert-settings.ts";

import { AlertStateLines } from "./alert-state.tsx";
import { AmountField, useFormOfFields } from "./settings-fields.tsx";

type Of = Pick<SettingsPage, "currencies" | "locations" | "alerts">;

/** What Shopify Flow is told, and how that goes. */
export function AlertFields({ currencies, locations, alerts }: Of) {
  const { t } = useTranslation();
  const { fields, set } = useFormOfFields();
  const isOn = fields["alerts.isOn"] === "yes";
  return (
    <Card>
      <BlockStack gap="500">
        <Checkbox
          label={t("alerts.isOn")}
          helpText={t("alerts.isOnHelp")}
          checked={isOn}
          onChange={(is) => set("alerts.isOn", is ? "yes" : "no")}
        />
        {isOn && (
          <>
            <KindFields />
            <SizeFields {...{ currencies }} />
            <PlaceFields {...{ locations }} />
          </>
        )}
        <AlertStateLines {...{ alerts, isOn }} />
      </BlockStack>
    </Card>
  );
}

/** Of a group of choices: its legend, as bold as the headings beside it. */
function Heading({ children }: { children: string }) {
  return (
    <Text as="span" variant="headingSm">
      {children}
    </Text>
  );
}

function KindFields() {
  const { t } = useTranslation();
  const { fields, set } = useFormOfFields();
  const pathOf = (kind: string) => `alerts.kinds.${kind}`;
  return (
    <ChoiceList
      allowMultiple
      title={<Heading>{t("alerts.kinds")}</Heading>}
      choices={ALERT_KINDS.map((kind) => ({
        ...{ value: kind, label: t(`alertKind.${kind}.label`), helpText: t(`alertKind.${kind}.help`) },
      }))}
      selected={ALERT_KINDS.filter((kind) => fields[pathOf(kind)] !== "no")}
      onChange={(chosen) => {
        const changed = ALERT_KINDS.find((kind) => chosen.includes(kind) !== (fields[pathOf(kind)] !== "no"));
        if (changed) set(pathOf(changed), chosen.includes(changed) ? "yes" : "no");
      }}
    />
  );
}

function SizeFields({ currencies }: Pick<Of, "currencies">) {
  const { t } = useTranslation();
  const { fields, set } = useFormOfFields();
  return (
    <BlockStack gap="300">
      <ChoiceList
        title={<Heading>{t("alerts.amounts")}</Heading>}
        choices={LEAST_SEVERITIES.map((value) => ({
          ...{ value, label: t(`alertSeverity.${value}.label`), helpText: t(`alertSeverity.${value}.help`) },
        }))}
        selected={[fields["alerts.leastSeverity"] ?? "warning"]}
        onChange={([value]) => value && set("alerts.leastSeverity", value)}
      />
      <InlineGrid columns={{ xs: 1, sm: 2 }} gap="400">
        {currencies.map(({ currency, tolerance }) => (
          <AmountField
            key={currency}
            path={`alerts.leastAmounts.${currency}`}
            label={t("alerts.leastAmount", { currency })}
            help={t("alerts.leastAmountHelp")}
            {...{ currency, byDefault: tolerance }}
          />
        ))}
      </InlineGrid>
    </BlockStack>
  );
}

function PlaceFields({ locations }: Pick<Of, "locations">) {
  const { t } = useTranslation();
  const { fields, set, remove } = useFormOfFields();
  const chosen = alertLocationsIn(fields);
  const pathOf = (id: string) => `alerts.locations.${id}`;
  const nameOf = (id: string) => locations.find((location) => location.id === id)?.name ?? id;
  const left = locations.filter(({ id }) => !chosen.includes(id));
  return (
    <BlockStack gap="200">
      <Text as="h3" variant="headingSm">
        {t("alerts.locations")}
      </Text>
      {chosen.length === 0 ? (
        <Text as="p" tone="subdued">
          {t("alerts.allLocations")}
        </Text>
      ) : (
        <InlineStack gap="200">
          {chosen.map((id) => (
            <Tag key={id} onRemove={() => remove(pathOf(id))}>
              {nameOf(id)}
            </Tag>
          ))}
        </InlineStack>
      )}
      {left.length > 0 && (
        <Select
          label={t("alerts.addLocation")}
          options={[
            { value: "", label: t("alerts.chooseLocation") },
            ...left.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value=""
          onChange={(id) => id !== "" && set(pathOf(id), "yes")}
        />
      )}
    </BlockStack>
  );
}
