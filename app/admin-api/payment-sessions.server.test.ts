import { describe, expect, test } from "vitest";
import { closedSince, openedWithin } from "./payment-sessions.server.ts";
import type { SessionRow } from "./shapes.ts";

const instant = (time: string) => new Date(`2026-10-01T${time}Z`);
const opened = (time: string) => ({ openedAt: instant(time) }) as SessionRow;
const closed = (time: string) => ({ closedAt: instant(time) }) as SessionRow;

describe("a search that is longer than Shopify lists goes on", () => {
  test("from the opening of its last row, that second included", () => {
    const search = openedWithin({ from: instant("00:00:00"), to: null });
    expect(search.after?.(opened("09:30:15"))?.query).toBe(
      "opening_time:>='2026-10-01T00:00:00Z' opening_time:<'2026-10-01T09:30:16Z'",
    );
  });

  test("from the closing of its last row, that second included", () => {
    expect(closedSince(instant("00:00:00")).after?.(closed("09:30:15"))?.query).toBe(
      "closing_time:>='2026-10-01T09:30:15Z'",
    );
  });

  test("not, where the rest is one second: the same search would start over for ever", () => {
    const search = openedWithin({ from: instant("00:00:00"), to: instant("09:30:16") });
    expect(search.after?.(opened("09:30:15"))).toBeNull();
    expect(closedSince(instant("09:30:15")).after?.(closed("09:30:15"))).toBeNull();
  });
});
