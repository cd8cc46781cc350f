// Prometheus' text format, version 0.0.4, written by hand: six counters, a histogram and a handful of gauges need no library.

/** One figure that is true at the moment of asking. */
export interface Gauge {
  name: string;
  help: string;
  samples: { labels: Labels; value: number }[];
}

type Labels = Readonly<Record<string, string>>;

interface Histogram {
  /** How many took no longer than each bound. */
  counts: number[];
  count: number;
  sum: number;
}

interface Registry {
  counters: Map<string, Map<string, number>>;
  histograms: Map<string, Map<string, Histogram>>;
}

/** In seconds: from what a reader does not notice to what a proxy gives up on. */
const BOUNDS_S = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

const HELP = {
  till_ledger_runs_total: "Sync runs that ended in this process, by what became of them.",
  till_ledger_run_failures_total: "Sync runs that failed in this process, by the error's code.",
  till_ledger_shopify_requests_total: "Requests to the Admin API by sync runs.",
  till_ledger_shopify_points_total: "Points of query cost that Shopify charged.",
  till_ledger_shopify_retries_total: "Requests to the Admin API that had to be repeated.",
  till_ledger_alerts_total: "Attempts of this process to tell Shopify Flow, by what became of them.",
  till_ledger_request_duration_seconds: "Time until the answer to a request was sent whole, or its caller had gone.",
} as const;

// Kept on globalThis: server.ts and the build each have their own copy of this module, and one process is measured.
const PLACE = Symbol.for("till-ledger.metrics");
const places = globalThis as { [PLACE]?: Registry };
const registry: Registry = (places[PLACE] ??= { counters: new Map(), histograms: new Map() });

export type RunOutcome = "done" | "incomplete" | "interrupted" | "failed" | "lost";

/** Counts a run that ended, and why it failed. */
export function countRun(kind: string, outcome: RunOutcome, code?: string): void {
  add("till_ledger_runs_total", { kind, outcome }, 1);
  if (code !== undefined) add("till_ledger_run_failures_total", { kind, code }, 1);
}

/** Counts what a run has asked of Shopify since it was last counted. */
export function countUsage(what: "requests" | "points" | "retries", kind: string, amount: number): void {
  if (amount > 0) add(`till_ledger_shopify_${what}_total`, { kind }, amount);
}

/** Counts an attempt to tell Shopify Flow. */
export function countAlert(kind: string, outcome: "sent" | "put_off" | "unsure" | "failed" | "dropped"): void {
  add("till_ledger_alerts_total", { kind, outcome }, 1);
}

/** Takes the time that a request took. */
export function observeRequest(route: string, status: number, seconds: number): void {
  const labels = labelsInText({ route, status: `${Math.floor(status / 100)}xx` });
  const series = seriesOf(registry.histograms, "till_ledger_request_duration_seconds");
  const seen = series.get(labels) ?? { counts: BOUNDS_S.map(() => 0), count: 0, sum: 0 };
  BOUNDS_S.forEach((bound, index) => {
    if (seconds <= bound) seen.counts[index] = (seen.counts[index] ?? 0) + 1;
  });
  series.set(labels, { ...seen, count: seen.count + 1, sum: seen.sum + seconds });
}

/** Everything that was counted, and the gauges given, as Prometheus reads it. */
export function renderMetrics(gauges: readonly Gauge[]): string {
  const lines: string[] = [];
  for (const [name, series] of registry.counters) {
    lines.push(...headOf(name, "counter", HELP[name as keyof typeof HELP]));
    for (const [labels, value] of series) lines.push(`${name}${braced(labels)} ${value}`);
  }
  for (const [name, series] of registry.histograms) {
    lines.push(...headOf(name, "histogram", HELP[name as keyof typeof HELP]));
    for (const [labels, seen] of series) lines.push(...linesOfHistogram(name, labels, seen));
  }
  for (const { name, help, samples } of gauges) {
    lines.push(...headOf(name, "gauge", help));
    for (const { labels, value } of samples) lines.push(`${name}${braced(labelsInText(labels))} ${value}`);
  }
  return `${lines.join("\n")}\n`;
}

function add(name: keyof typeof HELP, labels: Labels, amount: number): void {
  const series = seriesOf(registry.counters, name);
  const text = labelsInText(labels);
  series.set(text, (series.get(text) ?? 0) + amount);
}

function seriesOf<T>(all: Map<string, Map<string, T>>, name: string): Map<string, T> {
  const series = all.get(name) ?? new Map<string, T>();
  all.set(name, series);
  return series;
}

function linesOfHistogram(name: string, labels: string, seen: Histogram): string[] {
  const bucket = (bound: string, count: number) =>
    `${name}_bucket${braced(`${labels},${labelsInText({ le: bound })}`)} ${count}`;
  return [
    ...BOUNDS_S.map((bound, index) => bucket(String(bound), seen.counts[index] ?? 0)),
    bucket("+Inf", seen.count),
    `${name}_sum${braced(labels)} ${seen.sum}`,
    `${name}_count${braced(labels)} ${seen.count}`,
  ];
}

function headOf(name: string, type: string, help: string): string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`];
}

function labelsInText(labels: Labels): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}="${value.replace(/\\/g, "\\\\").replace(/"/g, '\\"').replace(/\n/g, "\\n")}"`)
    .join(",");
}

function braced(labels: string): string {
  return labels === "" ? "" : `{${labels}}`;
}
