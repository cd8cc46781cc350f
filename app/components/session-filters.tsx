import { useNavigate } from "@remix-run/react";
import { Button, Select, Text, TextField, UnstyledLink } from "@shopify/polaris";
import type { TFunction } from "i18next";
import { useState, type FormEvent } from "react";
import { useTranslation } from "react-i18next";

import type { SessionFilters } from "#app/reports/filters.ts";
import type { FilterOptions } from "#app/reports/sessions.server.ts";

import { checkName, checkOptions } from "./check-filter.ts";
import { optionsOf, registerName } from "./id-words.ts";
import { listed } from "./listed.ts";
import { otherParameters, queryWith } from "./query.ts";
import styles from "./session-filters.module.css";
import { useShopFormat } from "./shop-format.tsx";
import { shownNumber } from "./typed-number.ts";

interface SessionFiltersProps {
  filters: SessionFilters;
  options: FilterOptions;
  query: string;
}

/** What narrows the list, each with its way back, and the form that narrows it further. */
export function SessionFilterBar({ filters, options, query }: SessionFiltersProps) {
  const { t } = useTranslation();
  const { locale } = useShopFormat();
  const chips = chipsOf(t, { filters, options, query }, locale);
  return (
    <div className={styles.filters}>
      <div className={styles.chips}>
        {chips.map((chip) => (
          <UnstyledLink key={chip.label} className={styles.chip} url={chip.href}>
            <Text as="span" visuallyHidden>
              {t("sessionFilters.takeAway")}
            </Text>
            {chip.label} <span aria-hidden="true">×</span>
          </UnstyledLink>
        ))}
        {chips.length > 1 && (
          <UnstyledLink className={styles.chip} url={queryWith(query, NO_FILTERS)}>
            {t("sessionFilters.clearAll")}
          </UnstyledLink>
        )}
        {/* Another list starts with the form closed. */}
        <details key={query} className={styles.panel}>
          <summary className={styles.summary}>{t("sessionFilters.addFilter")}</summary>
          <FilterForm filters={filters} options={options} query={query} />
        </details>
      </div>
    </div>
  );
}

const NO_FILTERS = {
  location: null,
  drawer: null,
  device: null,
  person: null,
  status: null,
  review: null,
  check: null,
  assignee: null,
  sign: null,
  min_abs: null,
  currency: null,
  q: null,
};

interface Chip {
  label: string;
  href: string;
}

/** A chip for each filter in force, with the address of the list without it. */
export function chipsOf(t: TFunction, { filters, options, query }: SessionFiltersProps, locale: string): Chip[] {
  const without = (name: string, values: readonly string[], value: string) =>
    queryWith(query, { [name]: values.filter((one) => one !== value) });
  const location = (id: string) => options.locations.find((one) => one.id === id)?.name ?? id;
  const drawer = (id: string) => registerName(t, id, options.drawers.find((one) => one.id === id)?.name ?? id);
  const person = (id: string) => options.people.find((one) => one.id === id)?.name ?? t("common.person", { id });
  const chips: Chip[] = [
    ...filters.locations.map((id) => ({
      label: t("sessionFilters.location", { location: location(id) }),
      href: without("location", filters.locations, id),
    })),
    ...filters.drawers.map((id) => ({
      label: t("sessionFilters.drawer", { drawer: drawer(id) }),
      href: without("drawer", filters.drawers, id),
    })),
    ...filters.devices.map((device) => ({
      label: t("sessionFilters.device", { device }),
      href: without("device", filters.devices, device),
    })),
    ...filters.people.map((id) => ({
      label: t("sessionFilters.person", { person: person(id) }),
      href: without("person", filters.people, id),
    })),
    ...filters.statuses.map((status) => ({
      label: t("sessionFilters.status", { status: t(`statusFilter.${status}`) }),
      href: without("status", filters.statuses, status),
    })),
  ];
  chips.push(
    ...filters.reviews.map((review) => ({
      label: t("sessionFilters.review", { review: t(`reviewState.${review}`) }),
      href: without("review", filters.reviews, review),
    })),
  );
  chips.push(
    ...filters.checks.map((check) => ({
      label: t("checkFilter.chip", { check: checkName(t, check) }),
      href: without("check", filters.checks, check),
    })),
  );
  if (filters.assignee)
    chips.push({
      label: filters.assignee === "me" ? t("review.mine") : t("review.escalatedTo", { id: filters.assignee }),
      href: queryWith(query, { assignee: null }),
    });
  if (filters.sign)
    chips.push({
      label: t("sessionFilters.only", { side: t(`side.${filters.sign}`) }),
      href: queryWith(query, { sign: null }),
    });
  if (filters.minAbs)
    chips.push({
      label: t("sessionFilters.atLeastOff", { minAbs: shownNumber(filters.minAbs, locale) }),
      href: queryWith(query, { min_abs: null }),
    });
  if (filters.currency)
    chips.push({
      label: t("sessionFilters.currency", { currency: filters.currency }),
      href: queryWith(query, { currency: null }),
    });
  if (filters.search)
    chips.push({ label: t("search.chip", { text: filters.search.text }), href: queryWith(query, { q: null }) });
  return chips;
}

/** Values that may stand several times in the query are added to; the others are replaced. */
const ADDED = ["location", "drawer", "device", "person", "status", "review", "check"];
const REPLACED = ["assignee", "sign", "min_abs", "currency"];

function FilterForm({ filters, options, query }: SessionFiltersProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const any = (label: string) => ({ value: "", label });
  const left = <T extends { id: string }>(all: T[], chosen: string[]) => all.filter(({ id }) => !chosen.includes(id));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    void navigate(queryFromForm(new FormData(event.currentTarget)));
  }

  return (
    <form method="get" className={styles.form} aria-label={t("sessionFilters.filters")} onSubmit={submit}>
      {otherParameters(query, REPLACED).map(([name, value]) => (
        <input key={`${name}=${value}`} type="hidden" name={name} value={value} />
      ))}
      {options.locations.length > 0 && (
        <Choice
          label={t("common.location")}
          name="location"
          options={[
            any(t("common.any")),
            ...left(options.locations, filters.locations).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <Choice
        label={t("common.drawer")}
        name="drawer"
        options={[
          any(t("common.any")),
          ...left(options.drawers, filters.drawers).map(({ id, name, location }) => ({
            value: id,
            label: registerName(t, id, listed(t, [name, location])),
          })),
        ]}
      />
      {options.people.length > 0 && (
        <Choice
          label={t("sessionFilters.personLabel")}
          name="person"
          options={[
            any(t("common.any")),
            ...left(options.people, filters.people).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      )}
      <Choice
        label={t("sessionFilters.statusLabel")}
        name="status"
        options={[any(t("common.any")), ...optionsOf(t("statusFilter", { returnObjects: true }))]}
      />
      <Choice
        label={t("review.heading")}
        name="review"
        options={[any(t("common.any")), ...optionsOf(t("reviewState", { returnObjects: true }))]}
      />
      <Choice
        label={t("reviewState.escalated")}
        name="assignee"
        initial={filters.assignee === "me" ? "me" : ""}
        options={[any(t("review.anyAssignee")), { value: "me", label: t("review.mine") }]}
      />
      <Choice label={t("checkFilter.label")} name="check" options={[any(t("checkFilter.none")), ...checkOptions(t)]} />
      <Choice
        label={t("sessionFilters.overOrShort")}
        name="sign"
        initial={filters.sign ?? ""}
        options={[
          any(t("sessionFilters.either")),
          { value: "short", label: t("common.short") },
          { value: "over", label: t("common.over") },
        ]}
      />
      <Amount label={t("sessionFilters.offByAtLeast")} name="min_abs" initial={filters.minAbs ?? ""} />
      {options.currencies.length > 1 && (
        <Choice
          label={t("sessionFilters.currencyLabel")}
          name="currency"
          initial={filters.currency ?? ""}
          options={[any(t("common.any")), ...options.currencies.map((code) => ({ value: code, label: code }))]}
        />
      )}
      <div>
        <Button submit>{t("common.apply")}</Button>
      </div>
    </form>
  );
}

/** The query that a form's fields ask for: each value once, what was left blank not at all. */
export function queryFromForm(form: FormData): string {
  const query = new URLSearchParams();
  for (const [name, value] of form) {
    if (typeof value !== "string" || value === "") continue;
    // A comma where the merchant's language has one.
    if (name === "min_abs") query.set(name, value.replace(",", "."));
    else if (!ADDED.includes(name)) query.set(name, value);
    else if (!query.getAll(name).includes(value)) query.append(name, value);
  }
  return `?${query.toString()}`;
}

interface ChoiceProps {
  label: string;
  name: string;
  initial?: string;
  options: { value: string; label: string }[];
}

function Choice({ label, name, initial = "", options }: ChoiceProps) {
  const [value, setValue] = useState(initial);
  return <Select label={label} name={name} options={options} value={value} onChange={setValue} />;
}

function Amount({ label, name, initial }: { label: string; name: string; initial: string }) {
  const { t } = useTranslation();
  const { locale } = useShopFormat();
  const [value, setValue] = useState(shownNumber(initial, locale));
  const isAmount = value === "" || /^\d{1,12}([.,]\d{1,4})?$/.test(value);
  return (
    <TextField
      label={label}
      name={name}
      value={value}
      onChange={setValue}
      inputMode="decimal"
      autoComplete="off"
      placeholder={shownNumber("5.00", locale)}
      error={isAmount ? undefined : t("sessionFilters.amountHelp")}
    />
  );
}
