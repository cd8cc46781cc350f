import { Card, Text } from "@shopify/polaris";

import type { SettingChangeRow, SettingsPage } from "#app/reports/settings-page.server.ts";

import type { SettingValue } from "#app/settings/differences.ts";

import { ACCOUNT_SETTING_NAMES } from "./account-words.ts";
import { hourName, weekdayName } from "./settings-sections.tsx";
import styles from "./settings-page.module.css";
import { FOUR_EYES_WORDS, SECTION_WORDS, SETTING_NAMES, UNIT_WORDS, VALUE_WORDS } from "./settings-words.ts";
import { type ShopFormat, useShopFormat } from "./shop-format.tsx";

type Places = SettingsPage["locations"];

/** Who changed what, the latest first. */
export function ChangesCard({ changes, locations }: Pick<SettingsPage, "changes" | "locations">) {
  return (
    <Card>
      {changes.length === 0 ? (
        <Text as="p" tone="subdued">
          {SECTION_WORDS.changes.none}
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
  const format = useShopFormat();
  return (
    <ul className={styles.changes}>
      {changes.map((change) => (
        <li key={`${change.version} ${change.setting}`}>
          <Text as="p">{changeInWords(change, locations, format)}</Text>
          <Text as="p" variant="bodySm" tone="subdued">
            {`${change.who ?? `Person ${change.userId}`}, ${format.instant(change.at, { style: "brief" })}`}
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
export function changeInWords(change: SettingChangeRow, locations: Places, format: ShopFormat): string {
  const { name, place, key, currency } = partsOf(change.setting);
  const where = place && (locations.find(({ id }) => id === place)?.name ?? place);
  const what = [where, SETTING_NAMES[name] ?? ACCOUNT_SETTING_NAMES[name] ?? name, currency].filter(Boolean).join(", ");
  const words = (value: SettingValue) => valueInWords(key, value, currency, format);
  if (change.before === null && key !== "retentionMonths") return `${what}: set to ${words(change.after)}`;
  if (change.after === null && key !== "retentionMonths") return `${what}: ${words(change.before)} taken back`;
  return `${what}: from ${words(change.before)} to ${words(change.after)}`;
}

function partsOf(setting: string) {
  const [, place = null, own = setting] = /^locations\.(\d+)\.(.*)$/.exec(setting) ?? [];
  if (own.startsWith("causeCodes.")) return { name: "causeCodes", place, key: "causeCodes", currency: null };
  const [, head = own, currency = null] = /^(.*)\.([A-Z]{3})$/.exec(own) ?? [];
  return { name: head, place, key: head.split(".").at(-1) ?? head, currency };
}

function valueInWords(key: string, value: SettingValue, currency: string | null, format: ShopFormat): string {
  if (value === null) return key === "retentionMonths" ? VALUE_WORDS.forever : VALUE_WORDS.notSet;
  if (currency !== null && typeof value === "string") return format.money({ amount: value, currency });
  if (typeof value === "number") return numberInWords(key, value, format);
  if (key === "fourEyes") return FOUR_EYES_WORDS[value === "forbidden" ? "forbidden" : "told"].label.toLowerCase();
  if (typeof value === "object") return value.isRetired ? VALUE_WORDS.retired(value.label) : value.label;
  return String(value);
}

function numberInWords(key: string, value: number, format: ShopFormat): string {
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
      return `${format.count(value)} ${UNIT_WORDS.hours}`;
    case "windowDays":
      return `${format.count(value)} ${UNIT_WORDS.days}`;
    case "retentionMonths":
      return `${format.count(value)} ${UNIT_WORDS.months}`;
    default:
      return format.count(value);
  }
}
