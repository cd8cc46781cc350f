import { BlockStack, Button, Card, ChoiceList, InlineGrid, InlineStack, Select, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { CurrencyDefaults, SettingsPage } from "#app/reports/settings-page.server.ts";
import { LANGUAGE_NAMES } from "#app/languages/languages.ts";
import { locationsIn } from "#app/settings/settings-fields.ts";

import { capitalised, optionsOf } from "./id-words.ts";
import { AmountField, ChoiceField, NumberField, useFormOfFields } from "./settings-fields.tsx";
import { useShopFormat } from "./shop-format.tsx";
import { shownNumber } from "./typed-number.ts";

const COLUMNS = { xs: 1, sm: 2 } as const;

export function ToleranceFields({ currencies }: Pick<SettingsPage, "currencies">) {
  const { t } = useTranslation();
  const { locale } = useShopFormat();
  return (
    <Card>
      <InlineGrid columns={COLUMNS} gap="400">
        {currencies.map(({ currency, tolerance }) => (
          <AmountField
            key={currency}
            path={`tolerance.amounts.${currency}`}
            label={t("settingField.amount", { currency })}
            help={t("settingField.amountHelp", { byDefault: shownNumber(tolerance, locale) })}
            {...{ currency, byDefault: tolerance }}
          />
        ))}
        <NumberField
          path="tolerance.shareOfCashHandledBps"
          label={t("settingField.share")}
          help={t("settingField.shareHelp")}
          suffix="%"
          mode="decimal"
          placeholder="0"
        />
      </InlineGrid>
    </Card>
  );
}

export function DayFields() {
  const { t } = useTranslation();
  const { locale } = useShopFormat();
  const hours = hourOptions(locale);
  return (
    <Card>
      <InlineGrid columns={COLUMNS} gap="400">
        <ChoiceField path="cutOffHour" label={t("settingField.cutOff")} options={hours} />
        <ChoiceField path="weekStart" label={t("settingField.weekStart")} options={weekdayOptions(locale)} />
        <NumberField path="staleHours" label={t("settingField.stale")} suffix={t("unit.hours")} />
      </InlineGrid>
    </Card>
  );
}

export function LanguageField() {
  const { t } = useTranslation();
  return (
    <Card>
      <ChoiceField
        path="language"
        label={t("language.label")}
        help={t("language.help")}
        options={[{ value: "admin", label: t("language.admin") }, ...optionsOf(LANGUAGE_NAMES)]}
      />
    </Card>
  );
}

export function LocationFields({ currencies, locations }: Pick<SettingsPage, "currencies" | "locations">) {
  const { t } = useTranslation();
  const { fields, set } = useFormOfFields();
  const chosen = locationsIn(fields);
  const words = t("settingSection.locations", { returnObjects: true });
  const left = locations.filter(({ id }) => !chosen.includes(id));
  const nameOf = (id: string) => locations.find((location) => location.id === id)?.name ?? id;
  return (
    <Card>
      <BlockStack gap="500">
        {chosen.map((id) => (
          <LocationGroup key={id} {...{ id, name: nameOf(id), currencies }} />
        ))}
        {chosen.length === 0 && (
          <Text as="p" tone="subdued">
            {locations.length === 0 ? words.noLocations : words.none}
          </Text>
        )}
        {left.length > 0 && (
          <Select
            label={words.add}
            options={[{ value: "", label: words.choose }, ...left.map(({ id, name }) => ({ value: id, label: name }))]}
            value=""
            onChange={(id) => id !== "" && set(`locations.${id}.cutOffHour`, "")}
          />
        )}
      </BlockStack>
    </Card>
  );
}

function LocationGroup({ id, name, currencies }: { id: string; name: string; currencies: CurrencyDefaults[] }) {
  const { t } = useTranslation();
  const { fields, remove } = useFormOfFields();
  const { locale } = useShopFormat();
  const prefix = `locations.${id}.`;
  const shops = hourName(Number(fields.cutOffHour ?? "0"), locale);
  const own = Object.keys(fields).filter((path) => path.startsWith(prefix));
  return (
    <div role="group" aria-label={name}>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h3" variant="headingSm">
            {name}
          </Text>
          <Button
            variant="plain"
            tone="critical"
            onClick={() => remove(...own)}
            accessibilityLabel={`${t("settingSection.locations.remove")}: ${name}`}
          >
            {t("settingSection.locations.remove")}
          </Button>
        </InlineStack>
        <InlineGrid columns={COLUMNS} gap="400">
          <ChoiceField
            path={`${prefix}cutOffHour`}
            label={t("settingField.cutOff")}
            options={[{ value: "", label: t("settingField.cutOffAsInShop", { hour: shops }) }, ...hourOptions(locale)]}
          />
          {currencies.map(({ currency, tolerance }) => (
            <AmountField
              key={currency}
              path={`${prefix}tolerance.amounts.${currency}`}
              label={t("settingField.amount", { currency })}
              help={t("settingField.asInShop")}
              byDefault={fields[`tolerance.amounts.${currency}`] || tolerance}
              currency={currency}
            />
          ))}
          <NumberField
            path={`${prefix}tolerance.shareOfCashHandledBps`}
            label={t("settingField.share")}
            help={t("settingField.asInShop")}
            suffix="%"
            mode="decimal"
            placeholder={fields["tolerance.shareOfCashHandledBps"] || "0"}
          />
        </InlineGrid>
      </BlockStack>
    </div>
  );
}

export function PolicyFields({ currencies }: Pick<SettingsPage, "currencies">) {
  const { t } = useTranslation();
  const { locale } = useShopFormat();
  return (
    <Card>
      <InlineGrid columns={COLUMNS} gap="400">
        <NumberField path="policy.windowDays" label={t("settingField.windowDays")} suffix={t("unit.days")} />
        <NumberField
          path="policy.windowEvents"
          label={t("settingField.windowEvents")}
          help={t("settingField.windowEventsHelp")}
        />
        {currencies.flatMap(({ currency, singleAmount, windowSum }) => [
          <AmountField
            key={`${currency} single`}
            path={`policy.singleAmount.${currency}`}
            label={t("settingField.single", { currency })}
            help={t("settingField.amountHelp", { byDefault: shownNumber(singleAmount, locale) })}
            {...{ currency, byDefault: singleAmount }}
          />,
          <AmountField
            key={`${currency} sum`}
            path={`policy.windowSum.${currency}`}
            label={t("settingField.windowSum", { currency })}
            help={t("settingField.amountHelp", { byDefault: shownNumber(windowSum, locale) })}
            {...{ currency, byDefault: windowSum }}
          />,
        ])}
      </InlineGrid>
    </Card>
  );
}

export function FourEyesField() {
  const { t } = useTranslation();
  const { fields, set } = useFormOfFields();
  return (
    <ChoiceList
      title={t("settingField.fourEyes")}
      choices={(["told", "forbidden"] as const).map((value) => ({
        value,
        label: t(`fourEyes.${value}.label`),
        helpText: t(`fourEyes.${value}.help`),
      }))}
      selected={[fields.fourEyes ?? "told"]}
      onChange={([value]) => value && set("fourEyes", value)}
    />
  );
}

/** Two years: most countries want the books themselves for longer, and the sessions behind them for less. */
const PROPOSED_MONTHS = "24";

export function RetentionFields() {
  const { t } = useTranslation();
  const { fields, set, remove } = useFormOfFields();
  const isLimited = fields.retentionMonths !== undefined;
  return (
    <Card>
      <BlockStack gap="400">
        <ChoiceList
          title={t("settingField.retention")}
          choices={[
            { value: "forever", label: t("retention.forever") },
            { value: "limited", label: t("retention.limited") },
          ]}
          selected={[isLimited ? "limited" : "forever"]}
          onChange={([value]) =>
            value === "limited" ? set("retentionMonths", PROPOSED_MONTHS) : remove("retentionMonths")
          }
        />
        {isLimited && (
          <InlineGrid columns={COLUMNS} gap="400">
            <NumberField path="retentionMonths" label={t("settingField.retentionMonths")} suffix={t("unit.months")} />
          </InlineGrid>
        )}
        <Text as="p" tone="subdued">
          {t("settingField.retentionWhat")}
        </Text>
      </BlockStack>
    </Card>
  );
}

function hourOptions(locale: string) {
  return Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourName(hour, locale) }));
}

/** "4:00 AM" */
export function hourName(hour: number, locale: string): string {
  const instant = new Date(Date.UTC(2000, 0, 1, hour));
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", hour: "numeric", minute: "2-digit" })
    .format(instant)
    .replace(/[  ]/g, " ");
}

function weekdayOptions(locale: string) {
  return [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: capitalised(weekdayName(day, locale)) }));
}

/** "Monday" for 1. */
export function weekdayName(day: number, locale: string): string {
  // The third of January 2000 was a Monday.
  const instant = new Date(Date.UTC(2000, 0, 2 + day));
  return new Intl.DateTimeFormat(locale, { timeZone: "UTC", weekday: "long" }).format(instant);
}
