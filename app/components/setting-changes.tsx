import { Card, Text } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import { LANGUAGE_NAMES, LANGUAGES } from "#app/languages/languages.ts";
import type { SettingChangeRow, SettingsPage } from "#app/reports/settings-page.server.ts";
import type { SettingValue } from "#app/settings/differences.ts";

import { settingName } from "./id-words.ts";
import { listed } from "./listed.ts";
import { hourName, weekdayName } from "./settings-sections.tsx";
import styles from "./settings-page.module.css";
import { type ShopFormat, useShopFormat } from "./shop-format.tsx";

type Places = SettingsPage["locations"];

/** Who changed what, the latest first. */
export function ChangesCard({ changes, locations }: Pick<SettingsPage, "changes" | "locations">) {
  const { t } = useTranslation();
  return (
    <Card>
      {changes.length === 0 ? (
        <Text as="p" tone="subdued">
          {t("settingSection.changes.none")}
        </Text>
      ) : (
        <ChangeList {...{ changes, locations }} />
      )}
    </Card>
  );
}

/** Changes as lines: who, when, what, and from which value to which. */
export function ChangeList({
  changes,
  locations,
  remarkOn,
}: {
  changes: SettingChangeRow[];
  locations: Places;
  remarkOn?(change: SettingChangeRow): string | null;
}) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <li key={`${change.version} ${change.setting}`}>
          <Text as="p">{changeInWords(t, change, locations, format)}</Text>
          <Text as="p" variant="bodySm" tone="subdued">
            {listed(t, [
              change.who ?? t("settingChanges.person", { id: change.userId }),
              format.instant(change.at, { style: "brief" }),
            ])}
          </Text>
          {remarkOn?.(change) && (
            <Text as="p" variant="bodySm" fontWeight="medium">
              {remarkOn(change)}
            </Text>
          )}
        </li>
      ))}
    </ul>
  );
}

/** "Tolerance, USD: as before it was set, now 5.00" is no sentence anybody says: "Tolerance, USD: set to $5.00". */
export function changeInWords(t: TFunction, change: SettingChangeRow, locations: Places, format: ShopFormat): string {
  const { name, place, key, currency } = partsOf(change.setting);
  const where = place && (locations.find(({ id }) => id === place)?.name ?? place);
  const what = listed(t, [where, settingName(t, name), currency]);
  const words = (value: SettingValue) => valueInWords(t, key, value, currency, format);
  if (change.before === null && key !== "retentionMonths")
    return t("settingChanges.setTo", { what, after: words(change.after) });
  if (change.after === null && key !== "retentionMonths")
    return t("settingChanges.takenBack", { what, before: words(change.before) });
  return t("settingChanges.fromTo", { what, before: words(change.before), after: words(change.after) });
}

function partsOf(setting: string) {
  const [, alertPlace] = /^alerts\.locations\.(\d+)$/.exec(setting) ?? [];
  if (alertPlace) return { name: "alerts.locations", place: alertPlace, key: "locations", currency: null };
  const [, place = null, own = setting] = /^locations\.(\d+)\.(.*)$/.exec(setting) ?? [];
  if (own.startsWith("causeCodes.")) return { name: "causeCodes", place, key: "causeCodes", currency: null };
  const [, head = own, currency = null] = /^(.*)\.([A-Z]{3})$/.exec(own) ?? [];
  return { name: head, place, key: head.split(".").at(-1) ?? head, currency };
}

function valueInWords(
  t: TFunction,
  key: string,
  value: SettingValue,
  currency: string | null,
  format: ShopFormat,
): string {
  if (value === null) return key === "retentionMonths" ? t("settingValue.forever") : t("settingValue.notSet");
  if (currency !== null && typeof value === "string") return format.money({ amount: value, currency });
  if (typeof value === "number") return numberInWords(t, key, value, format);
  if (key === "fourEyes") return t(`fourEyesInLine.${value === "forbidden" ? "forbidden" : "told"}`);
  if (key === "language") {
    const language = LANGUAGES.find((one) => one === value);
    return language ? LANGUAGE_NAMES[language] : t("language.admin");
  }
  if (key === "leastSeverity") return t(`alertSeverityInLine.${value === "critical" ? "critical" : "warning"}`);
  if (typeof value === "boolean") return t(`onOff.${value ? "on" : "off"}`);
  if (typeof value === "object")
    return value.isRetired ? t("settingValue.retired", { label: value.label }) : value.label;
  return String(value);
}

function numberInWords(t: TFunction, key: string, value: number, format: ShopFormat): string {
  switch (key) {
    case "cutOffHour":
      return hourName(value, format.locale);
    case "weekStart":
      return weekdayName(value, format.locale);
    case "shareOfCashHandledBps":
      return new Intl.NumberFormat(format.locale, { style: "percent", maximumFractionDigits: 2 }).format(
        value / 10_000,
      );
    case "staleHours":
      return `${format.count(value)} ${t("unit.hours")}`;
    case "windowDays":
      return `${format.count(value)} ${t("unit.days")}`;
    case "retentionMonths":
      return `${format.count(value)} ${t("unit.months")}`;
    default:
      return format.count(value);
  }
}
