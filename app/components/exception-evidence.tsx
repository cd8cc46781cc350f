import { Link } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { Fragment } from "react";
import { useTranslation } from "react-i18next";

import type { ExceptionRow } from "#app/reports/exception-rows.ts";

import { automaticReason, capitalised, checkTitle } from "./id-words.ts";
import styles from "./exception-list.module.css";
import { listed } from "./listed.ts";
import { daysOf } from "./query.ts";
import { useShopFormat, type ShopFormat } from "./shop-format.tsx";

/** What the rule found, in a sentence with the shop's own figures. */
export function Evidence({ row, query }: { row: ExceptionRow; query: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { detail } = row;
  return (
    <>
      {evidenceOf(t, row, format)}
      {detail.kind === "arithmetic" &&
        detail.failedChecks.map((check, index) => (
          <span key={check}>
            {index > 0 && ", "}
            <Link
              url={`/app/sessions${daysOf(query, { check })}`}
              accessibilityLabel={t("checkFilter.sessionsOf", { check: checkTitle(t, check) })}
            >
              {checkTitle(t, check)}
            </Link>
          </span>
        ))}
      {detail.kind === "repeated_shorts" && (
        <>
          {t("search.named", { what: "", name: "" })}
          {detail.sessions.map(({ id, at, amount }, index) => (
            <Fragment key={id}>
              {index > 0 && " · "}
              <span className={styles.evidence}>
                <Link url={`/app/sessions/${id}`}>
                  {`${format.instant(at, { style: "date", timeZone: row.timeZone })} ${format.money(amount)}`}
                </Link>
              </span>
            </Fragment>
          ))}
          {detail.count > detail.sessions.length &&
            ` ${t("evidence.more", { count: detail.count - detail.sessions.length })}`}
        </>
      )}
    </>
  );
}

function evidenceOf(t: TFunction, { detail, amount, timeZone, at }: ExceptionRow, format: ShopFormat): string {
  const money = (value: ExceptionRow["amount"]) => (value ? format.money(value) : "–");
  const when = (iso: string) => format.instant(iso, { style: "brief", timeZone });
  switch (detail.kind) {
    case "stale_open":
      return t("evidence.openFor", { hours: format.duration(at, endOf(at, detail.hoursOpen)) });
    case "opened_automatically":
      return t("evidence.automatic", {
        what: capitalised(automaticReason(t, detail.reason) ?? t("evidence.openedByItself")),
      });
    case "closed_automatically":
      return t("evidence.automatic", {
        what: capitalised(automaticReason(t, detail.reason) ?? t("evidence.closedByItself")),
      });
    case "not_counted":
      return t("evidence.notCounted");
    case "carry_over_gap":
      return gapOf(t, detail, money, format);
    case "arithmetic":
      // Each leads to its sessions: they stand behind as links.
      return t("evidence.checks", { checks: "" });
    case "silent_adjustment":
      return detail.lines
        .map(({ amount: cash, at: then, by }) =>
          listed(t, [`${format.money(cash, { sign: "always" })} ${when(then)}`, by]),
        )
        .join("; ");
    case "restated":
      return detail.before
        ? t("evidence.restated", { before: money(detail.before), after: money(amount), when: when(detail.restatedAt) })
        : t("evidence.restatedElse", { when: when(detail.restatedAt) });
    case "repeated_shorts":
      return t("evidence.repeated", { count: detail.count, days: detail.windowDays });
    case "too_perfect":
      return [
        t("evidence.perfect", { count: detail.length, since: when(detail.since) }),
        t("evidence.peers", {
          count: detail.peerBalanced,
          counts: detail.peerCounts,
          share: format.share(detail.peerBalanced / detail.peerCounts),
        }),
        t("evidence.chance", { odds: oddsBelow(detail.chance, format) }),
      ].join("; ");
  }
}

type Gap = Extract<ExceptionRow["detail"], { kind: "carry_over_gap" }>;

function gapOf(t: TFunction, gap: Gap, money: (value: ExceptionRow["amount"]) => string, format: ShopFormat): string {
  const { left, expected, hoursBetween, previousBy, openedBy } = gap;
  const parts: string[] = [
    left
      ? t("evidence.gap", { left: money(left), expected: money(expected) })
      : t("evidence.gapUnknown", { expected: money(expected) }),
  ];
  if (hoursBetween !== null) {
    const start = new Date(0).toISOString();
    parts.push(t("evidence.gapHours", { hours: format.duration(start, endOf(start, hoursBetween)) }));
  }
  if (previousBy !== null && openedBy !== null)
    parts.push(t("evidence.gapPeople", { before: previousBy, after: openedBy }));
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
