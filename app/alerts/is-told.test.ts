import { expect, test } from "vitest";
import { alertSettings } from "#app/settings/alert-settings.ts";
import { isTold, type Weighed } from "./is-told.ts";

const SHORT: Weighed = { kind: "discrepancy", locationId: "7", currency: "USD", severity: "warning", amount: -1_000n };
const told = (chosen: object, weighed: Partial<Weighed> = {}) =>
  isTold({ ...SHORT, ...weighed }, alertSettings.parse({ isOn: true, ...chosen }));

test.each<[string, object, Partial<Weighed>, boolean]>([
  ["everything beyond tolerance", {}, {}, true],
  ["nothing while they are off", { isOn: false }, {}, false],
  ["no kind that is not wanted", { kinds: { discrepancy: false } }, {}, false],
  ["the kinds that are", { kinds: { discrepancy: false } }, { kind: "carry_over_gap" }, true],
  ["of some locations only", { locations: { "8": true } }, {}, false],
  ["of the location named", { locations: { "7": true } }, {}, true],
  ["of no unknown location, where some are named", { locations: { "7": true } }, { locationId: null }, false],
  ["an amount that is just as large", { leastAmounts: { USD: "10.00" } }, {}, true],
  ["no smaller one, over or short", { leastAmounts: { USD: "10.01" } }, {}, false],
  ["whatever the amount, of another currency", { leastAmounts: { EUR: "99.00" } }, {}, true],
  ["no warning where only the critical is wanted", { leastSeverity: "critical" }, {}, false],
  ["what is critical", { leastSeverity: "critical" }, { severity: "critical" }, true],
  ["a forgotten session whatever it holds", { leastSeverity: "critical" }, { kind: "stale_open", amount: null }, true],
])("a shop is told %s", (_what, chosen, weighed, expected) => {
  expect(told(chosen, weighed)).toBe(expected);
});
