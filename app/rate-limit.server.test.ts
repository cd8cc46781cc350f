import { describe, expect, it } from "vitest";
import { takeRequest } from "./rate-limit.server.ts";

let shops = 0;

/** How many of `wanted` requests a shop may make at that moment, in milliseconds. */
function granted(shopId: number, wanted: number, now: number): number {
  for (let made = 0; made < wanted; made += 1) {
    try {
      takeRequest(shopId, now);
    } catch {
      return made;
    }
  }
  return wanted;
}

const aShopId = () => (shops += 1);

describe("what a shop may ask", () => {
  it("is far more at once than its people can", () => {
    expect(granted(aShopId(), 10_000, 0)).toBe(2_000);
  });

  it("comes back with time, and no more than it was", () => {
    const shop = aShopId();
    granted(shop, 10_000, 0);
    expect(granted(shop, 10_000, 9)).toBe(0);
    expect(granted(shop, 10_000, 1_009)).toBe(100);
    expect(granted(shop, 10_000, 3_600_000)).toBe(2_000);
  });

  it("is its own: another shop's share is untouched", () => {
    const [wild, calm] = [aShopId(), aShopId()];
    granted(wild, 10_000, 0);
    expect(granted(calm, 10, 0)).toBe(10);
  });

  it("is refused with a time to come again, in words", async () => {
    const shop = aShopId();
    granted(shop, 10_000, 0);
    const refusal = await new Promise<unknown>((resolve) => {
      try {
        takeRequest(shop, 0);
      } catch (thrown) {
        resolve(thrown);
      }
    });
    expect(refusal).toBeInstanceOf(Response);
    const answer = refusal as Response;
    expect([answer.status, answer.headers.get("Retry-After")]).toEqual([429, "1"]);
    expect(await answer.text()).toContain("try again in a moment");
  });
});
