import { useNavigate } from "@remix-run/react";
import { Select } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { LocationOption } from "#app/reports/location-options.server.ts";

import { queryWith } from "./query.ts";

interface LocationChoiceProps {
  locations: LocationOption[];
  /** Those chosen; the choice holds one at a time. */
  chosen: readonly string[];
  query: string;
}

/** One location, or all of them; nothing where there is nothing to choose from. */
export function LocationChoice({ locations, chosen, query }: LocationChoiceProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  if (locations.length < 2) return null;
  return (
    <Select
      label={t("locationChoice.label")}
      labelInline
      options={[
        { value: "", label: t("locationChoice.all") },
        ...locations.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      value={chosen[0] ?? ""}
      onChange={(id) => void navigate(queryWith(query, { location: id === "" ? null : id, page: null }))}
    />
  );
}
