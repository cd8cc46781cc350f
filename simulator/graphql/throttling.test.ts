import { describe, expect, it } from "vitest";
import { fixedClock } from "#simulator/shop/clock.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import { ask } from "./asking.ts";
import { CostBucket } from "./bucket.ts";

const START = new Date("2026-11-22T18:00:00Z");

/** Asks for 2 + 11 * 89 = 981 points and, in a shop without sessions, uses two of them. */
const DEAR = `{ pointOfSaleDevicePaymentSessions(first: 250) { nodes { ${Array.from(
  { length: 88 },
  (_, index) => `a${index}: location { id }`,
).join(" ")} } } }`;

describe("CostBucket", () => {
  it.each([
    ["standard", 2000, 100],
    ["advanced", 4000, 200],
    ["plus", 20_000, 1000],
    ["enterprise", 40_000, 2000],
  ] as const)("on %s holds %i points and restores %i a second", (plan, maximumAvailable, restoreRate) => {
    const status = new CostBucket(plan).status(START);
    expect(status).toEqual({ maximumAvailable, currentlyAvailable: maximumAvailable, restoreRate });
  });

  it("gives out what it has and no more, and fills with time up to its brim", () => {
    const clock = fixedClock(START);
    const bucket = new CostBucket("standard");
    expect(bucket.take(1950, clock.now())).toBe(true);
    expect(bucket.take(51, clock.now())).toBe(false);
    clock.advance(500);
    expect(bucket.status(clock.now()).currentlyAvailable).toBe(100);
    expect(bucket.take(100, clock.now())).toBe(true);
    clock.advance(60_000);
    expect(bucket.status(clock.now()).currentlyAvailable).toBe(2000);
  });

  it("restores nothing when its clock is moved back", () => {
    const bucket = new CostBucket("standard");
    bucket.take(2000, START);
    expect(bucket.status(new Date(START.getTime() - 60_000)).currentlyAvailable).toBe(0);
  });
});

describe("executeGraphql and the bucket", () => {
  it("says in every answer what it cost and what is left", async () => {
    const { body } = await ask(aWorld().build(), "{ shop { name } }", { now: () => START });
    expect(body.extensions?.cost).toEqual({
      requestedQueryCost: 1,
      actualQueryCost: 1,
      throttleStatus: { maximumAvailable: 2000, currentlyAvailable: 1999, restoreRate: 100 },
    });
  });

  it("gives back what was requested and not used", async () => {
    const { body } = await ask(aWorld().build(), DEAR, { now: () => START });
    expect(body.extensions?.cost).toMatchObject({
      requestedQueryCost: 981,
      actualQueryCost: 2,
      throttleStatus: { currentlyAvailable: 1998 },
    });
  });

  it("answers THROTTLED with status 200 and without data, until enough has flown back", async () => {
    const world = aWorld().withLocation().build();
    const clock = fixedClock(START);
    const costly = "{ locations(first: 250) { nodes { id } } }";
    for (let spent = 0; spent + 3 < 1998; spent += 3) await ask(world, costly, { now: clock.now });
    const refused = await ask(world, costly, { now: clock.now });
    expect(refused.status).toBe(200);
    expect(refused.body).toEqual({
      errors: [
        {
          message: "Throttled",
          extensions: { code: "THROTTLED", documentation: "https://shopify.dev/api/usage/rate-limits" },
        },
      ],
      extensions: {
        cost: {
          requestedQueryCost: 13,
          actualQueryCost: null,
          throttleStatus: {
            maximumAvailable: 2000,
            currentlyAvailable: expect.any(Number) as number,
            restoreRate: 100,
          },
        },
      },
    });
    clock.advance(1000);
    expect((await ask(world, costly, { now: clock.now })).body.errors).toBeUndefined();
  });

  it("keeps a bucket for each shop", async () => {
    await ask(aWorld().build(), DEAR, { now: () => START });
    const { body } = await ask(aWorld().build(), "{ shop { name } }", { now: () => START });
    expect(body.extensions?.cost?.throttleStatus.currentlyAvailable).toBe(1999);
  });
});
