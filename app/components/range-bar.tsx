import { useNavigate } from "@remix-run/react";
import { Button, Select, TextField } from "@shopify/polaris";
import { useState, type FormEvent, type ReactNode } from "react";

import type { DateRange } from "#app/calendar/dates.ts";
import type { SessionFilters } from "#app/reports/filters.ts";
import type { SyncStatus } from "#app/reports/sync-status.server.ts";

import { otherParameters, queryWith } from "./query.ts";
import styles from "./range-bar.module.css";
import { useShopFormat } from "./shop-format.tsx";
import { BASIS_WORDS, COMPARISON_WORDS, optionsOf, PRESET_WORDS } from "./words.ts";

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
    <form method="get" className={styles.bar} aria-label="Days" onSubmit={submit}>
      {otherParameters(query, FIELDS).map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      <div className={styles.field}>
        <Select
          label="Days"
          labelInline
          name={preset === CUSTOM ? undefined : "preset"}
          options={[...optionsOf(PRESET_WORDS), { value: CUSTOM, label: "Custom days…" }]}
          value={preset}
          onChange={choosePreset}
        />
      </div>
      {preset === CUSTOM && <CustomDays key={`${range?.from} ${range?.to}`} range={range} />}
      {hasComparison && (
        <div className={styles.field}>
          <Select
            label="Compared with"
            labelInline
            name="compare"
            options={optionsOf(COMPARISON_WORDS)}
            value={filters.comparison}
            onChange={(value) => void go({ compare: value })}
          />
        </div>
      )}
      {hasBasis && (
        <div className={styles.field}>
          <Select
            label="By day of"
            labelInline
            name="by"
            options={optionsOf(BASIS_WORDS)}
            value={filters.by}
            onChange={(value) => void go({ by: value })}
          />
        </div>
      )}
      {children && <div className={styles.field}>{children}</div>}
      <noscript>
        <button type="submit">Apply</button>
      </noscript>
      <DaysInWords preset={preset} range={range} comparedWith={comparedWith ?? null} readFrom={readFrom} />
    </form>
  );
}

function CustomDays({ range }: { range: DateRange | null }) {
  const [from, setFrom] = useState(range?.from ?? "");
  const [to, setTo] = useState(range?.to ?? "");
  const isBackwards = from !== "" && to !== "" && from > to;
  return (
    <div className={styles.dates}>
      <TextField label="From" labelHidden type="date" name="from" value={from} onChange={setFrom} autoComplete="off" />
      <TextField
        label="To"
        labelHidden
        type="date"
        name="to"
        value={to}
        onChange={setTo}
        autoComplete="off"
        error={isBackwards ? "The last day is before the first" : undefined}
      />
      <Button submit disabled={isBackwards || from === "" || to === ""}>
        Show
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
  const format = useShopFormat();
  if (!range) return null;
  const first = comparedWith && comparedWith.from < range.from ? comparedWith.from : range.from;
  const isIncomplete = readFrom !== null && Date.parse(readFrom) > Date.parse(`${first}T00:00:00Z`);
  const words = [
    preset !== CUSTOM && `${format.range(range)}${comparedWith ? ` against ${format.range(comparedWith)}` : ""}`,
    isIncomplete && `days before ${format.instant(readFrom, { style: "date" })} are still being read`,
  ].filter((part) => part !== false);
  return words.length === 0 ? null : <span className={styles.days}>{words.join("; ")}</span>;
}
