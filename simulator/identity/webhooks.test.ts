import { createHmac } from "node:crypto";
import { describe, expect, test } from "vitest";
import { SHOP, SECRET, startStandIn, anApp, anAppWithToken } from "#simulator/http/speaking.ts";

describe("webhooks", () => {
  test("are signed over the raw body and name the shop, the topic and the delivery", async () => {
    const app = await anApp();
    const simulator = await startStandIn({ appUrl: app.url });
    await simulator.grantScopes(SHOP, ["read_users"]);
    const [received] = app.received;
    expect(received?.path).toBe("/webhooks/app/scopes_update");
    const hmac = createHmac("sha256", SECRET)
      .update(received?.body ?? "")
      .digest("base64");
    expect(received?.headers).toMatchObject({
      "x-shopify-hmac-sha256": hmac,
      "x-shopify-topic": "app/scopes_update",
      "x-shopify-shop-domain": SHOP,
      "x-shopify-api-version": "2026-10",
    });
    expect(JSON.parse(received?.body ?? "")).toMatchObject({
      previous: ["read_cash_tracking", "read_locations"],
      current: ["read_cash_tracking", "read_locations", "read_users"],
    });
  });

  test("are tried again until they are accepted, under the same id", async () => {
    const app = await anApp([500, 503]);
    const simulator = await startStandIn({ appUrl: app.url });
    const delivery = await simulator.deliverWebhook(SHOP, "shop/redact");
    expect(delivery).toMatchObject({ isDelivered: true, attempts: [500, 503, 200] });
    expect(new Set(app.received.map(({ headers }) => headers["x-shopify-webhook-id"])).size).toBe(1);
  });

  test("are given up after a few attempts", async () => {
    const app = await anApp([500, 500, 500]);
    const simulator = await startStandIn({ appUrl: app.url });
    const delivery = await simulator.deliverWebhook(SHOP, "shop/redact");
    expect(delivery).toMatchObject({ isDelivered: false, attempts: [500, 500, 500] });
  });

  test("come twice, and in the wrong order, on request", async () => {
    const app = await anApp();
    const simulator = await startStandIn({ appUrl: app.url });
    simulator.faults.next("webhook_duplicated", { when: { target: "webhook", text: "customers/redact" } });
    simulator.faults.next("webhook_reordered", { when: { target: "webhook", text: "app/scopes_update" } });
    await Promise.all([simulator.grantScopes(SHOP, ["read_users"]), simulator.uninstall(SHOP)]);
    await simulator.deliverWebhook(SHOP, "customers/redact");
    const paths = app.received.map(({ path }) => path);
    expect(paths).toEqual([
      "/webhooks/app/uninstalled",
      "/webhooks/app/scopes_update",
      "/webhooks/customers/redact",
      "/webhooks/customers/redact",
    ]);
    const [, , first, second] = app.received;
    expect(first?.headers["x-shopify-webhook-id"]).toBe(second?.headers["x-shopify-webhook-id"]);
  });

  test("tell the app that it was uninstalled, after its tokens have died", async () => {
    const app = await anApp();
    const { simulator, ask } = await anAppWithToken({ appUrl: app.url });
    await simulator.uninstall(SHOP);
    expect(app.received.map(({ path }) => path)).toEqual(["/webhooks/app/uninstalled"]);
    expect((await ask()).status).toBe(401);
  });
});
