import type { TFunction } from "i18next";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { add, fromWire, isZero as isNothing, money, toWire, type WireMoney } from "#app/money/money.ts";
import type { AdjustmentSum } from "#app/reports/adjustment-sums.server.ts";

import { isNegative, sideOf } from "./amounts.ts";
import { readable, wordFor } from "./id-words.ts";
import type { ShopFormat } from "./shop-format.tsx";
import type { StatementLine } from "./statement.tsx";

// What papers are made of. Plain elements: a printer knows no hovering, no colour and no second page to go to.

export interface PaperProps {
  format: ShopFormat;
  isSlip: boolean;
}

/** An amount without its currency, which the paper names once. */
export function PaperAmount({ value, format, sign = "auto" }: AmountProps & { sign?: "auto" | "always" }) {
  if (value === null) return <span className="amount">–</span>;
  return <span className="amount">{format.money(value, { currencyDisplay: "none", sign })}</span>;
}

/** The heading of a column of figures. */
export function FigureHeading({ children }: { children: ReactNode }) {
  return (
    <th scope="col" className="end">
      {children}
    </th>
  );
}

/** The two cells of a discrepancy: its amount with a sign, and its word, so that digits stand under digits. */
export function DiscrepancyCells({ value, format }: AmountProps) {
  const { t } = useTranslation();
  return (
    <>
      <td className="end">
        <PaperAmount value={value} format={format} sign="always" />
      </td>
      <td className="word">{value && wordOf(t, value)}</td>
    </>
  );
}

/** The two cells of any other amount in such a column. */
export function AmountCells({ value, format, sign }: AmountProps & { sign?: "auto" | "always" }) {
  return (
    <>
      <td className="end">
        <PaperAmount value={value} format={format} sign={sign} />
      </td>
      <td className="word" />
    </>
  );
}

interface AmountProps {
  value: WireMoney | null;
  format: ShopFormat;
}

/** "short", "over"; nothing of nothing. */
export function wordOf(t: TFunction, value: WireMoney): string {
  const side = sideOf(value);
  return side === "even" ? "" : t(`side.${side}`);
}

interface PaperLinesProps {
  lines: StatementLine[];
  format: ShopFormat;
}

/** The statement's lines, one under the other on every paper. */
export function PaperLines({ caption, ...props }: PaperLinesProps & { caption?: string }) {
  return (
    <table className="lines">
      {caption && <caption>{caption}</caption>}
      <tbody>
        <LineRows {...props} />
      </tbody>
    </table>
  );
}

/** Several times the same lines, each under what it is of: one table, so that the digits of all stand under each other. */
export function PaperLineGroups({ groups, format }: { groups: LineGroup[]; format: ShopFormat }) {
  return (
    <table className="lines">
      {groups.map(({ id, caption, lines }) => (
        <tbody key={id}>
          <tr className="group">
            <th scope="rowgroup" colSpan={3}>
              {caption}
            </th>
          </tr>
          <LineRows lines={lines} format={format} />
        </tbody>
      ))}
    </table>
  );
}

interface LineGroup {
  id: string | number;
  caption: string;
  lines: StatementLine[];
}

function LineRows({ lines, format }: PaperLinesProps) {
  return lines.map(({ id, label, kind, amount, note, unknown }) => (
    <tr key={id} className={kind}>
      <th scope="row">
        {label}
        {(note ?? unknown) && <small>{note ?? unknown}</small>}
      </th>
      {kind === "discrepancy" || kind === "total" ? (
        <DiscrepancyCells value={amount} format={format} />
      ) : (
        <AmountCells value={amount} format={format} sign={kind === "flow" ? "always" : "auto"} />
      )}
    </tr>
  ));
}

/** What was put in and what was taken out, each by its reasons and with its sum; the two are not set off against each other. */
export function PaperAdjustments({ sums, currency, format }: AdjustmentsProps) {
  const { t } = useTranslation();
  const heading = <h2>{t("paper.adjustments")}</h2>;
  if (sums.length === 0)
    return (
      <section>
        {heading}
        <p className="plain">{t("paper.noAdjustments")}</p>
      </section>
    );
  const [out, into] = [
    sums.filter(({ amount }) => isNegative(amount)),
    sums.filter(({ amount }) => !isNegative(amount)),
  ];
  return (
    <section>
      {heading}
      <table>
        <thead>
          <tr>
            <th scope="col">{t("paper.what")}</th>
            <FigureHeading>{t("paper.times")}</FigureHeading>
            <FigureHeading>{t("paper.amount")}</FigureHeading>
          </tr>
        </thead>
        <tbody>
          <AdjustmentRows sums={into} total={t("paper.putIn")} currency={currency} format={format} />
          <AdjustmentRows sums={out} total={t("paper.takenOut")} currency={currency} format={format} />
        </tbody>
      </table>
    </section>
  );
}

interface AdjustmentsProps {
  /** Of one currency. */
  sums: AdjustmentSum[];
  currency: string;
  format: ShopFormat;
}

function AdjustmentRows({ sums, total, currency, format }: AdjustmentsProps & { total: string }) {
  const { t } = useTranslation();
  const together = sums.reduce((sum, { amount }) => add(sum, fromWire(amount)), money(0n, currency));
  if (isNothing(together)) return null;
  return (
    <>
      {sums.map((sum) => (
        <tr key={`${sum.type} ${sum.reason}`}>
          <th scope="row">{adjustmentName(t, sum)}</th>
          <td className="end">{format.count(sum.count)}</td>
          <td className="end">
            <PaperAmount value={sum.amount} format={format} sign="always" />
          </td>
        </tr>
      ))}
      <tr className="sum">
        <th scope="row">{total}</th>
        <td className="end">{format.count(sums.reduce((count, sum) => count + sum.count, 0))}</td>
        <td className="end">
          <PaperAmount value={toWire(together)} format={format} sign="always" />
        </td>
      </tr>
    </>
  );
}

function adjustmentName(t: TFunction, { type, reason }: AdjustmentSum): string {
  if (type === "ADJUSTMENT") return reason === null ? t("paper.noReason") : readable(reason);
  const name = wordFor(t, "activity", type);
  return reason === null ? name : t("search.named", { what: name, name: readable(reason) });
}

/** "All amounts in US Dollar (USD)." and how a discrepancy is reckoned. */
export function AmountsNote({
  currency,
  tolerance,
  format,
}: {
  currency: string;
  tolerance?: WireMoney;
  format: ShopFormat;
}) {
  const { t } = useTranslation();
  const limit = tolerance && t("paper.tolerance", { amount: format.money(tolerance, { currencyDisplay: "none" }) });
  const convention = t("common.sentences", {
    first: t("paper.amountsIn", { name: format.currencyName(currency), code: currency }),
    second: t("paper.signConvention"),
  });
  return <p className="plain">{limit ? t("common.sentences", { first: convention, second: limit }) : convention}</p>;
}

/** A term and what is to be said of it; nothing where there is nothing. */
export function Fact({ term, children }: { term: string; children: ReactNode }) {
  if (children === null || children === "" || children === false) return null;
  return (
    <div>
      <dt>{term}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Room for two people: who hands the cash over, and who has checked it. */
export function Signatures({ first }: { first: string }) {
  const { t } = useTranslation();
  return (
    <section className="signatures" aria-label={t("paper.signatures")}>
      {[first, t("paper.checkedBy")].map((label) => (
        <div key={label}>
          <p>{label}</p>
          <div className="line" />
          <small>{t("paper.signHere")}</small>
        </div>
      ))}
    </section>
  );
}
