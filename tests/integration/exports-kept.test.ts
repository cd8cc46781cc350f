import "#tests/support/app-env.ts";
import { describe, expect, it } from "vitest";
import { db, useDatabase } from "#app/db.server.ts";
import { expireExports } from "#app/jobs/export-queue.server.ts";
import { getExportActivity } from "#app/reports/export-activity.server.ts";
import { giveToken } from "#tests/support/installed-shop.ts";
import { aShop } from "#tests/support/mirror-fixtures.ts";
import { BROWSER, idToken, webhookRequest } from "#tests/support/shopify-requests.ts";
import sql from "sql-template-tag";
import {
  MINE,
  QUERY,
  SESSIONS,
  THEIRS,
  activity,
  ask,
  countChunks,
  database,
  fetchJob,
  mine,
  onlyJob,
  origin,
  start,
  ticketFor,
  withExportShops,
  work,
} from "#tests/support/background-exports.ts";

// What becomes of files that were made, and who took which.

withExportShops();

describe("a file that was made", () => {
  it("goes after seven days, and says so", async () => {
    await start();
    await work();
    const { id } = await onlyJob();
    const { url } = (await (await ticketFor(id)).json()) as { url: string };
    const week = new Date(Date.now() + 7 * 86_400_000 + 1_000);
    expect(await expireExports(new Date())).toBe(0);
    expect(await expireExports(week)).toBe(1);
    expect([await countChunks(), (await onlyJob()).state]).toEqual([0, "expired"]);
    expect((await ticketFor(id)).status).toBe(404);
    expect((await fetch(origin + new URL(url).pathname)).status).toBe(410);
  });

  it("makes room for newer ones beyond twenty", async () => {
    await db().execute(sql`
      INSERT INTO export_job (shop_id, user_id, file, query, request_key, state, queued_at, expires_at)
      SELECT ${mine.id}, '501', 'sessions.csv', '', n::text, 'done', now(), now() + make_interval(hours => n)
      FROM generate_series(1, 20) AS n`);
    await start();
    await work();
    const states = await db().query<{ key: string; state: string }>(sql`
      SELECT request_key AS key, state FROM export_job WHERE shop_id = ${mine.id} AND state <> 'done'`);
    expect(states).toEqual([{ key: "1", state: "expired" }]);
  });

  it("goes when the app is uninstalled, and nothing goes on being made", async () => {
    const leaving = "leaving.myshopify.com";
    const shop = await aShop({ domain: leaving });
    await giveToken(shop);
    await start(QUERY, { shop: leaving });
    await work();
    await start();
    await work();
    await start("preset=all", { shop: leaving });
    const pieces = () =>
      db().query<{ shop: number }>(sql`SELECT DISTINCT shop_id AS shop FROM export_chunk ORDER BY 1`);
    expect(await pieces()).toEqual([{ shop: mine.id }, { shop: shop.id }]);
    const delivery = webhookRequest("app/uninstalled", leaving, {});
    const init = { method: "POST", headers: delivery.headers, body: await delivery.text() };
    expect((await fetch(`${origin}/webhooks/app/uninstalled`, init)).status).toBe(200);
    expect(await pieces()).toEqual([{ shop: mine.id }]);
    const states = await db().query<{ state: string }>(
      sql`SELECT state FROM export_job WHERE shop_id = ${shop.id} ORDER BY id`,
    );
    expect(states.map(({ state }) => state)).toEqual(["expired", "cancelled"]);
  });

  it("breaks off with an error, and never looks whole, when a piece of it is missing", async () => {
    await start();
    await work();
    const { id } = await onlyJob();
    await db().execute(sql`DELETE FROM export_chunk WHERE shop_id = ${mine.id} AND number > 0`);
    await expect(fetchJob(id).then(async (answer) => (await answer.text()).length)).rejects.toThrow();
    await expect.poll(async () => (await activity()).history.rows[0]?.outcome).toBe("failed");
  });
});

describe("the history", () => {
  it("says who took what, directly or made before, with rows and size", async () => {
    const direct = await (await ask(`/app/exports/sessions.csv?${QUERY}&bom=1`, { userId: "77" })).bytes();
    await start();
    await work();
    const { id } = await onlyJob();
    const stored = await (await fetchJob(id)).bytes();
    const { history } = await activity();
    expect(history).toMatchObject({ count: 2, page: 1, pages: 1 });
    const common = { file: "sessions.csv", outcome: "complete", rows: SESSIONS };
    expect(history.rows).toMatchObject([
      { ...common, isOfJob: true, userId: "501", person: "Ana", bytes: stored.byteLength, options: [] },
      { ...common, isOfJob: false, userId: "77", person: null, bytes: direct.byteLength, options: ["bom"] },
    ]);
    expect(history.rows[0]?.filters).toMatchObject({ range: { from: "2026-11-01", to: "2026-11-30" } });
    expect((await activity(THEIRS)).history.rows).toEqual([]);
    const inOrder = async (query: string) => {
      const asked = await getExportActivity(mine, new URLSearchParams(query), new Date());
      return asked.history.rows.map(({ userId }) => userId);
    };
    expect(await inOrder("history_order=when")).toEqual(["77", "501"]);
    expect(await inOrder("history_order=-size")).toEqual(["77", "501"]);
    expect(await inOrder("history_order=size&history_result=complete")).toEqual(["501", "77"]);
    expect(await inOrder("history_order=-who")).toEqual(["501", "77"]);
    expect(await inOrder("history_order=drop&history_result=nonsense")).toEqual(["501", "77"]);
    expect(await inOrder("history_result=cut_off")).toEqual([]);
  });

  it("has what was not taken to its end, and neither what was refused nor a look at the headers", async () => {
    const reader = (await ask(`/app/exports/activities.csv?${QUERY}`)).body?.getReader();
    await reader?.cancel();
    const headers = { "User-Agent": BROWSER, Authorization: `Bearer ${idToken(MINE)}` };
    await fetch(`${origin}/app/exports/sessions.csv`, { method: "HEAD", headers });
    expect((await ask("/app/exports/sessions.csv?status=lost")).status).toBe(400);
    const { history } = await activity();
    expect(history.rows.map(({ file }) => file)).toEqual(["activities.csv"]);
  });

  it("keeps nobody from their figures when it cannot be written", async () => {
    useDatabase({
      ...database,
      query: (statement) =>
        statement.text.includes("export_download")
          ? Promise.reject(new Error("no space left on device"))
          : database.query(statement),
    });
    try {
      expect((await (await ask(`/app/exports/sessions.csv?${QUERY}`)).text()).split("\r\n")).toHaveLength(SESSIONS + 2);
    } finally {
      useDatabase(database);
    }
    expect((await activity()).history.rows).toEqual([]);
  });
});
