// The English of the accounts that journals are booked on.

export const ACCOUNTS_SECTION = {
  title: "Accounts for the journals",
  what:
    "What a day’s cash is booked on when you import it into your accounts. Write the names or codes exactly as they are " +
    "there; an empty field keeps what stands in it in grey.",
  quickbooks: "QuickBooks Online",
  quickbooksHelp: "Names of accounts. A sub-account is written with its parent, Parent:Sub.",
  xero: "Xero",
  xeroHelp: "Codes of accounts, of at most ten characters. Not bank accounts: Xero takes no manual journals on them.",
  dates: "Dates are written",
  monthFirst: "Month first (12/31/2026)",
  dayFirst: "Day first (31/12/2026)",
  taxRate: "Tax rate of every line, by its name in Xero",
} as const;

/** What each account is for, in the order of an entry. */
export const ACCOUNT_LABELS = {
  drawers: "Cash in drawers",
  sales: "Cash sales, or what settles them",
  refunds: "Cash refunds",
  adjustments: "Pay-ins and pay-outs",
  removed: "Taken out after closing",
  over: "Over",
  short: "Short",
  carriedIn: "Carried in at opening",
} as const;

/** Names of these settings in the trail of changes. */
export const ACCOUNT_SETTING_NAMES: Readonly<Record<string, string>> = {
  ...namesOf("quickbooks", ACCOUNTS_SECTION.quickbooks),
  ...namesOf("xero", ACCOUNTS_SECTION.xero),
  "accounts.quickbooksDates": "QuickBooks Online, dates",
  "accounts.xeroTaxRate": "Xero, tax rate",
};

function namesOf(program: string, name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(ACCOUNT_LABELS).map(([account, label]) => [
      `accounts.${program}.${account}`,
      `${name}, account “${label}”`,
    ]),
  );
}
