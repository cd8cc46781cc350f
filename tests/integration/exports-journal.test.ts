import sql from "sql-template-tag";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { type ExportFile, exportFile } from "#app/exports/export-file.server.ts";
import { journalReference } from "#app/exports/journal-reference.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aKnownShop, NOW, SOHO } from "#tests/support/known-shop.ts";
import { aShop, type SessionFixture, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { parseTable } from "#tests/support/parse-csv.ts";

let shop: Shop;

beforeAll(async () => {
  await freshDatabase();
  shop = await aKnownShop();
});

async function textOf(file: ExportFile, query = "", owner = shop): Promise<string> {
  return (await exportFile(owner, file, new URLSearchParams(query), { now: NOW })).text();
}

async function rowsOf(file: ExportFile, query = "", owner = shop) {
  return parseTable(await textOf(file, query, owner));
}

const referenceOf = (id: number, date: string, currency = "USD") =>
  journalReference(shop, { place: { kind: "location", id: String(id), name: null }, date, currency });

const SHIFT = { drawer: 11, opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z" };

/** The lines of a shop with these sessions: accounts and amounts, debits above zero. */
async function bookingsOf(...sessions: SessionFixture[]) {
  const owner = await aShop();
  await storeSessions(owner, sessions);
  const lines = await rowsOf("journal-quickbooks.csv", "", owner);
  return lines.map((line) => [line["Account Name"], line.Debits || `-${line.Credits}`]);
}

describe("journal-quickbooks.csv", () => {
  it("is, to the byte, what QuickBooks imports", async () => {
    const no = referenceOf(SOHO, "2026-11-20");
    const line = (account: string, debit: string, credit: string, what: string) =>
      `${no},11/20/2026,${account},${debit},${credit},"${what}, Soho 2026-11-20 USD",USD,Soho`;
    expect((await textOf("journal-quickbooks.csv", "from=2026-11-20&to=2026-11-20")).split("\r\n")).toEqual([
      "Journal No,Journal Date,Account Name,Debits,Credits,Description,Currency,Location",
      line("Cash in drawers", "237.60", "", "Cash in drawers").replace(/ USD"/, ' USD: 2 sessions"'),
      line("Cash sales", "", "250.00", "Cash sales"),
      line("Cash refunds", "20.00", "", "Cash refunds"),
      line("Cash paid in and out", "30.00", "", "Pay-ins and pay-outs"),
      line("Cash discrepancies:Overages", "", "50.00", "Over"),
      line("Cash discrepancies:Shortages", "12.40", "", "Short"),
      "",
    ]);
  });

  it("books what was carried in apart from what went wrong in the session", async () => {
    expect(await bookingsOf({ ...SHIFT, id: 1, expectedAtOpen: "100", countedAtOpen: "97", off: "3" })).toEqual([
      ["Cash discrepancies:Overages", "-3.00"],
      ["Cash discrepancies:Carried in", "3.00"],
    ]);
  });

  it("books what was taken out after closing once, whether or not Shopify's adjustments hold it", async () => {
    const taken = { ...SHIFT, sales: "80", takenOut: "60", adjustments: "-5" };
    const expected = [
      ["Cash in drawers", "15.00"],
      ["Cash sales", "-80.00"],
      ["Cash paid in and out", "5.00"],
      ["Cash taken from drawers", "60.00"],
    ];
    expect(await bookingsOf({ ...taken, id: 1 })).toEqual(expected);
    const owner = await aShop();
    await storeSessions(owner, [{ ...taken, id: 1 }]);
    await db().execute(sql`UPDATE payment_session SET adjustments = -6500 WHERE shop_id = ${owner.id}`);
    const lines = await rowsOf("journal-quickbooks.csv", "", owner);
    expect(lines.map((line) => [line["Account Name"], line.Debits || `-${line.Credits}`])).toEqual(expected);
  });

  it("leaves out what is not counted or pending, and says how much in the entry and above the header", async () => {
    const owner = await aShop({ locations: [{ id: SOHO, name: "Soho" }] });
    const here = { ...SHIFT, location: SOHO, sales: "10" };
    await storeSessions(owner, [
      { ...here, id: 1 },
      { ...here, id: 2, off: null },
      { ...here, id: 3, ready: false },
      { ...here, id: 4, closed: "2026-11-21T22:00:00Z", ready: false },
      { ...here, id: 5, closed: undefined },
    ]);
    const lines = await rowsOf("journal-quickbooks.csv", "", owner);
    expect(lines.map((line) => [line.Debits || `-${line.Credits}`, line.Description])).toEqual([
      ["10.00", "Cash in drawers, Soho 2026-11-20 USD: 1 session; left out: 1 not counted, 1 pending"],
      ["-10.00", "Cash sales, Soho 2026-11-20 USD"],
    ]);
    const echoed = await textOf("journal-quickbooks.csv", "echo=1", owner);
    expect(echoed).toContain("left_out_not_counted,1\r\nleft_out_pending,2\r\n\r\nJournal No,");
  });

  it("has as many decimals as the currency", async () => {
    const owner = await aShop();
    await storeSessions(owner, [
      { ...SHIFT, id: 1, currency: "JPY", sales: "1480", off: "-80" },
      { ...SHIFT, id: 2, currency: "KWD", sales: "4.125", off: "0.005" },
    ]);
    const lines = await rowsOf("journal-quickbooks.csv", "", owner);
    expect(lines.map((line) => [line.Currency, line.Debits, line.Credits])).toEqual([
      ["JPY", "1400", ""],
      ["JPY", "", "1480"],
      ["JPY", "80", ""],
      ["KWD", "4.130", ""],
      ["KWD", "", "4.125"],
      ["KWD", "", "0.005"],
    ]);
  });

  it("names the accounts as the shop does, and writes dates as its country does", async () => {
    const owner = await aShop();
    await storeSessions(owner, [{ ...SHIFT, id: 1, sales: "10" }]);
    const chosen = { accounts: { quickbooks: { sales: "Sales:Cash" }, quickbooksDates: "DD/MM/YYYY" } };
    await db().execute(sql`INSERT INTO shop_setting (shop_id, version, chosen, updated_at, updated_by)
      VALUES (${owner.id}, 1, ${JSON.stringify(chosen)}::jsonb, ${NOW}, '1')`);
    const lines = await rowsOf("journal-quickbooks.csv", "", owner);
    expect(lines.map((line) => [line["Journal Date"], line["Account Name"]])).toEqual([
      ["20/11/2026", "Cash in drawers"],
      ["20/11/2026", "Sales:Cash"],
    ]);
  });
});

describe("journal-xero.csv", () => {
  it("is, to the byte, what Xero imports: debits positive, credits negative", async () => {
    const narration = `"Till Ledger ${referenceOf(SOHO, "2026-11-21")}, Soho 2026-11-21 USD"`;
    const line = (code: string, amount: string, what: string) =>
      `${narration},21 Nov 2026,"${what}",${code},Tax Exempt,${amount},,,,`;
    expect((await textOf("journal-xero.csv", "from=2026-11-21&to=2026-11-21&location=1")).split("\r\n")).toEqual([
      "*Narration,*Date,Description,*AccountCode,*TaxRate,*Amount,TrackingName1,TrackingOption1,TrackingName2," +
        "TrackingOption2",
      line("TILL-CASH", "-50.00", "Cash in drawers, Soho 2026-11-21 USD: 1 session"),
      line("TILL-SHORT", "50.00", "Short, Soho 2026-11-21 USD"),
      "",
    ]);
  });

  it("has one currency: the shop's own, unless another is asked for", async () => {
    const narrations = async (query: string) =>
      (await rowsOf("journal-xero.csv", query)).map((row) => row["*Narration"] ?? "");
    expect((await narrations("")).every((text) => text.endsWith(" USD"))).toBe(true);
    const yen = await narrations("currency=JPY");
    expect([yen.length > 0, yen.every((text) => text.endsWith(" JPY"))]).toEqual([true, true]);
    const owner = { ...shop, currency: null };
    const refused = await exportFile(owner, "journal-xero.csv", new URLSearchParams(), { now: NOW });
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining("currency=USD")]);
  });
});

describe("a file of many days", () => {
  it("is the same however many days are read at a time", async () => {
    const files = ["journal-quickbooks.csv", "daily-totals.csv"] as const;
    const read = () =>
      Promise.all(files.map((file) => textOf(file, file === "daily-totals.csv" ? "per=location" : "")));
    const atOnce = await read();
    await db().execute(sql`UPDATE daily_total SET sessions = 3000 WHERE shop_id = ${shop.id}`);
    expect(await read()).toEqual(atOnce);
    expect(atOnce.map((text) => text.split("\r\n").length > 8)).toEqual([true, true]);
  });
});

describe("the echo", () => {
  it("says above the header what was asked for, of whom and when", async () => {
    const text = await textOf(
      "sessions.csv",
      "echo=1&from=2026-11-01&location=1&status=short&min_abs=5&sort=size_desc",
    );
    expect(text.slice(0, text.indexOf("session_id")).split("\r\n")).toEqual([
      "file,sessions.csv",
      `shop,${shop.domain}`,
      "time_zone,America/New_York",
      "made_at,2026-11-22T18:00:00Z",
      "from,2026-11-01",
      "to,the last session",
      "by,closing",
      "location,gid://shopify/Location/1",
      "status,short",
      "min_abs,5",
      "",
      "",
    ]);
    const [, table] = text.split("\r\n\r\n");
    expect(table).toBe(await textOf("sessions.csv", "from=2026-11-01&location=1&status=short&min_abs=5"));
    expect(await textOf("daily-totals.csv", "echo=1&per=location")).toContain("by,closing\r\nper,location\r\n\r\n");
    const marked = await exportFile(shop, "sessions.csv", new URLSearchParams("echo=1&bom=1"), { now: NOW });
    const start = (await marked.bytes()).slice(0, 8);
    expect(new TextDecoder("utf-8", { ignoreBOM: true }).decode(start)).toBe("\uFEFFfile,");
  });
});
