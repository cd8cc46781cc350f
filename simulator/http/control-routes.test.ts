import { describe, expect, test } from "vitest";
import { SHOP, OTHER, startStandIn, anAppWithToken, control } from "./speaking.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";

const POST = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };

describe("the control interface", () => {
  test("plans faults, moves the clock and tells the state", async () => {
    const { simulator, ask } = await anAppWithToken();
    await control(simulator, "faults", { kind: "bad_gateway", when: { shop: SHOP } });
    expect((await ask()).status).toBe(502);
    await control(simulator, "clock", { shop: SHOP, now: "2026-12-24T18:00:00Z" });
    await control(simulator, "clock", { shop: SHOP, advanceMs: 1000 });
    const state = await (await fetch(`${simulator.origin}/_control/state`)).json();
    expect(state).toMatchObject({
      shops: [{ shop: SHOP, now: "2026-12-24T18:00:01.000Z", isInstalled: true }, { shop: OTHER }],
      faults: { pending: [], injected: [{ kind: "bad_gateway", shop: SHOP }] },
    });
  });

  test("sells at an open session, and says when there is none", async () => {
    const open = aWorld(SHOP).withDevice().session({ opens: "2026-11-22T10:00:00Z", openingCount: 10_000n }).build();
    const simulator = await startStandIn({ worlds: [open, aWorld(OTHER).build()] });
    const sold = await (await control(simulator, "sell", { shop: SHOP, minor: 1999 })).json();
    expect(sold).toMatchObject({ sold: { amount: "19.99", currency: "USD" } });
    await expect((await control(simulator, "sell", { shop: OTHER })).json()).resolves.toEqual({ sold: null });
  });

  test("signs another user in to the admin, in a language of their choice", async () => {
    const simulator = await startStandIn();
    const seen = async () => ({
      page: await (await fetch(`${simulator.origin}/store/acme/apps/key`)).text(),
      user: await (await fetch(`${simulator.origin}/_admin/acme/user`, POST)).json(),
    });
    expect((await seen()).user).toEqual({ accountAccess: "full" });
    await control(simulator, "sign-in", { user: "90000002", locale: "ja" });
    const { page, user } = await seen();
    expect(page).toMatch(/<iframe[^>]+locale=ja/);
    expect(user).toEqual({ accountAccess: "limited" });
    // The same one as before, in the language of their own.
    await expect((await control(simulator, "sign-in", {})).json()).resolves.toEqual({ user: "90000002", locale: "en" });
  });

  test.each([
    ["sign-in", { user: "1" }, 404],
    ["faults", { kind: "earthquake" }, 400],
    ["faults", { kind: "throttled", times: "many" }, 400],
    ["webhooks", { shop: SHOP, topic: "orders/create" }, 400],
    ["clock", { shop: SHOP, now: "tomorrow" }, 400],
    ["uninstall", { shop: "nobody.myshopify.com" }, 404],
    ["nonsense", {}, 404],
  ])("refuses %s with %o", async (path, body, status) => {
    const simulator = await startStandIn();
    expect((await control(simulator, path, body)).status).toBe(status);
  });

  test("takes nothing that a foreign page could send without asking", async () => {
    const simulator = await startStandIn();
    const answer = await fetch(`${simulator.origin}/_control/faults`, { method: "POST", body: '{"kind":"throttled"}' });
    expect(answer.status).toBe(415);
  });
});
