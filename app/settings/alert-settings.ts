import { z } from "zod";
import { SEVERITIES } from "#app/reconciliation/severity.ts";
import { amounts } from "./amounts.ts";

/** What an alert can be about. */
export const ALERT_KINDS = ["discrepancy", "stale_open", "carry_over_gap"] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** What the least severity can be. */
export const LEAST_SEVERITIES = SEVERITIES;

const isWanted = z.boolean().default(true);

/** What is told to Shopify Flow. Since when it is on is in the trail of changes. */
export const alertSettings = z.strictObject({
  isOn: z.boolean().default(false),
  kinds: z.strictObject({ discrepancy: isWanted, stale_open: isWanted, carry_over_gap: isWanted }).prefault({}),
  /** Of what is about an amount: everything beyond tolerance, or only what is worth a talk. */
  leastSeverity: z.enum(LEAST_SEVERITIES).default("warning"),
  /** Smaller amounts are not told; a currency that is not named has no such limit. */
  leastAmounts: amounts.default({}),
  /** By the number of Shopify's GID; none: all of them, and what has no location. */
  locations: z.record(z.string().regex(/^[1-9]\d{0,18}$/), z.literal(true)).default({}),
});

export type AlertSettings = z.infer<typeof alertSettings>;

const LOCATION = /^alerts\.locations\.([1-9]\d{0,18})$/;

/** The alerts as fields of a form, in the order of the page. */
export function alertFields(alerts: AlertSettings): Record<string, string> {
  const yesOrNo = (is: boolean) => (is ? "yes" : "no");
  return {
    "alerts.isOn": yesOrNo(alerts.isOn),
    ...Object.fromEntries(ALERT_KINDS.map((kind) => [`alerts.kinds.${kind}`, yesOrNo(alerts.kinds[kind])])),
    "alerts.leastSeverity": alerts.leastSeverity,
    ...Object.fromEntries(
      Object.entries(alerts.leastAmounts).map(([currency, amount]) => [`alerts.leastAmounts.${currency}`, amount]),
    ),
    ...Object.fromEntries(Object.keys(alerts.locations).map((id) => [`alerts.locations.${id}`, "yes"])),
  };
}

/** The locations that alerts are limited to, in the order in which they were added. */
export function alertLocationsIn(fields: Readonly<Record<string, string>>): string[] {
  return Object.keys(fields).flatMap((path) => LOCATION.exec(path)?.[1] ?? []);
}

/** What the schema is given of the filled fields; the amounts are read by whoever reads all amounts of the form. */
export function alertDocument(filled: Readonly<Record<string, string>>, leastAmounts: Record<string, string>): object {
  const flag = (path: string) => (filled[path] === undefined ? undefined : filled[path] === "yes");
  return {
    isOn: flag("alerts.isOn"),
    kinds: Object.fromEntries(ALERT_KINDS.map((kind) => [kind, flag(`alerts.kinds.${kind}`)])),
    leastSeverity: filled["alerts.leastSeverity"],
    leastAmounts,
    locations: Object.fromEntries(alertLocationsIn(filled).map((id) => [id, true])),
  };
}
