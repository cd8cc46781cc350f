import { magnitude } from "./facts.ts";

/** How much an amount beyond tolerance asks for: a look, or a talk. */
export const SEVERITIES = ["warning", "critical"] as const;

export type Severity = (typeof SEVERITIES)[number];

/** `worthATalk`: what the shop's policy takes for much in one event. */
export function severityOf(amount: bigint, worthATalk: bigint): Severity {
  return magnitude(amount) >= worthATalk ? "critical" : "warning";
}
