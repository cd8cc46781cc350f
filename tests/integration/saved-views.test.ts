import "#tests/support/app-env.ts";
import sql from "sql-template-tag";
import { beforeAll, describe, expect, it, test } from "vitest";
import { db } from "#app/db.server.ts";
import { getColumnChoice } from "#app/reports/column-choice.server.ts";
import { listViews } from "#app/reports/saved-views.server.ts";
import { viewQuery, withOrder, withView } from "#app/reports/view-query.ts";
import { action as chooseColumns } from "#app/routes/app.columns.tsx";
import { loader as showSessions } from "#app/routes/app.sessions._index.tsx";
import { action as sendView } from "#app/routes/app.views.tsx";
import type { Shop } from "#app/shop.server.ts";
import { adminAddress } from "#app/stand-in.server.ts";
import { LONGEST_NAME, MOST_SHARED, MOST_VIEWS } from "#app/views/view-limits.ts";
import { freshDatabase } from "#tests/support/database.ts";
import { giveToken } from "#tests/support/installed-shop.ts";
import { aShop } from "#tests/support/mirror-fixtures.ts";
import { adminRequest, idToken } from "#tests/support/shopify-requests.ts";

// What people keep of a list, at the doors where they keep it: who they are says their id token alone.

const [ANA, BEN] = ["501", "502"];
const DOMAINS = ["mine.myshopify.com", "theirs.myshopify.com"];

let mine: Shop;
let theirs: Shop;
beforeAll(async () => {
  await freshDatabase();
  [mine, theirs] = (await Promise.all(
    DOMAINS.map((domain) => aShop({ domain, staff: [{ id: Number(ANA), name: "Ana" }] })),
  )) as [Shop, Shop];
  for (const shop of [mine, theirs]) await giveToken(shop);
});

type Fields = Record<string, string>;
type Sent = { status: number; goesTo: string | null; body: unknown };

async function send(userId: string, fields: Fields, shop = mine): Promise<Sent> {
  const body = new URLSearchParams({ list: "sessions", ...fields });
  const request = adminRequest("/app/views", idToken(shop.domain, { userId }), { method: "POST", body });
  const answer = await sendView({ request, params: {}, context: {} }).catch((thrown: unknown) => thrown);
  if (!(answer instanceof Response)) throw answer;
  const isJson = answer.headers.get("Content-Type")?.includes("json");
  const said = isJson ? ((await answer.json()) as { goTo?: string | null }) : null;
  return { status: answer.status, goesTo: said?.goTo ?? null, body: said };
}

/** Keeps a view; answers its id. */
async function saveAs(userId: string, name: string, fields: Fields = {}, shop = mine): Promise<string> {
  const { status, goesTo } = await send(userId, { act: "save_as", name, query: "status=short", ...fields }, shop);
  expect(status).toBe(200);
  return new URL(goesTo ?? "", "https://x").searchParams.get("view") ?? "";
}

const names = async (userId: string, shop = mine, list: "sessions" | "drawers" | "exceptions" = "sessions") =>
  (await listViews(shop, list, userId)).map(({ name }) => name);
const refusal = (trouble: string) => ({ status: 422, body: { outcome: "refused", trouble } });
const forget = (shop = mine) => db().execute(sql`DELETE FROM saved_view WHERE shop_id = ${shop.id}`);

describe("a saved view", () => {
  it("is the list's own query under a name, and saving it leads to it", async () => {
    const query = "status=short&status=short&location=1&sort=size_desc&after=abc&nonsense=1&view=9&preset=last_week";
    const { status, goesTo } = await send(ANA, { act: "save_as", name: " Short \n in  Soho ", query });
    const kept = "preset=last_week&location=1&status=short&sort=size_desc";
    expect(status).toBe(200);
    expect(goesTo).toMatch(new RegExp(`^/app/sessions\\?${kept}&view=\\d+$`));
    expect(await listViews(mine, "sessions", ANA)).toEqual([
      expect.objectContaining({ name: "Short in Soho", query: kept, isShared: false, isMine: true }),
    ]);
  });

  it("is its maker's alone until it is shared, and then says whose it is", async () => {
    await forget();
    const id = await saveAs(ANA, "Mine");
    expect(await names(BEN)).toEqual([]);
    await send(ANA, { act: "rename", id, name: "Ours", isShared: "on" });
    expect(await listViews(mine, "sessions", BEN)).toMatchObject([
      { name: "Ours", isShared: true, isMine: false, maker: { id: ANA, name: "Ana" } },
    ]);
    await saveAs(BEN, "A name that comes first in the alphabet");
    expect(await names(ANA)).toEqual(["Ours"]);
    await saveAs(BEN, "Also Ben's", { isShared: "on" });
    // One's own come first.
    expect(await names(ANA)).toEqual(["Ours", "Also Ben's"]);
  });

  it("can be changed and deleted by its maker only, also when a form says otherwise", async () => {
    await forget();
    const id = await saveAs(ANA, "Ana's", { isShared: "on" });
    const inDisguise = { userId: ANA, user_id: ANA, sub: ANA, isMine: "true" };
    for (const act of [
      { act: "save", query: "status=over" },
      { act: "rename", name: "Ben's" },
      { act: "delete" },
    ] as Fields[]) {
      expect(await send(BEN, { ...inDisguise, ...act, id })).toMatchObject({
        status: 404,
        body: { outcome: "unknown" },
      });
    }
    expect(await send(ANA, { act: "delete", id, list: "drawers" })).toMatchObject({ status: 404 });
    expect(await listViews(mine, "sessions", ANA)).toMatchObject([
      { name: "Ana's", query: "preset=last_30_days&status=short" },
    ]);
    expect(await send(ANA, { act: "save", id, query: "status=over" })).toMatchObject({ status: 200 });
    expect(await listViews(mine, "sessions", BEN)).toMatchObject([{ query: "preset=last_30_days&status=over" }]);
    expect(await send(ANA, { act: "delete", id })).toMatchObject({ status: 200, goesTo: "/app/sessions" });
    expect(await names(ANA)).toEqual([]);
  });

  it("can be taken from everybody's tabs by anybody, and stays with its maker, who is told and may share it again", async () => {
    await forget();
    const id = await saveAs(ANA, "Ana's", { isShared: "on" });
    const kept = await saveAs(BEN, "Ben's own");
    expect(await send(ANA, { act: "unshare", id }), "one's own").toMatchObject({ status: 404 });
    expect(await send(ANA, { act: "unshare", id: kept }), "not shared").toMatchObject({ status: 404 });
    expect(await send(BEN, { act: "unshare", id }, theirs), "another shop's").toMatchObject({ status: 404 });
    expect(await send(BEN, { act: "unshare", id, list: "drawers" })).toMatchObject({ status: 404 });
    expect(await names(BEN)).toEqual(["Ben's own", "Ana's"]);
    expect(await send(BEN, { act: "unshare", id })).toMatchObject({ status: 200, goesTo: "/app/sessions" });
    expect(await names(BEN)).toEqual(["Ben's own"]);
    const [told] = await listViews(mine, "sessions", ANA);
    expect(told).toMatchObject({ isShared: false, unshared: { by: { id: BEN }, at: expect.any(String) as string } });
    expect(await send(BEN, { act: "unshare", id })).toMatchObject({ status: 404 });
    expect(await send(ANA, { act: "rename", id, name: "Still Ana's" })).toMatchObject({ status: 200 });
    expect((await listViews(mine, "sessions", ANA))[0]?.unshared?.by.id).toBe(BEN);
    expect(await send(ANA, { act: "rename", id, name: "Ana's", isShared: "on" })).toMatchObject({ status: 200 });
    expect(await listViews(mine, "sessions", BEN)).toMatchObject([{}, { name: "Ana's", unshared: null }]);
  });

  it("is one shop's: the same person has others in another shop", async () => {
    await forget();
    const id = await saveAs(ANA, "Here", { isShared: "on" });
    expect(await names(ANA, theirs)).toEqual([]);
    expect(await send(ANA, { act: "delete", id }, theirs)).toMatchObject({ status: 404 });
    expect(await send(ANA, { act: "save", id, query: "" }, theirs)).toMatchObject({ status: 404 });
    expect(await names(ANA)).toEqual(["Here"]);
  });

  it("has a name that its maker has given to no other view of that list", async () => {
    await forget();
    await saveAs(ANA, "Evening");
    expect(await send(ANA, { act: "save_as", name: "EVENING", query: "" })).toMatchObject(refusal("name_taken"));
    const id = await saveAs(ANA, "Morning");
    expect(await send(ANA, { act: "rename", id, name: "evening" })).toMatchObject(refusal("name_taken"));
    // Its own name is not taken by itself.
    expect(await send(ANA, { act: "rename", id, name: "MORNING" })).toMatchObject({ status: 200 });
    await saveAs(BEN, "Evening");
    await saveAs(ANA, "Evening", { list: "drawers" });
    expect(await names(ANA, mine, "drawers")).toEqual(["Evening"]);
  });

  it.each([
    ["no name", { name: " \u0000 " }, "name_missing"],
    ["a name too long for a tab", { name: "x".repeat(LONGEST_NAME + 1) }, "name_too_long"],
    [
      "more filters than fit an address",
      { query: Array.from({ length: 400 }, (_, index) => `session_id=${index + 1}`).join("&") },
      "query_too_long",
    ],
  ])("is refused with %s", async (_what, fields, trouble) => {
    expect(await send(ANA, { act: "save_as", name: "x", query: "", ...fields })).toMatchObject(refusal(trouble));
  });

  it("keeps the longest name, whatever letters it is of", async () => {
    await forget();
    const name = "🏦".repeat(LONGEST_NAME);
    await saveAs(ANA, name);
    expect(await names(ANA)).toEqual([name]);
  });

  it.each([
    ["no act", {}],
    ["another act", { act: "publish", name: "x", query: "" }],
    ["a list that has no views", { act: "save_as", name: "x", query: "", list: "staff" }],
    ["an id that is none", { act: "delete", id: "1 OR 1=1" }],
  ])("is not understood with %s", async (_what, fields) => {
    expect(await send(ANA, fields)).toMatchObject({ status: 400 });
  });

  it("is one of at most fifty a person, and of a hundred that a shop shares", async () => {
    await forget();
    await db().execute(sql`
      INSERT INTO saved_view (shop_id, list, user_id, name, query, is_shared, changed_at)
      SELECT ${mine.id}, 'sessions', who::text, 'View ' || number, '', TRUE, now()
      FROM generate_series(600, 601) who, generate_series(1, ${MOST_VIEWS}::int) number`);
    expect(await send("600", { act: "save_as", name: "One more", query: "" })).toMatchObject(refusal("too_many"));
    expect(2 * MOST_VIEWS).toBe(MOST_SHARED);
    const shared = { act: "save_as", name: "One more", query: "", isShared: "on" };
    expect(await send(ANA, shared)).toMatchObject(refusal("too_many_shared"));
    const id = await saveAs(ANA, "One more");
    expect(await send(ANA, { act: "rename", id, name: "x", isShared: "on" })).toMatchObject(refusal("too_many_shared"));
    await send("600", {
      act: "delete",
      id: (await listViews(mine, "sessions", "600"))[0]?.id ?? "",
    });
    expect(await send(ANA, { act: "rename", id, name: "x", isShared: "on" })).toMatchObject({ status: 200 });
  });

  it("is one of as many as allowed when two forms come at once", async () => {
    await forget();
    await db().execute(sql`
      INSERT INTO saved_view (shop_id, list, user_id, name, query, is_shared, changed_at)
      SELECT ${mine.id}, 'sessions', ${ANA}, 'View ' || number, '', FALSE, now()
      FROM generate_series(2, ${MOST_VIEWS}::int) number`);
    const sent = await Promise.all(["a", "b", "c"].map((name) => send(ANA, { act: "save_as", name, query: "" })));
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 422, 422]);
  });
});

describe("a view's query", () => {
  it.each([
    ["sessions", "status=over&status=short&order=net&kind=restated", "preset=last_30_days&status=over&status=short"],
    ["drawers", "order=-net&page=3&location=1", "preset=last_30_days&location=1&order=-net"],
    ["exceptions", "kind=restated&show=dismissed&after=x", "preset=last_30_days&kind=restated&show=dismissed"],
    ["sessions", "from=2026-11-01&to=2026-11-07&assignee=me", "from=2026-11-01&to=2026-11-07&assignee=me"],
  ] as const)("of %s: %s is kept as %s", (list, given, kept) => {
    expect(viewQuery(list, new URLSearchParams(given))).toBe(kept);
    expect(viewQuery(list, new URLSearchParams(kept))).toBe(kept);
  });

  it("stays on the page's own links, and no other text does", () => {
    expect(withView("status=short", new URLSearchParams("view=12"))).toBe("status=short&view=12");
    expect(withOrder("status=short", new URLSearchParams("order=-net"))).toBe("status=short&order=-net");
    for (const order of ["", "net desc", "net&x=1", "--net"])
      expect(withOrder("q", new URLSearchParams({ order }))).toBe("q");
    for (const view of ["", "0", "1&x=2", "-1", "one"]) expect(withView("q", new URLSearchParams({ view }))).toBe("q");
  });
});

test("a link to a page begins where the shop's admin shows the app", () => {
  expect(adminAddress(mine)).toBe("https://admin.shopify.com/store/mine/apps/test-api-key");
});

describe("chosen columns", () => {
  async function choose(userId: string, pairs: [string, string][], shop = mine): Promise<number> {
    const body = new URLSearchParams(pairs);
    const request = adminRequest("/app/columns", idToken(shop.domain, { userId }), { method: "POST", body });
    const answer = await chooseColumns({ request, params: {}, context: {} }).catch((thrown: unknown) => thrown);
    return answer instanceof Response ? answer.status : 500;
  }

  it("are one person's at one shop, and the page has them", async () => {
    expect(
      await choose(ANA, [
        ["list", "sessions"],
        ["hidden", "staff"],
        ["hidden", "review"],
        ["added", "device"],
      ]),
    ).toBe(204);
    const chosen = { hidden: ["staff", "review"], added: ["device"] };
    expect(await getColumnChoice(mine, "sessions", ANA)).toEqual(chosen);
    const standard = { hidden: [], added: [] };
    expect(await getColumnChoice(mine, "drawers", ANA)).toEqual(standard);
    expect(await getColumnChoice(mine, "sessions", BEN)).toEqual(standard);
    expect(await getColumnChoice(theirs, "sessions", ANA)).toEqual(standard);
    const request = adminRequest("/app/sessions", idToken(mine.domain, { userId: ANA }));
    const page = (await (await showSessions({ request, params: {}, context: {} })).json()) as { columns: unknown };
    expect(page.columns).toEqual(chosen);
  });

  it("are replaced by the next choice, and the standard leaves nothing behind", async () => {
    await choose(ANA, [
      ["list", "sessions"],
      ["added", "tolerance"],
    ]);
    expect(await getColumnChoice(mine, "sessions", ANA)).toEqual({ hidden: [], added: ["tolerance"] });
    await choose(ANA, [["list", "sessions"]]);
    expect(await db().query(sql`SELECT 1 FROM person_preference WHERE shop_id = ${mine.id}`)).toEqual([]);
  });

  it.each([
    ["no list", [["hidden", "staff"]]],
    ["another list", [["list", "__proto__"]]],
    [
      "a column that there is not",
      [
        ["list", "sessions"],
        ["hidden", "constructor"],
      ],
    ],
    [
      "a further column taken away",
      [
        ["list", "sessions"],
        ["hidden", "device"],
      ],
    ],
    [
      "a standard column added",
      [
        ["list", "sessions"],
        ["added", "staff"],
      ],
    ],
  ] as [string, [string, string][]][])("are refused with %s", async (_what, pairs) => {
    expect(await choose(ANA, pairs)).toBe(400);
  });

  it("that an older release kept in another form are the standard ones", async () => {
    await db().execute(sql`INSERT INTO person_preference (shop_id, user_id, name, chosen, changed_at)
      VALUES (${mine.id}, ${BEN}, 'columns.staff', '{"hidden": "name"}', now())`);
    expect(await getColumnChoice(mine, "staff", BEN)).toEqual({ hidden: [], added: [] });
  });
});
