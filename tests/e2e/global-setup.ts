import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { findOrGetBrowser } from "../../scripts/browser.ts";
import { freePort, startProgram, untilAnswers } from "../../scripts/processes.ts";

/** What the demo signs and encrypts with; its scripts wrote it. */
type DemoSecrets = Record<"apiKey" | "apiSecret" | "tokenEncryptionKey", string>;

declare module "vitest" {
  interface ProvidedContext {
    demo: { adminUrl: string; appUrl: string; startedAt: number } & DemoSecrets;
    chromium: string;
  }
}

const root = join(import.meta.dirname, "..", "..");
const START_LIMIT_MS = 300_000;

/** The demo itself is what the merchant's paths are tried in: the same command that a newcomer runs, on its own ports. */
export default async function startDemo(project: TestProject): Promise<() => Promise<void>> {
  const home = mkdtempSync(join(tmpdir(), "till-ledger-demo-"));
  const [appPort, standInPort] = [await freePort(), await freePort()];
  const demo = startProgram({
    name: "npm run demo",
    command: process.execPath,
    args: ["scripts/demo.ts", "--port", `${appPort}`, "--stand-in-port", `${standInPort}`, "--data", home, "--verbose"],
    env: process.env,
    cwd: root,
  });
  const stop = async () => {
    await demo.stop();
    rmSync(home, { recursive: true, force: true });
  };
  const adminUrl = `http://127.0.0.1:${standInPort}/`;
  const appUrl = `http://127.0.0.1:${appPort}`;
  try {
    await untilAnswers(`${appUrl}/healthz`, demo, START_LIMIT_MS);
    await untilAnswers(`http://127.0.0.1:${standInPort}/healthz`, demo, START_LIMIT_MS);
  } catch (error) {
    await stop();
    throw error;
  }
  const secrets = JSON.parse(readFileSync(join(home, "secrets.json"), "utf8")) as DemoSecrets;
  project.provide("demo", { adminUrl, appUrl, ...secrets, startedAt: Date.now() });
  project.provide(
    "chromium",
    findOrGetBrowser(root, () => {}),
  );
  return stop;
}
