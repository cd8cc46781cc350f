import type { SessionPaper } from "#app/papers/paper.ts";
import type { LedgerRow } from "#app/reports/session.server.ts";

import { isZero } from "./amounts.ts";
import { summaryOf } from "./checks.tsx";
import {
  AmountCells,
  AmountsNote,
  DiscrepancyCells,
  Fact,
  PaperAdjustments,
  PaperAmount,
  PaperLines,
  type PaperProps,
  Signatures,
  wordOf,
} from "./paper-parts.tsx";
import { PAPER_TEXT } from "./paper-words.ts";
import { statementLines } from "./session-statement.ts";
import type { ShopFormat } from "./shop-format.tsx";
import { ACTIVITY_WORDS, automaticReason, CHECK_WORDS, readable, STATUS_WORDS, wordFor } from "./words.ts";

interface SessionPaperProps extends PaperProps {
  paper: SessionPaper;
  hasLedger: boolean;
}

/** One session on paper: what came to what, what was moved, what was counted, and room for two signatures. */
export function SessionPaperBody({ paper: { session, adjustments }, hasLedger, isSlip, format }: SessionPaperProps) {
  const { row, ledger, checks } = session;
  const counts = ledger.filter(({ kind }) => kind === "count");
  const off = checks.filter(({ outcome }) => outcome === "fails");
  return (
    <>
      <SessionFacts session={session} format={format} />
      <Result row={row} format={format} />
      <AmountsNote currency={row.currency} tolerance={row.tolerance} format={format} />
      <section>
        <h2>{PAPER_TEXT.statement}</h2>
        <PaperLines lines={statementLines(session)} format={format} />
      </section>
      <PaperAdjustments sums={adjustments} currency={row.currency} format={format} />
      {counts.length > 0 && (
        <section>
          <h2>{PAPER_TEXT.counts}</h2>
          <Counts counts={counts} session={row} isSlip={isSlip} format={format} />
        </section>
      )}
      <section>
        <h2>{PAPER_TEXT.checks}</h2>
        <p className="plain">{summaryOf(checks)}</p>
        {off.length > 0 && (
          <ul className="checks">
            {off.map(({ id, residual }) => (
              <li key={id}>
                {PAPER_TEXT.checkOff(
                  CHECK_WORDS[id].title,
                  residual ? format.money(residual, { sign: "always" }) : PAPER_TEXT.unknown,
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      {hasLedger && (
        <section>
          <h2>{PAPER_TEXT.ledger(format.count(ledger.length))}</h2>
          <Ledger ledger={ledger} session={row} format={format} />
        </section>
      )}
      <Signatures first={PAPER_TEXT.closedBy} />
    </>
  );
}

/** The answer first: how far off, how that is judged, and what of it was there before this session. */
function Result({ row, format }: { row: SessionPaper["session"]["row"]; format: ShopFormat }) {
  const { totalDiscrepancy, openingDiscrepancy, reconciliation } = row;
  const isSaid = reconciliation === "short" || reconciliation === "over";
  return (
    <p className="result">
      <span>
        {isSaid ? PAPER_TEXT.result : `${PAPER_TEXT.result}, ${STATUS_WORDS[reconciliation].toLowerCase()}`}
        {!isZero(openingDiscrepancy) && (
          <small>{PAPER_TEXT.ofWhichCarriedIn(format.money(openingDiscrepancy, { sign: "always" }))}</small>
        )}
      </span>
      <strong>{`${format.money(totalDiscrepancy, { sign: "always" })} ${wordOf(totalDiscrepancy)}`.trim()}</strong>
    </p>
  );
}

function SessionFacts({ session, format }: { session: SessionPaper["session"]; format: ShopFormat }) {
  const { row, ledger, openingNote, closingNote, restatements } = session;
  const when = (iso: string) => format.instant(iso, { timeZone: row.timeZone });
  const itself = (type: string) => {
    const words = automaticReason(ledger.find((line) => line.type === type)?.reason ?? null);
    return words && `${words}, ${PAPER_TEXT.nobodyCounted}`;
  };
  const event = (iso: string | null, who: string | null, type: string) =>
    [iso && when(iso), who, itself(type)].filter(Boolean).join(", ");
  const restated = restatements[0];
  return (
    <>
      {restated && (
        <p className="notice">
          {PAPER_TEXT.restated(format.instant(restated.at, { style: "date", timeZone: row.timeZone }))}
        </p>
      )}
      <dl>
        <Fact term={PAPER_TEXT.drawer}>{row.drawer ?? row.drawerId}</Fact>
        <Fact term={PAPER_TEXT.session}>{row.id.replace(/^-/, "")}</Fact>
        <Fact term={PAPER_TEXT.opened}>{event(row.openedAt, row.openedBy, "OPENING")}</Fact>
        <Fact term={PAPER_TEXT.closed}>{event(row.closedAt, row.closedBy, "CLOSING")}</Fact>
        <Fact term={PAPER_TEXT.noteAtOpen}>{openingNote}</Fact>
        <Fact term={PAPER_TEXT.noteAtClose}>{closingNote}</Fact>
        <Fact term={PAPER_TEXT.device}>{row.deviceId}</Fact>
      </dl>
    </>
  );
}

interface CountsProps extends PaperProps {
  counts: LedgerRow[];
  session: Timed;
}

function Counts({ counts, session, isSlip, format }: CountsProps) {
  const rows = counts.map((row) => {
    const itself = automaticReason(row.reason);
    return { row, note: itself === null ? row.note : [itself, PAPER_TEXT.nobodyCounted].join(", ") };
  });
  if (isSlip)
    return rows.map(({ row, note }) => (
      <PaperLines
        key={row.position}
        caption={[wordFor(ACTIVITY_WORDS, row.type), timeOf(row, session, format), row.staff, note]
          .filter(Boolean)
          .join(", ")}
        lines={[
          { id: "expected", label: PAPER_TEXT.expected, kind: "start", amount: row.expected },
          { id: "counted", label: PAPER_TEXT.counted, kind: "start", amount: row.counted },
          { id: "difference", label: PAPER_TEXT.difference, kind: "discrepancy", amount: row.discrepancy },
        ]}
        format={format}
      />
    ));
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{PAPER_TEXT.time}</th>
          <th scope="col">{PAPER_TEXT.what}</th>
          <th scope="col" className="end">
            {PAPER_TEXT.expected}
          </th>
          <th scope="col" className="end">
            {PAPER_TEXT.counted}
          </th>
          <th scope="col" className="end">
            {PAPER_TEXT.difference}
          </th>
          <td />
        </tr>
      </thead>
      <tbody>
        {rows.map(({ row, note }) => (
          <tr key={row.position}>
            <td className="amount">{timeOf(row, session, format)}</td>
            <th scope="row">
              {[wordFor(ACTIVITY_WORDS, row.type), row.staff].filter(Boolean).join(", ")}
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
  const hasNames = ledger.some(({ staff }) => staff !== null);
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{PAPER_TEXT.time}</th>
          <th scope="col">{PAPER_TEXT.what}</th>
          {hasNames && <th scope="col">{PAPER_TEXT.who}</th>}
          <th scope="col" className="end">
            {PAPER_TEXT.amount}
          </th>
          <td />
          <th scope="col" className="end">
            {PAPER_TEXT.balance}
          </th>
        </tr>
      </thead>
      <tbody>
        {ledger.map((row) => (
          <tr key={row.position}>
            <td className="amount">{timeOf(row, session, format)}</td>
            <th scope="row">
              {[wordFor(ACTIVITY_WORDS, row.type), row.orderName].filter(Boolean).join(" ")}
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
  const itself = automaticReason(reason);
  const parts = [itself ?? (reason && readable(reason)), note, giftCardId].filter(Boolean);
  return parts.length > 0 && <small>{parts.join(", ")}</small>;
}
