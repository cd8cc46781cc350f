import sql from "sql-template-tag";
import { Temporal } from "temporal-polyfill";
import { describe, expect, onTestFinished, test } from "vitest";
import { claimAlert, sendDueAlert } from "#app/alerts/send-alert.server.ts";
import { type Database, db, useDatabase } from "#app/db.server.ts";
import { changeShopSettings } from "#app/jobs/change-settings.server.ts";
import { startWorker } from "#app/jobs/worker.server.ts";
import { shopSettings } from "#app/settings/settings.ts";
import { getSettings } from "#app/settings/stored-settings.server.ts";
import { setGrantedScopes } from "#app/shop.server.ts";
import { closeSession, openSession, sellForCash } from "#simulator/shop/commands.ts";
import { aWorld, done, reasonCodeId } from "#simulator/shop/small-shop.ts";
import type { SimulatorOptions } from "#simulator/server.ts";
import { aSyncedShop } from "#tests/support/sync-harness.ts";

const PATIENCE_MS = 240_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DRAWER = "501";
const FLOAT = 20_000n;

type Chosen = Parameters<typeof shopSettings.parse>[0];

/** A shop whose history holds a short session, and that wants to be told of what comes from now on. */
async function aShopWithAlerts(chosen: object = {}, options: Partial<SimulatorOptions> = {}) {
  const ago = (hours: number) => new Date(Date.now() - hours * HOUR);
  const world = aWorld({ now: new Date() })
    .withLocation({ name: "Soho" })
    .withDrawer({ id: DRAWER, name: "Front till", balance: FLOAT })
    .session({ opens: ago(9), closes: ago(1), openingCount: FLOAT, closingCount: 10_000n, leave: FLOAT })
    .build();
  world.shop.plan = "advanced";
  const synced = await aSyncedShop(world, { grantedScopes: ["read_users"], ...options });
  const { surroundings, sync, passTime, simulator } = synced;
  await sync("install");
  const shop = await synced.reload();
  const choose = async (settings: Chosen) => {
    const { version } = await getSettings(shop);
    const change = { settings: shopSettings.parse(settings), version, userId: "7", now: surroundings.now() };
    await changeShopSettings(shop, change);
    passTime(MINUTE);
  };
  await choose({ alerts: { isOn: true, ...chosen } });
  const [deviceId = ""] = world.devices.keys();
  const [staffId = ""] = world.staff.keys();
  const open = () => {
    const time = surroundings.now();
    const { id: sessionId } = done(openSession(world, { deviceId, staffId, balance: null, time }));
    done(sellForCash(world, { sessionId, staffId, time, total: 5_000n, tendered: 5_000n }));
    return sessionId;
  };
  const end = (sessionId: string, off: bigint) => {
    const expected = world.drawers.get(DRAWER)?.balance ?? 0n;
    const counted = expected + off;
    done(closeSession(world, { sessionId, staffId, counted, leave: FLOAT, time: surroundings.now() }));
  };
  return {
    ...{ ...synced, shop, choose, open, end },
    /** A shift that closes so much off, mirrored. */
    async shift(off: bigint): Promise<string> {
      const id = open();
      passTime(HOUR);
      end(id, off);
      passTime(MINUTE);
      await sync();
      return id;
    },
    /** Works off what is due. */
    async send() {
      while (await sendDueAlert(surroundings, new AbortController().signal));
    },
    told: () => simulator.flow.map(({ payload }) => payload["Alert ID"]),
    book: async () =>
      Object.fromEntries(
        (
          await db().query<{ fact: string; state: string; code: string | null }>(sql`
            SELECT fact, state, error_code AS code FROM alert WHERE shop_id = ${shop.id}`)
        ).map(({ fact, state, code }) => [fact, code === null ? state : `${state} ${code}`]),
      ),
  };
}

describe("what Shopify Flow is told", { timeout: PATIENCE_MS }, () => {
  test("each session that ends beyond tolerance, once, and nothing of the history before", async () => {
    const { shift, send, sync, passTime, simulator, told, book, shop, world } = await aShopWithAlerts();
    const short = await shift(-1_240n);
    const fine = await shift(-50n);
    await send();
    expect(told()).toEqual([`discrepancy ${short}`]);
    const session = world.sessions.get(short);
    // To the second, with the offset that New York has on that day.
    const local = (instant: Date | null | undefined) =>
      Temporal.Instant.fromEpochMilliseconds(instant?.getTime() ?? 0)
        .toZonedDateTimeISO("America/New_York")
        .toString({ smallestUnit: "second", timeZoneName: "never" });
    expect(simulator.flow[0]).toMatchObject({ handle: "cash-discrepancy-found", title: "Cash discrepancy found" });
    expect(simulator.flow[0]?.payload).toEqual({
      ...{ Location: "Soho", Drawer: "Front till", Person: "Person 1", Currency: "USD", Restated: false },
      ...{ Direction: "short", Amount: "-12.40 USD", Severity: "warning", Tolerance: 1 },
      ...{ Discrepancy: -12.4, "Own discrepancy": -12.4, "Carried in": 0, Expected: 250, Counted: 237.6 },
      ...{ "Opened at": local(session?.openingTime), "Closed at": local(session?.closingTime) },
      "Session ID": short,
      "Session link": `https://admin.shopify.com/store/${shop.domain.split(".")[0]}/apps/test-api-key/app/sessions/${short}`,
      "Alert ID": `discrepancy ${short}`,
    });
    expect(await book()).toEqual({ [`discrepancy ${short}`]: "sent", [`discrepancy ${fine}`]: "quiet" });
    passTime(HOUR);
    await sync();
    await send();
    expect(told()).toHaveLength(1);
  });

  test("a session that Shopify restates is another fact; a change of the settings makes none", async () => {
    const { shift, send, sync, passTime, told, choose, world, simulator, shop } = await aShopWithAlerts();
    const id = await shift(-80n);
    await choose({ tolerance: { amounts: { USD: "0.10" } }, alerts: { isOn: true } });
    await sync();
    // A scope that is granted later has the whole history read once more.
    await simulator.grantScopes(world.shop.domain, ["read_orders"]);
    await setGrantedScopes(shop, [...shop.grantedScopes, "read_orders"]);
    passTime(HOUR);
    await sync("visit");
    await send();
    expect(told()).toEqual([]);
    const session = world.sessions.get(id);
    if (!session) throw new Error("The session is there.");
    session.expectedCashAtClose = (session.expectedCashAtClose ?? 0n) + 3_000n;
    session.totalDiscrepancy -= 3_000n;
    world.revision += 1;
    passTime(MINUTE);
    await sync();
    await send();
    expect(told()).toEqual([expect.stringMatching(new RegExp(`^discrepancy ${id} restated \\d+$`))]);
    expect(simulator.flow[0]?.payload).toMatchObject({ Restated: true, Severity: "critical", Discrepancy: -30.8 });
  });

  test("nothing of a session that nobody counted, which looks short until its ledger is read", async () => {
    const { world, surroundings, sync, passTime, send, told, book } = await aShopWithAlerts();
    const [deviceId = ""] = world.devices.keys();
    const [staffId = ""] = world.staff.keys();
    const at = () => ({ staffId, time: surroundings.now() });
    const { id: sessionId } = done(openSession(world, { ...at(), deviceId, balance: FLOAT - 2_000n }));
    passTime(HOUR);
    const reason = reasonCodeId(world, "AUTO_END_SESSION_LOGOUT");
    done(closeSession(world, { ...at(), sessionId, counted: null, reasonCodeId: reason }));
    passTime(MINUTE);
    await sync();
    await send();
    expect(told()).toEqual([]);
    expect(await book()).toEqual({ [`discrepancy ${sessionId}`]: "quiet" });
  });

  test("a session that was left open, and cash that the books lost in the night", async () => {
    const { open, end, send, sync, passTime, simulator, world } = await aShopWithAlerts();
    const id = open();
    passTime(23 * HOUR);
    await sync();
    await send();
    expect(simulator.flow).toEqual([]);
    passTime(90 * MINUTE);
    await sync();
    end(id, 0n);
    passTime(HOUR);
    const drawer = world.drawers.get(DRAWER);
    if (drawer) drawer.balance -= 6_000n;
    const next = open();
    await sync();
    passTime(20 * MINUTE);
    await sync();
    await send();
    expect(simulator.flow.map(({ handle, payload }) => [handle, payload])).toMatchObject([
      ["cash-exception-found", { Kind: "stale_open", "Session ID": id, Amount: "250.00 USD", Severity: "warning" }],
      [
        "cash-exception-found",
        {
          Kind: "carry_over_gap",
          "Session ID": next,
          "Amount as number": -60,
          Severity: "critical",
          Drawer: "Front till",
        },
      ],
    ]);
    expect(simulator.flow[0]?.payload.Hours).toBeGreaterThan(24.4);
  });

  test("only what the settings ask for, as they were when it happened", async () => {
    const { shift, send, told, choose, book } = await aShopWithAlerts({ leastAmounts: { USD: "20.00" } });
    const small = await shift(-1_000n);
    const large = await shift(2_000n);
    await choose({ alerts: { isOn: true, leastAmounts: { USD: "20.00" }, locations: { "999": true } } });
    const elsewhere = await shift(-5_000n);
    await send();
    expect(told()).toEqual([`discrepancy ${large}`]);
    await choose({ alerts: { isOn: true } });
    const late = await shift(-5_000n);
    await choose({ alerts: { isOn: false } });
    await send();
    expect(await book()).toEqual({
      [`discrepancy ${small}`]: "quiet",
      [`discrepancy ${large}`]: "sent",
      [`discrepancy ${elsewhere}`]: "quiet",
      // Switched off before it was sent.
      [`discrepancy ${late}`]: "quiet",
    });
    await choose({ alerts: { isOn: true } });
    await send();
    expect(told()).toHaveLength(1);
  });
});

describe("when something breaks", { timeout: PATIENCE_MS }, () => {
  test("nothing is told twice, wherever a process dies", async () => {
    const { shift, send, told, book, passTime, surroundings } = await aShopWithAlerts();
    // Before the request: nothing was asked for, and another process does it when the lease has passed.
    const first = await shift(-2_000n);
    expect(await claimAlert(surroundings.now())).toMatchObject({ fact: `discrepancy ${first}`, attempts: 1 });
    await send();
    expect(told()).toEqual([]);
    passTime(61_000);
    await send();
    expect(told()).toEqual([`discrepancy ${first}`]);
    // After it, before that could be written down: nobody can say what became of it.
    const second = await shift(-3_000n);
    dieAt("state = 'sent'");
    await expect(send()).rejects.toThrow("died");
    expect((await book())[`discrepancy ${second}`]).toBe("sending");
    passTime(61_000);
    await send();
    expect(told()).toEqual([`discrepancy ${first}`, `discrepancy ${second}`]);
    expect((await book())[`discrepancy ${second}`]).toBe("unsure NO_ANSWER");
  });

  test("what was surely not done is tried again, later each time; what may have been is not", async () => {
    const { shift, send, told, book, passTime, simulator, surroundings } = await aShopWithAlerts();
    const when = { text: "TriggerFlow" };
    const fact = `discrepancy ${await shift(-2_000n)}`;
    for (const kind of ["throttled", "unavailable", "bad_gateway", "too_many_requests"] as const) {
      simulator.faults.next(kind, { when });
    }
    for (const code of ["THROTTLED", "SHOPIFY_UNAVAILABLE", "SHOPIFY_UNAVAILABLE", "SHOPIFY_UNAVAILABLE"]) {
      await send();
      expect(await book()).toEqual({ [fact]: `waiting ${code}` });
      passTime(2 * MINUTE);
    }
    simulator.faults.next("token_expired", { when });
    await send();
    expect([await book(), told()]).toEqual([{ [fact]: "sent" }, [fact]]);
    for (const kind of ["cut_connection", "no_answer", "gateway_timeout", "internal_error"] as const) {
      simulator.faults.next(kind, { when });
      const unsure = `discrepancy ${await shift(-2_000n)}`;
      // In earnest, and only where nobody answers: a stand-in on a busy machine must not be taken for one that is silent.
      const { deadlineMs } = surroundings;
      if (kind === "no_answer") surroundings.deadlineMs = 500;
      await send();
      surroundings.deadlineMs = deadlineMs;
      passTime(HOUR);
      await send();
      expect((await book())[unsure]).toBe("unsure NO_ANSWER");
    }
    simulator.faults.assertConsumed();
    // Of the four, Shopify had carried out the one whose answer was cut off.
    expect(told()).toHaveLength(2);
  });

  test("a trigger that is not deployed is said, waited for and given up after a day; the mirror goes on", async () => {
    const { shift, send, book, passTime, sync } = await aShopWithAlerts({}, { flowTriggers: [] });
    const fact = `discrepancy ${await shift(-2_000n)}`;
    await send();
    expect(await book()).toEqual({ [fact]: "waiting UNKNOWN_TRIGGER" });
    passTime(25 * HOUR);
    await sync();
    await send();
    expect((await book())[fact]).toBe("failed UNKNOWN_TRIGGER");
  });

  test("the worker tells what it has mirrored, and what is old is forgotten", async () => {
    const { shift, simulator, told, passTime, sync, book } = await aShopWithAlerts();
    const fact = `discrepancy ${await shift(-2_000n)}`;
    const worker = startWorker();
    onTestFinished(() => worker.stop());
    // By the machine's clock, which is behind the shop's.
    await db().execute(sql`UPDATE alert SET not_before = now()`);
    await expect.poll(told, { timeout: PATIENCE_MS / 2 }).toEqual([fact]);
    expect(simulator.flow).toHaveLength(1);
    await worker.stop();
    passTime(31 * 24 * HOUR);
    await sync();
    expect(await book()).toEqual({});
  });
});

/** The database fails at the first statement with this text, as it looks to a process that ends there. */
function dieAt(text: string): void {
  const database = db();
  const dying: Database = {
    ...database,
    execute: (statement) => {
      if (!statement.text.includes(text)) return database.execute(statement);
      useDatabase(database);
      return Promise.reject(new Error("died"));
    },
  };
  useDatabase(dying);
}
