import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";

const MAIN = fileURLToPath(new URL("main.ts", import.meta.url));
const START_MS = 20_000;

/** Runs the program; `line` is the first thing it says. */
async function run(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], { env: { NODE_ENV: "test", STAND_IN_SCALE: "0.01", ...env } });
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

test(
  "the program prints its address, stops when told to, and makes the same shop again",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "stand-in-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const env = { STAND_IN_PORT: "0", STAND_IN_STATE: join(folder, "state.json"), STAND_IN_REGISTERS_EVERY_MS: "0" };
    const sessions: number[] = [];
    for (let start = 0; start < 2; start += 1) {
      const program = await run(env);
      const state = (await (await fetch(`${program.origin}/_control/state`)).json()) as {
        shops: { sessions: number; isInstalled: boolean }[];
      };
      expect(state.shops[0]?.isInstalled).toBe(true);
      sessions.push(state.shops[0]?.sessions ?? 0);
      expect(await program.stop()).toBe(0);
    }
    expect(sessions[0]).toBeGreaterThan(0);
    // The second start may come as a register opens; the shop has gone on, it has not become another one.
    expect((sessions[1] ?? 0) - (sessions[0] ?? 0)).toBeLessThan(3);
  },
  START_MS,
);

test(
  "a port that is taken is said in words",
  async () => {
    const server = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void server.close());
    await once(server, "listening");
    const { port } = server.address() as AddressInfo;
    const program = await run({ STAND_IN_PORT: String(port) });
    expect(await program.closed).toEqual([1, null]);
    expect(program.said()).toContain(`Port ${port} is taken. Stop what listens there, or choose another`);
  },
  START_MS,
);
