import { describe, expect, it } from "vitest";
import { JOURNAL_ACCOUNTS } from "#app/reconciliation/journal.ts";
import { journalSettings } from "./journal-settings.ts";
import { DEFAULT_SETTINGS, shopSettings } from "./settings.ts";

describe("the accounts of the journals", () => {
  it("are there before anybody chose, one for each kind of line", () => {
    for (const accounts of [DEFAULT_SETTINGS.accounts.quickbooks, DEFAULT_SETTINGS.accounts.xero]) {
      expect(Object.keys(accounts)).toEqual([...JOURNAL_ACCOUNTS]);
      expect(new Set(Object.values(accounts)).size).toBe(JOURNAL_ACCOUNTS.length);
    }
  });

  it("read from a document that was stored before they were known, or that names some", () => {
    expect(shopSettings.parse({ cutOffHour: 4 }).accounts).toEqual(DEFAULT_SETTINGS.accounts);
    const { accounts } = shopSettings.parse({ accounts: { xero: { sales: " 200 " } } });
    expect(accounts).toEqual({
      ...DEFAULT_SETTINGS.accounts,
      xero: { ...DEFAULT_SETTINGS.accounts.xero, sales: "200" },
    });
  });

  it.each(["=1+1", "-cash", "+cash", "@cash", "＝1", "two\nlines", "", " ", "x".repeat(101)])(
    "are refused where no file could hold them as they are: %j",
    (sales) => {
      expect(journalSettings.safeParse({ quickbooks: { sales } }).success).toBe(false);
    },
  );

  it("have no longer codes than Xero's", () => {
    expect(journalSettings.safeParse({ xero: { sales: "12345678901" } }).success).toBe(false);
    expect(journalSettings.safeParse({ xero: { sales: "1" } }).success).toBe(true);
  });
});
