import { Link } from "@shopify/polaris";

import type { ExceptionRow } from "#app/reports/exception-rows.ts";

import { EVIDENCE_WORDS } from "./exception-words.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";
import { automaticReason, CHECK_WORDS, wordFor } from "./words.ts";

/** What the rule found, in a sentence with the shop's own figures. */
export function Evidence({ row }: { row: ExceptionRow }) {
  const format = useShopFormat();
  const { detail } = row;
  return (
    <>
      {evidenceOf(row, format)}
      {detail.kind === "repeated_shorts" && (
        <>
          {": "}
          {detail.sessions.map(({ id, at, amount }, index) => (
            <span key={id}>
              {index > 0 && " · "}
              <Link url={`/app/sessions/${id}`}>
                {`${format.instant(at, { style: "date", timeZone: row.timeZone })} ${format.money(amount)}`}
              </Link>
            </span>
          ))}
          {detail.count > detail.sessions.length &&
            ` ${EVIDENCE_WORDS.more(format.count(detail.count - detail.sessions.length))}`}
        </>
      )}
    </>
  );
}

const CHECK_TITLES = Object.fromEntries(Object.entries(CHECK_WORDS).map(([id, { title }]) => [id, title]));

function evidenceOf({ detail, amount, timeZone, at }: ExceptionRow, format: ShopFormat): string {
  const money = (value: ExceptionRow["amount"]) => (value ? format.money(value) : "–");
  const when = (iso: string) => format.instant(iso, { style: "brief", timeZone });
  switch (detail.kind) {
    case "stale_open":
      return EVIDENCE_WORDS.openFor(format.duration(at, endOf(at, detail.hoursOpen)));
    case "opened_automatically":
      return EVIDENCE_WORDS.automatic(automaticReason(detail.reason) ?? EVIDENCE_WORDS.openedByItself);
    case "closed_automatically":
      return EVIDENCE_WORDS.automatic(automaticReason(detail.reason) ?? EVIDENCE_WORDS.closedByItself);
    case "not_counted":
      return EVIDENCE_WORDS.notCounted;
    case "carry_over_gap":
      return gapOf(detail, money, format);
    case "arithmetic":
      return EVIDENCE_WORDS.checks(detail.failedChecks.map((check) => wordFor(CHECK_TITLES, check)).join(", "));
    case "silent_adjustment":
      return detail.lines
        .map(({ amount: cash, at: then, by }) =>
          EVIDENCE_WORDS.silent(format.money(cash, { sign: "always" }), when(then), by),
        )
        .join("; ");
    case "restated":
      return detail.before
        ? EVIDENCE_WORDS.restated(money(detail.before), money(amount), when(detail.restatedAt))
        : EVIDENCE_WORDS.restatedElse(when(detail.restatedAt));
    case "repeated_shorts":
      return EVIDENCE_WORDS.repeated(format.count(detail.count), format.count(detail.windowDays));
    case "too_perfect":
      return [
        EVIDENCE_WORDS.perfect(format.count(detail.length), when(detail.since)),
        EVIDENCE_WORDS.peers(
          format.count(detail.peerBalanced),
          format.count(detail.peerCounts),
          format.share(detail.peerBalanced / detail.peerCounts),
        ),
        EVIDENCE_WORDS.chance(oddsBelow(detail.chance, format)),
      ].join("; ");
  }
}

type Gap = Extract<ExceptionRow["detail"], { kind: "carry_over_gap" }>;

function gapOf(gap: Gap, money: (value: ExceptionRow["amount"]) => string, format: ShopFormat): string {
  const { left, expected, hoursBetween, previousBy, openedBy } = gap;
  const parts = [left ? EVIDENCE_WORDS.gap(money(left), money(expected)) : EVIDENCE_WORDS.gapUnknown(money(expected))];
  if (hoursBetween !== null) {
    const start = new Date(0).toISOString();
    parts.push(EVIDENCE_WORDS.gapHours(format.duration(start, endOf(start, hoursBetween))));
  }
  if (previousBy !== null && openedBy !== null) parts.push(EVIDENCE_WORDS.gapPeople(previousBy, openedBy));
  return parts.join("; ");
}

const HOUR_MS = 3_600_000;

function endOf(iso: string, hours: number): string {
  return new Date(Date.parse(iso) + hours * HOUR_MS).toISOString();
}

/** A probability far below any that one has a feeling for is told by its power of ten. */
function oddsBelow(chance: number, format: ShopFormat): string {
  const power = Math.min(9, Math.max(3, Math.floor(-Math.log10(chance))));
  return format.count(10 ** power);
}
