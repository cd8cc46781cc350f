import { Badge, type BadgeProps } from "@shopify/polaris";

import type { Status } from "#app/reconciliation/status.ts";

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
