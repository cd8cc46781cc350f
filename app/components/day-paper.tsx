import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import type { ReactNode } from "react";

import type { BusinessDate } from "#app/calendar/dates.ts";
import type { DayPaper } from "#app/papers/paper.ts";
import type { DayCurrency, DaySession } from "#app/reports/location-day.server.ts";

import { isZero, ownCurrencyFirst } from "./amounts.ts";
import { listed } from "./listed.ts";
import {
  AmountsNote,
  DiscrepancyCells,
  Fact,
  FigureHeading,
  PaperAdjustments,
  PaperAmount,
  PaperLines,
  type PaperProps,
  Signatures,
} from "./paper-parts.tsx";
import { periodLines } from "./period-statement.tsx";
import { sessionHours } from "./session-names.ts";
import type { ShopFormat } from "./shop-format.tsx";

/** A location's business day on paper: its cash by currency, what left the drawers, each session, and two signatures. */
export function DayPaperBody({
  paper: { day },
  review,
  isSlip,
  format,
}: PaperProps & { paper: DayPaper; review: ReactNode }) {
  const { t } = useTranslation();
  return (
    <>
      <dl>
        <Fact term={t("paper.businessDay")}>{format.day(day.date, "long")}</Fact>
        <Fact term={t("paper.sessionsClosed")}>{format.count(day.sessions.length)}</Fact>
        <Fact term={t("paper.clock")}>{day.location.timeZone !== format.timeZone && day.location.timeZone}</Fact>
        <Fact term={t("paper.stillOpen")}>
          {day.stillOpen > 0 && t("paper.stillOpenNote", { count: day.stillOpen })}
        </Fact>
      </dl>
      {ownCurrencyFirst(day.currencies, format.currency).map((figures) => (
        <CurrencyPart key={figures.currency} figures={figures} day={day} isSlip={isSlip} format={format} />
      ))}
      {review}
      <Signatures first={t("paper.dayClosedBy")} />
    </>
  );
}

function CurrencyPart({ figures, day, isSlip, format }: PaperProps & { figures: DayCurrency; day: DayPaper["day"] }) {
  const { t } = useTranslation();
  const { currency } = figures;
  const sessions = day.sessions.filter((session) => session.currency === currency);
  return (
    <>
      <section>
        <h2>{listed(t, [t("paper.overAndShort"), currency])}</h2>
        <AmountsNote currency={currency} format={format} />
        <OverAndShort figures={figures} format={format} />
      </section>
      <section>
        <h2>{listed(t, [t("paper.statement"), currency])}</h2>
        <PaperLines lines={periodLines(t, figures)} format={format} />
      </section>
      <PaperAdjustments
        sums={day.adjustments.filter(({ amount }) => amount.currency === currency)}
        currency={currency}
        format={format}
      />
      <section>
        <h2>{listed(t, [t("paper.sessions"), currency])}</h2>
        {isSlip ? (
          <SessionsOnSlip date={day.date} sessions={sessions} format={format} />
        ) : (
          <Sessions date={day.date} sessions={sessions} format={format} />
        )}
      </section>
    </>
  );
}

/** Apart, for fifty over and fifty short are not nothing. */
function OverAndShort({ figures, format }: { figures: DayCurrency; format: ShopFormat }) {
  const { t } = useTranslation();
  const { over, short, net, beyondTolerance, notCounted } = figures;
  const counts = [
    { label: t("paper.beyondTolerance"), count: beyondTolerance.current },
    { label: t("paper.notCounted"), count: notCounted },
  ];
  return (
    <table className="lines">
      <tbody>
        {[
          { label: t("paper.short"), value: short.current, kind: "flow" },
          { label: t("paper.over"), value: over.current, kind: "flow" },
          { label: t("paper.net"), value: net.current, kind: "total" },
        ].map(({ label, value, kind }) => (
          <tr key={label} className={kind}>
            <th scope="row">{label}</th>
            <DiscrepancyCells value={value} format={format} />
          </tr>
        ))}
        {counts.map(({ label, count }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td className="end">{format.count(count)}</td>
            <td className="word" />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SessionsProps {
  date: BusinessDate;
  sessions: DaySession[];
  format: ShopFormat;
}

function Sessions({ date, sessions, format }: SessionsProps) {
  const { t } = useTranslation();
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t("paper.session")}</th>
          <FigureHeading>{t("paper.expected")}</FigureHeading>
          <FigureHeading>{t("paper.counted")}</FigureHeading>
          <FigureHeading>{t("paper.result")}</FigureHeading>
          <td />
          <FigureHeading>{t("paper.atClose")}</FigureHeading>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <tr key={session.id}>
            <th scope="row">
              {nameOf(t, session)}
              <small>{detailOf(t, date, session, format)}</small>
            </th>
            <td className="end">
              <PaperAmount value={session.expectedAtClose} format={format} />
            </td>
            <td className="end">
              <PaperAmount value={session.countedAtClose} format={format} />
            </td>
            <DiscrepancyCells value={session.totalDiscrepancy} format={format} />
            <td className="end">
              <PaperAmount value={session.closingAdjustment} format={format} sign="always" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SessionsOnSlip({ date, sessions, format }: SessionsProps) {
  const { t } = useTranslation();
  return sessions.map((session) => (
    <div key={session.id}>
      <h3>{nameOf(t, session)}</h3>
      <PaperLines
        caption={detailOf(t, date, session, format)}
        lines={[
          { id: "expected", label: t("paper.expected"), kind: "start", amount: session.expectedAtClose },
          { id: "counted", label: t("paper.counted"), kind: "start", amount: session.countedAtClose },
          { id: "discrepancy", label: t("paper.result"), kind: "discrepancy", amount: session.totalDiscrepancy },
          { id: "at_close", label: t("paper.atClose"), kind: "flow", amount: session.closingAdjustment },
        ]}
        format={format}
      />
    </div>
  ));
}

function nameOf(t: TFunction, { drawer, drawerId }: DaySession): string {
  return drawer ?? t("paper.drawerPlace", { id: drawerId });
}

/** Its hours, with dates only where they are not the paper's own. */
function hoursOn(
  t: TFunction,
  date: BusinessDate,
  { openedAt, closedAt, timeZone }: DaySession,
  format: ShopFormat,
): string {
  const isThatDay = (iso: string | null) =>
    iso !== null && format.instant(iso, { timeZone, style: "date" }) === format.day(date);
  if (!isThatDay(openedAt) || !isThatDay(closedAt)) return sessionHours(t, { openedAt, closedAt, timeZone }, format);
  return `${format.timeOnly(openedAt, timeZone)} – ${format.timeOnly(closedAt ?? openedAt, timeZone)}`;
}

/** Hours, who closed it, how it came out, and what of the discrepancy is not this session's own. */
function detailOf(t: TFunction, date: BusinessDate, session: DaySession, format: ShopFormat): string {
  const { openingDiscrepancy, closedBy, reconciliation, isRestated } = session;
  return listed(t, [
    hoursOn(t, date, session, format),
    closedBy,
    t(`statusInLine.${reconciliation}`),
    !isZero(openingDiscrepancy) &&
      t("paper.carriedIn", { amount: format.money(openingDiscrepancy, { currencyDisplay: "none", sign: "always" }) }),
    isRestated && t("paper.restatedMark"),
  ]);
}
