import { useNavigate } from "@remix-run/react";
import { Select } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import { queryWith } from "./query.ts";

interface CurrencyChoiceProps {
  /** The currencies that the page shows now: once one is chosen, that one. */
  shown: readonly { currency: string }[];
  chosen: string | null;
  query: string;
}

/** One currency, or all of them; nothing where there is nothing to choose from. */
export function CurrencyChoice({ shown, chosen, query }: CurrencyChoiceProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const codes = [...new Set([...shown.map(({ currency }) => currency), ...(chosen === null ? [] : [chosen])])].sort();
  if (codes.length < 2 && chosen === null) return null;
  return (
    <Select
      label={t("lists.currency")}
      labelInline
      options={[{ value: "", label: t("lists.allCurrencies") }, ...codes.map((code) => ({ value: code, label: code }))]}
      value={chosen ?? ""}
      onChange={(code) => void navigate(queryWith(query, { currency: code === "" ? null : code, page: null }))}
    />
  );
}
