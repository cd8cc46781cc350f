import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { createDemoWorld } from "./shop/demo-shop.ts";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const SCALE = 0.01;

/** Runs the program; `line` is the first thing it says. */
async function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], { env: { NODE_ENV: "test", STAND_IN_SCALE: String(SCALE), ...env } });
  onTestFinished(() => void child.kill("SIGKILL"));
  const closed = once(child, "close");
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (said += String(chunk)));
  await Promise.race([once(child.stdout, "data"), closed]);
  const stop = async () => {
    child.kill("SIGTERM");
    const [code] = (await closed) as [number | null];
    return code;
  };
  return { said: () => said, closed, stop, origin: /http:\/\/\S+?(?=\/$)/m.exec(said)?.[0] ?? "" };
}

test("the program prints its address, stops when told to, and makes the same shop again", async () => {
  const folder = mkdtempSync(join(tmpdir(), "stand-in-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const env = { STAND_IN_PORT: "0", STAND_IN_STATE: join(folder, "state.json"), STAND_IN_REGISTERS_EVERY_MS: "0" };
  const seen: { sessions: number; now: string }[] = [];
  const kept: string[] = [];
  for (let start = 0; start < 2; start += 1) {
    const program = await run(env);
    const state = (await (await fetch(`${program.origin}/_control/state`)).json()) as {
      shops: { sessions: number; now: string; isInstalled: boolean }[];
    };
    expect(state.shops[0]?.isInstalled).toBe(true);
    seen.push(...state.shops);
    kept.push(readFileSync(env.STAND_IN_STATE, "utf8"));
    expect(await program.stop()).toBe(0);
  }
  const [first, second] = seen as [(typeof seen)[0], (typeof seen)[0]];
  expect(first.sessions).toBeGreaterThan(0);
  // A register may have opened between the two: the shop has gone on, it has not become another one.
  const { seed, startedAt } = JSON.parse(kept[1] ?? "") as { seed: number; startedAt: string };
  expect(kept[0]).toContain(startedAt);
  const at = (now: string) => ({ seed, scale: SCALE, now: new Date(now), startedAt: new Date(startedAt) });
  expect(second.sessions).toBeGreaterThanOrEqual(createDemoWorld(at(first.now)).sessions.size);
  expect(second.sessions).toBeLessThanOrEqual(createDemoWorld(at(second.now)).sessions.size);
});

test("a port that is taken is said in words", async () => {
  const server = createServer().listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const program = await run({ STAND_IN_PORT: String(port) });
  expect(await program.closed).toEqual([1, null]);
  expect(program.said()).toContain(`Port ${port} is taken. Stop what listens there, or choose another`);
});
