import type { TFunction } from "i18next";
import { createContext, useContext, useMemo, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { BusinessDate, DateRange } from "#app/calendar/dates.ts";
import { formatBusinessDate, formatInstant, yearOf } from "#app/calendar/format-instant.ts";
import { formatMoney } from "#app/money/format-money.ts";
import type { WireMoney } from "#app/money/money.ts";

/** What a shop's figures and times are written in; the frame's loader knows it. */
export interface ShopFormatSettings {
  locale: string;
  timeZone: string;
  currency: string | null;
  /** The current year at the shop, as its days have it: "2026". */
  year: string;
}

export interface MoneyOptions {
  /** "always" writes + as well: for discrepancies, whose sign is the message. */
  sign?: "auto" | "always";
  /** "none" where the column's head already names the currency. */
  currencyDisplay?: "symbol" | "code" | "none";
}

export interface InstantOptions {
  /** brief: for lists, without the year while it is the current one. */
  style?: "date" | "time" | "datetime" | "brief";
  /** The location's own zone. It is named in the text when it is not the shop's. */
  timeZone?: string;
}

export interface ShopFormat extends ShopFormatSettings {
  money(amount: WireMoney, options?: MoneyOptions): string;
  instant(iso: string, options?: InstantOptions): string;
  timeOnly(iso: string, timeZone: string): string;
  /** Date and time where another time beside it already names the zone. */
  withoutZone(iso: string, timeZone: string, style?: "datetime" | "brief"): string;
  /** Date and time with the shop's zone, for the one time of a page that says what its clock is. */
  withZone(iso: string): string;
  /** The zone's name, for the head of times that do not say it themselves; null where it is the shop's. */
  zone(iso: string, timeZone: string): string | null;
  day(date: BusinessDate, style?: "short" | "long"): string;
  range(range: DateRange): string;
  count(value: number): string;
  share(ratio: number): string;
  /** "3 minutes ago", against a moment that the loader named, so that server and browser agree. */
  ago(iso: string, now: string): string;
  duration(fromIso: string, toIso: string): string;
  currencyName(code: string): string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Builds the formatters of one shop. */
export function createShopFormat(t: TFunction, { locale, timeZone, currency, year }: ShopFormatSettings): ShopFormat {
  const plain = new Intl.NumberFormat(locale);
  const percent = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const unit = (value: number, name: "minute" | "hour" | "day") =>
    new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "short" }).format(value);
  const names = new Intl.DisplayNames(locale, { type: "currency", fallback: "code" });
  const zoneName = (iso: string, zone: string) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: "short" })
      .formatToParts(new Date(iso))
      .find((part) => part.type === "timeZoneName")?.value ?? zone;
  const write = (iso: string, zone: string, style: "date" | "time" | "datetime" | "brief") => {
    const isOfAnotherYear = style === "brief" && yearOf(iso, zone) !== year;
    return formatInstant(iso, { locale, timeZone: zone, style: isOfAnotherYear ? "datetime" : style });
  };
  const days = new Intl.DateTimeFormat(locale, { timeZone: "UTC", year: "numeric", month: "short", day: "numeric" });
  const utc = (date: BusinessDate) => new Date(`${date}T00:00:00Z`);
  const day = (date: BusinessDate, style: "short" | "long" = "short") => formatBusinessDate(date, locale, style);

  return {
    locale,
    timeZone,
    currency,
    year,
    day,
    money: (amount, options) => formatMoney(amount, locale, options),
    instant(iso, { style = "datetime", timeZone: zone = timeZone } = {}) {
      const text = write(iso, zone, style);
      return zone === timeZone || style === "date" ? text : `${text} ${zoneName(iso, zone)}`;
    },
    withoutZone: (iso, zone, style = "datetime") => write(iso, zone, style),
    zone: (iso, zone) => (zone === timeZone ? null : zoneName(iso, zone)),
    withZone: (iso) => `${write(iso, timeZone, "brief")} ${zoneName(iso, timeZone)}`,
    timeOnly: (iso, zone) => formatInstant(iso, { locale, timeZone: zone, style: "time" }),
    // ICU joins the ends with thin spaces in some versions and ordinary ones in others.
    range: ({ from, to }) => days.formatRange(utc(from), utc(to)).replace(/[\u2009\u202f\u00a0]/g, " "),
    count: (value) => plain.format(value),
    share: (ratio) => percent.format(ratio),
    ago(iso, now) {
      const elapsed = Math.max(0, Date.parse(now) - Date.parse(iso));
      if (elapsed < MINUTE_MS) return t("shopFormat.justNow");
      if (elapsed < HOUR_MS) return relative.format(-Math.floor(elapsed / MINUTE_MS), "minute");
      if (elapsed < DAY_MS) return relative.format(-Math.floor(elapsed / HOUR_MS), "hour");
      return relative.format(-Math.floor(elapsed / DAY_MS), "day");
    },
    duration(fromIso, toIso) {
      const minutes = Math.max(0, Math.round((Date.parse(toIso) - Date.parse(fromIso)) / MINUTE_MS));
      if (minutes < 60) return unit(minutes, "minute");
      const hours = Math.floor(minutes / 60);
      if (hours >= 48) return unit(Math.floor(hours / 24), "day");
      return minutes % 60 === 0 ? unit(hours, "hour") : `${unit(hours, "hour")} ${unit(minutes % 60, "minute")}`;
    },
    currencyName: (code) => names.of(code) ?? code,
  };
}

const Context = createContext<ShopFormat | null>(null);

/** Gives the pages below it the shop's locale, time zone and currency. */
export function ShopFormatProvider({
  locale,
  timeZone,
  currency,
  year,
  children,
}: ShopFormatSettings & { children: ReactNode }) {
  const { t } = useTranslation();
  const format = useMemo(
    () => createShopFormat(t, { locale, timeZone, currency, year }),
    [t, locale, timeZone, currency, year],
  );
  return <Context.Provider value={format}>{children}</Context.Provider>;
}

/** The formatters of the shop that the page belongs to. */
export function useShopFormat(): ShopFormat {
  const format = useContext(Context);
  if (!format) throw new Error("useShopFormat needs a ShopFormatProvider above it");
  return format;
}
