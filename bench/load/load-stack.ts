import { APP_ENV } from "#tests/support/app-env.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { freePort, type Program, startProgram, untilAnswers } from "../../scripts/processes.ts";
import type { ShopPlan } from "./load-options.ts";
import type { ShopOrders } from "./shops-process.ts";

export interface LoadStack {
  appUrl: string;
  /** The app's own processes, by what they are; the stand-in is none of them. */
  processes: { name: string; pid: number; metricsUrl: string }[];
  /** What they logged as errors. */
  errorLines: string[];
  stop(): Promise<void>;
}

const root = join(import.meta.dirname, "..", "..");
const START_LIMIT_MS = 120_000;
const IS_ERROR = /"level":(50|60)/;

/**
 * The built app as it runs in production, on a database of its own: one process on PGlite, a web process and a worker
 * on the server that `serverUrl` names; and the stand-in for Shopify with its shops.
 */
export async function startLoadStack(plans: ShopPlan[], serverUrl: string | null): Promise<LoadStack> {
  const database = serverUrl === null ? embedded() : await onServer(serverUrl);
  const [port, shopsPort] = [await freePort(), await freePort()];
  const appUrl = `http://127.0.0.1:${port}`;
  const standIn = `http://127.0.0.1:${shopsPort}`;
  const errorLines: string[] = [];
  const programs: Program[] = [];
  const processes: LoadStack["processes"] = [];
  const stop = async () => {
    await Promise.all(programs.map((program) => program.stop()));
    await database.remove();
  };
  const start = (name: string, args: string[], env: Record<string, string>): Program => {
    const program = startProgram({
      ...{ name, command: process.execPath, args, cwd: root },
      env: { ...APP_ENV, NODE_ENV: "production", PATH: process.env.PATH, ...env },
      onLine: (line) => void (IS_ERROR.test(line) && errorLines.push(line.slice(0, 500))),
    });
    programs.push(program);
    return program;
  };
  const startApp = async (name: string, script: string, env: Record<string, string>): Promise<Program> => {
    const metricsPort = await freePort();
    const program = start(name, [script], {
      ...{ SHOPIFY_APP_URL: appUrl, SHOPIFY_STAND_IN_ORIGIN: standIn, ALLOW_STAND_IN: "1", PORT: `${port}` },
      ...{ METRICS_PORT: `${metricsPort}`, ...database.env, ...env },
    });
    const origin = `http://127.0.0.1:${metricsPort}`;
    processes.push({ name, pid: program.pid, metricsUrl: `${origin}/metrics` });
    await untilAnswers(`${origin}/readyz`, program, START_LIMIT_MS);
    return program;
  };
  try {
    const { SHOPIFY_API_KEY: apiKey, SHOPIFY_API_SECRET: apiSecret } = APP_ENV;
    const orders: ShopOrders = { port: shopsPort, plans, appUrl, apiKey, apiSecret };
    const shops = start("the stand-in", [join("bench", "load", "shops-process.ts"), JSON.stringify(orders)], {});
    const web = await startApp("web", "server.ts", serverUrl === null ? {} : { WORKER: "off" });
    if (serverUrl !== null) await startApp("worker", "worker.ts", {});
    await untilAnswers(`${appUrl}/readyz`, web, START_LIMIT_MS);
    await untilAnswers(`${standIn}/healthz`, shops, START_LIMIT_MS);
  } catch (error) {
    await stop();
    throw error;
  }
  return { appUrl, processes, errorLines, stop };
}

interface Place {
  env: Record<string, string>;
  remove(): Promise<void>;
}

function embedded(): Place {
  const folder = mkdtempSync(join(tmpdir(), "till-load-"));
  return { env: { DATA_DIR: folder }, remove: async () => rmSync(folder, { recursive: true, force: true }) };
}

async function onServer(serverUrl: string): Promise<Place> {
  const name = `till_load_${process.pid}_${Date.now()}`;
  await administer(serverUrl, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const remove = () => administer(serverUrl, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  return { env: { DATABASE_URL: url.href }, remove };
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
