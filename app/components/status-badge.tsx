import { Badge, type BadgeProps } from "@shopify/polaris";

import type { Status } from "#app/reconciliation/status.ts";

import { useShopFormat } from "./shop-format.tsx";
import { STATUS_WORDS } from "./words.ts";

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
  return <Badge tone={STATUS_TONES[status]}>{STATUS_WORDS[status]}</Badge>;
}

/** A session that nobody closed, and for how long. */
export function StaleBadge({ hours }: { hours: number }) {
  const format = useShopFormat();
  const days = Math.floor(hours / 24);
  return <Badge tone="warning">{days >= 2 ? `Open for ${format.count(days)} days` : "Open for more than a day"}</Badge>;
}
