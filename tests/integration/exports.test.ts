import sql from "sql-template-tag";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { type ExportFile, exportFile } from "#app/exports/export-file.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aKnownShop, FRONT, NOW, SOHO } from "#tests/support/known-shop.ts";
import { aShop, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { parseTable } from "#tests/support/parse-csv.ts";

let shop: Shop;

beforeAll(async () => {
  await freshDatabase();
  shop = await aKnownShop();
});

function download(file: ExportFile, query = "", owner = shop): Promise<Response> {
  return exportFile(owner, file, new URLSearchParams(query), { now: NOW });
}

async function rowsOf(file: ExportFile, query = "", owner = shop) {
  return parseTable(await (await download(file, query, owner)).text());
}

const numberOf = (id: string | undefined) => id?.split("/").at(-1);

describe("sessions.csv", () => {
  it("is, to the byte, what the dictionary says", async () => {
    const text = await (await download("sessions.csv", "from=2026-11-20&to=2026-11-20&drawer=11")).text();
    expect(text.split("\r\n")).toEqual([
      "session_id,status,business_date,location_id,location,drawer_id,drawer,device_id,currency,opened_at," +
        "opened_at_local,closed_at,closed_at_local,opened_by,closed_by,expected_at_open,counted_at_open," +
        "opening_discrepancy,cash_sales,cash_refunds,net_cash_sales,adjustments,expected_at_close,counted_at_close," +
        "closing_discrepancy,closing_adjustment,closing_balance,total_discrepancy,total_sales,total_refunds,net_sales," +
        "totals_ready,reconciliation,tolerance,failed_checks,opening_note,closing_note,source,review",
      "gid://shopify/PointOfSaleDevicePaymentSession/1001,closed,2026-11-20,gid://shopify/Location/1,Soho," +
        "gid://shopify/CashDrawer/11,Front,gid://shopify/PointOfSaleDevice/71,USD,2026-11-20T14:00:00Z," +
        "2026-11-20T09:00:00-05:00,2026-11-20T23:00:00Z,2026-11-20T18:00:00-05:00,Ana,Ben,100.00,100.00," +
        "0.00,250.00,20.00,230.00,-30.00,300.00,287.60," +
        "-12.40,0.00,287.60,-12.40,750.00,20.00,730.00,true,short,1.00,,,,payment_session,needs",
      "",
    ]);
  });

  it("holds every closed session in the order of its closing when the query says nothing", async () => {
    const ids = (await rowsOf("sessions.csv")).map((row) => numberOf(row.session_id));
    expect(ids).toEqual(["1011", "1005", "1003", "1001", "1006", "1004", "1007", "1002", "1008"]);
  });

  it("by opening holds open ones too, in the order of their opening, on the business day of it", async () => {
    const rows = await rowsOf("sessions.csv", "by=opening&from=2026-11-21&to=2026-11-22");
    expect(rows.map((row) => [numberOf(row.session_id), row.status, row.business_date, row.closed_at])).toEqual([
      ["1004", "closed", "2026-11-21", "2026-11-21T22:00:00Z"],
      ["1007", "closed", "2026-11-21", "2026-11-21T23:00:00Z"],
      ["1002", "closed", "2026-11-21", "2026-11-22T06:30:00Z"],
      ["1008", "closed", "2026-11-22", "2026-11-22T10:00:00Z"],
      ["1009", "open", "2026-11-22", ""],
    ]);
  });

  it("leaves empty what is not known, and writes yen without decimals in Tokyo's time", async () => {
    const [notCounted] = await rowsOf("sessions.csv", "status=not_counted");
    expect(notCounted).toMatchObject({
      counted_at_close: "",
      closing_discrepancy: "",
      closing_balance: "",
      opened_by: "",
    });
    const [yen] = await rowsOf("sessions.csv", "currency=JPY");
    expect(yen).toMatchObject({
      closed_at_local: "2026-11-22T19:00:00+09:00",
      counted_at_close: "8800",
      tolerance: "1",
    });
    const gid = "gid://shopify/PointOfSaleDevicePaymentSession/";
    const [open] = await rowsOf("sessions.csv", "by=opening&status=open&drawer=11");
    const alone = await rowsOf("sessions.csv", `by=opening&session_id=${open?.session_id?.slice(gid.length)}`);
    expect(alone.map((row) => row.session_id)).toEqual([open?.session_id]);
    expect(open).toMatchObject({ closed_at: "", expected_at_close: "", reconciliation: "open" });
  });

  it("holds closed sessions alone by closing, whatever the status asks for", async () => {
    expect(await rowsOf("sessions.csv", "status=open")).toEqual([]);
    expect(await rowsOf("activities.csv", "status=open")).toEqual([]);
    const some = await rowsOf("sessions.csv", "status=open&status=over");
    expect(some).toEqual(await rowsOf("sessions.csv", "status=over"));
    expect(some).not.toEqual([]);
  });

  it("names people whose name is not known by their GID, and joins the checks that fail", async () => {
    const owner = await aShop();
    await storeSessions(owner, [
      {
        ...{ id: 1, drawer: 5, opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z" },
        ...{ openedBy: 42, failedChecks: ["net_adds_up", "carry_over"] },
      },
    ]);
    const [row] = await rowsOf("sessions.csv", "", owner);
    expect(row).toMatchObject({ opened_by: "gid://shopify/StaffMember/42", drawer: "" });
    expect(row).toMatchObject({ failed_checks: "net_adds_up; carry_over", location_id: "", location: "" });
  });

  it("runs no formula that somebody wrote into a name or a note", async () => {
    const owner = await aShop({
      locations: [{ id: SOHO, name: "@Soho" }],
      drawers: [{ id: FRONT, name: "-front" }],
      staff: [{ id: 7, name: '=HYPERLINK("http://evil.example","Ana")' }],
    });
    await storeSessions(owner, [
      {
        ...{ id: 1, drawer: FRONT, location: SOHO, openedBy: 7, off: "-2" },
        ...{ opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z" },
        ...{ openingNote: "+1 (555)", closingNote: '\t=1+1, "so"\r\nand on' },
        ledger: [
          {
            at: "2026-11-20T15:00:00Z",
            type: "ADJUSTMENT",
            kind: "adjustment",
            cash: "-2",
            note: "-2 for milk",
            reason: "=X",
          },
        ],
      },
    ]);
    const [row] = await rowsOf("sessions.csv", "", owner);
    expect(row).toMatchObject({
      location: "'@Soho",
      drawer: "'-front",
      opening_note: "'+1 (555)",
      total_discrepancy: "-2.00",
    });
    expect(row).toMatchObject({
      opened_by: `'=HYPERLINK("http://evil.example","Ana")`,
      closing_note: `'\t=1+1, "so"\r\nand on`,
    });
    const [activity] = await rowsOf("activities.csv", "", owner);
    expect(activity).toMatchObject({ amount: "-2.00", note: "'-2 for milk", reason: "'=X" });
    const [total] = await rowsOf("location-totals.csv", "", owner);
    expect(total).toMatchObject({ location: "'@Soho", short: "-2.00", net_discrepancy: "-2.00" });
  });
});

describe("activities.csv", () => {
  it("runs each session's balance from expected at open", async () => {
    const owner = await aShop({ timeZone: "America/New_York", staff: [{ id: 7, name: "Ana" }] });
    const shift = { drawer: 5, opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z" };
    await storeSessions(owner, [
      { ...shift, id: 2, ledger: null },
      {
        ...{ ...shift, id: 1, expectedAtOpen: "80", countedAtOpen: "82" },
        ledger: [
          {
            at: "2026-11-20T14:00:00Z",
            kind: "count",
            type: "OPENING",
            cash: "2",
            expected: "80",
            counted: "82",
            staff: 7,
          },
          { at: "2026-11-20T15:00:00Z", type: "SALE", cash: "50", order: 9001, staff: 8 },
          {
            at: "2026-11-20T15:30:00Z",
            kind: "adjustment",
            type: "CASH_PAYOUT",
            cash: "-10",
            giftCard: 33,
            reason: "GIFT",
          },
        ],
      },
      { ...shift, id: 3, ledger: [{ at: "2026-11-20T16:00:00Z", type: "SALE", cash: "1" }] },
    ]);
    const text = await (await download("activities.csv", "", owner)).text();
    const session = "gid://shopify/PointOfSaleDevicePaymentSession";
    expect(text.split("\r\n")).toEqual([
      "session_id,position,time,time_local,kind,type,amount,running_balance,currency,expected,counted,discrepancy,staff," +
        "reason,note,order_id,gift_card_id,source",
      `${session}/1,1,2026-11-20T14:00:00Z,2026-11-20T09:00:00-05:00,count,OPENING,2.00,82.00,USD,80.00,82.00,2.00,Ana,,,,,payment_session`,
      `${session}/1,2,2026-11-20T15:00:00Z,2026-11-20T10:00:00-05:00,transaction,SALE,50.00,132.00,USD,,,,` +
        "gid://shopify/StaffMember/8,,,gid://shopify/Order/9001,,payment_session",
      `${session}/1,3,2026-11-20T15:30:00Z,2026-11-20T10:30:00-05:00,adjustment,CASH_PAYOUT,-10.00,122.00,USD,,,,,GIFT,,,` +
        "gid://shopify/GiftCard/33,payment_session",
      `${session}/3,1,2026-11-20T16:00:00Z,2026-11-20T11:00:00-05:00,transaction,SALE,1.00,101.00,USD,,,,,,,,,payment_session`,
      "",
    ]);
  });
});

describe("location-totals.csv", () => {
  it("has a row a location and currency, by name", async () => {
    const rows = await rowsOf("location-totals.csv", "from=2026-11-01&to=2026-11-30");
    expect(rows.map((row) => [numberOf(row.location_id), row.location, row.currency, row.sessions])).toEqual([
      ["2", "Bronx", "USD", "3"],
      ["1", "Soho", "USD", "4"],
      ["3", "Tokyo", "JPY", "1"],
    ]);
    expect(rows[1]).toMatchObject({
      ...{ over: "53.00", short: "-62.40", net_discrepancy: "-9.40", absolute_discrepancy: "115.40" },
      ...{ opening_discrepancy: "3.00", closing_discrepancy: "-12.40", sessions_beyond_tolerance: "4" },
    });
  });

  it("by opening counts open sessions and what is known of their cash, but not their discrepancies", async () => {
    const rows = await rowsOf("location-totals.csv", "by=opening&from=2026-11-22&to=2026-11-22&location=1");
    expect(rows).toMatchObject([
      {
        sessions: "1",
        cash_sales: "40.00",
        net_discrepancy: "0.00",
        expected_at_close: "0.00",
        sessions_beyond_tolerance: "0",
      },
    ]);
  });

  it("has drawers where locations are not known", async () => {
    const owner = await aShop({ scopes: ["read_cash_tracking"], drawers: [{ id: FRONT, name: "Front" }] });
    await storeSessions(owner, [
      { id: 1, drawer: FRONT, opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z" },
    ]);
    expect(await rowsOf("location-totals.csv", "", owner)).toMatchObject([
      { location_id: "gid://shopify/CashDrawer/11", location: "Front", sessions: "1" },
    ]);
  });
});

describe("daily-totals.csv", () => {
  it("has a row a day and currency, with what was over and short apart, together and in size", async () => {
    const rows = await rowsOf("daily-totals.csv", "from=2026-11-20&to=2026-11-20&currency=USD");
    expect(rows).toMatchObject([
      { over: "50.00", short: "-12.40", net_discrepancy: "37.60", absolute_discrepancy: "62.40" },
    ]);
  });
});

describe("drawers.csv", () => {
  it("has a row a drawer and currency, with what it carried over and what is in it now", async () => {
    const owner = await aShop({
      locations: [{ id: SOHO, name: "Soho" }],
      drawers: [
        { id: FRONT, name: "=Front", location: SOHO },
        { id: 12, name: "Back", location: SOHO },
      ],
    });
    await db().execute(sql`UPDATE cash_drawer SET fetched_at = '2026-11-20T06:00:00Z' WHERE shop_id = ${owner.id}`);
    const shift = { drawer: FRONT, location: SOHO, countedAtOpen: "100", sales: "20" };
    await storeSessions(owner, [
      { ...shift, id: 1, opened: "2026-11-20T09:00:00Z", closed: "2026-11-20T17:00:00Z", takenOut: "10" },
      { ...shift, id: 2, opened: "2026-11-21T09:00:00Z", closed: "2026-11-21T17:00:00Z", previous: 1, off: "-5" },
    ]);
    const text = await (await download("drawers.csv", "", owner)).text();
    expect(text.split("\r\n")).toEqual([
      "drawer_id,drawer,location_id,location,currency,sessions,sessions_not_counted,sessions_pending,cash_sales," +
        "cash_refunds,net_cash_sales,adjustments,expected_at_close,counted_at_close,opening_discrepancy," +
        "closing_discrepancy,over,short,net_discrepancy,absolute_discrepancy,sessions_beyond_tolerance," +
        "carry_over_gaps,carry_over_lost,carry_over_found,balance,balance_at,balance_from,last_session_id," +
        "last_opened_at,last_closed_at",
      "gid://shopify/CashDrawer/11,'=Front,gid://shopify/Location/1,Soho,USD,2,0,0,40.00,0.00,40.00,0.00,240.00,235.00," +
        "0.00,-5.00,0.00,-5.00,-5.00,5.00,1,1,-10.00,0.00,115.00,2026-11-21T17:00:00Z,last_session," +
        "gid://shopify/PointOfSaleDevicePaymentSession/2,2026-11-21T09:00:00Z,2026-11-21T17:00:00Z",
      "gid://shopify/CashDrawer/12,Back,gid://shopify/Location/1,Soho,USD,0,0,0,0.00,0.00,0.00,0.00,0.00,0.00,0.00,0.00," +
        "0.00,0.00,0.00,0.00,0,0,0.00,0.00,,,,,,",
      "",
    ]);
    for (const some of ["status=closed", "review=none", "min_abs=0"]) {
      expect(await rowsOf("drawers.csv", `from=2026-11-20&to=2026-11-20&${some}`, owner)).toHaveLength(1);
    }
  });
});

describe("the answer", () => {
  it("says what it is and how to name it, and that nobody keeps a copy", async () => {
    const { headers } = await download("location-totals.csv", "from=2026-10-01&to=2026-10-31");
    const name = `till-ledger-location-totals-${shop.domain.split(".")[0]}-2026-10-01-to-2026-10-31.csv`;
    expect(Object.fromEntries(headers)).toEqual({
      "cache-control": "no-store",
      "content-disposition": `attachment; filename="${name}"; filename*=UTF-8''${name}`,
      "content-type": "text/csv; charset=utf-8",
    });
  });

  it.each([
    ["", "all"],
    ["from=2026-11-01", "from-2026-11-01"],
    ["to=2026-11-01", "to-2026-11-01"],
    ["preset=today", "2026-11-22"],
  ])("is named by its days: %s", async (query, days) => {
    expect((await download("sessions.csv", query)).headers.get("Content-Disposition")).toContain(`-${days}.csv"`);
  });

  it("refuses a query that it does not understand, in words", async () => {
    const response = await download("sessions.csv", "from=2026-13-01");
    expect([response.status, response.headers.get("Content-Type")]).toEqual([400, "text/plain; charset=utf-8"]);
    expect(await response.text()).toContain("from=2026-13-01 is not understood. from takes a date, YYYY-MM-DD");
  });

  it("has its header and nothing else where nothing fits", async () => {
    expect(await rowsOf("sessions.csv", "location=99")).toEqual([]);
    expect(await rowsOf("activities.csv", "location=99")).toEqual([]);
    expect(await rowsOf("location-totals.csv", "location=99")).toEqual([]);
  });

  it("begins with a byte order mark when asked", async () => {
    const bytes = await (await download("sessions.csv", "bom=1&location=99")).bytes();
    expect([...bytes.slice(0, 4)]).toEqual([0xef, 0xbb, 0xbf, "s".charCodeAt(0)]);
  });
});
