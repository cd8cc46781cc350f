import "#tests/support/app-env.ts";
import sql from "sql-template-tag";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { type Digest, getDigest } from "#app/reports/digest.server.ts";
import { getGuide } from "#app/reports/guide.server.ts";
import { arrangeCards, noteStep } from "#app/review/overview-cards.server.ts";
import { noteVisit } from "#app/review/people.server.ts";
import { changeShopSettings } from "#app/jobs/change-settings.server.ts";
import { shopSettings } from "#app/settings/settings.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aKnownShop, ANA, BEN, FRONT, NOW, SOHO } from "#tests/support/known-shop.ts";
import { storeSessions } from "#tests/support/mirror-fixtures.ts";
import { act, formOf, REVIEWED } from "#tests/support/review-acts.ts";

let shop: Shop;
beforeEach(async () => {
  await freshDatabase();
  shop = await aKnownShop();
});

const before = (minutes: number) => new Date(NOW.getTime() - minutes * 60_000);
const DAY = 24 * 60;

/** What Ana finds now, having been here at these moments. */
async function whatAnaFinds(...visits: Date[]): Promise<Digest | null> {
  for (const at of visits) await noteVisit(shop, String(ANA), at);
  return getDigest(shop, String(ANA), NOW);
}

async function trueFor(instant: Date): Promise<void> {
  await db().execute(sql`INSERT INTO sync_state (shop_id, as_of) VALUES (${shop.id}, ${instant})
    ON CONFLICT (shop_id) DO UPDATE SET as_of = EXCLUDED.as_of`);
}

const NOTHING = { count: 0, ids: [] };

describe("what is new to a person", () => {
  it("is nothing at the first visit", async () => {
    expect(await whatAnaFinds()).toBeNull();
    expect(await whatAnaFinds(NOW)).toBeNull();
  });

  it("is what was closed, done, handed on, restated and gone wrong since the visit before", async () => {
    const yesterday = before(DAY);
    await storeSessions(shop, [
      { ...shift(2001, before(DAY + 60)), off: "-9.00", exceptions: ["not_counted"] },
      { ...shift(2002, before(DAY - 60)), off: "-8.00", exceptions: ["not_counted", "restated"] },
      { ...shift(2003, before(DAY - 70)), off: "7.00", exceptions: ["carry_over_gap"] },
      { ...shift(2004, before(DAY - 80)), off: "0.10" },
    ]);
    await whatAnaFinds(yesterday);
    const at = before(30);
    await act(shop, { session: "1001", by: BEN, at }, REVIEWED);
    await act(shop, { session: "2001", by: ANA, at }, REVIEWED);
    const handOn = { act: "escalated", due_on: "2026-11-24", comment: "Look, please" };
    await act(shop, { session: "1003", by: BEN, at }, { ...handOn, assignee: String(ANA) });
    await act(shop, { session: "1004", by: BEN, at }, { ...handOn, assignee: String(BEN) });
    await db().execute(sql`UPDATE payment_session SET restated_at = ${at} WHERE shop_id = ${shop.id} AND id = 1005`);
    for (const [state, end] of [
      ["failed", at],
      ["done", at],
      ["failed", before(2 * DAY)],
    ] as const) {
      await db().execute(sql`INSERT INTO sync_run (shop_id, kind, state, queued_at, finished_at)
        VALUES (${shop.id}, 'poll', ${state}, ${end}, ${end})`);
    }
    expect(await whatAnaFinds()).toEqual({
      ...{ since: "2026-11-21T18:00:00Z", isCut: false, days: { from: "2026-11-21", to: "2026-11-22" } },
      beyond: { count: 5, ids: ["1008", "1002", "1004", "2003", "2002"] },
      restated: { count: 1, ids: ["1005"] },
      reviewed: { count: 1, ids: ["1001"] },
      handed: { count: 1, ids: ["1003"] },
      exceptions: [
        // Session 1010 has been open for a day since the 21st; Front was short three times, the last of them now.
        { kind: "stale_open", count: 1 },
        { kind: "not_counted", count: 1 },
        { kind: "carry_over_gap", count: 1 },
        { kind: "repeated_shorts", count: 1 },
      ],
      failedRuns: 1,
    });
  });

  it("begins where the figures ended that were seen, not where somebody looked at them", async () => {
    await storeSessions(shop, [{ ...shift(2001, before(DAY + 60)), off: "-9.00" }]);
    await trueFor(before(DAY + 90));
    await noteVisit(shop, String(ANA), before(DAY));
    expect((await whatAnaFinds())?.beyond.ids).toContain("2001");
    expect((await whatAnaFinds())?.since).toBe("2026-11-21T18:00:00Z");
  });

  it("stays for the whole visit, whichever of the page's loaders is first", async () => {
    const first = await whatAnaFinds(before(2 * DAY), before(2 * DAY - 20), before(DAY));
    expect(first?.since).toBe("2026-11-21T18:00:00Z");
    // The frame notes the visit, and the page asks again within it.
    const later = await whatAnaFinds(before(25), before(10), NOW);
    expect(later).toEqual(first);
  });

  it("is cut off after a long absence, and says so", async () => {
    const digest = await whatAnaFinds(before(90 * DAY));
    expect(digest).toMatchObject({ isCut: true, since: "2026-08-24T18:00:00Z", days: { from: "2026-10-22" } });
  });

  it("stays away once it was put away, until the next visit", async () => {
    const dismiss = formOf({ act: "dismiss_digest" });
    expect(await whatAnaFinds(before(DAY), before(60))).not.toBeNull();
    await noteVisit(shop, String(ANA), NOW);
    expect(await arrangeCards(shop, { form: dismiss, userId: String(ANA), now: NOW })).toEqual({ isDone: true });
    expect(await getDigest(shop, String(ANA), NOW)).toBeNull();
    const tomorrow = new Date(NOW.getTime() + 86_400_000);
    expect(await getDigest(shop, String(ANA), tomorrow)).toMatchObject({
      since: "2026-11-22T18:00:00Z",
      beyond: NOTHING,
    });
  });

  it("is each person's own, and each shop's", async () => {
    await whatAnaFinds(before(DAY));
    expect(await getDigest(shop, String(BEN), NOW)).toBeNull();
    expect(await getDigest({ ...shop, id: shop.id + 1 }, String(ANA), NOW)).toBeNull();
  });
});

it("nobody arranges cards by what the app does not know", async () => {
  const form = formOf({ act: "drop_everything", user_id: String(BEN) });
  expect(await arrangeCards(shop, { form, userId: String(ANA), now: NOW })).toEqual({ isDone: false });
});

function shift(id: number, closed: Date) {
  const opened = new Date(closed.getTime() - 3_600_000).toISOString();
  return { id, drawer: FRONT, location: SOHO, opened, closed: closed.toISOString() };
}

describe("the guide", () => {
  const arrange = (name: string, by = ANA) =>
    arrangeCards(shop, { form: formOf({ act: name }), userId: String(by), now: NOW });
  const doneBy = async (who = ANA) =>
    (await getGuide(shop, String(who)))?.steps.flatMap(({ id, isDone }) => (isDone ? [id] : []));

  it("ticks its steps by what the shop has done, whoever of it did", async () => {
    expect(await doneBy()).toEqual([]);
    await trueFor(NOW);
    expect(await doneBy()).toEqual(["figures"]);
    const tolerance = { amounts: { USD: "2.00" }, shareOfCashHandledBps: 0 };
    const settings = shopSettings.parse({ tolerance });
    await changeShopSettings(shop, { settings, version: 0, userId: String(BEN), now: NOW });
    expect(await doneBy()).toEqual(["figures", "tolerance"]);
    await act(shop, { session: "1008", by: BEN }, REVIEWED);
    await noteStep(shop, String(BEN), "file", NOW);
    expect(await doneBy()).toEqual(["figures", "tolerance", "review", "file"]);
    const granted = { ...shop, grantedScopes: ["read_users", "read_orders", "read_gift_cards"] };
    expect(await getGuide(granted, String(ANA))).toBeNull();
  });

  it("takes a look at the settings for one at the tolerance, of that person alone", async () => {
    await noteStep(shop, String(BEN), "settings", NOW);
    await noteStep(shop, String(BEN), "settings", NOW);
    expect([await doneBy(BEN), await doneBy(ANA)]).toEqual([["tolerance"], []]);
  });

  it("takes permissions that are not wanted for decided", async () => {
    await arrange("skip_permissions");
    await arrange("skip_permissions");
    expect([await doneBy(ANA), await doneBy(BEN)]).toEqual([["permissions"], []]);
    const rows = await db().query(sql`SELECT guide_done FROM person WHERE shop_id = ${shop.id}`);
    expect(rows).toEqual([{ guide_done: ["permissions"] }]);
  });

  it("goes when it is put away, for that person alone, and comes back when it is asked for", async () => {
    await arrange("hide_guide");
    expect([await getGuide(shop, String(ANA)), await doneBy(BEN)]).toEqual([null, []]);
    await arrange("show_guide");
    expect(await doneBy()).toEqual([]);
  });
});
