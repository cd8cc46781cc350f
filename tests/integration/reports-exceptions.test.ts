import { beforeAll, describe, expect, test } from "vitest";
import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { exportFile } from "#app/exports/export-file.server.ts";
import { exceptionFilters } from "#app/reports/exception-filters.ts";
import { countExceptions, EXCEPTIONS_PAGE, listExceptions, subjectText } from "#app/reports/exceptions.server.ts";
import type { ExceptionRow } from "#app/reports/exception-rows.ts";
import { parseFilters } from "#app/reports/filters.ts";
import { dismissException } from "#app/review/dismiss-exception.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aShop, type SessionFixture, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { parseTable } from "#tests/support/parse-csv.ts";

const NOW = new Date("2026-11-22T18:00:00Z");
const [FRONT, BACK, ANN, BEN] = [11, 12, 501, 502];

function filters(query = "preset=all") {
  const params = new URLSearchParams(query);
  return exceptionFilters(parseFilters(params, { today: "2026-11-22", defaultPreset: "last_30_days" }), params);
}

const day = (number: number) => new Date(Date.UTC(2026, 9, number)).toISOString().slice(0, 10);

/** A session a day from the 1st of October on, all Ann's. */
function daily(first: number, offs: readonly string[], rest: Partial<SessionFixture> = {}): SessionFixture[] {
  return offs.map((off, index) => ({
    ...{ id: first + index, drawer: FRONT, off, people: [{ id: ANN, own: off }] },
    ...{ opened: `${day(index + 1)}T14:00:00Z`, closed: `${day(index + 1)}T22:00:00Z`, ...rest },
  }));
}

async function aShopWith(sessions: readonly SessionFixture[]): Promise<Shop> {
  const shop = await aShop({
    locations: [{ id: 1, name: "Soho" }],
    drawers: [
      { id: FRONT, name: "Front", location: 1 },
      { id: BACK, name: "Back", location: 1 },
    ],
    staff: [
      { id: ANN, name: "Ann" },
      { id: BEN, name: "Ben" },
    ],
  });
  await storeSessions(shop, sessions);
  return shop;
}

const kindsOf = (rows: readonly ExceptionRow[]) => rows.map(({ kind, subject }) => `${kind} ${subjectText(subject)}`);

async function say(shop: Shop, act: "dismissed" | "restored", row: ExceptionRow, reason = "Looked into it") {
  const form = new FormData();
  const said = { act, kind: row.kind, subject: subjectText(row.subject), evidence: row.evidence, reason };
  for (const [name, value] of Object.entries(said)) form.set(name, value);
  return dismissException(shop, { form, userId: String(BEN), now: NOW });
}

beforeAll(async () => {
  await freshDatabase();
});

describe("exceptions", () => {
  test("of a clean shop are none, however long it has balanced", async () => {
    const clean = await aShopWith([
      ...daily(
        1,
        Array.from({ length: 45 }, () => "0"),
      ),
      ...daily(
        101,
        Array.from({ length: 45 }, () => "0"),
        { drawer: BACK, people: [{ id: BEN, own: "0" }] },
      ),
    ]);
    const page = await listExceptions(clean, filters(), NOW);
    expect([page.rows, page.counts, page.dismissed]).toEqual([[], [], 0]);
  });

  test("of one page and the next are all, each once, those of sessions and of several in one order", async () => {
    const shop = await aShopWith([
      ...daily(1, ["-5", "-5", "-5"]),
      ...daily(
        101,
        Array.from({ length: 60 }, () => "0"),
        {
          ...{ drawer: BACK, people: [], exceptions: ["arithmetic", "silent_adjustment"] },
        },
      ),
    ]);
    const first = await listExceptions(shop, filters(), NOW);
    expect(first.rows).toHaveLength(EXCEPTIONS_PAGE);
    const rows = [...first.rows];
    for (let { next } = first; next !== null;) {
      const page = await listExceptions(shop, { ...filters(), after: next }, NOW);
      rows.push(...page.rows);
      next = page.next;
    }
    expect(new Set(kindsOf(rows)).size).toBe(122);
    expect(rows).toHaveLength(122);
    expect(rows.map(({ at }) => at)).toEqual(
      rows
        .map(({ at }) => at)
        .toSorted()
        .reverse(),
    );
    expect(await countExceptions(shop, filters(), NOW)).toEqual([
      { kind: "arithmetic", count: 60 },
      { kind: "silent_adjustment", count: 60 },
      { kind: "repeated_shorts", count: 2 },
    ]);
    const narrowed = await listExceptions(shop, filters(`preset=all&kind=repeated_shorts&drawer=${FRONT}`), NOW);
    expect(kindsOf(narrowed.rows).sort()).toEqual([`repeated_shorts drawer ${FRONT}`, `repeated_shorts person ${ANN}`]);
    expect((await listExceptions(shop, filters("from=2026-10-05&to=2026-10-05"), NOW)).rows).toHaveLength(2);
  });

  test("that only time makes are found, by the shop's own hours, whatever the days", async () => {
    const shop = await aShopWith([
      { id: 1, drawer: FRONT, opened: "2026-11-21T10:00:00Z", openedBy: ANN, sales: "40", adjustments: "-15" },
      { id: 2, drawer: BACK, opened: "2026-11-22T10:00:00Z" },
    ]);
    const asked = filters("from=2026-01-01&to=2026-01-02");
    expect(kindsOf((await listExceptions(shop, asked, NOW)).rows)).toEqual(["stale_open session 1"]);
    await db().execute(sql`INSERT INTO shop_setting (shop_id, chosen, version, updated_at, updated_by)
      VALUES (${shop.id}, '{"staleHours": 4}', 1, now(), '1')`);
    const { rows, rules } = await listExceptions(shop, asked, NOW);
    expect(kindsOf(rows)).toEqual(["stale_open session 2", "stale_open session 1"]);
    expect(rules.staleHours).toBe(4);
    expect(rows[1]).toMatchObject({ person: "Ann", detail: { hoursOpen: 32 }, amount: { amount: "125.00" } });
  });

  test("too perfect is who balances beside peers who do not, until a count is off", async () => {
    const peers = daily(
      101,
      Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? "0.50" : "0")),
      {
        ...{ drawer: BACK, location: 1, people: [{ id: BEN, own: "0.50" }] },
      },
    );
    const perfect = daily(1, ["0.20", ...Array.from({ length: 40 }, () => "0")], { location: 1 });
    const shop = await aShopWith([...perfect, ...peers]);
    const { rows } = await listExceptions(
      shop,
      filters("preset=all&kind=too_perfect"),
      new Date("2026-11-22T18:00:00Z"),
    );
    const found = rows.filter(({ subject }) => subject.id === String(FRONT));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ evidence: "2 5", detail: { length: 40 } });
    expect(rows.map(({ subject }) => subject.id)).not.toContain(String(BACK));
    // Of the days before it was long enough, none.
    const early = await listExceptions(shop, filters(`from=${day(1)}&to=${day(9)}&kind=too_perfect`), NOW);
    expect(early.rows).toEqual([]);
    await storeSessions(shop, [
      {
        id: 900,
        drawer: FRONT,
        location: 1,
        opened: `${day(45)}T14:00:00Z`,
        closed: `${day(45)}T22:00:00Z`,
        off: "-0.10",
      },
    ]);
    expect(kindsOf((await listExceptions(shop, filters("preset=all&kind=too_perfect"), NOW)).rows)).not.toContain(
      `too_perfect drawer ${FRONT}`,
    );
  });
});

test("a streak ends with the business days asked for, and so do the peers' counts beside it", async () => {
  const night = (number: number) => ({ opened: `${day(number)}T22:00:00Z`, closed: `${day(number + 1)}T06:30:00Z` });
  const nights = (sessions: SessionFixture[]) => sessions.map((one, index) => ({ ...one, ...night(index + 1) }));
  const peers = daily(
    101,
    Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? "0.50" : "0")),
    { drawer: BACK, location: 1, people: [{ id: BEN, own: "0.50" }] },
  );
  const perfect = daily(1, ["0.20", ...Array.from({ length: 40 }, () => "0")], { location: 1 });
  const shop = await aShopWith([...nights(perfect), ...nights(peers)]);
  // As a cut-off at 4 has it: what closes at half past one in the night belongs to the day before.
  await db().execute(sql`UPDATE payment_session SET closing_business_date = closing_business_date - 1
    WHERE shop_id = ${shop.id}`);
  const last = filters(`from=${day(41)}&to=${day(41)}&kind=too_perfect`);
  const { rows } = await listExceptions(shop, last, NOW);
  expect(kindsOf(rows).sort()).toEqual([`too_perfect drawer ${FRONT}`, `too_perfect person ${ANN}`]);
  for (const { detail } of rows) expect(detail).toMatchObject({ length: 40, peerCounts: 30 });
  const before = await listExceptions(shop, filters(`from=${day(40)}&to=${day(40)}&kind=too_perfect`), NOW);
  expect(before.rows.map(({ detail }) => "length" in detail && detail.length)).toEqual([39, 39]);
});

describe("a dismissed exception", () => {
  test("goes from the list with who and why, and can be put back; the trail keeps both", async () => {
    const shop = await aShopWith(daily(1, ["0"], { exceptions: ["silent_adjustment"] }));
    const neighbour = await aShopWith(daily(1, ["0"], { exceptions: ["silent_adjustment"] }));
    const [row] = (await listExceptions(shop, filters(), NOW)).rows;
    if (!row) throw new Error("nothing to dismiss");
    expect(await say(shop, "dismissed", row, "  ")).toEqual({ outcome: "no_reason" });
    expect(await say(shop, "dismissed", row)).toMatchObject({ outcome: "done" });
    const after = await listExceptions(shop, filters(), NOW);
    expect([after.rows, after.counts, after.dismissed]).toEqual([[], [], 1]);
    const [dismissed] = (await listExceptions(shop, filters("preset=all&show=dismissed"), NOW)).rows;
    expect(dismissed?.dismissed).toEqual({
      by: "Ben",
      userId: "502",
      at: "2026-11-22T18:00:00Z",
      reason: "Looked into it",
    });
    // It was this shop's alone.
    expect((await listExceptions(neighbour, filters(), NOW)).rows).toHaveLength(1);
    await say(shop, "restored", row);
    expect((await listExceptions(shop, filters(), NOW)).rows).toHaveLength(1);
    const trail = await db().query(sql`SELECT act, reason, user_id AS by FROM exception_dismissal
      WHERE shop_id = ${shop.id} ORDER BY exception_dismissal.id`);
    expect(trail).toEqual([
      { act: "dismissed", reason: "Looked into it", by: "502" },
      { act: "restored", reason: null, by: "502" },
    ]);
  });

  test("comes back when what it rests on has changed", async () => {
    const shop = await aShopWith(
      daily(1, ["-5", "-5", "-5"], { exceptions: ["arithmetic"], failedChecks: ["net_adds_up"] }),
    );
    for (const row of (await listExceptions(shop, filters(), NOW)).rows) await say(shop, "dismissed", row);
    expect((await listExceptions(shop, filters(), NOW)).rows).toEqual([]);
    await db().execute(sql`UPDATE payment_session SET failed_checks = '{net_adds_up,sales_add_up}'
      WHERE shop_id = ${shop.id} AND id = 2`);
    await db().execute(sql`UPDATE payment_session SET restated_at = now() WHERE shop_id = ${shop.id} AND id = 3`);
    expect(kindsOf((await listExceptions(shop, filters(), NOW)).rows)).toEqual([
      "arithmetic session 3",
      "arithmetic session 2",
    ]);
    await storeSessions(shop, [{ ...daily(4, ["-5"])[0], id: 4 } as SessionFixture]);
    expect(kindsOf((await listExceptions(shop, filters("preset=all&kind=repeated_shorts"), NOW)).rows).sort()).toEqual([
      `repeated_shorts drawer ${FRONT}`,
      `repeated_shorts person ${ANN}`,
    ]);
  });

  test("may be from before March 2026, whose sessions and drawers have numbers below zero", async () => {
    const shop = await aShopWith([]);
    await db().execute(sql`INSERT INTO cash_drawer (shop_id, id, name, location_id, fetched_at)
      VALUES (${shop.id}, -11, 'Front', 1, now())`);
    const shifts = daily(-10, ["-5", "-5", "-5"], { drawer: -FRONT, people: [] });
    await storeSessions(shop, [{ ...shifts[0], exceptions: ["not_counted"] } as SessionFixture, ...shifts.slice(1)]);
    const { rows } = await listExceptions(shop, filters(), NOW);
    expect(kindsOf(rows).sort()).toEqual([`not_counted session -10`, `repeated_shorts drawer -${FRONT}`]);
    for (const row of rows) expect(await say(shop, "dismissed", row)).toMatchObject({ outcome: "done" });
    expect((await listExceptions(shop, filters(), NOW)).rows).toEqual([]);
  });

  test("is none of what another shop has, and of nothing that is not there", async () => {
    const shop = await aShopWith(daily(1, ["0"], { exceptions: ["not_counted"] }));
    const other = await aShopWith([]);
    const [row] = (await listExceptions(shop, filters(), NOW)).rows;
    if (!row) throw new Error("nothing to dismiss");
    expect(await say(other, "dismissed", row)).toEqual({ outcome: "unknown" });
    const subject = { type: "session", id: "9999999999999999999" } as const;
    expect(await say(shop, "dismissed", { ...row, subject })).toEqual({ outcome: "unknown" });
    const before = { type: "session", id: "-9999999999999999999" } as const;
    expect(await say(shop, "dismissed", { ...row, subject: before })).toEqual({ outcome: "unknown" });
  });
});

describe("the order of exceptions", () => {
  test("is by time either way, or by the size of the amount, currency after currency, on every page", async () => {
    const off = Array.from({ length: 30 }, (_, index) => `${index % 4}`);
    const yen = { ...{ drawer: BACK, people: [], currency: "JPY" }, adjustments: "700", exceptions: ["restated"] };
    const shop = await aShopWith([
      ...daily(1, ["-5", "-5", "-5"]),
      ...daily(101, off, { drawer: BACK, people: [], exceptions: ["restated", "not_counted"] }),
      ...daily(201, off, yen),
      { id: 9_000, drawer: FRONT, opened: "2026-11-20T10:00:00Z", openedBy: ANN },
    ]);
    const listed = async (order: string) => {
      const rows: ExceptionRow[] = [];
      for (let after: string | null = "", pages = 0; after !== null && pages < 9; pages += 1) {
        const page = await listExceptions(shop, { ...filters(`preset=all&order=${order}`), after }, NOW);
        rows.push(...page.rows);
        after = page.next;
      }
      return rows;
    };
    const [latest, oldest, largest] = await Promise.all(["latest", "oldest", "largest"].map(listed));
    expect(latest?.length).toBeGreaterThan(90);
    expect(oldest).toEqual(latest?.toReversed());
    expect(new Set(kindsOf(largest ?? []))).toEqual(new Set(kindsOf(latest ?? [])));
    expect(largest).toHaveLength(latest?.length ?? 0);
    const amounts = (largest ?? []).map(({ amount }) => amount);
    const group = (amount: ExceptionRow["amount"]) => (amount === null ? 2 : Number(amount.currency === "JPY"));
    expect(amounts.map(group)).toEqual(amounts.map(group).toSorted((a, b) => a - b));
    for (const currency of ["USD", "JPY"]) {
      const sizes = amounts.flatMap((one) => (one?.currency === currency ? Math.abs(Number(one.amount)) : []));
      expect(new Set(sizes).size).toBeGreaterThan(3);
      expect(sizes).toEqual(sizes.toSorted((a, b) => b - a));
    }
    const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString("base64url");
    const at = "2026-10-01T22:00:00.000000Z";
    for (const parts of [
      ["oldest", at, "1", "restated"],
      ["largest", at, "1", "restated", "USD"],
      ["largest", at, "1", "restated", "usd", "-5"],
    ])
      expect(
        (await listExceptions(shop, { ...filters("preset=all&order=largest"), after: cursor(parts) }, NOW)).rows[0],
      ).toEqual(largest?.[0]);
  });
});

describe("exceptions.csv", () => {
  const fileOf = async (shop: Shop, query = "") =>
    parseTable(await (await exportFile(shop, "exceptions.csv", new URLSearchParams(query), { now: NOW })).text());

  /** Every page, one after the other. */
  async function pagesOf(shop: Shop, query: string) {
    const rows: ExceptionRow[] = [];
    for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
      const page = await listExceptions(shop, { ...filters(query), after }, NOW);
      rows.push(...page.rows);
      after = page.next;
    }
    return rows;
  }

  test(
    "holds what the pages list, in their order, over several chunks of both sorts",
    { timeout: 240_000 },
    async () => {
      const shop = await aShopWith([
        ...daily(1, ["-5", "-5", "-5", "-5"], { exceptions: ["not_counted"] }),
        ...Array.from({ length: 1_100 }, (_, index): SessionFixture => {
          const at = (hour: number) => new Date(Date.UTC(2026, 9, 1, hour + Math.floor(index / 3) * 2)).toISOString();
          const kinds = ["arithmetic", "silent_adjustment", "restated"].slice(index % 2);
          return { id: 101 + index, drawer: BACK, opened: at(0), closed: at(1), exceptions: kinds, location: 1 };
        }),
        { id: 9_000, drawer: FRONT, opened: "2026-11-20T10:00:00Z", openedBy: ANN },
      ]);
      const [row] = (await listExceptions(shop, filters("preset=all&kind=arithmetic"), NOW)).rows;
      if (row) await say(shop, "dismissed", row);
      for (const query of ["", "kind=repeated_shorts&kind=restated", "show=dismissed", "location=1", "drawer=11"]) {
        const listed = await pagesOf(shop, query.includes("preset") ? query : `preset=all&${query}`);
        const file = await fileOf(shop, query);
        expect(file.map(({ kind, at }) => [kind, at])).toEqual(listed.map(({ kind, at }) => [kind, at]));
        const idsOf = (rows: readonly ExceptionRow[]) =>
          rows.map(({ subject, drawerId }) => `${subject.type} ${subject.type === "session" ? subject.id : drawerId}`);
        expect(file.map((one) => `${one.about} ${(one.session_id || one.drawer_id)?.split("/").at(-1)}`)).toEqual(
          idsOf(listed),
        );
      }
      expect((await fileOf(shop)).length).toBe(4 + 1_100 * 2 + 550 - 1 + 2 + 1);
    },
  );

  test("says of each kind what it rests on, and of a dismissed one who dismissed it and why", async () => {
    const shop = await aShopWith([
      {
        id: 1,
        drawer: FRONT,
        location: 1,
        opened: "2026-11-01T09:00:00Z",
        closed: "2026-11-01T17:00:00Z",
        closedBy: BEN,
      },
      {
        ...{ id: 2, drawer: FRONT, location: 1, opened: "2026-11-02T09:30:00Z", closed: "2026-11-02T17:00:00Z" },
        ...{ previous: 1, expectedAtOpen: "90", openedBy: ANN, failedChecks: ["net_adds_up", "carry_over"] },
        exceptions: ["arithmetic", "carry_over_gap"],
      },
    ]);
    const [gap] = (await listExceptions(shop, filters("preset=all&kind=carry_over_gap"), NOW)).rows;
    if (!gap) throw new Error("no gap");
    await say(shop, "dismissed", gap, "=It was the bank");
    const [dismissed] = await fileOf(shop, "show=dismissed");
    expect(Object.fromEntries(Object.entries(dismissed ?? {}).filter(([, cell]) => cell !== ""))).toEqual({
      ...{
        kind: "carry_over_gap",
        about: "session",
        at: "2026-11-02T17:00:00Z",
        at_local: "2026-11-02T17:00:00+00:00",
      },
      ...{ session_id: "gid://shopify/PointOfSaleDevicePaymentSession/2", drawer_id: "gid://shopify/CashDrawer/11" },
      ...{ drawer: "Front", location: "Soho", staff: "Ann", currency: "USD", amount: "-10.00", left_before: "100.00" },
      ...{ expected_at_open: "90.00", hours_between: "16.5", previous_closed_by: "Ben" },
      previous_session_id: "gid://shopify/PointOfSaleDevicePaymentSession/1",
      ...{ dismissed_at: "2026-11-22T18:00:00Z", dismissed_by: "Ben", dismissed_because: "'=It was the bank" },
    });
    const [left] = await fileOf(shop);
    expect(left).toMatchObject({ kind: "arithmetic", failed_checks: "net_adds_up", dismissed_because: "" });
  });
});
