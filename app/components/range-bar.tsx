import { useNavigate } from "@remix-run/react";
import { Button, Select, TextField } from "@shopify/polaris";
import { Children, useState, type FormEvent, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

import type { DateRange } from "#app/calendar/dates.ts";
import type { SessionFilters } from "#app/reports/filters.ts";
import type { SyncStatus } from "#app/reports/sync-status.server.ts";

import { optionsOf } from "./id-words.ts";
import { listed } from "./listed.ts";
import { otherParameters, queryWith } from "./query.ts";
import styles from "./range-bar.module.css";
import { useShopFormat } from "./shop-format.tsx";

const CUSTOM = "custom";
const FIELDS = ["preset", "from", "to", "compare", "by"];

/** Since when every session is there, while the history is read for the first time; null once all is. */
export function firstReadFrom({ asOf, historyFrom }: SyncStatus): string | null {
  return asOf === null ? historyFrom : null;
}

interface RangeBarProps {
  /** The page's query, from which every address here is made. */
  query: string;
  filters: SessionFilters;
  /** The days that the page is about. */
  range: DateRange | null;
  comparedWith?: DateRange | null;
  /** While the history is read for the first time: since when everything is there. */
  readFrom?: string | null;
  hasComparison?: boolean;
  /** Whether one may choose between days of closing and of opening. */
  hasBasis?: boolean;
  /** Further choices of the page, beside the days. */
  children?: ReactNode;
}

/** Which days, compared with which: a GET form whose every choice is an address. */
export function RangeBar({
  query,
  filters,
  range,
  comparedWith,
  readFrom = null,
  hasComparison = false,
  hasBasis = false,
  children,
}: RangeBarProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [preset, setPreset] = useState<string>(filters.preset ?? CUSTOM);
  const go = (changes: Record<string, string | null>) => navigate(queryWith(query, changes));

  function choosePreset(value: string) {
    setPreset(value);
    if (value !== CUSTOM) void go({ preset: value, from: null, to: null });
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void go({ preset: null, from: String(form.get("from")), to: String(form.get("to")) });
  }

  return (
    <form method="get" className={styles.bar} aria-label={t("common.days")} onSubmit={submit}>
      {otherParameters(query, FIELDS).map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <div className={styles.field}>
        <Select
          label={t("common.days")}
          labelInline
          name={preset === CUSTOM ? undefined : "preset"}
          options={[
            ...optionsOf(t("preset", { returnObjects: true })),
            { value: CUSTOM, label: t("rangeBar.customDays") },
          ]}
          value={preset}
          onChange={choosePreset}
        />
      </div>
      {preset === CUSTOM && <CustomDays key={`${range?.from} ${range?.to}`} range={range} />}
      {hasComparison && (
        <div className={styles.field}>
          <Select
            label={t("rangeBar.comparedWith")}
            labelInline
            name="compare"
            options={optionsOf(t("comparison", { returnObjects: true }))}
            value={filters.comparison}
            onChange={(value) => void go({ compare: value })}
          />
        </div>
      )}
      {hasBasis && (
        <div className={styles.field}>
          <Select
            label={t("rangeBar.byDayOf")}
            labelInline
            name="by"
            options={optionsOf(t("basis", { returnObjects: true }))}
            value={filters.by}
            onChange={(value) => void go({ by: value })}
          />
        </div>
      )}
      {Children.map(children, (choice) => (
        <div className={styles.field}>{choice}</div>
      ))}
      <noscript>
        <button type="submit">{t("common.apply")}</button>
      </noscript>
      <DaysInWords preset={preset} range={range} comparedWith={comparedWith ?? null} readFrom={readFrom} />
      <Ignored names={filters.ignored} />
    </form>
  );
}

/** What a link that was cut off or mistyped does not say: the page would pass for what was meant. */
function Ignored({ names }: { names: readonly string[] }) {
  const { t } = useTranslation();
  // Why a search was refused stands at its field.
  const left = names.filter((name) => name !== "q");
  if (left.length === 0) return null;
  return <span className={styles.days}>{t("rangeBar.ignored", { names: listed(t, left) })}</span>;
}

function CustomDays({ range }: { range: DateRange | null }) {
  const { t } = useTranslation();
  const [from, setFrom] = useState(range?.from ?? "");
  const [to, setTo] = useState(range?.to ?? "");
  const isBackwards = from !== "" && to !== "" && from > to;
  return (
    <div className={styles.dates}>
      <TextField
        label={t("rangeBar.from")}
        labelHidden
        type="date"
        name="from"
        value={from}
        onChange={setFrom}
        autoComplete="off"
      />
      <TextField
        label={t("rangeBar.to")}
        labelHidden
        type="date"
        name="to"
        value={to}
        onChange={setTo}
        autoComplete="off"
        error={isBackwards ? t("rangeBar.endsBeforeStart") : undefined}
      />
      <Button submit disabled={isBackwards || from === "" || to === ""}>
        {t("rangeBar.show")}
      </Button>
    </div>
  );
}

interface DaysInWordsProps {
  preset: string;
  range: DateRange | null;
  comparedWith: DateRange | null;
  readFrom: string | null;
}

function DaysInWords({ preset, range, comparedWith, readFrom }: DaysInWordsProps) {
  const { t } = useTranslation();
  const format = useShopFormat();
  if (!range) return null;
  const first = comparedWith && comparedWith.from < range.from ? comparedWith.from : range.from;
  const isIncomplete = readFrom !== null && Date.parse(readFrom) > Date.parse(`${first}T00:00:00Z`);
  const words = [
    preset !== CUSTOM &&
      (comparedWith
        ? t("rangeBar.against", { range: format.range(range), compared: format.range(comparedWith) })
        : format.range(range)),
    isIncomplete && t("rangeBar.stillReading", { readFrom: format.instant(readFrom, { style: "date" }) }),
  ].filter((part) => part !== false);
  return words.length === 0 ? null : <span className={styles.days}>{words.join("; ")}</span>;
}
