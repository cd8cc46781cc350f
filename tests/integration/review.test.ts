import sql, { raw } from "sql-template-tag";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { stateAfter, type StoredReview } from "#app/reconciliation/review.ts";
import { asSeenBy } from "#app/reports/filters.ts";
import { getReviewCounts } from "#app/reports/review-counts.server.ts";
import { getReview } from "#app/reports/review.server.ts";
import { listSessions } from "#app/reports/sessions.server.ts";
import { noteVisit } from "#app/review/people.server.ts";
import { NEEDS_REVIEW } from "#app/reports/session-scope.server.ts";
import { DEFAULT_SETTINGS, type ShopSettings } from "#app/settings/settings.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase, SERVER_URL } from "#tests/support/database.ts";
import { aKnownShop, ANA, BEN, filters, NOW } from "#tests/support/known-shop.ts";
import { act, REVIEWED, stateOf, versionOf } from "#tests/support/review-acts.ts";

const [SHORT, OVER, BALANCED, PENDING, OPEN] = ["1001", "1003", "1005", "1007", "1009"];
const CARLA = 503;

let shop: Shop;
beforeAll(async () => {
  await freshDatabase();
});
beforeEach(async () => {
  shop = await aKnownShop();
});

async function choose(settings: Partial<ShopSettings>): Promise<void> {
  const chosen = JSON.stringify({ ...DEFAULT_SETTINGS, ...settings });
  await db().execute(sql`INSERT INTO shop_setting (shop_id, chosen, version, updated_at, updated_by)
    VALUES (${shop.id}, ${chosen}::jsonb, 1, now(), '1')`);
}

const idsOf = async (query: string, me = ANA) =>
  (await listSessions(shop, asSeenBy(filters(query), String(me)), NOW)).rows.map(({ id }) => id);

describe("a review", () => {
  it("stands in the trail with who, when, what, and the figures that they saw", async () => {
    expect(await stateOf(shop, SHORT)).toBe("needs");
    expect(await act(shop, { session: SHORT, by: ANA }, REVIEWED)).toEqual({ outcome: "saved" });
    const review = await getReview(shop, SHORT, String(ANA), NOW);
    expect(review).toMatchObject({ state: "reviewed", acts: ["commented", "reopened"], closedIt: false });
    expect(review?.trail).toEqual([
      {
        ...{ number: 1, kind: "reviewed", at: "2026-11-22T18:00:00Z", by: { id: "501", name: "Ana" }, isOwn: false },
        ...{ cause: "counting_error", comment: "Counted again", assignee: null, dueOn: null, status: "short" },
        totalDiscrepancy: { amount: "-12.40", currency: "USD" },
        openingDiscrepancy: { amount: "0.00", currency: "USD" },
        closingDiscrepancy: { amount: "-12.40", currency: "USD" },
        expectedAtClose: { amount: "300.00", currency: "USD" },
        countedAtClose: { amount: "287.60", currency: "USD" },
        tolerance: { amount: "1.00", currency: "USD" },
      },
    ]);
  });

  it("is found in the list by what has become of it", async () => {
    await noteVisit(shop, String(CARLA), NOW);
    await act(shop, { session: SHORT, by: ANA }, REVIEWED);
    const toCarla = { act: "escalated", assignee: String(CARLA), due_on: "2026-11-24", comment: "Look, please" };
    await act(shop, { session: OVER, by: ANA }, toCarla);
    await act(shop, { session: "1002", by: ANA }, REVIEWED);
    await act(shop, { session: "1002", by: ANA }, { act: "reopened", comment: "No" });
    expect(await idsOf("review=needs")).toEqual(["1008", "1002", "1004"]);
    expect(await idsOf("review=reviewed")).toEqual([SHORT]);
    expect(await idsOf("review=reopened&review=escalated")).toEqual(["1002", OVER]);
    expect(await idsOf("review=none")).toEqual([PENDING, "1006", BALANCED]);
    expect(await idsOf("assignee=me", CARLA)).toEqual([OVER]);
    expect(await idsOf("assignee=me")).toEqual([]);
    expect(await idsOf(`assignee=${CARLA}`)).toEqual([OVER]);
    const page = await listSessions(shop, filters("review=escalated"), NOW);
    expect(page.rows.map(({ review, escalation }) => [review, escalation])).toEqual([
      ["escalated", { assigneeId: "503", assignee: null, dueOn: "2026-11-24" }],
    ]);
    expect(await getReviewCounts(shop, filters(""), String(CARLA), NOW)).toEqual({ needs: 3, mine: 1, overdue: 0 });
    const later = new Date("2026-11-26T18:00:00Z");
    expect(await getReviewCounts(shop, filters(""), String(CARLA), later)).toMatchObject({ mine: 1, overdue: 1 });
  });

  it("handed on is in the hands of the last one alone", async () => {
    const to = (assignee: number) => ({
      act: "escalated",
      assignee: String(assignee),
      due_on: "2026-11-24",
      comment: "x",
    });
    await act(shop, { session: SHORT, by: ANA }, to(BEN));
    await act(shop, { session: SHORT, by: BEN }, to(ANA));
    expect(await idsOf("assignee=me", BEN)).toEqual([]);
    expect(await idsOf("assignee=me", ANA)).toEqual([SHORT]);
    const review = await getReview(shop, SHORT, String(BEN), new Date("2026-11-25T18:00:00Z"));
    expect(review?.escalation).toEqual({ assignee: { id: "501", name: "Ana" }, dueOn: "2026-11-24", isOverdue: true });
  });

  it("is refused where it has no place: figures that may change, a review that is there, a person nobody knows", async () => {
    const refused = (refusal: string) => ({ outcome: "refused", refusal });
    expect(await act(shop, { session: OPEN, by: ANA }, REVIEWED)).toEqual(refused("not_final"));
    expect(await act(shop, { session: PENDING, by: ANA }, REVIEWED)).toEqual(refused("not_final"));
    expect(await act(shop, { session: SHORT, by: ANA }, { act: "reopened", comment: "x" })).toEqual(
      refused("not_reviewed"),
    );
    await act(shop, { session: SHORT, by: ANA }, REVIEWED);
    expect(await act(shop, { session: SHORT, by: ANA }, REVIEWED)).toEqual(refused("already_reviewed"));
    const toNobody = { act: "escalated", assignee: "999", due_on: "2026-11-24", comment: "x" };
    expect(await act(shop, { session: OVER, by: ANA }, toNobody)).toEqual({
      outcome: "invalid",
      troubles: { assignee: "unknown" },
    });
    expect(await act(shop, { session: "77", by: ANA }, REVIEWED)).toBeNull();
    expect((await getReview(shop, OVER, "1", NOW))?.trail).toEqual([]);
  });

  it.each([
    [{ act: "reviewed" }, { cause: "missing" }],
    [{ act: "reviewed", cause: "aliens" }, { cause: "unknown" }],
    [{ act: "reviewed", cause: "other", comment: " " }, { comment: "missing" }],
    [{ act: "reviewed", cause: "carried_in", comment: "x".repeat(2_001) }, { comment: "too_long" }],
    [{ act: "commented", comment: "" }, { comment: "missing" }],
    [{ act: "escalated" }, { assignee: "missing", due_on: "missing", comment: "missing" }],
    [{ act: "escalated", assignee: "502", due_on: "2026-11-21", comment: "x" }, { due_on: "past" }],
    [{ act: "escalated", assignee: "502", due_on: "2027-11-30", comment: "x" }, { due_on: "too_far" }],
    [{ act: "escalated", assignee: "502", due_on: "tomorrow", comment: "x" }, { due_on: "unknown" }],
    [{ act: "restated" }, { act: "unknown" }],
    [{}, { act: "unknown" }],
  ])("with %j says what is wrong, beside each field", async (fields, troubles) => {
    expect(await act(shop, { session: SHORT, by: ANA }, fields)).toEqual({ outcome: "invalid", troubles });
    expect(await stateOf(shop, SHORT)).toBe("needs");
  });

  it("may name a cause of the shop's own, as long as it is in use", async () => {
    await choose({
      causeCodes: [
        { id: "fair", label: "Street fair", isRetired: false },
        { id: "old", label: "Old", isRetired: true },
      ],
    });
    const because = (cause: string) => act(shop, { session: SHORT, by: ANA }, { act: "reviewed", cause });
    expect(await because("own:old")).toEqual({ outcome: "invalid", troubles: { cause: "unknown" } });
    expect(await because("own:fair")).toEqual({ outcome: "saved" });
  });
});

describe("four eyes", () => {
  it("whoever closed the session is told so, and it stands in the trail", async () => {
    expect(await getReview(shop, SHORT, String(BEN), NOW)).toMatchObject({ closedIt: true, isOwnForbidden: false });
    expect(await act(shop, { session: SHORT, by: BEN }, REVIEWED)).toEqual({ outcome: "saved" });
    expect((await getReview(shop, SHORT, String(ANA), NOW))?.trail[0]).toMatchObject({
      isOwn: true,
      by: { name: "Ben" },
    });
  });

  it("a shop can forbid it: then they may comment and hand it on, and another may review it", async () => {
    await choose({ fourEyes: "forbidden" });
    expect((await getReview(shop, SHORT, String(BEN), NOW))?.isOwnForbidden).toBe(true);
    expect(await act(shop, { session: SHORT, by: BEN }, REVIEWED)).toEqual({
      outcome: "refused",
      refusal: "own_session",
    });
    expect(await act(shop, { session: SHORT, by: BEN }, { act: "commented", comment: "Mine" })).toEqual({
      outcome: "saved",
    });
    expect(await act(shop, { session: SHORT, by: ANA }, REVIEWED)).toEqual({ outcome: "saved" });
  });

  it("is not known where Shopify does not say who closed it", async () => {
    await choose({ fourEyes: "forbidden" });
    expect(await getReview(shop, OVER, String(BEN), NOW)).toMatchObject({ closedIt: null, isOwnForbidden: false });
    expect(await act(shop, { session: OVER, by: BEN }, REVIEWED)).toEqual({ outcome: "saved" });
  });
});

describe("two people at once", () => {
  it("the second is told what the first did, nothing of theirs is saved, and they may send it again knowingly", async () => {
    const seen = await versionOf(shop, SHORT);
    await act(shop, { session: SHORT, by: ANA, version: seen }, REVIEWED);
    const second = { act: "commented", comment: "I think it was the float" };
    expect(await act(shop, { session: SHORT, by: BEN, version: seen }, second)).toMatchObject({
      outcome: "conflict",
      seen: 0,
    });
    expect((await getReview(shop, SHORT, String(BEN), NOW))?.trail).toHaveLength(1);
    expect(await act(shop, { session: SHORT, by: BEN }, second)).toEqual({ outcome: "saved" });
    expect((await getReview(shop, SHORT, String(BEN), NOW))?.trail.map(({ comment }) => comment)).toEqual([
      "I think it was the float",
      "Counted again",
    ]);
  });

  it("of ten in the same moment one is saved, and the trail has no gap", async () => {
    const seen = await versionOf(shop, SHORT);
    const ten = Array.from({ length: 10 }, (_, index) =>
      act(shop, { session: SHORT, by: 600 + index, version: seen }, { ...REVIEWED, comment: `by ${index}` }),
    );
    const outcomes = (await Promise.all(ten)).map((result) => result?.outcome);
    expect(outcomes.filter((outcome) => outcome === "saved")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "conflict")).toHaveLength(9);
    expect((await getReview(shop, SHORT, "1", NOW))?.trail).toHaveLength(1);
  });

  it("figures that changed since the page was opened are a conflict too", async () => {
    const seen = await versionOf(shop, SHORT);
    await db()
      .execute(sql`UPDATE payment_session SET counted_at_close = counted_at_close + 1, closing_discrepancy = -1239,
      total_discrepancy = -1239, abs_discrepancy = 1239 WHERE shop_id = ${shop.id} AND id = ${SHORT}::bigint`);
    expect(await act(shop, { session: SHORT, by: ANA, version: seen }, REVIEWED)).toMatchObject({
      outcome: "conflict",
      seen: 0,
    });
    for (const version of ["", "0", "x", seen.replace("short", "over")]) {
      expect((await act(shop, { session: SHORT, by: ANA, version }, REVIEWED))?.outcome).toBe("conflict");
    }
  });

  if (SERVER_URL !== null)
    it("one waits for the other on the server, and sees what it did", async () => {
      const seen = await versionOf(shop, SHORT);
      const [locked, mayEnd] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
      const first = db().transaction(async (tx) => {
        await tx.query(
          sql`SELECT id FROM payment_session WHERE shop_id = ${shop.id} AND id = ${SHORT}::bigint FOR UPDATE`,
        );
        locked.resolve(undefined);
        await mayEnd.promise;
        await tx.execute(
          sql`UPDATE payment_session SET tolerance = 2 WHERE shop_id = ${shop.id} AND id = ${SHORT}::bigint`,
        );
      });
      await locked.promise;
      const second = act(shop, { session: SHORT, by: BEN, version: seen }, REVIEWED);
      // In this database: other files run beside this one, and wait for locks of their own.
      const waiting = () =>
        db().query(
          sql`SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
      await expect.poll(waiting).not.toEqual([]);
      mayEnd.resolve(undefined);
      await first;
      expect((await second)?.outcome).toBe("conflict");
    });
});

describe("the trail", () => {
  const events = () =>
    db().query<{ number: number; kind: string; state: StoredReview }>(sql`
      SELECT number, kind, review_state AS state FROM review_event WHERE shop_id = ${shop.id} ORDER BY 1`);

  it("is appended to, and nothing else, whoever asks the database", async () => {
    await act(shop, { session: SHORT, by: ANA }, REVIEWED);
    const here = sql`WHERE shop_id = ${shop.id} AND session_id = ${SHORT}::bigint`;
    await expect(db().execute(sql`UPDATE review_event SET comment = 'x' ${here}`)).rejects.toThrow(/append-only/);
    await expect(db().execute(sql`DELETE FROM review_event ${here}`)).rejects.toThrow(/append-only/);
    await expect(db().execute(sql`TRUNCATE review_event`)).rejects.toThrow(/append-only/);
    const whileErasingAnother = db().transaction(async (tx) => {
      await tx.execute(sql`SELECT set_config('till_ledger.erased_shop', ${String(shop.id + 1)}, true)`);
      await tx.execute(sql`DELETE FROM review_event ${here}`);
    });
    await expect(whileErasingAnother).rejects.toThrow(/append-only/);
    expect(await events()).toHaveLength(1);
  });

  it("comes to the state that the session keeps, after any sequence of acts", async () => {
    const comments = ["a", "b", "c", "d", "e", "f", "g", "h"];
    const forms: Record<string, string>[] = [
      REVIEWED,
      { act: "reopened" },
      { act: "escalated", assignee: String(BEN), due_on: "2026-11-30" },
      { act: "commented" },
      { act: "reopened" },
      { act: "reviewed", cause: "carried_in" },
      { act: "commented" },
      REVIEWED,
    ];
    for (const [index, form] of forms.entries()) {
      await act(shop, { session: SHORT, by: ANA }, { comment: comments[index] ?? "", ...form });
    }
    const trail = await events();
    expect(trail.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    const folded = trail.reduce<StoredReview>((state, { kind }) => stateAfter(state, kind as "reviewed"), null);
    expect(folded).toBe(trail.at(-1)?.state);
    expect(await stateOf(shop, SHORT)).toBe(folded);
  });

  it("keeps a comment as it was written, whatever is in it", async () => {
    const comment = "  =1+1\r\n'; DROP TABLE review_event; -- <b>\u0000\u202e💶  ";
    await act(shop, { session: SHORT, by: ANA }, { act: "commented", comment });
    expect((await getReview(shop, SHORT, "1", NOW))?.trail[0]?.comment).toBe(
      "=1+1\n'; DROP TABLE review_event; -- <b> \u202e💶",
    );
  });

  it("of another shop is out of reach", async () => {
    await act(shop, { session: SHORT, by: ANA }, REVIEWED);
    const other = { ...shop, id: shop.id + 1 };
    expect(await stateOf(other, SHORT)).toBe("needs");
    expect((await getReview(other, SHORT, "1", NOW))?.trail).toEqual([]);
  });
});

describe("who is known", () => {
  it("is everybody who was here and everybody whom Shopify names, each once", async () => {
    for (const user of [CARLA, ANA, CARLA]) await noteVisit(shop, String(user), NOW);
    expect((await getReview(shop, SHORT, "1", NOW))?.people).toEqual([
      { id: "501", name: "Ana" },
      { id: "502", name: "Ben" },
      { id: "503", name: null },
    ]);
    const later = new Date(NOW.getTime() + 3_600_000);
    await noteVisit(shop, String(CARLA), later);
    expect(
      await db().query(sql`SELECT user_id, last_seen_at FROM person WHERE shop_id = ${shop.id} ORDER BY 1`),
    ).toEqual([
      { user_id: "501", last_seen_at: NOW },
      { user_id: "503", last_seen_at: later },
    ]);
  });
});

describe("the count of what needs a review", () => {
  it("is answered from an index of its own", async () => {
    const plan = await db().transaction(async (tx) => {
      await tx.execute(sql`SET LOCAL enable_seqscan = off`);
      await tx.execute(sql`SET LOCAL enable_bitmapscan = off`);
      return tx.query<Record<string, string>>(
        sql`EXPLAIN SELECT count(*) FROM payment_session s WHERE s.shop_id = ${raw(String(shop.id))} AND ${NEEDS_REVIEW}`,
      );
    });
    expect(JSON.stringify(plan)).toContain("payment_session_needs_review");
  });
});
