import type { BusinessDate } from "#app/calendar/dates.ts";
import { toDecimal } from "#app/money/money.ts";
import type { SessionFilters } from "#app/reports/filters.ts";
import {
  type JournalEntry,
  type JournalSettings,
  readJournalSettings,
  streamJournal,
} from "#app/reports/journal.server.ts";
import type { Shop } from "#app/shop.server.ts";
import type { Column } from "./csv.ts";
import { journalReference } from "./journal-reference.server.ts";

/** A row: one line of one entry, and what the shop calls its accounts. */
export interface JournalRow {
  entry: JournalEntry;
  line: JournalEntry["lines"][number];
  reference: string;
  settings: JournalSettings;
}

/** The entries of these filters as rows, the lines of one after the other. */
export async function* streamJournalRows(shop: Shop, filters: SessionFilters): AsyncGenerator<JournalRow[], void> {
  const settings = await readJournalSettings(shop);
  for await (const entries of streamJournal(shop, filters)) {
    yield entries.flatMap((entry) => {
      const reference = journalReference(shop, entry);
      return entry.lines.map((line) => ({ entry, line, reference, settings }));
    });
  }
}

/** The columns of journal-quickbooks.csv: QuickBooks Online's own, in the order of its sample. */
export const QUICKBOOKS_COLUMNS: readonly Column<JournalRow>[] = [
  { name: "Journal No", cell: ({ reference }) => reference },
  { name: "Journal Date", cell: ({ entry, settings }) => slashed(entry.date, settings.quickbooksDates) },
  { name: "Account Name", cell: ({ line, settings }) => settings.quickbooks[line.account], isFreeText: true },
  { name: "Debits", cell: ({ line, entry }) => (line.debit > 0n ? toDecimal(line.debit, entry.currency) : null) },
  { name: "Credits", cell: ({ line, entry }) => (line.debit < 0n ? toDecimal(-line.debit, entry.currency) : null) },
  { name: "Description", cell: descriptionOf, isFreeText: true },
  { name: "Currency", cell: ({ entry }) => entry.currency },
  { name: "Location", cell: ({ entry }) => entry.place.name, isFreeText: true },
];

/** The columns of journal-xero.csv: those of Xero's template for manual journals. A debit is positive, a credit negative. */
export const XERO_COLUMNS: readonly Column<JournalRow>[] = [
  { name: "*Narration", cell: ({ reference, entry }) => `Till Ledger ${reference}, ${whereAndWhen(entry)}` },
  { name: "*Date", cell: ({ entry }) => spelledOut(entry.date) },
  { name: "Description", cell: descriptionOf, isFreeText: true },
  { name: "*AccountCode", cell: ({ line, settings }) => settings.xero[line.account], isFreeText: true },
  { name: "*TaxRate", cell: ({ settings }) => settings.xeroTaxRate, isFreeText: true },
  { name: "*Amount", cell: ({ line, entry }) => toDecimal(line.debit, entry.currency) },
  ...["TrackingName1", "TrackingOption1", "TrackingName2", "TrackingOption2"].map((name) => ({
    name,
    cell: () => null,
  })),
];

const LINE_WORDS: Record<JournalRow["line"]["of"], string> = {
  drawers: "Cash in drawers",
  cashSales: "Cash sales",
  cashRefunds: "Cash refunds",
  adjustments: "Pay-ins and pay-outs",
  closingAdjustment: "Taken out or put in after closing",
  over: "Over",
  short: "Short",
  carriedInOver: "Over at opening, carried in",
  carriedInShort: "Short at opening, carried in",
};

function descriptionOf({ entry, line }: JournalRow): string {
  const what = `${LINE_WORDS[line.of]}, ${whereAndWhen(entry)}`;
  return line.of === "drawers" ? `${what}: ${sessionsOf(entry)}` : what;
}

function sessionsOf({ sessions, leftOut: { notCounted, pending } }: JournalEntry): string {
  const leftOut = [notCounted > 0 ? `${notCounted} not counted` : [], pending > 0 ? `${pending} pending` : []].flat();
  const booked = sessions === 1 ? "1 session" : `${sessions} sessions`;
  return leftOut.length === 0 ? booked : `${booked}; left out: ${leftOut.join(", ")}`;
}

function whereAndWhen({ place, date, currency }: JournalEntry): string {
  // A line break in the middle of a cell is more than every importer can read.
  const name = (place.name ?? `${place.kind} ${place.id}`).replace(/\p{Cc}+/gu, " ");
  return `${name} ${date} ${currency}`;
}

function slashed(date: BusinessDate, order: string): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return order === "DD/MM/YYYY" ? `${day}/${month}/${year}` : `${month}/${day}/${year}`;
}

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** 20 Nov 2026: Xero takes it whichever way round the organisation's country writes days and months. */
function spelledOut(date: BusinessDate): string {
  const [year = "", month = "", day = ""] = date.split("-");
  return `${Number(day)} ${MONTHS[Number(month) - 1]} ${year}`;
}
