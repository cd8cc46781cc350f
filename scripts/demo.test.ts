import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { freePort, startProgram } from "./processes.ts";

const root = join(import.meta.dirname, "..");

/** Runs the demo until it ends by itself, which it does when it refuses to start. */
async function refusalOf(...args: string[]): Promise<{ code: number; said: string }> {
  const demo = startProgram({
    name: "npm run demo",
    command: process.execPath,
    args: [join(root, "scripts", "demo.ts"), ...args],
    env: process.env,
    cwd: root,
  });
  const code = await demo.ended;
  return { code, said: demo.output() };
}

describe("npm run demo", () => {
  test("says which port is taken, and how to choose another", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    onTestFinished(() => void other.close());
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const { code, said } = await refusalOf("--port", `${port}`, "--stand-in-port", `${await freePort()}`);
    expect(code).toBe(1);
    expect(said).toContain(`Port ${port} is taken`);
    expect(said).toContain("npm run demo -- --port ");
  });

  test("refuses a port that is none", async () => {
    const { code, said } = await refusalOf("--stand-in-port", "many");
    expect(code).toBe(1);
    expect(said).toContain("--stand-in-port wants a port between 1 and 65535");
  });
});
