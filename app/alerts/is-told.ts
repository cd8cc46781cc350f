import { parseMinor } from "#app/money/money.ts";
import { magnitude } from "#app/reconciliation/facts.ts";
import type { Severity } from "#app/reconciliation/severity.ts";
import type { AlertKind, AlertSettings } from "#app/settings/alert-settings.ts";

export interface Weighed {
  kind: AlertKind;
  locationId: string | null;
  currency: string;
  severity: Severity;
  /** What the least amount and the least severity are about; null: neither is asked. */
  amount: bigint | null;
}

/** Whether the shop wants to be told of it. */
export function isTold({ kind, locationId, currency, severity, amount }: Weighed, alerts: AlertSettings): boolean {
  if (!alerts.isOn || !alerts.kinds[kind]) return false;
  const places = Object.keys(alerts.locations);
  if (places.length > 0 && (locationId === null || !places.includes(locationId))) return false;
  if (amount === null) return true;
  if (alerts.leastSeverity === "critical" && severity !== "critical") return false;
  const least = alerts.leastAmounts[currency];
  return least === undefined || magnitude(amount) >= parseMinor(least, currency);
}
