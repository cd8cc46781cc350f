import { Text, UnstyledLink } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";

import type { Calendar, CurrencyCalendar, DayCell, PlaceMonth } from "#app/reports/calendar.server.ts";

import { plotted } from "./amounts.ts";
import styles from "./calendar.module.css";
import { queryWith } from "./query.ts";
import { useShopFormat } from "./shop-format.tsx";

interface CalendarTableProps {
  calendar: Calendar;
  currency: CurrencyCalendar;
  caption: string;
  /** What the page is narrowed to: the locations of the totals. */
  scope: Record<string, string[]>;
}

/** Weeks under each other, each with its days as columns and its places as rows. */
export function CalendarTable({ calendar, currency, caption, scope }: CalendarTableProps) {
  const { total, places } = currency;
  const hasTotals = places.length > 1 || calendar.pages > 1;
  return (
    <div className={styles.wide}>
      <table className={styles.table}>
        <caption>
          <Text as="span" visuallyHidden>
            {caption}
          </Text>
        </caption>
        {calendar.weeks.map((week, index) =>
          isToCome(week, calendar.today) ? null : (
            <tbody key={week.find((date) => date !== null)}>
              <WeekHead week={week} today={calendar.today} />
              {places.map((place) => (
                <PlaceRow key={`${place.kind} ${place.id}`} {...{ place, week, index, scope }} today={calendar.today} />
              ))}
              {hasTotals && <PlaceRow place={total} isTotal {...{ week, index, scope }} today={calendar.today} />}
            </tbody>
          ),
        )}
      </table>
    </div>
  );
}

/** A week that lies ahead as a whole has nothing to show. */
function isToCome(week: Week, today: string): boolean {
  return week.every((date) => date === null || date > today);
}

type Week = Calendar["weeks"][number];

function WeekHead({ week, today }: { week: Week; today: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const weekday = new Intl.DateTimeFormat(format.locale, { timeZone: "UTC", weekday: "short" });
  const day = new Intl.DateTimeFormat(format.locale, { timeZone: "UTC", day: "numeric" });
  return (
    <tr className={styles.days}>
      <th scope="col">{t("calendar.place")}</th>
      {week.map((date, index) => {
        const at = date === null ? null : new Date(`${date}T00:00:00Z`);
        return (
          <th key={date ?? index} scope="col" className={date === today ? styles.today : undefined}>
            {at && (
              <time dateTime={date ?? undefined}>
                <span className={styles.weekday}>{weekday.format(at)}</span> {day.format(at)}
                {date === today && <span className={styles.mark}>{t("calendar.today")}</span>}
              </time>
            )}
          </th>
        );
      })}
      <th scope="col">{t("calendar.week")}</th>
    </tr>
  );
}

interface PlaceRowProps {
  place: PlaceMonth;
  week: Week;
  index: number;
  scope: Record<string, string[]>;
  today: string;
  isTotal?: boolean;
}

function PlaceRow({ place, week, index, scope, today, isTotal = false }: PlaceRowProps) {
  const { t } = useTranslation();
  const name = isTotal ? t("calendar.allPlaces") : placeName(t, place);
  const days = week.filter((date) => date !== null);
  const sum = place.weeks[index] ?? null;
  return (
    <tr className={isTotal ? styles.total : undefined}>
      <th scope="row">{name}</th>
      {week.map((date, column) => (
        <td key={date ?? column} className={date === today ? styles.today : undefined}>
          {date !== null && (date <= today || place.days[date]) && (
            <Cell cell={place.days[date] ?? null} name={name} href={dayHref(place, [date, date], scope)} date={date} />
          )}
        </td>
      ))}
      <td className={styles.sum}>
        {sum && (
          <Cell
            cell={sum}
            name={name}
            href={dayHref(place, [days[0] ?? "", days.at(-1) ?? ""], scope)}
            date={days[0] ?? ""}
            isSum
          />
        )}
      </td>
    </tr>
  );
}

interface CellProps {
  cell: DayCell | null;
  name: string;
  date: string;
  href: (cell: DayCell) => string;
  isSum?: boolean;
}

function Cell({ cell, name, date, href, isSum = false }: CellProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  if (cell === null) {
    return (
      <span className={styles.none}>
        <span aria-hidden="true">·</span>
        <Text as="span" visuallyHidden>
          {t("calendar.noSession")}
        </Text>
      </span>
    );
  }
  const day = isSum ? t("calendar.week") : format.day(date);
  return (
    <UnstyledLink className={`${styles.cell} ${isSum ? "" : styles[cell.state]}`} url={href(cell)}>
      <Text as="span" visuallyHidden>
        {t("calendar.ofDay", { place: name, day })}{" "}
      </Text>
      <DayAmount cell={cell} />
    </UnstyledLink>
  );
}

/** The net with its sign, and the word for the day under it; of a day on which nothing closed, what runs. */
export function DayAmount({ cell }: { cell: DayCell }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  return (
    <>
      {cell.sessions > 0 && (
        <span className={styles.amount}>
          {format.money(cell.net, { sign: plotted(cell.net) === 0 ? "auto" : "always", currencyDisplay: "none" })}
        </span>
      )}{" "}
      <span className={styles.state}>
        {cell.sessions === 0 ? t("calendar.open", { count: cell.open }) : t(`dayState.${cell.state}`)}
      </span>
    </>
  );
}

/** The place's name; a drawer's stands in where the location is not known. */
export function placeName(t: TFunction, { kind, id, name }: Pick<PlaceMonth, "kind" | "id" | "name">): string {
  return name ?? (kind === "drawer" && id !== null ? t("calendar.drawer", { id }) : t("calendar.unknownPlace"));
}

/** Where the sessions behind a cell are: those that closed on its days, or, where none did, those that run since. */
export function dayHref(
  { kind, id }: Pick<PlaceMonth, "kind" | "id">,
  [from, to]: [string, string],
  scope: Record<string, string[]>,
): (cell: DayCell) => string {
  return ({ sessions, net }) =>
    `/app/sessions${queryWith("", {
      ...{ from, to, currency: net.currency },
      ...(id === null ? scope : { [kind]: id }),
      ...(sessions === 0 ? { by: "opening", status: "open" } : {}),
    })}`;
}
