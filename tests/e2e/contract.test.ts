import { describe, expect, inject, test } from "vitest";
import { askApp } from "#tests/support/app-client.ts";
import { parseCsv, parseTable } from "#tests/support/parse-csv.ts";
import { idToken } from "#tests/support/shopify-requests.ts";

// What other programs rely on: addresses, authentication, columns. Asked over HTTP of the app that the demo started.

const SHOP = "harbor-and-pine.myshopify.com";
const demo = inject("demo");
const ask = (path: string, token?: string | null) => askApp(demo, SHOP, path, token);

const COLUMNS = {
  "sessions.csv":
    "session_id,status,business_date,location_id,location,drawer_id,drawer,device_id,currency,opened_at,opened_at_local,closed_at,closed_at_local,opened_by,closed_by,expected_at_open,counted_at_open,opening_discrepancy,cash_sales,cash_refunds,net_cash_sales,adjustments,expected_at_close,counted_at_close,closing_discrepancy,closing_adjustment,closing_balance,total_discrepancy,total_sales,total_refunds,net_sales,totals_ready,reconciliation,tolerance,failed_checks,opening_note,closing_note,source,review",
  "activities.csv":
    "session_id,position,time,time_local,kind,type,amount,running_balance,currency,expected,counted,discrepancy,staff,reason,note,order_id,gift_card_id,source",
  "location-totals.csv":
    "location_id,location,currency,sessions,cash_sales,cash_refunds,net_cash_sales,adjustments,expected_at_close,counted_at_close,opening_discrepancy,closing_discrepancy,over,short,net_discrepancy,absolute_discrepancy,sessions_beyond_tolerance,legacy_sessions",
};

interface Status {
  state: string;
  sessions: number;
  activities: number;
  ledgers_pending: number;
  as_of: string | null;
  error: unknown;
}

async function syncStatus(): Promise<Status> {
  return (await (await ask("/app/sync/status")).json()) as Status;
}

/** The session figures are complete when a status has an instant that it is true for. */
async function untilSessionsAreMirrored(): Promise<Status> {
  await expect.poll(async () => (await syncStatus()).as_of, { timeout: 180_000, interval: 500 }).not.toBeNull();
  return syncStatus();
}

describe("the health check", () => {
  test("answers without a session", async () => {
    expect((await fetch(`${demo.appUrl}/healthz`)).status).toBe(200);
  });
});

describe("a stranger", () => {
  const paths = [
    "/app",
    "/app/sessions",
    "/app/locations",
    "/app/sync/status",
    ...Object.keys(COLUMNS).map((file) => `/app/exports/${file}`),
  ];
  const tokens = {
    "no token": null,
    "an expired token": idToken(SHOP, { secret: demo.apiSecret, audience: demo.apiKey, expiresIn: -120 }),
    "a token signed by someone else": idToken(SHOP, { secret: "not-the-secret", audience: demo.apiKey }),
    "an unsigned token": idToken(SHOP, { secret: demo.apiSecret, audience: demo.apiKey, algorithm: "none" }),
    "a token for another app": idToken(SHOP, { secret: demo.apiSecret, audience: "another-app" }),
  };

  for (const [kind, token] of Object.entries(tokens)) {
    test(`with ${kind} gets nothing`, async () => {
      for (const path of paths) {
        const answer = await ask(path, token);
        expect([302, 401, 410], `${path} with ${kind}`).toContain(answer.status);
        expect(await answer.text()).not.toMatch(/PointOfSaleDevicePaymentSession|Harbor/);
      }
    });
  }

  test("may frame the app only from the shop's admin", async () => {
    const answer = await fetch(`${demo.appUrl}/`, { headers: { "User-Agent": "Mozilla/5.0 Chrome/131.0" } });
    expect(answer.headers.get("content-security-policy")).toMatch(/frame-ancestors 'none'/);
  });
});

describe("a page", () => {
  test.each([
    ["fr-CA", "fr-CA", "Vues des sessions"],
    ["it", "en", "Views of the sessions"],
  ])("for an admin in %s says that it is in %s, and is", async (locale, lang, views) => {
    const document = await (await ask(`/app/sessions?locale=${locale}`)).text();
    expect(document).toContain(`<html lang="${lang}"`);
    expect(document).toContain(views);
  });
});

describe("the exports", () => {
  for (const [file, columns] of Object.entries(COLUMNS)) {
    test(`${file} begins with its columns, in order`, async () => {
      const answer = await ask(`/app/exports/${file}?from=2026-01-01&to=2026-01-01`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get("content-type")).toMatch(/^text\/csv/);
      expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="till-ledger-/);
      expect((await answer.text()).split("\r\n")[0]).toBe(columns);
    });
  }

  test("the sessions hold every closed session of the shop, and the location totals are their sums", async () => {
    await untilSessionsAreMirrored();
    // Some months, whenever this is; Shopify's older cash tracking, which is read after this, has nothing of them any more.
    const day = (ago: number) => new Date(demo.startedAt - ago * 86_400_000).toISOString().slice(0, 10);
    const query = `from=${day(200)}&to=${day(20)}`;
    const sessions = parseTable(await (await ask(`/app/exports/sessions.csv?${query}`)).text());
    const totals = parseTable(await (await ask(`/app/exports/location-totals.csv?${query}`)).text());
    expect(sessions.length).toBeGreaterThan(3000);
    expect(new Set(sessions.map((row) => row.session_id)).size).toBe(sessions.length);
    for (const total of totals) {
      const own = sessions.filter((row) => row.location_id === total.location_id && row.currency === total.currency);
      expect(own.length).toBe(Number(total.sessions));
      const sum = own.reduce((all, row) => all + minor(row.total_discrepancy), 0n);
      expect(minor(total.net_discrepancy)).toBe(sum);
      expect(minor(total.over) + minor(total.short)).toBe(sum);
      expect(minor(total.over) - minor(total.short)).toBe(minor(total.absolute_discrepancy));
    }
    expect(totals.reduce((all, row) => all + Number(row.sessions), 0)).toBe(sessions.length);
  });

  test("a byte order mark comes when asked for", async () => {
    const bytes = new Uint8Array(
      await (await ask("/app/exports/sessions.csv?from=2026-01-01&to=2026-01-01&bom=1")).arrayBuffer(),
    );
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  test("a filter that is not understood is refused, not ignored", async () => {
    const answer = await ask("/app/exports/sessions.csv?from=2026-13-01");
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain("from");
  });

  test("every line has as many cells as there are columns", async () => {
    await untilSessionsAreMirrored();
    const rows = parseCsv(await (await ask("/app/exports/sessions.csv?by=opening")).text());
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([39]));
  });
});

describe("another shop's things", () => {
  test("do not exist", async () => {
    for (const path of ["/app/sessions/999999999999", "/app/locations/999999999999"]) {
      expect(
        (
          await ask(
            `${path}?_data=routes%2F${path.includes("sessions") ? "app.sessions.%24id" : "app.locations.%24id"}`,
          )
        ).status,
      ).toBe(404);
    }
  });
});

/** Minor units of a decimal in an export; dots dropped, since the digits of one currency are always as many. */
function minor(decimal: string | undefined): bigint {
  return BigInt((decimal || "0").replace(".", ""));
}
