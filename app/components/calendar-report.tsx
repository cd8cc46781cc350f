import { BlockStack, Button, ButtonGroup, Card, Link, Text } from "@shopify/polaris";
import { ChevronLeftIcon, ChevronRightIcon } from "@shopify/polaris-icons";
import { useTranslation } from "react-i18next";

import { daysOfMonth, monthAfter, monthOf } from "#app/calendar/months.ts";
import type { Calendar, CurrencyCalendar, PlaceMonth } from "#app/reports/calendar.server.ts";

import { ownCurrencyFirst } from "./amounts.ts";
import styles from "./calendar.module.css";
import { CalendarTable, DayAmount, dayHref, placeName } from "./calendar-table.tsx";
import { DataTable, type Column } from "./data-table.tsx";
import { Discrepancy } from "./figure.tsx";
import { listed } from "./listed.ts";
import { LocationChoice } from "./location-choice.tsx";
import { CurrencyHeading } from "./overview.tsx";
import { queryWith } from "./query.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

interface CalendarProps {
  calendar: Calendar;
  /** The page's locations; none means every one. */
  chosen: readonly string[];
  query: string;
}

/** A month of business days, in each currency. */
export function CalendarReport({ calendar, chosen, query }: CalendarProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const month = monthName(calendar.month, format);
  const scope: SectionProps["scope"] = chosen.length > 0 ? { location: [...chosen] } : {};
  const currencies = ownCurrencyFirst(
    calendar.currencies.map((own) => ({ ...own, sessions: own.total.month.sessions })),
    format.currency,
  );
  return (
    <BlockStack gap="600">
      {currencies.length === 0 && (
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              {t("calendar.emptyTitle")}
            </Text>
            <Text as="p">{t("calendar.empty", { month })}</Text>
          </BlockStack>
        </Card>
      )}
      {currencies.map((currency) => (
        <section key={currency.currency} aria-labelledby={`figures-${currency.currency}`}>
          <BlockStack gap="400">
            <CurrencyHeading currency={currency.currency} isHidden={currencies.length === 1} />
            <Card padding="0">
              <CalendarTable
                {...{ calendar, currency, scope }}
                caption={t("calendar.caption", { month, currency: currency.currency })}
              />
              <DayList {...{ calendar, currency, scope }} />
              <PlacePages calendar={calendar} query={query} />
            </Card>
            <MonthTable {...{ calendar, currency, scope, month }} />
          </BlockStack>
        </section>
      ))}
      {currencies.length > 0 && (
        <Text as="p" variant="bodySm" tone="subdued">
          {t("calendar.explained")}
        </Text>
      )}
    </BlockStack>
  );
}

/** From month to month, and to one location. */
export function MonthBar({ calendar, chosen, query }: CalendarProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { month, today, locations } = calendar;
  const current = monthOf(today);
  const to = (target: string) => queryWith(query, { month: target === current ? null : target, page: null });
  return (
    <div className={styles.bar}>
      <nav className={styles.months} aria-label={t("calendar.months")}>
        <ButtonGroup variant="segmented">
          <Button icon={ChevronLeftIcon} accessibilityLabel={t("calendar.previous")} url={to(monthAfter(month, -1))} />
          <Button
            icon={ChevronRightIcon}
            accessibilityLabel={t("calendar.next")}
            disabled={month >= current}
            url={month >= current ? undefined : to(monthAfter(month))}
          />
        </ButtonGroup>
        <Text as="h2" variant="headingMd">
          {monthName(month, format)}
        </Text>
        {month !== current && <Link url={to(current)}>{t("calendar.thisMonth")}</Link>}
      </nav>
      <LocationChoice locations={locations} chosen={chosen} query={query} />
    </div>
  );
}

function monthName(month: string, { locale }: ShopFormat): string {
  const written = new Intl.DateTimeFormat(locale, { timeZone: "UTC", month: "long", year: "numeric" });
  return written.format(new Date(`${month}-01T00:00:00Z`));
}

interface SectionProps {
  calendar: Calendar;
  currency: CurrencyCalendar;
  scope: Record<string, string[]>;
}

/** The same by day, the latest first, for a screen too narrow for seven columns. */
function DayList({ calendar, currency, scope }: SectionProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { places, total } = currency;
  return (
    <ul className={styles.list}>
      {Object.keys(total.days)
        .sort()
        .reverse()
        .map((date) => (
          <li key={date}>
            <div className={styles.day}>
              <Text as="h3" variant="headingSm">
                {format.day(date, "long")}
                {date === calendar.today && <span className={styles.mark}>{t("calendar.today")}</span>}
              </Text>
            </div>
            <ul className={styles.places}>
              {[...places, ...(places.length > 1 ? [{ ...total, name: t("calendar.allPlaces") }] : [])].map((place) => (
                <DayPlace key={`${place.kind} ${place.id}`} place={place} date={date} scope={scope} />
              ))}
            </ul>
          </li>
        ))}
    </ul>
  );
}

function DayPlace({ place, date, scope }: { place: PlaceMonth; date: string; scope: SectionProps["scope"] }) {
  const { t } = useTranslation();
  const cell = place.days[date];
  if (!cell) return null;
  return (
    <li className={place.id === null ? styles.totalLine : undefined}>
      <Link url={dayHref(place, [date, date], scope)(cell)} monochrome removeUnderline>
        {placeName(t, place)}
      </Link>
      <span className={`${styles.chip} ${styles[cell.state]}`}>
        <DayAmount cell={cell} />
      </span>
    </li>
  );
}

function MonthTable({ calendar, currency, scope, month }: SectionProps & { month: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { from, to } = daysOfMonth(calendar.month);
  const money = (value: PlaceMonth["month"]["net"]) => format.money(value, { currencyDisplay: "none", sign: "always" });
  const column = (id: string, heading: string, cell: (row: PlaceMonth) => React.ReactNode): Column<PlaceMonth> => ({
    ...{ id, heading, cell, foot: cell },
    align: "end",
  });
  const link = (row: PlaceMonth) => (
    <Link url={dayHref(row, [from, to], scope)(row.month)} monochrome removeUnderline>
      {row.id === null ? t("calendar.allOf", { month }) : placeName(t, row)}
    </Link>
  );
  return (
    <Card padding="0">
      <DataTable
        caption={t("calendar.summaryCaption", { month, currency: currency.currency })}
        rows={currency.places}
        footRows={currency.places.length > 1 || calendar.pages > 1 ? [currency.total] : []}
        rowKey={(row) => `${row.kind} ${row.id}`}
        isLinked
        columns={[
          { id: "place", heading: t("calendar.place"), cell: link, foot: link },
          column("sessions", t("calendar.sessions"), ({ month: own }) => format.count(own.sessions)),
          column("beyond", t("calendar.beyond"), ({ month: own }) => format.count(own.beyondTolerance)),
          column("short", listed(t, [t("calendar.short"), currency.currency]), ({ month: own }) => money(own.short)),
          column("over", listed(t, [t("calendar.over"), currency.currency]), ({ month: own }) => money(own.over)),
          column("net", listed(t, [t("calendar.net"), currency.currency]), ({ month: own }) => (
            <Discrepancy value={own.net} currency="none" isQuiet={own.beyondTolerance === 0} isAligned />
          )),
        ]}
        card={(row) => ({
          title: link(row),
          figure: <Discrepancy value={row.month.net} isQuiet={row.month.beyondTolerance === 0} />,
          detail: t("counts.session", { count: row.month.sessions }),
          note: t("counts.beyondTolerance", { count: row.month.beyondTolerance }),
        })}
      />
    </Card>
  );
}

function PlacePages({ calendar: { page, pages }, query }: Pick<CalendarProps, "calendar" | "query">) {
  const { t } = useTranslation();
  const format = useShopFormat();
  if (pages === 1) return null;
  const to = (target: number) => queryWith(query, { page: target === 1 ? null : String(target) });
  return (
    <nav className={styles.pages} aria-label={t("calendar.page", { page: String(page), pages: String(pages) })}>
      <Text as="span" tone="subdued">
        {t("calendar.page", { page: format.count(page), pages: format.count(pages) })}
      </Text>
      <ButtonGroup variant="segmented">
        <Button
          icon={ChevronLeftIcon}
          accessibilityLabel={t("calendar.page", { page: String(page - 1), pages: String(pages) })}
          disabled={page === 1}
          url={page === 1 ? undefined : to(page - 1)}
        />
        <Button
          icon={ChevronRightIcon}
          accessibilityLabel={t("calendar.page", { page: String(page + 1), pages: String(pages) })}
          disabled={page === pages}
          url={page === pages ? undefined : to(page + 1)}
        />
      </ButtonGroup>
    </nav>
  );
}
