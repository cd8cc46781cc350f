import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import sql from "sql-template-tag";
import { db } from "#app/db.server.ts";
import { type ExportFile, exportFile } from "#app/exports/export-file.server.ts";
import type { Shop } from "#app/shop.server.ts";
import { NOW } from "./bench-time.ts";
import type { ExportRun } from "./export-process.ts";
import { compare, type Measurement } from "./measure.ts";

const run = promisify(execFile);

/** Formatting, quoting and two time zones on top of what PostgreSQL's own COPY does. */
const MOST_RATIO = 3;
const MEGABYTE = 1_000_000;

const RANGES = {
  "30 days": { query: "preset=last_30_days", from: "2026-10-24" },
  "1 year": { query: "preset=last_12_months", from: "2025-11-23" },
};
const FILES = ["sessions.csv", "activities.csv"] as const;

/** Whole exports against a plain COPY of the same rows and columns by psql. */
export async function* measureExports(
  shop: Shop,
  options: { url: string | null; rounds: number },
): AsyncGenerator<Measurement> {
  for (const file of FILES) {
    for (const [name, range] of Object.entries(RANGES)) {
      const yardstick = await plainCopy(copyOf(shop, file, range.from), options.url);
      const runs: ExportRun[] = [];
      const subject = async () => {
        const one = await runExport(shop, file, range.query, options.url);
        runs.push(one);
        return one.ms;
      };
      yield await compare(
        `${file}, ${name}`,
        { subject, yardstick },
        {
          rounds: options.rounds,
          mostRatio: name === "1 year" ? MOST_RATIO : undefined,
          note: (ms) => noteOn(runs, ms),
        },
      );
    }
  }
  yield* measureSheets(shop, options);
}

/** Spreadsheets against the CSV of the same rows: what it costs to say what each cell is, and to pack the file. */
async function* measureSheets(
  shop: Shop,
  { url, rounds }: { url: string | null; rounds: number },
): AsyncGenerator<Measurement> {
  for (const [name, { query }] of Object.entries({ ...RANGES, "3 years": { query: "preset=all" } })) {
    const runs: ExportRun[] = [];
    const subject = async () => {
      const one = await runExport(shop, "sessions.xlsx", query, url);
      runs.push(one);
      return one.ms;
    };
    const yardstick = async () => (await runExport(shop, "sessions.csv", query, url)).ms;
    yield await compare(
      `sessions.xlsx against sessions.csv, ${name}`,
      { subject, yardstick },
      { rounds, note: (ms) => noteOn(runs, ms) },
    );
  }
}

function noteOn(runs: readonly ExportRun[], ms: { subject: number }): string {
  const [{ bytes } = { bytes: 0 }] = runs;
  const speed = `${(bytes / MEGABYTE).toFixed(1)} MB, ${(bytes / MEGABYTE / (ms.subject / 1_000)).toFixed(1)} MB/s`;
  const peak = Math.max(...runs.map((one) => one.peakMemoryMb));
  return peak > 0 ? `${speed}, at most ${peak.toFixed(0)} MB of memory` : speed;
}

async function runExport(shop: Shop, file: ExportFile, query: string, url: string | null): Promise<ExportRun> {
  if (url !== null) {
    const script = join(import.meta.dirname, "export-process.ts");
    const { stdout } = await run(process.execPath, [script, url, shop.domain, file, query]);
    return JSON.parse(stdout) as ExportRun;
  }
  // In memory there is nothing that another process could read, and this one's memory holds the database.
  const start = performance.now();
  const bytes = await (await exportFile(shop, file, new URLSearchParams(query), { now: NOW })).bytes();
  return { ms: performance.now() - start, bytes: bytes.byteLength, peakMemoryMb: 0 };
}

/** What reads the rows as plainly as they can be had: psql's COPY, or the query alone where there is no psql. */
async function plainCopy(select: string, url: string | null): Promise<() => Promise<unknown>> {
  if (url === null || !(await hasPsql())) return () => db().query(sql([select]));
  return () => run("psql", [url, "-qX", "-c", `\\copy (${select}) TO '/dev/null' CSV HEADER`]);
}

function hasPsql(): Promise<boolean> {
  return run("psql", ["--version"]).then(
    () => true,
    () => false,
  );
}

// On one line, as \copy wants it.
function copyOf(shop: Shop, file: (typeof FILES)[number], from: string): string {
  const select = file === "sessions.csv" ? SESSIONS : ACTIVITIES;
  return `${select} WHERE s.shop_id = ${shop.id} AND NOT s.is_open AND s.closing_business_date >= '${from}'
    ORDER BY s.closed_at, s.id${file === "activities.csv" ? ", a.position" : ""}`.replace(/\s+/g, " ");
}

const SESSIONS = `
  SELECT s.id, s.is_open, s.closing_business_date, s.location_id, l.name, s.drawer_id, d.name, s.device_id, s.currency,
    s.opened_at, s.opened_at, s.closed_at, s.closed_at, opener.name, closer.name, s.expected_at_open, s.counted_at_open,
    s.opening_discrepancy, s.cash_sales, s.cash_refunds, s.net_cash_sales, s.adjustments, s.expected_at_close,
    s.counted_at_close, s.closing_discrepancy, s.closing_adjustment, s.closing_balance, s.total_discrepancy,
    s.total_sales, s.total_refunds, s.net_sales, s.totals_ready, s.reconciliation, s.tolerance, s.failed_checks,
    s.opening_note, s.closing_note
  FROM payment_session s
  LEFT JOIN location l ON l.shop_id = s.shop_id AND l.id = s.location_id
  LEFT JOIN cash_drawer d ON d.shop_id = s.shop_id AND d.id = s.drawer_id
  LEFT JOIN staff_member opener ON opener.shop_id = s.shop_id AND opener.id = s.opened_by
  LEFT JOIN staff_member closer ON closer.shop_id = s.shop_id AND closer.id = s.closed_by`;

const ACTIVITIES = `
  SELECT a.session_id, a.position, a.occurred_at, a.occurred_at, a.kind, a.type, a.cash,
    s.expected_at_open + sum(a.cash) OVER (PARTITION BY a.session_id ORDER BY a.position), a.currency, a.expected,
    a.counted, a.discrepancy, staff.name, a.reason_code, a.note, a.order_id, a.gift_card_id
  FROM payment_session s JOIN cash_activity a ON a.shop_id = s.shop_id AND a.session_id = s.id
  LEFT JOIN staff_member staff ON staff.shop_id = a.shop_id AND staff.id = a.staff_id`;
