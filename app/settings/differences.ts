import type { ShopSettings } from "./settings.ts";

export type SettingValue = string | number | boolean | null | { label: string; isRetired: boolean };

/** One setting that was changed. Null: not set, and then the default or the shop's own counts. */
export interface SettingDifference {
  /** A path such as "tolerance.amounts.USD", "locations.12.cutOffHour" or "causeCodes.own_miscount". */
  setting: string;
  before: SettingValue;
  after: SettingValue;
}

/** What the second settings have otherwise than the first, setting by setting, in the order of their paths. */
export function settingDifferences(before: ShopSettings, after: ShopSettings): SettingDifference[] {
  const [old, young] = [settingsByPath(before), settingsByPath(after)];
  return [...new Set([...old.keys(), ...young.keys()])].sort().flatMap((setting) => {
    const difference = { setting, before: old.get(setting) ?? null, after: young.get(setting) ?? null };
    return JSON.stringify(difference.before) === JSON.stringify(difference.after) ? [] : [difference];
  });
}

/** Whether a change of this setting changes the tolerance, the status or the business day of sessions. */
export function changesDerivedFigures({ setting }: SettingDifference): boolean {
  return /^(tolerance|cutOffHour|locations)(\.|$)/.test(setting);
}

function settingsByPath(settings: ShopSettings): Map<string, SettingValue> {
  const { causeCodes, ...rest } = settings;
  const byPath = new Map<string, SettingValue>(leaves(rest, ""));
  for (const { id, label, isRetired } of causeCodes) byPath.set(`causeCodes.${id}`, { label, isRetired });
  return byPath;
}

type Tree = { [name: string]: Tree | string | number | boolean | null | undefined };

function* leaves(tree: Tree, prefix: string): Generator<[string, SettingValue]> {
  for (const [name, value] of Object.entries(tree)) {
    if (typeof value === "object" && value !== null) yield* leaves(value, `${prefix}${name}.`);
    else if (value !== undefined) yield [prefix + name, value];
  }
}
