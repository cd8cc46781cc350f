import { Badge, type BadgeProps } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

import type { Status } from "#app/reconciliation/status.ts";

/** The colour only repeats the word; what is as it should be has none. */
export const STATUS_TONES: Record<Status, BadgeProps["tone"]> = {
  short: "critical",
  over: "attention",
  not_counted: "warning",
  open: "info",
  pending: undefined,
  balanced: undefined,
  within_tolerance: undefined,
};

/** A session's reconciliation status, in a word. */
export function StatusBadge({ status }: { status: Status }) {
  const { t } = useTranslation();
  return <Badge tone={STATUS_TONES[status]}>{t(`status.${status}`)}</Badge>;
}

/** A session that nobody closed, and for how long. */
export function StaleBadge({ hours }: { hours: number }) {
  const { t } = useTranslation();
  const days = Math.floor(hours / 24);
  return (
    <Badge tone="warning">
      {days >= 2 ? t("statusBadge.openForDays", { count: days }) : t("statusBadge.openForADay")}
    </Badge>
  );
}
