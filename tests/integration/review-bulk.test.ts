import sql from "sql-template-tag";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db.server.ts";
import { exportFile } from "#app/exports/export-file.server.ts";
import { getReview } from "#app/reports/review.server.ts";
import { findReviewable } from "#app/reports/reviewable-sessions.server.ts";
import { type BulkOutcome, MOST_IN_BULK, parseSelection, reviewInBulk } from "#app/review/review-in-bulk.server.ts";
import { DEFAULT_SETTINGS } from "#app/settings/settings.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase, SERVER_URL } from "#tests/support/database.ts";
import { aKnownShop, ANA, BEN, filters, FRONT, NOW } from "#tests/support/known-shop.ts";
import { storeSessions } from "#tests/support/mirror-fixtures.ts";
import { parseTable } from "#tests/support/parse-csv.ts";
import { act, formOf, REVIEWED, stateOf } from "#tests/support/review-acts.ts";

const PATIENCE_MS = 240_000;
const MANY = MOST_IN_BULK + 5;

let shop: Shop;
beforeAll(async () => {
  await freshDatabase();
});
beforeEach(async () => {
  shop = await aKnownShop();
});

function bulk(ids: string[], { by = ANA, looked = NOW, left = 0, fields = REVIEWED } = {}): Promise<BulkOutcome> {
  return reviewInBulk(shop, { userId: String(by), ids, looked, left }, formOf(fields), NOW);
}

const trailOf = async (id: string) => (await getReview(shop, id, "1", NOW))?.trail ?? [];

describe("a review of many sessions", () => {
  it("stands in the trail of each of them, with its own figures", async () => {
    expect(await bulk(["1001", "1003", "1005"])).toEqual({ outcome: "saved", reviewed: 3, skipped: [], left: 0 });
    for (const [id, amount] of Object.entries({ 1001: "-12.40", 1003: "50.00", 1005: "0.00" })) {
      expect(await stateOf(shop, id)).toBe("reviewed");
      expect(await trailOf(id)).toMatchObject([
        { number: 1, cause: "counting_error", comment: "Counted again", totalDiscrepancy: { amount } },
      ]);
    }
  });

  it("leaves alone what it must not settle, and says of each why", async () => {
    const chosen = JSON.stringify({ ...DEFAULT_SETTINGS, fourEyes: "forbidden" });
    await db().execute(sql`INSERT INTO shop_setting (shop_id, chosen, version, updated_at, updated_by)
      VALUES (${shop.id}, ${chosen}::jsonb, 1, now(), '1')`);
    await act(shop, { session: "1003", by: ANA }, REVIEWED);
    const handOn = { act: "escalated", assignee: String(ANA), due_on: "2026-11-24", comment: "x" };
    await act(shop, { session: "1004", by: ANA }, handOn);
    const later = new Date(NOW.getTime() + 1);
    await act(shop, { session: "1005", by: ANA, at: later }, { act: "commented", comment: "Wait" });
    await db().execute(sql`UPDATE payment_session SET fetched_at = ${later} WHERE shop_id = ${shop.id} AND id = 1008`);
    const everything = ["1001", "1002", "1003", "1004", "1005", "1007", "1008", "1009", "77"];
    expect(await bulk(everything, { by: BEN })).toEqual({
      outcome: "saved",
      reviewed: 1,
      skipped: [
        { reason: "changed", sessions: 2, example: "1005" },
        { reason: "not_final", sessions: 2, example: "1007" },
        { reason: "own_session", sessions: 1, example: "1001" },
        { reason: "already_reviewed", sessions: 1, example: "1003" },
        { reason: "escalated", sessions: 1, example: "1004" },
        { reason: "busy", sessions: 1, example: "77" },
      ],
      left: 0,
    });
    expect(await Promise.all(everything.map((id) => stateOf(shop, id)))).toEqual([
      ...["needs", "reviewed", "reviewed", "escalated", "none", "none", "needs", "none", undefined],
    ]);
  });

  it("reaches sessions from before March 2026, whose numbers are below zero", async () => {
    const shift = { drawer: FRONT, opened: "2025-11-20T15:00:00Z", closed: "2025-11-20T22:00:00Z", off: "-3" };
    await storeSessions(shop, [
      { ...shift, id: -5 },
      { ...shift, id: -6 },
    ]);
    const form = formOf({ looked: NOW.toISOString(), session: "-5" });
    expect(await bulk(parseSelection(form)?.ids ?? [])).toMatchObject({ reviewed: 1, skipped: [] });
    expect(await act(shop, { session: "-6", by: ANA }, REVIEWED)).toEqual({ outcome: "saved" });
    const file = await (
      await exportFile(shop, "review-trail.csv", new URLSearchParams("session_id=-5"), { now: NOW })
    ).text();
    expect(parseTable(file).map(({ session_id }) => session_id)).toEqual(["gid://shopify/CashTrackingSession/5"]);
  });

  it("touches no session of another shop, whoever names its ids", async () => {
    const neighbour = { ...shop, id: shop.id + 1 };
    const [theirs] = (await findReviewable(neighbour, filters(""), 1)).ids;
    await db().execute(sql`DELETE FROM payment_session WHERE shop_id = ${shop.id} AND id = ${theirs ?? ""}::bigint`);
    expect(await bulk([theirs ?? ""])).toMatchObject({ reviewed: 0, skipped: [{ reason: "busy", sessions: 1 }] });
    expect(await stateOf(neighbour, theirs ?? "")).not.toBe("reviewed");
  });

  it("wants a cause as every review does, and is nothing but a review", async () => {
    expect(await bulk(["1001"], { fields: { ...REVIEWED, cause: "" } })).toEqual({
      outcome: "invalid",
      troubles: { cause: "missing" },
    });
    const fields = { ...REVIEWED, act: "reopened" };
    expect(await bulk(["1001"], { fields })).toEqual({ outcome: "invalid", troubles: { act: "unknown" } });
  });

  it(
    "may be of everything that a list matches, as far as a go reaches; the next one goes on from there",
    async () => {
      const day = Date.parse("2026-11-01T08:00:00Z");
      await storeSessions(
        shop,
        Array.from({ length: MANY }, (_, index) => ({
          ...{ id: 50_000 + index, drawer: FRONT, off: index % 2 === 0 ? "-7" : "0" },
          opened: new Date(day + index * 60_000).toISOString(),
          closed: new Date(day + index * 60_000 + 30_000).toISOString(),
        })),
      );
      const query = filters("drawer=11&from=2026-11-01&to=2026-11-02");
      const first = await findReviewable(shop, query, MOST_IN_BULK);
      expect([first.ids.length, first.ids[0], first.left]).toEqual([MOST_IN_BULK, String(50_000 + MANY - 1), 5]);
      expect(await bulk(first.ids, { left: first.left })).toMatchObject({ reviewed: MOST_IN_BULK, left: 5 });
      const second = await findReviewable(shop, query, MOST_IN_BULK);
      expect([second.ids.length, second.left]).toEqual([5, 0]);
    },
    PATIENCE_MS,
  );

  if (SERVER_URL !== null)
    it("does not wait for what somebody else is writing", async () => {
      const [locked, mayEnd] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
      const first = db().transaction(async (tx) => {
        await tx.query(sql`SELECT id FROM payment_session WHERE shop_id = ${shop.id} AND id = 1001 FOR UPDATE`);
        locked.resolve(undefined);
        await mayEnd.promise;
      });
      await locked.promise;
      expect(await bulk(["1001", "1003"])).toMatchObject({
        reviewed: 1,
        skipped: [{ reason: "busy", sessions: 1, example: "1001" }],
      });
      mayEnd.resolve(undefined);
      await first;
    });
});

describe("which sessions a form is about", () => {
  const looked = "2026-11-22T18:00:00.000Z";

  it("is some by their ids, each once, or a query", () => {
    const form = formOf({ looked, session: "1001" });
    form.append("session", "1001");
    form.append("session", "1002");
    expect(parseSelection(form)).toEqual({ looked: new Date(looked), ids: ["1001", "1002"], query: null });
    expect(parseSelection(formOf({ looked, query: "review=needs", session: "1" }))).toEqual({
      ...{ looked: new Date(looked), ids: null, query: "review=needs" },
    });
  });

  it("is nothing without a time, without sessions, with too many, or with what is no id", () => {
    const many = formOf({ looked });
    for (let id = 1; id <= MANY; id += 1) many.append("session", String(id));
    for (const form of [formOf({ session: "1" }), formOf({ looked }), many, formOf({ looked, session: "1;2" })]) {
      expect(parseSelection(form)).toBeNull();
    }
  });
});

describe("review-trail.csv", () => {
  const rowsOf = async (query: string, owner = shop, userId = String(ANA)) =>
    parseTable(
      await (await exportFile(owner, "review-trail.csv", new URLSearchParams(query), { now: NOW, userId })).text(),
    );

  it("has a line for each event of the filtered sessions, in their order, with the figures seen", async () => {
    const handOn = { act: "escalated", assignee: String(BEN), due_on: "2026-11-24", comment: "=HYPERLINK(1)" };
    await act(shop, { session: "1003", by: BEN }, handOn);
    await act(shop, { session: "1001", by: BEN }, REVIEWED);
    await act(shop, { session: "1001", by: 99 }, { act: "commented", comment: "ok" });
    const rows = await rowsOf("");
    expect(
      rows.map(({ session_id, number, event, review, by }) => [
        session_id?.split("/").at(-1),
        number,
        event,
        review,
        by,
      ]),
    ).toEqual([
      ["1003", "1", "escalated", "escalated", "Ben"],
      ["1001", "1", "reviewed", "reviewed", "Ben"],
      ["1001", "2", "commented", "reviewed", "gid://shopify/StaffMember/99"],
    ]);
    expect(rows[0]).toMatchObject({
      ...{ assignee: "Ben", due_on: "2026-11-24", comment: "'=HYPERLINK(1)", closed_it: "", cause: "" },
    });
    expect(rows[1]).toEqual({
      session_id: "gid://shopify/PointOfSaleDevicePaymentSession/1001",
      ...{ number: "1", at: "2026-11-22T18:00:00Z", at_local: "2026-11-22T13:00:00-05:00", event: "reviewed" },
      ...{ review: "reviewed", by: "Ben", closed_it: "true", cause: "counting_error", comment: "Counted again" },
      ...{ assignee: "", due_on: "", reconciliation: "short", currency: "USD", total_discrepancy: "-12.40" },
      ...{ opening_discrepancy: "0.00", closing_discrepancy: "-12.40", expected_at_close: "300.00" },
      ...{ counted_at_close: "287.60", tolerance: "1.00" },
    });
    expect(await rowsOf("assignee=me", shop, String(BEN))).toHaveLength(1);
    expect(await rowsOf("assignee=me")).toEqual([]);
    // Whatever is said of it, it is still his.
    await act(shop, { session: "1003", by: ANA }, { act: "commented", comment: "Thanks" });
    expect(await rowsOf("assignee=me", shop, String(BEN))).toHaveLength(2);
    expect(await rowsOf("review=reviewed")).toHaveLength(2);
    expect(await rowsOf("", { ...shop, id: shop.id + 1 })).toEqual([]);
  });

  it("goes with the sessions: sessions.csv takes the same filter and says what has become of each", async () => {
    await act(shop, { session: "1001", by: ANA }, REVIEWED);
    const query = new URLSearchParams("review=reviewed&review=needs");
    const rows = parseTable(await (await exportFile(shop, "sessions.csv", query, { now: NOW })).text());
    expect(rows.map(({ session_id, review }) => [session_id?.split("/").at(-1), review])).toEqual([
      ["1011", "needs"],
      ["1003", "needs"],
      ["1001", "reviewed"],
      ["1004", "needs"],
      ["1002", "needs"],
      ["1008", "needs"],
    ]);
  });

  it("holds every event once, however many chunks it takes", async () => {
    await db().execute(sql`
      INSERT INTO review_event (shop_id, session_id, number, kind, at, user_id, comment, reconciliation, currency,
        total_discrepancy, opening_discrepancy, tolerance)
      SELECT ${shop.id}, session, number, 'commented', ${NOW}, '7', session || ' ' || number, 'short', 'USD', 0, 0, 0
      FROM unnest(ARRAY[1001, 1002, 1003]::bigint[]) session, generate_series(1, 900) number`);
    const rows = await rowsOf("");
    expect(rows).toHaveLength(2_700);
    expect(new Set(rows.map(({ comment }) => comment)).size).toBe(2_700);
    expect(rows.slice(0, 900).map(({ number }) => Number(number))).toEqual(
      Array.from({ length: 900 }, (_, i) => i + 1),
    );
  });
});
