import sql from "sql-template-tag";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db } from "#app/db.server.ts";
import { changeShopSettings, submitSettings } from "#app/jobs/change-settings.server.ts";
import { parseFilters } from "#app/reports/filters.ts";
import { shopClock } from "#app/reports/page-filters.server.ts";
import { getOverview } from "#app/reports/overview.server.ts";
import { getSettingsPage } from "#app/reports/settings-page.server.ts";
import { DEFAULT_SETTINGS, shopSettings } from "#app/settings/settings.ts";
import { toFields } from "#app/settings/settings-fields.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aKnownShop, ANA, NOW } from "#tests/support/known-shop.ts";
import { aShop, storeSessions } from "#tests/support/mirror-fixtures.ts";

let shop: Shop;

beforeAll(() => freshDatabase());
beforeEach(async () => {
  shop = await aKnownShop();
});

function submit(
  changes: Record<string, string>,
  { version = 0, userId = "1", to = shop, isDeletionConfirmed = false } = {},
) {
  const fields = { ...toFields(DEFAULT_SETTINGS), ...changes };
  const body = JSON.stringify({ version, fields, isDeletionConfirmed });
  const request = new Request("http://app/app/settings", { method: "POST", body });
  return submitSettings(to, request, { userId, now: NOW });
}

const statusesOf = async (of: Shop) =>
  (
    await db().query<{ reconciliation: string }>(sql`
      SELECT reconciliation FROM payment_session WHERE shop_id = ${of.id} ORDER BY id`)
  ).map(({ reconciliation }) => reconciliation);

describe("saving the settings", () => {
  test("keeps them, has the figures follow at once, and says who changed what", async () => {
    const neighbour = await aShop();
    await storeSessions(neighbour, [
      { id: 1, drawer: 1, opened: "2026-11-20T14:00:00Z", closed: "2026-11-20T22:00:00Z", off: "-12.40" },
    ]);
    expect(await statusesOf(shop)).toContain("short");
    const { answer, status } = await submit(
      { "tolerance.amounts.USD": "50", cutOffHour: "4" },
      { userId: String(ANA) },
    );
    expect([answer, status]).toEqual([{ kind: "saved", version: 1 }, 200]);
    const { settings, version } = await getSettings(shop);
    expect([settings.tolerance.amounts, settings.cutOffHour, version]).toEqual([{ USD: "50.00" }, 4, 1]);
    const [one] = await db().query(sql`
      SELECT reconciliation, tolerance, closing_business_date AS day FROM payment_session
      WHERE shop_id = ${shop.id} AND id = 1002`);
    // Closed at half past one in the night: with a cut-off at four, still on the day before.
    expect(one).toMatchObject({ reconciliation: "within_tolerance", tolerance: 5_000n, day: "2026-11-21" });
    expect(await statusesOf(neighbour)).toEqual(["short"]);
    const { changes } = await getSettingsPage(shop);
    expect(changes).toMatchObject([
      { version: 1, setting: "cutOffHour", who: "Ana", userId: String(ANA), before: 0, after: 4 },
      { version: 1, setting: "tolerance.amounts.USD", who: "Ana", before: null, after: "50.00" },
    ]);
    expect((await getSettingsPage(neighbour)).changes).toEqual([]);
  });

  test("changes the overview: the share beyond tolerance, and which day it is at two in the night", async () => {
    const beyond = async () => {
      const filters = parseFilters(new URLSearchParams("preset=all"), { today: "2026-11-22", defaultPreset: "all" });
      const { currencies } = await getOverview(shop, filters, NOW);
      return currencies.map(({ currency, beyondTolerance }) => [currency, beyondTolerance]);
    };
    const before = await beyond();
    await submit({ "tolerance.amounts.USD": "50", cutOffHour: "4", weekStart: "7" });
    expect(await beyond()).not.toEqual(before);
    const night = new Date("2026-11-22T07:00:00Z");
    expect(await shopClock(shop, night)).toEqual({ today: "2026-11-21", weekStart: 7 });
    expect(await shopClock(await aShop(), night)).toEqual({ today: "2026-11-22", weekStart: 1 });
  });

  test("stores nothing of what is wrong, and says beside which field", async () => {
    const { answer, status } = await submit({ "tolerance.amounts.USD": "1.005", staleHours: "0" });
    expect([answer, status]).toEqual([
      { kind: "invalid", problems: { "tolerance.amounts.USD": "coins", staleHours: "number" } },
      422,
    ]);
    expect(await getSettings(shop)).toEqual({ settings: DEFAULT_SETTINGS, version: 0 });
    const nonsense = new Request("http://app/app/settings", { method: "POST", body: "fields=1" });
    await expect(submitSettings(shop, nonsense, { userId: "1", now: NOW })).rejects.toMatchObject({ status: 400 });
  });

  test("changes nothing, and writes no line, when nothing is other than before", async () => {
    expect((await submit({})).answer).toEqual({ kind: "saved", version: 0 });
    expect((await getSettingsPage(shop)).changes).toEqual([]);
  });

  test("does not let a cause of the shop's own vanish that was saved once", async () => {
    await submit({ "causeCodes.own_bag.label": "Wrong bag" });
    const { answer } = await submit({}, { version: 1 });
    expect(answer.kind).toBe("invalid");
    const { answer: retired } = await submit(
      { "causeCodes.own_bag.label": "Wrong bag", "causeCodes.own_bag.isRetired": "yes" },
      { version: 1 },
    );
    expect(retired).toEqual({ kind: "saved", version: 2 });
  });
});

describe("two people who save at once", () => {
  test("the second is told, and undoes nothing of the first", async () => {
    await submit({ staleHours: "12" }, { userId: "1" });
    const { answer, status } = await submit({ weekStart: "7" }, { userId: "2" });
    expect([answer, status]).toEqual([{ kind: "conflict" }, 409]);
    expect((await getSettings(shop)).settings).toMatchObject({ staleHours: 12, weekStart: 1 });
  });

  test("only one of many in the same moment comes through", async () => {
    const answers = await Promise.all(["10", "11", "12", "13"].map((hours) => submit({ staleHours: hours })));
    expect(answers.map(({ answer }) => answer.kind).sort()).toEqual(["conflict", "conflict", "conflict", "saved"]);
    const lines = await db().query(sql`SELECT version, after FROM setting_change WHERE shop_id = ${shop.id}`);
    const { settings } = await getSettings(shop);
    expect(lines).toEqual([{ version: 1, after: settings.staleHours }]);
  });
});

describe("keeping sessions for some time only", () => {
  test("asks first, with the number of sessions that go, and not when more are kept", async () => {
    await storeSessions(shop, [
      { id: 5, drawer: 11, opened: "2026-01-20T14:00:00Z", closed: "2026-01-20T22:00:00Z" },
      { id: 7, drawer: 11, opened: "2026-01-21T14:00:00Z", closed: "2026-01-21T22:00:00Z" },
    ]);
    const asked = await submit({ retentionMonths: "6" });
    expect([asked.answer, asked.status]).toEqual([{ kind: "confirm", from: "2026-05-22", sessions: 2 }, 200]);
    expect((await getSettings(shop)).version).toBe(0);
    const { answer } = await submit({ retentionMonths: "6" }, { isDeletionConfirmed: true });
    expect(answer).toEqual({ kind: "saved", version: 1 });
    expect((await submit({ retentionMonths: "12" }, { version: 1 })).answer).toEqual({ kind: "saved", version: 2 });
  });
});

test("an open session is stale after as many hours as the shop says", async () => {
  await storeSessions(shop, [{ id: 6, drawer: 11, opened: "2026-11-22T10:00:00Z" }]);
  const filters = parseFilters(new URLSearchParams("preset=all"), { today: "2026-11-22", defaultPreset: "all" });
  const isStale = async () => (await getOverview(shop, filters, NOW)).openNow.find(({ id }) => id === "6")?.isStale;
  expect(await isStale()).toBe(false);
  await changeShopSettings(shop, {
    ...{ settings: shopSettings.parse({ staleHours: 7 }), version: 0, userId: "1", now: NOW },
  });
  expect(await isStale()).toBe(true);
});
