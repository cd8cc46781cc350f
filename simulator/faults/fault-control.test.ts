import { describe, expect, test } from "vitest";
import { createFaultControl } from "./fault-control.ts";
import type { FaultSubject } from "./fault-kinds.ts";

const query: FaultSubject = { shop: "acme.myshopify.com", target: "graphql", text: "Sessions query Sessions { x }" };

describe("planned faults", () => {
  test("strike as often as they were planned, in their order, and are logged", () => {
    const faults = createFaultControl(() => new Date(0));
    faults.next("throttled", { times: 2 });
    faults.next("bad_gateway");
    const kinds = Array.from({ length: 4 }, () => faults.take(query)?.kind ?? null);
    expect(kinds).toEqual(["throttled", "throttled", "bad_gateway", null]);
    expect(faults.log.map(({ kind }) => kind)).toEqual(["throttled", "throttled", "bad_gateway"]);
    expect(() => faults.assertConsumed()).not.toThrow();
  });

  test("wait for a request that matches", () => {
    const faults = createFaultControl();
    faults.next("bad_gateway", { when: { shop: "other.myshopify.com" } });
    faults.next("unavailable", { when: { text: "Ledgers" } });
    faults.next("internal_error", { when: { target: "token" } });
    faults.next("no_answer", { when: ({ text }) => text.startsWith("Sessions") });
    expect(faults.take(query)?.kind).toBe("no_answer");
    expect(faults.take(query)).toBeNull();
    expect(faults.take({ ...query, target: "token" })?.kind).toBe("internal_error");
    expect(() => faults.assertConsumed()).toThrow("bad_gateway (1 left), unavailable (1 left)");
  });

  test("let requests through first when they are to strike midway", () => {
    const faults = createFaultControl();
    faults.next("token_expired", { after: 2 });
    expect([1, 2, 3].map(() => faults.take(query)?.kind ?? null)).toEqual([null, null, "token_expired"]);
  });

  test("stay planned while the server cannot commit them", () => {
    const faults = createFaultControl();
    faults.next("repeated_page");
    expect(faults.take(query, (kind) => kind !== "repeated_page")).toBeNull();
    expect(faults.take(query)?.kind).toBe("repeated_page");
  });

  test("of webhooks leave queries alone", () => {
    const faults = createFaultControl();
    faults.next("webhook_duplicated");
    expect(faults.take(query)).toBeNull();
    expect(faults.take({ ...query, target: "webhook", text: "shop/redact" })?.kind).toBe("webhook_duplicated");
  });
});

describe("random faults", () => {
  const plan = { seed: 7, rate: 0.5, kinds: ["throttled", "bad_gateway", "webhook_duplicated"] as const };
  const draw = (seed: number) => {
    const faults = createFaultControl();
    faults.random({ ...plan, seed });
    return Array.from({ length: 200 }, () => faults.take(query)?.kind ?? null);
  };

  test("are the same for the same seed and others for another", () => {
    expect(draw(7)).toEqual(draw(7));
    expect(draw(7)).not.toEqual(draw(8));
  });

  test("never strike more than twice in a row, so that whoever tries three times gets through", () => {
    const letters = draw(7).map((kind) => (kind ? "x" : "."));
    expect(letters.join("")).not.toContain("xxx");
    expect(letters.filter((letter) => letter === "x").length).toBeGreaterThan(50);
  });

  test("are only of kinds that make sense for the request", () => {
    expect(new Set(draw(7))).toEqual(new Set([null, "throttled", "bad_gateway"]));
  });

  test("end when they are told to", () => {
    const faults = createFaultControl();
    faults.random({ ...plan, rate: 1 });
    faults.random(null);
    expect(faults.take(query)).toBeNull();
  });
});
