import { beforeAll, describe, expect, test } from "vitest";
import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { exportFile } from "#app/exports/export-file.server.ts";
import { parseFilters } from "#app/reports/filters.ts";
import { getPerson } from "#app/reports/person.server.ts";
import { getStaff } from "#app/reports/staff.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { aShop, type SessionFixture, storeSessions } from "#tests/support/mirror-fixtures.ts";
import { parseTable } from "#tests/support/parse-csv.ts";

const NOW = new Date("2026-11-22T18:00:00Z");
const filters = (query: string) =>
  parseFilters(new URLSearchParams(query), { today: "2026-11-22", defaultPreset: "last_30_days" });

const [SOHO, BRONX, FRONT, TILL] = [1, 2, 11, 21];
const [ANN, BEN, CEM] = [501, 502, 503];
const usd = (amount: string) => ({ amount, currency: "USD" });

/** A day each, from the 1st of November on. */
function sessions(first: number, offs: readonly string[], rest: Omit<SessionFixture, "id" | "opened">, person: number) {
  return offs.map((off, index): SessionFixture => {
    const day = `2026-11-${String(index + 1).padStart(2, "0")}`;
    const opened = `${day}T14:00:00Z`;
    return { ...rest, id: first + index, opened, closed: `${day}T22:00:00Z`, off, people: [{ id: person, own: off }] };
  });
}

const SESSIONS: SessionFixture[] = [
  // Ann: nine sessions alone, eight of them off, all short.
  ...sessions(1001, ["-2", "-2", "-2", "-2", "-2", "-2", "-2", "-6", "0"], { drawer: FRONT, location: SOHO }, ANN),
  // Ben, her only peer at Soho: eight sessions, one over.
  ...sessions(1101, ["4", "0", "0", "0", "0", "0", "0", "0"], { drawer: FRONT, location: SOHO }, BEN),
  // Cem works elsewhere.
  ...sessions(1201, ["-30", "0", "0"], { drawer: TILL, location: BRONX }, CEM),
  {
    ...{ id: 1301, drawer: FRONT, location: SOHO, opened: "2026-11-15T14:00:00Z", closed: "2026-11-15T22:00:00Z" },
    ...{
      off: "-9",
      people: [
        { id: ANN, shared: "-9" },
        { id: BEN, shared: "-9" },
      ],
    },
  },
  // Its ledger is still to be read.
  {
    id: 1302,
    drawer: FRONT,
    location: SOHO,
    opened: "2026-11-16T14:00:00Z",
    closed: "2026-11-16T22:00:00Z",
    off: "-77",
  },
];

let shop: Shop;

beforeAll(async () => {
  await freshDatabase();
  const places = {
    locations: [
      { id: SOHO, name: "Soho" },
      { id: BRONX, name: "Bronx" },
    ],
    drawers: [
      { id: FRONT, name: "Front", location: SOHO },
      { id: TILL, name: "Till", location: BRONX },
    ],
    staff: [
      { id: ANN, name: "Ann" },
      { id: BEN, name: "Ben" },
    ],
  };
  shop = await aShop(places);
  await storeSessions(shop, SESSIONS);
  const neighbour = await aShop(places);
  await storeSessions(
    neighbour,
    SESSIONS.map((session) => ({
      ...session,
      off: "999",
      people: session.people?.map(({ id }) => ({ id, own: "999" })),
    })),
  );
});

const rowOf = async (id: number, query = "preset=all") =>
  (await getStaff(shop, filters(query), NOW)).rows.find((row) => row.id === String(id));

describe("staff", () => {
  test("has what was theirs alone, beside the others at the same location", async () => {
    expect(await rowOf(ANN)).toEqual({
      ...{ id: "501", name: "Ann", currency: "USD", sessions: 10, cashHandled: usd("10000.00") },
      ...{ ownSessions: 9, ownCash: usd("9000.00"), shortSessions: 8, overSessions: 0, beyondTolerance: 8 },
      ...{ short: usd("-20.00"), over: usd("0.00"), net: usd("-20.00"), perThousand: -2.22 },
      peers: { sessions: 8, perThousand: 0.5 },
      chance: 2 / 2 ** 8,
      ...{ sharedSessions: 1, shared: usd("-9.00") },
      reached: ["window_events"],
    });
  });

  test("says nothing of a rate, peers or chance where the data cannot tell", async () => {
    expect(await rowOf(BEN)).toMatchObject({ ownSessions: 8, perThousand: 0.5, chance: null });
    expect(await rowOf(CEM)).toMatchObject({ name: null, perThousand: null, peers: null, chance: null });
    expect(await rowOf(CEM)).toMatchObject({ reached: ["single"], net: usd("-30.00") });
  });

  test("divides the total into one person's, shared and nobody's, and says what is left out", async () => {
    const { totals, tested } = await getStaff(shop, filters("preset=all"), NOW);
    expect(tested).toBe(1);
    expect(totals).toEqual([
      {
        ...{ currency: "USD", sessions: 22, left: 1, total: usd("-55.00") },
        ...{ ofOne: usd("-46.00"), ofSeveral: usd("-9.00"), ofNobody: usd("0.00") },
      },
    ]);
  });

  test("follows days and places", async () => {
    expect(await rowOf(ANN, "from=2026-11-08&to=2026-11-09")).toMatchObject({ ownSessions: 2, net: usd("-6.00") });
    expect(await rowOf(ANN, `preset=all&location=${BRONX}`)).toBeUndefined();
    expect(await rowOf(CEM, `preset=all&drawer=${TILL}`)).toMatchObject({ ownSessions: 3 });
  });

  test("holds limits against the window that ends with the days, with the shop's own amounts", async () => {
    expect(await rowOf(CEM, "from=2026-10-01&to=2026-11-30")).toMatchObject({ reached: ["single"] });
    await db().execute(sql`INSERT INTO shop_setting (shop_id, chosen, version, updated_at, updated_by)
      VALUES (${shop.id}, '{"policy": {"windowDays": 7, "singleAmount": {"USD": "50.00"}, "windowSum": {"USD": "10.00"}}}',
        1, now(), '1')`);
    // Ann's last week with shorts ends on the 8th; of the 16th to the 22nd there is nothing.
    expect(await rowOf(ANN, "preset=all")).toMatchObject({ reached: [] });
    expect(await rowOf(ANN, "from=2026-11-01&to=2026-11-08")).toMatchObject({
      reached: ["window_sum", "window_events"],
    });
    expect(await rowOf(CEM, "from=2026-11-01&to=2026-11-07")).toMatchObject({ reached: ["window_sum"] });
    await db().execute(sql`DELETE FROM shop_setting`);
  });
});

describe("a person", () => {
  test("has the sessions behind each figure, and behind each limit", async () => {
    const report = await getPerson(shop, String(ANN), filters("preset=all"), NOW);
    expect(report?.largest.map(({ id }) => id).slice(0, 2)).toEqual(["1008", "1007"]);
    expect(report?.largest).toHaveLength(8);
    expect(report?.shared.map(({ id, amount }) => [id, amount])).toEqual([["1301", usd("-9.00")]]);
    expect(report?.places).toMatchObject([{ location: "Soho", ownSessions: 9, perThousand: -2.22 }]);
    const [crossing] = report?.crossings ?? [];
    expect(crossing).toMatchObject({ rule: "window_events", amount: usd("-20.00") });
    expect(crossing?.sessions.map(({ id }) => id)).toEqual([
      "1008",
      "1007",
      "1006",
      "1005",
      "1004",
      "1003",
      "1002",
      "1001",
    ]);
    expect(report?.rows).toEqual([await rowOf(ANN)]);
  });

  test("whom the shop does not know is none", async () => {
    for (const id of ["999", "0", "x", "9223372036854775808", ""]) {
      expect(await getPerson(shop, id, filters("preset=all"), NOW)).toBeNull();
    }
    // Known by what they did, though Shopify has not named them.
    expect(await getPerson(shop, String(CEM), filters("preset=all"), NOW)).toMatchObject({ name: null });
  });
});

describe("staff.csv", () => {
  const fileOf = async (query: string) =>
    (await exportFile(shop, "staff.csv", new URLSearchParams(query), { now: NOW })).text();

  test("is, to the byte, what the dictionary says", async () => {
    expect((await fileOf("")).split("\r\n")).toEqual([
      "staff_id,staff,currency,sessions,cash_handled,own_sessions,own_cash,own_sessions_short,own_sessions_over," +
        "own_sessions_beyond_tolerance,own_short,own_over,own_net,own_net_per_1000,peer_sessions,peer_net_per_1000," +
        "sign_test,shared_sessions,shared,limits_reached",
      "gid://shopify/StaffMember/501,Ann,USD,10,10000.00,9,9000.00,8,0,8,-20.00,0.00,-20.00,-2.22,8,0.50,0.007813,1," +
        "-9.00,window_events",
      "gid://shopify/StaffMember/502,Ben,USD,9,9000.00,8,8000.00,0,1,1,0.00,4.00,4.00,0.50,9,-2.22,,1,-9.00,",
      "gid://shopify/StaffMember/503,,USD,3,3000.00,3,3000.00,1,0,1,-30.00,0.00,-30.00,,,,,0,0.00,single",
      "",
    ]);
  });

  test("has a row for whoever did anything on these days and places, with the sum of what was theirs", async () => {
    for (const [from, to] of [["01", "09"] as const, ["02", "08"] as const, ["09", "15"] as const]) {
      for (const location of [SOHO, BRONX]) {
        const of = SESSIONS.filter(({ closed = "", location: place }) => {
          return place === location && closed >= `2026-11-${from}` && closed <= `2026-11-${to}T24`;
        }).flatMap(({ people = [] }) => people);
        const expected = [...new Set(of.map(({ id }) => id))].sort().map((id) => {
          const own = of.filter((person) => person.id === id).map((person) => Number(person.own ?? 0));
          const sum = (some: number[]) => some.reduce((total, one) => total + one, 0).toFixed(2);
          return [`gid://shopify/StaffMember/${id}`, sum(own.filter((one) => one < 0)), sum(own)];
        });
        const rows = parseTable(await fileOf(`from=2026-11-${from}&to=2026-11-${to}&location=${location}`));
        expect(rows.map((row) => [row.staff_id, row.own_short, row.own_net])).toEqual(expected);
      }
    }
  });
});
