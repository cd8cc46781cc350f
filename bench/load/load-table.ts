import type { LoadAccount } from "./run-load.ts";

/** The account of a load as tables in Markdown. */
export function loadTables(account: LoadAccount): string {
  return [summaryOf(account), pagesOf(account), processesOf(account)].join("\n\n");
}

function summaryOf({ seen, seconds, errors, refused, syncs }: LoadAccount): string {
  const count = (value: number) => Math.round(value).toLocaleString("en-US");
  return (
    `${count(seen.length)} requests in ${seconds.toFixed(0)} s, ${(seen.length / seconds).toFixed(1)} a second; ` +
    `${errors.length} errors, ${refused} refused (429). Meanwhile ${count(syncs.runs)} runs done, ${syncs.failed} failed, ` +
    `${count(syncs.points)} points, ${count(syncs.sessions)} sessions and ${count(syncs.activities)} activities stored.`
  );
}

function pagesOf({ seen, seconds }: LoadAccount): string {
  const pages = [...new Set(seen.map(({ page }) => page))].sort();
  const rows = [...pages, null].map((page) => {
    const ofPage = seen.filter((one) => page === null || one.page === page);
    const ms = ofPage.map((one) => one.ms).sort((a, b) => a - b);
    const bytes = ofPage.reduce((sum, one) => sum + one.bytes, 0) / ofPage.length;
    const at = (share: number) => `${Math.round(percentile(ms, share))} ms`;
    const size = bytes < 1_000_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
    const rate = (ofPage.length / seconds).toFixed(1);
    return [page ?? "all", `${ofPage.length}`, rate, at(0.5), at(0.95), at(0.99), at(1), size];
  });
  return toMarkdown(["page", "requests", "a second", "p50", "p95", "p99", "longest", "size"], rows);
}

function processesOf({ processes }: LoadAccount): string {
  const rows = processes.map(({ name, memory, slope, cpu }) => {
    const [first = NaN, last = NaN] = [memory[0], memory.at(-1)];
    const figures = [first, Math.min(...memory), Math.max(...memory), last].map((value) => `${value.toFixed(0)} MB`);
    const share = cpu === null ? "–" : `${(cpu * 100).toFixed(0)}%`;
    return [name, ...figures, `${slope.toFixed(1)} MB/min`, share];
  });
  const headings = ["process", "at first", "least", "most", "at last", "second half", "of a core"];
  const samples = processes.map(({ name, memory }) => `${name}: ${memory.map((value) => value.toFixed(0)).join(" ")}`);
  return `${toMarkdown(headings, rows)}\n\nMB over time: ${samples.join("; ")}`;
}

/** Of values in order: the smallest one that no more than the rest of the share exceed. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

function toMarkdown(headings: string[], rows: string[][]): string {
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => (row[column] ?? "").length)),
  );
  const pad = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0);
  const line = (cells: string[]) => `| ${cells.map(pad).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [line(headings), `| ${rule.join(" | ")} |`, ...rows.map(line)].join("\n");
}
