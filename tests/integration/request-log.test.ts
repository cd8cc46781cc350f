import { APP_ENV } from "#tests/support/app-env.ts";
import { expect, onTestFinished, test } from "vitest";
import { startProgram } from "../../scripts/processes.ts";

// A process of its own, because what it prints is what is to be looked at. Its handler fails with what a query does.
const SERVER = `
  const { createExpressApp } = await import("./app/http/express-app.server.ts");
  const { log } = await import("./app/log.server.ts");
  const handle = async (request) => {
    log.info({ shopId: 3 }, "from a route");
    const detail = "Failing row contains (Ana Maria, forgot the float)";
    if (request.url.includes("fails")) throw Object.assign(new Error("not stored"), { code: "23514", detail });
    return new Response("Ana Maria forgot the float");
  };
  const server = createExpressApp({ handle, files: [] }).listen(0, "127.0.0.1", () => {
    process.stdout.write("http://127.0.0.1:" + server.address().port + "\\n");
  });`;

test("a request is logged with its id, without tokens, queries, ids, bodies, names or notes", async () => {
  const program = startProgram({
    name: "a server",
    command: process.execPath,
    args: ["--input-type=module", "-e", SERVER],
    cwd: process.cwd(),
    env: { ...APP_ENV, PATH: process.env.PATH, LOG_LEVEL: "trace", NODE_ENV: "production" },
  });
  onTestFinished(() => program.stop());
  await expect.poll(() => program.output(), { timeout: 120_000 }).toMatch(/^http.*\n/m);
  const origin = /^http:\S+/m.exec(program.output())?.[0] ?? "";
  const headers = {
    Authorization: "Bearer eyJhbGciOiJIUzI1NiJ9.secret",
    Cookie: "session=secret",
    "X-Request-Id": "proxy-12345",
  };
  const init = { method: "POST", headers, body: "note=forgot the float" };
  for (const path of ["/app/sessions/471100", "/app/fails"]) {
    await (await fetch(`${origin}${path}?id_token=secret&shop=quay.myshopify.com`, init)).text();
  }
  // Without what stands behind the last end of a line: a line that is still being written.
  const lines = () =>
    program
      .output()
      .split("\n")
      .slice(0, -1)
      .filter((line) => line.startsWith("{"));
  await expect.poll(() => lines().length).toBe(5);
  const told = lines().map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(told).toMatchObject([
    { msg: "from a route", shopId: 3 },
    { msg: "request", method: "POST", path: "/app/sessions/:id", status: 200 },
    { msg: "from a route" },
    { msg: "a request failed", err: { code: "23514", message: "not stored" } },
    { msg: "request", path: "/app/fails", status: 500 },
  ]);
  expect(new Set(told.map(({ requestId }) => requestId))).toEqual(new Set(["proxy-12345"]));
  expect(program.output()).not.toMatch(/secret|eyJ|id_token|myshopify|471100|Ana|float/);
});
