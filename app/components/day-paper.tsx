import type { BusinessDate } from "#app/calendar/dates.ts";
import type { DayPaper } from "#app/papers/paper.ts";
import type { DayCurrency, DaySession } from "#app/reports/location-day.server.ts";

import { isZero, ownCurrencyFirst } from "./amounts.ts";
import {
  AmountsNote,
  DiscrepancyCells,
  Fact,
  PaperAdjustments,
  PaperAmount,
  PaperLines,
  type PaperProps,
  Signatures,
} from "./paper-parts.tsx";
import { PAPER_TEXT } from "./paper-words.ts";
import { periodLines } from "./period-statement.tsx";
import { sessionHours } from "./session-names.ts";
import type { ShopFormat } from "./shop-format.tsx";
import { STATUS_WORDS } from "./words.ts";

/** A location's business day on paper: its cash by currency, what left the drawers, each session, and two signatures. */
export function DayPaperBody({ paper: { day }, isSlip, format }: PaperProps & { paper: DayPaper }) {
  return (
    <>
      <dl>
        <Fact term={PAPER_TEXT.businessDay}>{format.day(day.date, "long")}</Fact>
        <Fact term={PAPER_TEXT.sessionsClosed}>{format.count(day.sessions.length)}</Fact>
        <Fact term={PAPER_TEXT.clock}>{day.location.timeZone !== format.timeZone && day.location.timeZone}</Fact>
        <Fact term={PAPER_TEXT.stillOpen}>
          {day.stillOpen > 0 && PAPER_TEXT.stillOpenNote(format.count(day.stillOpen))}
        </Fact>
      </dl>
      {ownCurrencyFirst(day.currencies, format.currency).map((figures) => (
        <CurrencyPart key={figures.currency} figures={figures} day={day} isSlip={isSlip} format={format} />
      ))}
      <Signatures first={PAPER_TEXT.dayClosedBy} />
    </>
  );
}

function CurrencyPart({ figures, day, isSlip, format }: PaperProps & { figures: DayCurrency; day: DayPaper["day"] }) {
  const { currency } = figures;
  const sessions = day.sessions.filter((session) => session.currency === currency);
  return (
    <>
      <section>
        <h2>{`${PAPER_TEXT.overAndShort}, ${currency}`}</h2>
        <AmountsNote currency={currency} format={format} />
        <OverAndShort figures={figures} format={format} />
      </section>
      <section>
        <h2>{`${PAPER_TEXT.statement}, ${currency}`}</h2>
        <PaperLines lines={periodLines(figures)} format={format} />
      </section>
      <PaperAdjustments
        sums={day.adjustments.filter(({ amount }) => amount.currency === currency)}
        currency={currency}
        format={format}
      />
      <section>
        <h2>{`${PAPER_TEXT.sessions}, ${currency}`}</h2>
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
  const { over, short, net, beyondTolerance, notCounted } = figures;
  const counts = [
    { label: PAPER_TEXT.beyondTolerance, count: beyondTolerance.current },
    { label: PAPER_TEXT.notCounted, count: notCounted },
  ];
  return (
    <table className="lines">
      <tbody>
        {[
          { label: PAPER_TEXT.short, value: short.current, kind: "flow" },
          { label: PAPER_TEXT.over, value: over.current, kind: "flow" },
          { label: PAPER_TEXT.net, value: net.current, kind: "total" },
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
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{PAPER_TEXT.session}</th>
          <th scope="col" className="end">
            {PAPER_TEXT.expected}
          </th>
          <th scope="col" className="end">
            {PAPER_TEXT.counted}
          </th>
          <th scope="col" className="end">
            {PAPER_TEXT.result}
          </th>
          <td />
          <th scope="col" className="end">
            {PAPER_TEXT.atClose}
          </th>
        </tr>
      </thead>
      <tbody>
        {sessions.map((session) => (
          <tr key={session.id}>
            <th scope="row">
              {nameOf(session)}
              <small>{detailOf(date, session, format)}</small>
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
  return sessions.map((session) => (
    <div key={session.id}>
      <h3>{nameOf(session)}</h3>
      <PaperLines
        caption={detailOf(date, session, format)}
        lines={[
          { id: "expected", label: PAPER_TEXT.expected, kind: "start", amount: session.expectedAtClose },
          { id: "counted", label: PAPER_TEXT.counted, kind: "start", amount: session.countedAtClose },
          { id: "discrepancy", label: PAPER_TEXT.result, kind: "discrepancy", amount: session.totalDiscrepancy },
          { id: "at_close", label: PAPER_TEXT.atClose, kind: "flow", amount: session.closingAdjustment },
        ]}
        format={format}
      />
    </div>
  ));
}

function nameOf({ drawer, drawerId }: DaySession): string {
  return drawer ?? PAPER_TEXT.drawerPlace(drawerId);
}

/** Its hours, with dates only where they are not the paper's own. */
function hoursOn(date: BusinessDate, { openedAt, closedAt, timeZone }: DaySession, format: ShopFormat): string {
  const isThatDay = (iso: string | null) =>
    iso !== null && format.instant(iso, { timeZone, style: "date" }) === format.day(date);
  if (!isThatDay(openedAt) || !isThatDay(closedAt)) return sessionHours({ openedAt, closedAt, timeZone }, format);
  return `${format.timeOnly(openedAt, timeZone)} – ${format.timeOnly(closedAt ?? openedAt, timeZone)}`;
}

/** Hours, who closed it, how it came out, and what of the discrepancy is not this session's own. */
function detailOf(date: BusinessDate, session: DaySession, format: ShopFormat): string {
  const { openingDiscrepancy, closedBy, reconciliation, isRestated } = session;
  return [
    hoursOn(date, session, format),
    closedBy,
    STATUS_WORDS[reconciliation].toLowerCase(),
    !isZero(openingDiscrepancy) &&
      PAPER_TEXT.carriedIn(format.money(openingDiscrepancy, { currencyDisplay: "none", sign: "always" })),
    isRestated && PAPER_TEXT.restatedMark,
  ]
    .filter(Boolean)
    .join(", ");
}
