import { z } from "zod";
import type { SettingProblem } from "./settings.ts";

// What a cell of a journal may hold: an accountant's program looks the account up by it, so nothing may be put in front of
// what a spreadsheet would run as a formula; it is refused here instead.
const name = (most: number, problem: SettingProblem) =>
  z
    .string()
    .trim()
    .min(1, problem)
    .max(most, problem)
    .regex(/^[^=+\-@＝＋－＠\p{Cc}][^\p{Cc}]*$/u, problem);

/** A sub-account is written with its parent, "Parent:Sub". */
const accountName = name(100, "account");
/** Xero's codes have at most ten characters. */
const accountCode = name(10, "code");

const quickbooks = z.strictObject({
  drawers: accountName.default("Cash in drawers"),
  sales: accountName.default("Cash sales"),
  refunds: accountName.default("Cash refunds"),
  adjustments: accountName.default("Cash paid in and out"),
  removed: accountName.default("Cash taken from drawers"),
  over: accountName.default("Cash discrepancies:Overages"),
  short: accountName.default("Cash discrepancies:Shortages"),
  carriedIn: accountName.default("Cash discrepancies:Carried in"),
});

// Codes that no chart of accounts has by chance: an import that finds no such account is refused, one that finds another
// account of the same number is not.
const xero = z.strictObject({
  drawers: accountCode.default("TILL-CASH"),
  sales: accountCode.default("TILL-SALES"),
  refunds: accountCode.default("TILL-REFND"),
  adjustments: accountCode.default("TILL-INOUT"),
  removed: accountCode.default("TILL-TAKEN"),
  over: accountCode.default("TILL-OVER"),
  short: accountCode.default("TILL-SHORT"),
  carriedIn: accountCode.default("TILL-CARRY"),
});

/** The accounts that a day's cash is booked on, by what each is for, as the shop's accounts name them. */
export const journalSettings = z.strictObject({
  quickbooks: quickbooks.prefault({}),
  /** QuickBooks reads dates as the company's country writes them. */
  quickbooksDates: z.enum(["MM/DD/YYYY", "DD/MM/YYYY"]).default("MM/DD/YYYY"),
  xero: xero.prefault({}),
  /** By its name in Xero: "Tax Exempt", "No VAT", "BAS Excluded". */
  xeroTaxRate: accountName.default("Tax Exempt"),
});

export type JournalSettings = z.infer<typeof journalSettings>;
