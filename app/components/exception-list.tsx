import { useTranslation } from "react-i18next";
import { Badge, type BadgeProps, Card, Link, Text } from "@shopify/polaris";

import type { ExceptionKind, ExceptionOrder } from "#app/reports/exception-filters.ts";
import type { ExceptionRow } from "#app/reports/exception-rows.ts";

import { Discrepancy, Figure } from "./figure.tsx";
import { DismissButton, RestoreButton } from "./exception-dismissal.tsx";
import { Evidence } from "./exception-evidence.tsx";
import { LIST_ROW } from "./list-keys.ts";
import styles from "./exception-list.module.css";
import { listed } from "./listed.ts";

import { daysOf } from "./query.ts";
import { placeName } from "./session-names.ts";
import { useShopFormat } from "./shop-format.tsx";

// Colour for what may cost money soon; the word says the same without it.
const TONES: Record<ExceptionKind, BadgeProps["tone"]> = {
  stale_open: "warning",
  opened_automatically: undefined,
  closed_automatically: "warning",
  not_counted: "warning",
  carry_over_gap: "critical",
  arithmetic: "critical",
  silent_adjustment: "attention",
  restated: "attention",
  repeated_shorts: "critical",
  too_perfect: "attention",
};

interface ExceptionListProps {
  rows: readonly ExceptionRow[];
  order: ExceptionOrder;
  query: string;
}

/** Exceptions with what they rest on, and what can be done about each. */
export function ExceptionList({ rows, order, query }: ExceptionListProps) {
  const { t } = useTranslation();
  return (
    <ul className={styles.list} aria-label={order === "latest" ? t("exceptions.list") : t("exceptions.title")}>
      {rows.map((row) => (
        <ExceptionItem
          key={`${row.kind} ${row.subject.type} ${row.subject.id} ${row.evidence}`}
          row={row}
          query={query}
        />
      ))}
    </ul>
  );
}

function ExceptionItem({ row, query }: { row: ExceptionRow; query: string }) {
  const { t } = useTranslation();
  const format = useShopFormat();
  const { dismissed } = row;
  return (
    <li className={styles.row} {...LIST_ROW}>
      <div className={styles.what}>
        <div className={styles.head}>
          <Badge tone={TONES[row.kind]}>{t(`exceptionKind.${row.kind}`)}</Badge>
          <SubjectLink row={row} query={query} />
        </div>
        <div>
          <Evidence row={row} query={query} />
        </div>
        <div className={styles.when}>
          {listed(t, [format.instant(row.at, { style: "brief", timeZone: row.timeZone }), whoOf(row)])}
        </div>
        {dismissed && (
          <Text as="p" variant="bodySm">
            {t("exceptions.dismissedBy", {
              who: dismissed.by ?? t("exceptions.user", { id: dismissed.userId }),
              when: format.instant(dismissed.at, { style: "brief" }),
              reason: dismissed.reason,
            })}
          </Text>
        )}
      </div>
      <div className={styles.figure}>
        <Amount row={row} />
      </div>
      <div className={styles.act}>{dismissed ? <RestoreButton row={row} /> : <DismissButton row={row} />}</div>
    </li>
  );
}

/** Who it happened with; a person that it is about is its title. */
function whoOf({ subject, person, kind }: ExceptionRow): string | null {
  return subject.type === "person" || kind === "carry_over_gap" ? null : person;
}

function SubjectLink({ row, query }: { row: ExceptionRow; query: string }) {
  const { t } = useTranslation();
  const { subject, person } = row;
  if (subject.type === "session") {
    return (
      <Link url={`/app/sessions/${subject.id}`} monochrome>
        {placeName(t, row)}
      </Link>
    );
  }
  const isPerson = subject.type === "person";
  const url = isPerson ? `/app/staff/${subject.id}${daysOf(query)}` : `/app/drawers/${subject.id}${daysOf(query)}`;
  const name = isPerson ? (person ?? subject.id) : placeName(t, row);
  return (
    <Link url={url} monochrome>
      {t("search.named", { what: isPerson ? t("evidence.aboutPerson") : t("evidence.aboutDrawer"), name })}
    </Link>
  );
}

function Amount({ row: { kind, amount } }: { row: ExceptionRow }) {
  const { t } = useTranslation();
  if (!amount) return null;
  if (kind === "stale_open") {
    return (
      <>
        <Figure value={amount} />
        <div className={styles.aside}>{t("evidence.expectedNow")}</div>
      </>
    );
  }
  const isDiscrepancy = kind === "repeated_shorts" || kind === "restated";
  return isDiscrepancy ? <Discrepancy value={amount} /> : <Figure value={amount} sign="always" />;
}

/** A card that says why there is nothing. */
export function NoException({ heading, why }: { heading: string; why: string }) {
  return (
    <Card>
      <Text as="h2" variant="headingMd">
        {heading}
      </Text>
      <Text as="p">{why}</Text>
    </Card>
  );
}
