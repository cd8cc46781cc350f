import { describe, expect, test } from "vitest";
import { anAppWithToken, control, OTHER, SHOP, startStandIn } from "#simulator/http/speaking.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import { deployedTriggers, type FlowTrigger } from "./flow-triggers.ts";
import { receiveTrigger } from "./receive-trigger.ts";

const TRIGGERS: FlowTrigger[] = [
  {
    handle: "drawer-opened",
    name: "Drawer opened",
    fields: new Map([
      ["Drawer", "single_line_text_field"],
      ["Amount", "number_decimal"],
      ["Is late", "boolean"],
      ["Link", "url"],
    ]),
  },
];
const GOOD = { Drawer: "Front", Amount: -1.5, "Is late": false, Link: "https://a.example/1" };
const FIRE = `mutation Fire($handle: String, $payload: JSON, $body: String) {
  flowTriggerReceive(handle: $handle, payload: $payload, body: $body) { userErrors { field message } }
}`;

describe("Flow", () => {
  test.each([
    ["an unknown handle", { handle: "nothing", payload: GOOD }, "body", "Invalid handle 'nothing'."],
    ["no handle", { payload: GOOD }, "handle", "`handle` and `payload` arguments are required"],
    ["no payload", { handle: "drawer-opened" }, "handle", "`handle` and `payload` arguments are required"],
    ["a body beside them", { handle: "drawer-opened", body: "{}" }, "body", "Cannot use `handle` and `payload`"],
    ["an unknown key", { payload: { ...GOOD, drawer: "Front" } }, "body", "Invalid property 'drawer'."],
    ["a missing value", { payload: { ...GOOD, Amount: undefined } }, "body", "Missing property 'Amount'."],
    ["a number as text", { payload: { ...GOOD, Amount: "-1.50" } }, "body", "Invalid type for property 'Amount'"],
    ["a flag as text", { payload: { ...GOOD, "Is late": "no" } }, "body", "Invalid type for property 'Is late'"],
    ["two lines", { payload: { ...GOOD, Drawer: "Front\ntill" } }, "body", "Invalid type for property 'Drawer'"],
    ["a link to nowhere", { payload: { ...GOOD, Link: "/1" } }, "body", "Invalid type for property 'Link'"],
    ["a list", { payload: [GOOD] }, "body", "Properties must be an object."],
    ["too much", { payload: { ...GOOD, Drawer: "x".repeat(50_001) } }, "body", "exceeds the limit of 50000 bytes."],
  ])("refuses %s", (_what, given, field, message) => {
    const args =
      "payload" in given && !("handle" in given) && given.payload !== GOOD ? { handle: "drawer-opened" } : {};
    const result = receiveTrigger(TRIGGERS, { ...args, ...given });
    expect(result).toMatchObject({ error: { field: [field], message: expect.stringContaining(message) as string } });
  });

  test("takes what is as the trigger says, for the shop whose token it is, and shows it", async () => {
    const { simulator, ask } = await anAppWithToken({ flowTriggers: TRIGGERS });
    const fire = async (variables: object) => (await ask({ query: FIRE, variables })).json() as Promise<unknown>;
    expect(await fire({ handle: "drawer-opened", payload: GOOD })).toMatchObject({
      data: { flowTriggerReceive: { userErrors: [] } },
      extensions: { cost: { requestedQueryCost: 10 } },
    });
    expect(await fire({ handle: "gone", payload: GOOD })).toMatchObject({
      data: {
        flowTriggerReceive: {
          userErrors: [{ field: ["body"], message: "Errors validating schema:\n  Invalid handle 'gone'.\n" }],
        },
      },
    });
    expect(simulator.flow).toMatchObject([{ shop: SHOP, handle: "drawer-opened", payload: GOOD }]);
    const state = await (await fetch(`${simulator.origin}/_control/state`)).json();
    expect(state).toMatchObject({ flow: [{ shop: SHOP, title: "Drawer opened" }] });
    const pageOf = async (shop: string) => (await fetch(`${simulator.origin}/store/${shop.split(".")[0]}/flow`)).text();
    expect(await pageOf(SHOP)).toContain("<dd>-1.5</dd>");
    expect(await pageOf(OTHER)).toContain("Nothing has been received yet.");
  });

  test("knows the triggers of the extensions, with a type for every key", () => {
    const triggers = deployedTriggers();
    expect(triggers.map(({ handle }) => handle).sort()).toEqual(["cash-discrepancy-found", "cash-exception-found"]);
    for (const { fields } of triggers) expect(fields.size).toBeGreaterThan(10);
  });
});

test("a session is closed off by the controls: an open one, or one that a free register opens", async () => {
  const world = aWorld(SHOP).withDevice().session({ opens: "2026-11-22T10:00:00Z", openingCount: 0n }).build();
  const simulator = await startStandIn({ worlds: [world, aWorld(OTHER).build()] });
  const [open] = world.sessions.keys();
  expect((await control(simulator, "close", { shop: SHOP, session: open, minor: -500 })).status).toBe(200);
  const answer = await (await control(simulator, "close", { shop: SHOP })).json();
  const { session } = (answer as { closed: { session: string } }).closed;
  expect([open, session].map((id) => world.sessions.get(id ?? "")?.totalDiscrepancy)).toEqual([-500n, -4_000n]);
  expect((await control(simulator, "close", { shop: OTHER })).status).toBe(404);
});
