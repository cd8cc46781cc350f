import { expect, test } from "vitest";

import { balanceSteps } from "./balance-chart.tsx";
import { sampleLedger } from "./sample-reports.ts";
import { sparklinePoints } from "./sparkline.tsx";

test("a sparkline keeps zero in sight, so that a wobble does not look like a cliff", () => {
  const { points, zero } = sparklinePoints([100, 101]);
  const heights = points.split(" ").map((point) => Number(point.split(",")[1]));
  expect(zero).toBe(26);
  expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(1);
});

test("a series of nothing lies on its zero", () => {
  expect(sparklinePoints([0, 0])).toEqual({ points: "0,2 100,2", zero: 2 });
});

test("a balance jumps from line to line over time, and counts are marked where they happened", () => {
  const { line, counts } = balanceSteps(sampleLedger);
  expect(line.match(/H/g)).toHaveLength(sampleLedger.length - 1);
  expect(counts).toEqual([0, 600]);
});
