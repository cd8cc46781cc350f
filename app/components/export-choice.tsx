import { useNavigate, useNavigation } from "@remix-run/react";
import { BlockStack, Card, Checkbox, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";

import type { ExportChoice, ExportOption } from "#app/reports/export-choice.ts";
import type { FilterOptions } from "#app/reports/sessions.server.ts";

import styles from "./exports.module.css";
import { formatName, reportName, reportRows } from "./id-words.ts";
import { LocationChoice } from "./location-choice.tsx";
import { queryWith } from "./query.ts";
import { RangeBar } from "./range-bar.tsx";
import { SessionFilterBar } from "./session-filters.tsx";
import { useShopFormat } from "./shop-format.tsx";

interface ExportChoiceCardProps {
  choice: ExportChoice;
  options: FilterOptions;
}

/** Which report, of which days and sessions, written how. Every choice is an address. */
export function ExportChoiceCard({ choice, options }: ExportChoiceCardProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { reports, filters, taken } = choice;
  const query = useQueryToCome(choice.pageQuery);
  const asked = new URLSearchParams(query);
  const [report = "", format = ""] = (asked.get("file") ?? choice.file).split(".");
  const formats = reports.find((one) => one.report === report)?.formats ?? [format];
  const go = (changes: Record<string, string | null>) =>
    void navigate(queryWith(query, changes), { preventScrollReset: true });
  const fileOf = (name: string) => {
    const given = reports.find((one) => one.report === name)?.formats ?? [];
    return `${name}.${given.includes(format) ? format : (given[0] ?? format)}`;
  };
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingSm">
          {t("exportChoice.heading")}
        </Text>
        <div className={styles.choice}>
          <Select
            label={t("exportChoice.report")}
            options={reports.map((one) => ({ value: one.report, label: reportName(t, one.report) }))}
            value={report}
            helpText={reportRows(t, report)}
            onChange={(name) => go({ file: fileOf(name) })}
          />
          {formats.length > 1 && (
            <Select
              label={t("exportChoice.format")}
              options={formats.map((one) => ({ value: one, label: formatName(t, one) }))}
              value={format}
              onChange={(name) => go({ file: `${report}.${name}` })}
            />
          )}
        </div>
        <div className={styles.narrowing} key={choice.pageQuery}>
          <RangeBar query={query} filters={filters} range={filters.range} hasBasis={taken.includes("by")}>
            {!taken.includes("status") && <PlaceChoice {...{ choice, options, query }} />}
          </RangeBar>
          {taken.includes("status") && <SessionFilterBar filters={filters} options={options} query={query} />}
        </div>
        <Options
          key={`options ${choice.pageQuery}`}
          taken={taken}
          format={format}
          asked={asked}
          onChange={(name, value) => go({ [name]: value })}
        />
      </BlockStack>
    </Card>
  );
}

/**
 * What the page will have been asked when it has arrived where it is on its way to: whoever chooses the report and at once
 * the days means both.
 */
function useQueryToCome(pageQuery: string): string {
  const { location } = useNavigation();
  return location?.pathname === "/app/exports" ? location.search : pageQuery;
}

/** What a journal of whole days can be narrowed by. */
function PlaceChoice({
  choice: { report, taken, filters },
  options,
  query,
}: ExportChoiceCardProps & { query: string }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const format = useShopFormat();
  const codes = options.currencies.map((code) => ({ value: code, label: code }));
  // Xero's journals are in the shop's own currency unless another one is asked for.
  const isOfOne = report === "journal-xero" && options.currencies.includes(format.currency ?? "");
  return (
    <div className={styles.places}>
      {taken.includes("location") && (
        <LocationChoice locations={options.locations} chosen={filters.locations} query={query} />
      )}
      {taken.includes("currency") && options.currencies.length > 1 && (
        <Select
          label={t("exportChoice.currency")}
          labelInline
          options={[...(isOfOne ? [] : [{ value: "", label: t("exportChoice.anyCurrency") }]), ...codes]}
          value={filters.currency ?? (isOfOne ? (format.currency ?? "") : "")}
          onChange={(code) => void navigate(queryWith(query, { currency: code === "" ? null : code }))}
        />
      )}
    </div>
  );
}

interface OptionsProps {
  taken: string[];
  format: string;
  asked: URLSearchParams;
  onChange(name: ExportOption, value: string | null): void;
}

function Options({ taken, format, asked, onChange }: OptionsProps) {
  const { t } = useTranslation();
  // A spreadsheet says by itself what its letters are.
  const isOffered = (name: ExportOption) => taken.includes(name) && (name !== "bom" || format === "csv");
  return (
    <BlockStack gap="100">
      {(["per", "bom", "echo"] as const).filter(isOffered).map((name) => (
        <Option
          key={name}
          label={t(`exportOption.${name}`)}
          help={name === "per" ? undefined : t(`exportOptionHelp.${name}`)}
          isOn={asked.has(name)}
          onChange={(isOn) => onChange(name, isOn ? VALUES[name] : null)}
        />
      ))}
    </BlockStack>
  );
}

const VALUES: Record<ExportOption, string> = { per: "location", bom: "1", echo: "1" };

interface OptionProps {
  label: string;
  help?: string;
  isOn: boolean;
  onChange(isOn: boolean): void;
}

function Option({ label, help, isOn, onChange }: OptionProps) {
  // At once what was clicked: the page follows when it has arrived.
  const [isChecked, setIsChecked] = useState(isOn);
  return (
    <Checkbox
      label={label}
      helpText={help}
      checked={isChecked}
      onChange={(value) => {
        setIsChecked(value);
        onChange(value);
      }}
    />
  );
}
