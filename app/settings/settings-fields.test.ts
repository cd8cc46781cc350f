import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseMinor, toDecimal } from "#app/money/money.ts";
import { DEFAULT_SETTINGS, type ShopSettings, shopSettings, toleranceRule } from "./settings.ts";
import { causeIdFor, causesIn, fromFields, locationsIn, toFields } from "./settings-fields.ts";

const currency = fc.constantFrom("USD", "EUR", "JPY", "KWD");
const amounts = fc
  .uniqueArray(fc.tuple(currency, fc.bigInt(0n, 10n ** 9n)), { selector: ([code]) => code })
  .map((pairs) => Object.fromEntries(pairs.map(([code, minor]) => [code, toDecimal(minor, code)])));
const bps = fc.integer({ min: 0, max: 10_000 });
const hour = fc.integer({ min: 0, max: 23 });
const locations = fc.dictionary(
  fc.bigInt(1n, 10n ** 18n).map(String),
  fc
    .record(
      { tolerance: fc.record({ amounts, shareOfCashHandledBps: bps }, { requiredKeys: [] }), cutOffHour: hour },
      { requiredKeys: [] },
    )
    .map(({ tolerance, cutOffHour }) => ({
      ...(tolerance &&
      (tolerance.shareOfCashHandledBps !== undefined || Object.keys(tolerance.amounts ?? {}).length > 0)
        ? { tolerance: { amounts: {}, ...tolerance } }
        : {}),
      ...(cutOffHour === undefined ? {} : { cutOffHour }),
    })),
  { maxKeys: 4 },
);
const causeCodes = fc
  .uniqueArray(fc.tuple(fc.stringMatching(/^[a-z0-9_]{1,20}$/), fc.boolean()), { selector: ([id]) => id, maxLength: 5 })
  .map((causes) => causes.map(([id, isRetired]) => ({ id, label: `Cause ${id}`, isRetired })));
const accountName = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9: -]{0,8}[A-Za-z0-9]$/);
const settings: fc.Arbitrary<ShopSettings> = fc
  .record({
    tolerance: fc.record({ amounts, shareOfCashHandledBps: bps }),
    cutOffHour: hour,
    locations: locations.map((all) =>
      Object.fromEntries(Object.entries(all).filter(([, own]) => Object.keys(own).length > 0)),
    ),
    weekStart: fc.integer({ min: 1, max: 7 }),
    staleHours: fc.integer({ min: 1, max: 720 }),
    policy: fc.record({
      windowDays: fc.integer({ min: 1, max: 366 }),
      windowEvents: fc.integer({ min: 2, max: 100 }),
      singleAmount: amounts,
      windowSum: amounts,
    }),
    causeCodes,
    accounts: fc.record(
      {
        quickbooks: fc.record({ sales: accountName, over: accountName }, { requiredKeys: [] }),
        quickbooksDates: fc.constantFrom("MM/DD/YYYY", "DD/MM/YYYY"),
        xero: fc.record({ drawers: accountName, short: accountName }, { requiredKeys: [] }),
        xeroTaxRate: accountName,
      },
      { requiredKeys: [] },
    ),
    alerts: fc.record(
      {
        isOn: fc.boolean(),
        kinds: fc.record({ discrepancy: fc.boolean(), carry_over_gap: fc.boolean() }, { requiredKeys: [] }),
        leastSeverity: fc.constantFrom("warning", "critical"),
        leastAmounts: amounts,
        locations: fc.dictionary(fc.bigInt(1n, 10n ** 18n).map(String), fc.constant(true), { maxKeys: 3 }),
      },
      { requiredKeys: [] },
    ),
    fourEyes: fc.constantFrom("told", "forbidden"),
    language: fc.constantFrom("admin", "fr", "ja"),
    retentionMonths: fc.option(fc.integer({ min: 3, max: 240 })),
  })
  .map((document) => shopSettings.parse(document));

test("the form of any settings reads back as the same settings, and so do they after the database", () => {
  fc.assert(
    fc.property(settings, (chosen) => {
      expect(fromFields(toFields(chosen))).toEqual({ settings: chosen, problems: null });
      expect(shopSettings.parse(JSON.parse(JSON.stringify(chosen)))).toEqual(chosen);
    }),
  );
});

test("the form shows nothing as chosen that was not", () => {
  const fields = toFields(
    shopSettings.parse({ locations: { "7": { cutOffHour: 4 } }, accounts: { xero: { sales: "200" } } }),
  );
  const chosen = Object.keys(fields).filter((path) => /^(locations|accounts)\./.test(path));
  expect(chosen).toEqual(["locations.7.cutOffHour", "accounts.quickbooksDates", "accounts.xero.sales"]);
});

describe("what was typed", () => {
  const typed = (changes: Record<string, string>) => fromFields({ ...toFields(DEFAULT_SETTINGS), ...changes });

  test.each([
    ["5", "5.00"],
    ["5,5", "5.50"],
    [" 5.00 ", "5.00"],
    ["0", "0.00"],
    ["123456789012.00", "123456789012.00"],
  ])("%s is the amount %s", (text, amount) => {
    expect(typed({ "tolerance.amounts.USD": text }).settings?.tolerance.amounts).toEqual({ USD: amount });
  });

  test.each([
    ["0.5", 50],
    ["0,25", 25],
    ["100", 10_000],
    ["", 0],
  ])("%s percent is %i hundredths of one", (text, hundredths) => {
    expect(typed({ "tolerance.shareOfCashHandledBps": text }).settings?.tolerance.shareOfCashHandledBps).toBe(
      hundredths,
    );
  });

  test.each([
    ["tolerance.amounts.USD", "-1", "amount"],
    ["tolerance.amounts.USD", "1,000.00", "amount"],
    ["tolerance.amounts.USD", "1234567890123.00", "amount"],
    ["tolerance.amounts.USD", "1.005", "coins"],
    ["tolerance.amounts.JPY", "0.5", "coins"],
    ["tolerance.shareOfCashHandledBps", "101", "number"],
    ["tolerance.shareOfCashHandledBps", "half", "number"],
    ["cutOffHour", "", "number"],
    ["cutOffHour", "1e1", "number"],
    ["locations.7.tolerance.amounts.EUR", "much", "amount"],
    ["locations.7.cutOffHour", "24", "number"],
    ["staleHours", "", "number"],
    ["staleHours", "1.5", "number"],
    ["policy.windowEvents", "1", "number"],
    ["retentionMonths", "", "number"],
    ["retentionMonths", "2", "number"],
    ["fourEyes", "maybe", "choice"],
    ["language", "it", "choice"],
    ["accounts.quickbooksDates", "soon", "choice"],
    ["accounts.quickbooks.sales", "=1+1", "account"],
    ["accounts.xero.drawers", "12345678901", "code"],
    ["causeCodes.own_x.label", " ", "label"],
  ])("is refused beside its field: %s as %j", (path, text, problem) => {
    expect(typed({ [path]: text })).toEqual({ settings: null, problems: { [path]: problem } });
  });

  test("names the second of two causes that are called the same, unless one is retired", () => {
    const two = { "causeCodes.own_a.label": "Wrong change", "causeCodes.own_b.label": "wrong change" };
    expect(typed(two).problems).toEqual({ "causeCodes.own_b.label": "duplicate" });
    expect(typed({ ...two, "causeCodes.own_a.isRetired": "yes" }).problems).toBeNull();
  });

  test("of more causes than anybody reads is refused beside all of them", () => {
    const fields = Array.from({ length: 51 }, (_, number) => [`causeCodes.own_${number}.label`, `Cause ${number}`]);
    expect(typed(Object.fromEntries(fields)).problems).toEqual({ causeCodes: "too many" });
  });

  test("without a word of alerts leaves them as they are until somebody chooses", () => {
    const fields = Object.entries(toFields(DEFAULT_SETTINGS)).filter(([path]) => !path.startsWith("alerts."));
    expect(fromFields(Object.fromEntries(fields)).settings?.alerts).toEqual(DEFAULT_SETTINGS.alerts);
  });

  test("of a location that was added and left empty is nothing", () => {
    const fields = { "locations.7.cutOffHour": "", "locations.7.tolerance.amounts.USD": " " };
    expect(locationsIn(fields)).toEqual(["7"]);
    expect(typed(fields).settings?.locations).toEqual({});
  });
});

describe("the tolerance of a location", () => {
  const chosen = shopSettings.parse({
    tolerance: { amounts: { USD: "5.00" }, shareOfCashHandledBps: 50 },
    locations: { "7": { tolerance: { amounts: { EUR: "2.00" } } }, "8": { tolerance: { shareOfCashHandledBps: 0 } } },
  });

  test.each([
    ["7", "EUR", { absolute: 200n, shareOfCashHandledBps: 50 }],
    ["7", "USD", { absolute: 500n, shareOfCashHandledBps: 50 }],
    ["8", "USD", { absolute: 500n, shareOfCashHandledBps: 0 }],
    ["9", "JPY", { absolute: 100n, shareOfCashHandledBps: 50 }],
    [null, "USD", { absolute: 500n, shareOfCashHandledBps: 50 }],
  ])("at %s in %s is its own where it has one, the shop's else, or the currency's default", (place, code, rule) => {
    expect(toleranceRule(chosen, code, place)).toEqual(rule);
  });

  test("never loses what was chosen for the shop, whatever else a location has of its own", () => {
    fc.assert(
      fc.property(settings, currency, (given, code) => {
        for (const id of Object.keys(given.locations)) {
          const own = given.locations[id]?.tolerance?.amounts[code];
          const expected = own ?? given.tolerance.amounts[code];
          if (expected === undefined) continue;
          expect(toleranceRule(given, code, id).absolute).toBe(parseMinor(expected, code));
        }
      }),
    );
  });
});

test("a cause gets an id of its own that says what it is", () => {
  expect(causeIdFor("Wrong change given!", [])).toBe("own_wrong_change_given");
  expect(causeIdFor("Wrong change given!", ["own_wrong_change_given"])).toBe("own_wrong_change_given_2");
  expect(causeIdFor("釣銭違い", [])).toBe("own");
  expect(causeIdFor("Caf\u00e9", [])).toBe("own_cafe");
  const long = causeIdFor("x".repeat(60), []);
  expect(causesIn({ [`causeCodes.${long}.label`]: "x" })).toEqual([long]);
});
