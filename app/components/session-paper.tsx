import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { SessionPaper } from "#app/papers/paper.ts";
import type { LedgerRow } from "#app/reports/session.server.ts";

import { isZero } from "./amounts.ts";
import { summaryOf } from "./checks.tsx";
import { automaticReason, readable, wordFor } from "./id-words.ts";
import { listed } from "./listed.ts";
import {
  AmountCells,
  AmountsNote,
  DiscrepancyCells,
  Fact,
  FigureHeading,
  PaperAdjustments,
  PaperAmount,
  PaperLineGroups,
  PaperLines,
  type PaperProps,
  Signatures,
  wordOf,
} from "./paper-parts.tsx";
import { statementLines } from "./session-statement.ts";
import type { ShopFormat } from "./shop-format.tsx";

interface SessionPaperProps extends PaperProps {
  paper: SessionPaper;
  hasLedger: boolean;
  /** What has become of its review, above the signatures. */
  review: ReactNode;
}

/** One session on paper: what came to what, what was moved, what was counted, and room for two signatures. */
export function SessionPaperBody({
  paper: { session, adjustments },
  hasLedger,
  review,
  isSlip,
  format,
}: SessionPaperProps) {
  const { t } = useTranslation();
  const { row, ledger, checks } = session;
  const counts = ledger.filter(({ kind }) => kind === "count");
  const off = checks.filter(({ outcome }) => outcome === "fails");
  return (
    <>
      <SessionFacts session={session} format={format} />
      <Result row={row} format={format} />
      <AmountsNote currency={row.currency} tolerance={row.tolerance} format={format} />
      <section>
        <h2>{t("paper.statement")}</h2>
        <PaperLines lines={statementLines(t, session)} format={format} />
      </section>
      <PaperAdjustments sums={adjustments} currency={row.currency} format={format} />
      {counts.length > 0 && (
        <section>
          <h2>{t("paper.counts")}</h2>
          <Counts counts={counts} session={row} isSlip={isSlip} format={format} />
        </section>
      )}
      <section>
        <h2>{t("paper.checks")}</h2>
        <p className="plain">{summaryOf(t, checks)}</p>
        {off.length > 0 && (
          <ul className="checks">
            {off.map(({ id, residual }) => (
              <li key={id}>
                {t("paper.checkOff", {
                  title: t(`check.${id}.title`),
                  amount: residual ? format.money(residual, { sign: "always" }) : t("paper.unknown"),
                })}
              </li>
            ))}
          </ul>
        )}
      </section>
      {hasLedger && (
        <section>
          <h2>{t("paper.ledger", { count: ledger.length })}</h2>
          <Ledger ledger={ledger} session={row} format={format} />
        </section>
      )}
      {review}
      <Signatures first={t("paper.closedBy")} />
    </>
  );
}

/** The answer first: how far off, how that is judged, and what of it was there before this session. */
function Result({ row, format }: { row: SessionPaper["session"]["row"]; format: ShopFormat }) {
  const { t } = useTranslation();
  const { totalDiscrepancy, openingDiscrepancy, reconciliation } = row;
  const isSaid = reconciliation === "short" || reconciliation === "over";
  return (
    <p className="result">
      <span>
        {listed(t, [t("paper.result"), !isSaid && t(`statusInLine.${reconciliation}`)])}
        {!isZero(openingDiscrepancy) && (
          <small>{t("paper.ofWhichCarriedIn", { amount: format.money(openingDiscrepancy, { sign: "always" }) })}</small>
        )}
      </span>
      <strong>{`${format.money(totalDiscrepancy, { sign: "always" })} ${wordOf(t, totalDiscrepancy)}`.trim()}</strong>
    </p>
  );
}

function SessionFacts({ session, format }: { session: SessionPaper["session"]; format: ShopFormat }) {
  const { t } = useTranslation();
  const { row, ledger, openingNote, closingNote, restatements } = session;
  const when = (iso: string) => format.instant(iso, { timeZone: row.timeZone });
  const itself = (type: string) => {
    const words = automaticReason(t, ledger.find((line) => line.type === type)?.reason ?? null);
    return words && listed(t, [words, t("paper.nobodyCounted")]);
  };
  const event = (iso: string | null, who: string | null, type: string) =>
    listed(t, [iso && when(iso), who, itself(type)]);
  const restated = restatements[0];
  return (
    <>
      {restated && (
        <p className="notice">
          {t("paper.restated", { date: format.instant(restated.at, { style: "date", timeZone: row.timeZone }) })}
        </p>
      )}
      <dl>
        <Fact term={t("paper.drawer")}>{row.drawer ?? row.drawerId}</Fact>
        <Fact term={t("paper.session")}>{row.id.replace(/^-/, "")}</Fact>
        <Fact term={t("paper.opened")}>{event(row.openedAt, row.openedBy, "OPENING")}</Fact>
        <Fact term={t("paper.closed")}>{event(row.closedAt, row.closedBy, "CLOSING")}</Fact>
        <Fact term={t("paper.noteAtOpen")}>{openingNote}</Fact>
        <Fact term={t("paper.noteAtClose")}>{closingNote}</Fact>
        <Fact term={t("paper.device")}>{row.deviceId}</Fact>
      </dl>
    </>
  );
}

interface CountsProps extends PaperProps {
  counts: LedgerRow[];
  session: Timed;
}

function Counts({ counts, session, isSlip, format }: CountsProps) {
  const { t } = useTranslation();
  const rows = counts.map((row) => {
    const itself = automaticReason(t, row.reason);
    return { row, note: itself === null ? row.note : listed(t, [itself, t("paper.nobodyCounted")]) };
  });
  if (isSlip)
    return (
      <PaperLineGroups
        groups={rows.map(({ row, note }) => ({
          id: row.position,
          caption: listed(t, [wordFor(t, "activity", row.type), timeOf(row, session, format), row.staff, note]),
          lines: [
            { id: "expected", label: t("paper.expected"), kind: "start", amount: row.expected },
            { id: "counted", label: t("paper.counted"), kind: "start", amount: row.counted },
            { id: "difference", label: t("paper.difference"), kind: "discrepancy", amount: row.discrepancy },
          ],
        }))}
        format={format}
      />
    );
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t("paper.time")}</th>
          <th scope="col">{t("paper.what")}</th>
          <FigureHeading>{t("paper.expected")}</FigureHeading>
          <FigureHeading>{t("paper.counted")}</FigureHeading>
          <FigureHeading>{t("paper.difference")}</FigureHeading>
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, note }) => (
          <tr key={row.position}>
            <td className="amount">{timeOf(row, session, format)}</td>
            <th scope="row">
              {listed(t, [wordFor(t, "activity", row.type), row.staff])}
              {note && <small>{note}</small>}
            </th>
            <td className="end">
              <PaperAmount value={row.expected} format={format} />
            </td>
            <td className="end">
              <PaperAmount value={row.counted} format={format} />
            </td>
            <DiscrepancyCells value={row.discrepancy} format={format} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type Timed = Pick<SessionPaper["session"]["row"], "openedAt" | "timeZone">;

/** The time of day, with its date where that is another one than the opening's: a session over midnight. */
function timeOf(row: LedgerRow, { openedAt, timeZone }: Timed, format: ShopFormat): string {
  const day = (iso: string) => format.instant(iso, { timeZone, style: "date" });
  return day(row.time) === day(openedAt)
    ? format.timeOnly(row.time, timeZone)
    : format.withoutZone(row.time, timeZone, "brief");
}

function Ledger({ ledger, session, format }: { ledger: LedgerRow[]; session: Timed; format: ShopFormat }) {
  const { t } = useTranslation();
  const hasNames = ledger.some(({ staff }) => staff !== null);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{t("paper.time")}</th>
          <th scope="col">{t("paper.what")}</th>
          {hasNames && <th scope="col">{t("paper.who")}</th>}
          <FigureHeading>{t("paper.amount")}</FigureHeading>
          <td />
          <FigureHeading>{t("paper.balance")}</FigureHeading>
        </tr>
      </thead>
      <tbody>
        {ledger.map((row) => (
          <tr key={row.position}>
            <td className="amount">{timeOf(row, session, format)}</td>
            <th scope="row">
              {[wordFor(t, "activity", row.type), row.orderName].filter(Boolean).join(" ")}
              <LedgerNote row={row} />
            </th>
            {hasNames && <td className="text">{row.staff ?? "–"}</td>}
            {row.kind === "count" ? (
              <DiscrepancyCells value={row.discrepancy} format={format} />
            ) : (
              <AmountCells value={row.amount} format={format} sign="always" />
            )}
            <td className="end">
              <PaperAmount value={row.runningBalance} format={format} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function LedgerNote({ row: { reason, note, giftCardId } }: { row: LedgerRow }) {
  const { t } = useTranslation();
  const itself = automaticReason(t, reason);
  const line = listed(t, [itself ?? (reason && readable(reason)), note, giftCardId]);
  return line !== "" && <small>{line}</small>;
}
