// A process of the app's own for a soak: the worker's steps when it is told to, webhooks whenever they come, on a
// database at which it may die. Time and waiting are those of whoever started it.
import "#tests/support/app-env.ts";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { openDatabase, type Transaction, useDatabase } from "#app/db.server.ts";
import { performDueRun } from "#app/jobs/worker.server.ts";
import { applyMigrations } from "#app/migrations.server.ts";
import { requireShop } from "#app/shopify.server.ts";
import { sendShopRequestsTo } from "#app/stand-in.server.ts";
import { requestRun } from "#app/sync/request-run.server.ts";
import { uninstall, updateScopes } from "#app/webhooks/app-lifecycle.server.ts";
import { type Delivery, receiveWebhook } from "#app/webhooks/receive-webhook.server.ts";
import { type Fate, type KillPoint, mortalDatabase } from "./mortal-database.ts";
import type { Place } from "./place.ts";
import { adminRequest } from "./shopify-requests.ts";

export interface SoakOrders {
  place: Place;
  standIn: string;
  /** How long an answer is waited for. */
  deadlineMs: number;
}

export interface SoakWork {
  /** Id tokens of the shops whose merchants open the app first. */
  visits: string[];
  /** They press the button that has the last weeks read again. */
  isManual: boolean;
  killAt: KillPoint | null;
}

export type ToSoakWorker =
  | { kind: "clock"; now: number }
  | { kind: "waited"; number: number }
  | { kind: "work"; task: SoakWork }
  | { kind: "stop" };

export type FromSoakWorker =
  | { kind: "ready"; origin: string }
  | { kind: "waits"; ms: number; number: number }
  | { kind: "worked"; runs: number; memory: number };

/** Runs of one round; more would mean that something is queued again and again. */
const MOST_RUNS = 500;

const { place, standIn, deadlineMs } = JSON.parse(process.argv[2] ?? "") as SoakOrders;
if (deadlineMs > 10_000) await import("./patient-deadlines.ts");
let clock = Date.now();
let waits = 0;
const waiting = new Map<number, () => void>();
const fate: Fate = { killAt: null, statements: 0 };
const never = new AbortController().signal;

const tell = (message: FromSoakWorker) => process.send?.(message);
sendShopRequestsTo(standIn);
const surroundings = {
  fetch: (...request: Parameters<typeof fetch>) => globalThis.fetch(...request),
  now: () => new Date(clock),
  random: () => 0.5,
  deadlineMs,
  sleep: (ms: number) =>
    new Promise<void>((resolve) => {
      waits += 1;
      waiting.set(waits, resolve);
      tell({ kind: "waits", ms, number: waits });
    }),
};

const database = await openDatabase(place);
await applyMigrations(database);
useDatabase(mortalDatabase(database, fate));

const HANDLERS: Record<string, (delivery: Delivery, tx: Transaction) => Promise<unknown>> = {
  "/webhooks/app/uninstalled": uninstall,
  "/webhooks/app/scopes_update": updateScopes,
};
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    void receive(request.url ?? "", request.headers as Record<string, string>, Buffer.concat(chunks)).then((status) =>
      response.writeHead(status).end(),
    );
  });
}).listen(0, "127.0.0.1");
await new Promise((resolve) => server.once("listening", resolve));

async function receive(path: string, headers: Record<string, string>, body: Buffer): Promise<number> {
  const handle = HANDLERS[path];
  if (handle === undefined) return 404;
  const request = new Request(new URL(path, "https://till-ledger.example"), {
    method: "POST",
    headers,
    body: new Uint8Array(body),
  });
  try {
    return (await receiveWebhook(request, handle)).status;
  } catch (error) {
    return error instanceof Response ? error.status : 500;
  }
}

/** A merchant opens the app. Faults may keep them out; they come again another time. */
async function visit(token: string, isManual: boolean): Promise<void> {
  try {
    const { shop } = await requireShop(adminRequest("/app", token));
    await requestRun(shop, isManual ? "manual" : "visit", surroundings.now());
  } catch (error) {
    if (!(error instanceof Response)) throw error;
  }
}

async function work({ visits, isManual, killAt }: SoakWork): Promise<void> {
  Object.assign(fate, { killAt, statements: 0 });
  for (const token of visits) await visit(token, isManual);
  let runs = 0;
  while (await performDueRun({ surroundings, stopping: never, cutOff: never })) {
    runs += 1;
    if (runs > MOST_RUNS) throw new Error("The work does not come to an end.");
  }
  fate.killAt = null;
  tell({ kind: "worked", runs, memory: process.memoryUsage.rss() });
}

process.on("message", (message: ToSoakWorker) => {
  switch (message.kind) {
    case "clock":
      clock = message.now;
      return;
    case "waited":
      waiting.get(message.number)?.();
      waiting.delete(message.number);
      return;
    case "work":
      void work(message.task);
      return;
    case "stop":
      server.close();
      server.closeAllConnections();
      void database.close().then(() => process.exit(0));
  }
});
tell({ kind: "ready", origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
