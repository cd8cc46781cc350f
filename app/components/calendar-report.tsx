import { BlockStack, Button, ButtonGroup, Card, Link, Text } from "@shopify/polaris";
import { ChevronLeftIcon, ChevronRightIcon } from "@shopify/polaris-icons";

import { daysOfMonth, monthAfter, monthOf } from "#app/calendar/months.ts";
import type { Calendar, CurrencyCalendar, PlaceMonth } from "#app/reports/calendar.server.ts";

import { ownCurrencyFirst } from "./amounts.ts";
import styles from "./calendar.module.css";
import { CalendarTable, DayAmount, dayHref, placeName } from "./calendar-table.tsx";
import { CALENDAR } from "./calendar-words.ts";
import { DataTable, type Column } from "./data-table.tsx";
import { Discrepancy } from "./figure.tsx";
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
              {CALENDAR.emptyTitle}
            </Text>
            <Text as="p">{CALENDAR.empty(month)}</Text>
          </BlockStack>
        </Card>
      )}
      {currencies.map((currency) => (
        <section key={currency.currency} aria-labelledby={`figures-${currency.currency}`}>
          <BlockStack gap="400">
            <CurrencyHeading currency={currency.currency} isHidden={currencies.length === 1} />
            <Card padding="0">
              <CalendarTable {...{ calendar, currency, scope }} caption={CALENDAR.caption(month, currency.currency)} />
              <DayList {...{ calendar, currency, scope }} />
              <PlacePages calendar={calendar} query={query} />
            </Card>
            <MonthTable {...{ calendar, currency, scope, month }} />
          </BlockStack>
        </section>
      ))}
      {currencies.length > 0 && (
        <Text as="p" variant="bodySm" tone="subdued">
          {CALENDAR.explained}
        </Text>
      )}
    </BlockStack>
  );
}

/** From month to month, and to one location. */
export function MonthBar({ calendar, chosen, query }: CalendarProps) {
  const format = useShopFormat();
  const { month, today, locations } = calendar;
  const current = monthOf(today);
  const to = (target: string) => queryWith(query, { month: target === current ? null : target, page: null });
  return (
    <div className={styles.bar}>
      <nav className={styles.months} aria-label={CALENDAR.months}>
        <ButtonGroup variant="segmented">
          <Button icon={ChevronLeftIcon} accessibilityLabel={CALENDAR.previous} url={to(monthAfter(month, -1))} />
          <Button
            icon={ChevronRightIcon}
            accessibilityLabel={CALENDAR.next}
            disabled={month >= current}
            url={month >= current ? undefined : to(monthAfter(month))}
          />
        </ButtonGroup>
        <Text as="h2" variant="headingMd">
          {monthName(month, format)}
        </Text>
        {month !== current && <Link url={to(current)}>{CALENDAR.thisMonth}</Link>}
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
                {date === calendar.today && <span className={styles.mark}>{CALENDAR.today}</span>}
              </Text>
            </div>
            <ul className={styles.places}>
              {[...places, ...(places.length > 1 ? [{ ...total, name: CALENDAR.allPlaces }] : [])].map((place) => (
                <DayPlace key={`${place.kind} ${place.id}`} place={place} date={date} scope={scope} />
              ))}
            </ul>
          </li>
        ))}
    </ul>
  );
}

function DayPlace({ place, date, scope }: { place: PlaceMonth; date: string; scope: SectionProps["scope"] }) {
  const cell = place.days[date];
  if (!cell) return null;
  return (
    <li className={place.id === null ? styles.totalLine : undefined}>
      <Link url={dayHref(place, [date, date], scope)(cell)} monochrome removeUnderline>
        {placeName(place)}
      </Link>
      <span className={`${styles.chip} ${styles[cell.state]}`}>
        <DayAmount cell={cell} />
      </span>
    </li>
  );
}

function MonthTable({ calendar, currency, scope, month }: SectionProps & { month: string }) {
  const format = useShopFormat();
  const { from, to } = daysOfMonth(calendar.month);
  const money = (value: PlaceMonth["month"]["net"]) => format.money(value, { currencyDisplay: "none", sign: "always" });
  const column = (id: string, heading: string, cell: (row: PlaceMonth) => React.ReactNode): Column<PlaceMonth> => ({
    ...{ id, heading, cell, foot: cell },
    align: "end",
  });
  const link = (row: PlaceMonth) => (
    <Link url={dayHref(row, [from, to], scope)(row.month)} monochrome removeUnderline>
      {row.id === null ? CALENDAR.allOf(month) : placeName(row)}
    </Link>
  );
  return (
    <Card padding="0">
      <DataTable
        caption={CALENDAR.summaryCaption(month, currency.currency)}
        rows={currency.places}
        footRows={currency.places.length > 1 || calendar.pages > 1 ? [currency.total] : []}
        rowKey={(row) => `${row.kind} ${row.id}`}
        isLinked
        columns={[
          { id: "place", heading: CALENDAR.place, cell: link, foot: link },
          column("sessions", CALENDAR.sessions, ({ month: own }) => format.count(own.sessions)),
          column("beyond", CALENDAR.beyond, ({ month: own }) => format.count(own.beyondTolerance)),
          column("short", `${CALENDAR.short}, ${currency.currency}`, ({ month: own }) => money(own.short)),
          column("over", `${CALENDAR.over}, ${currency.currency}`, ({ month: own }) => money(own.over)),
          column("net", `${CALENDAR.net}, ${currency.currency}`, ({ month: own }) => (
            <Discrepancy value={own.net} currency="none" isQuiet={own.beyondTolerance === 0} isAligned />
          )),
        ]}
        card={(row) => ({
          title: link(row),
          figure: <Discrepancy value={row.month.net} isQuiet={row.month.beyondTolerance === 0} />,
          detail: `${format.count(row.month.sessions)} ${CALENDAR.sessions.toLowerCase()}`,
          note: `${format.count(row.month.beyondTolerance)} ${CALENDAR.beyond.toLowerCase()}`,
        })}
      />
    </Card>
  );
}

function PlacePages({ calendar: { page, pages }, query }: Pick<CalendarProps, "calendar" | "query">) {
  const format = useShopFormat();
  if (pages === 1) return null;
  const to = (target: number) => queryWith(query, { page: target === 1 ? null : String(target) });
  return (
    <nav className={styles.pages} aria-label={CALENDAR.page(String(page), String(pages))}>
      <Text as="span" tone="subdued">
        {CALENDAR.page(format.count(page), format.count(pages))}
      </Text>
      <ButtonGroup variant="segmented">
        <Button
          icon={ChevronLeftIcon}
          accessibilityLabel={CALENDAR.page(String(page - 1), String(pages))}
          disabled={page === 1}
          url={page === 1 ? undefined : to(page - 1)}
        />
        <Button
          icon={ChevronRightIcon}
          accessibilityLabel={CALENDAR.page(String(page + 1), String(pages))}
          disabled={page === pages}
          url={page === pages ? undefined : to(page + 1)}
        />
      </ButtonGroup>
    </nav>
  );
}
