import { expect, test } from "vitest";
import { countRun, countUsage, observeRequest, renderMetrics } from "./metrics.server.ts";

test("runs, failures and what they cost are counted by kind", () => {
  countRun("poll", "done");
  countRun("poll", "done");
  countRun("backfill", "failed", "SHOPIFY_UNAVAILABLE");
  countUsage("points", "poll", 35);
  countUsage("points", "poll", 7);
  countUsage("retries", "poll", 0);
  const text = renderMetrics([]);
  expect(text).toContain("# TYPE till_ledger_runs_total counter\n");
  expect(text).toContain('till_ledger_runs_total{kind="poll",outcome="done"} 2\n');
  expect(text).toContain('till_ledger_run_failures_total{kind="backfill",code="SHOPIFY_UNAVAILABLE"} 1\n');
  expect(text).toContain('till_ledger_shopify_points_total{kind="poll"} 42\n');
  expect(text).not.toContain("retries");
});

test("latencies are counted in every bucket that holds them", () => {
  observeRequest("/app", 200, 0.02);
  observeRequest("/app", 204, 0.3);
  observeRequest("/app", 200, 60);
  const text = renderMetrics([]);
  const sample = (suffix: string) =>
    text.split("\n").find((line) => line.startsWith(`till_ledger_request_duration_seconds${suffix}`));
  const labels = 'route="/app",status="2xx"';
  expect(sample(`_bucket{${labels},le="0.01"}`)).toMatch(/ 0$/);
  expect(sample(`_bucket{${labels},le="0.025"}`)).toMatch(/ 1$/);
  expect(sample(`_bucket{${labels},le="30"}`)).toMatch(/ 2$/);
  expect(sample(`_bucket{${labels},le="+Inf"}`)).toMatch(/ 3$/);
  expect(sample(`_count{${labels}}`)).toMatch(/ 3$/);
  expect(sample(`_sum{${labels}}`)).toMatch(/ 60\.32$/);
});

test("every line is one that Prometheus reads, whatever a label holds", () => {
  const text = renderMetrics([
    { name: "till_ledger_queue_depth", help: "Runs.", samples: [{ labels: { state: 'a"b\\c\nd' }, value: 3 }] },
    { name: "process_resident_memory_bytes", help: "Memory.", samples: [{ labels: {}, value: 1.5e8 }] },
  ]);
  expect(text).toContain('till_ledger_queue_depth{state="a\\"b\\\\c\\nd"} 3\n');
  expect(text).toContain("\nprocess_resident_memory_bytes 150000000\n");
  for (const line of text.trimEnd().split("\n")) {
    expect(line).toMatch(
      /^(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z_]+="([^"\\]|\\.)*"(,[a-z_]+="([^"\\]|\\.)*")*\})? \S+)$/,
    );
  }
});
