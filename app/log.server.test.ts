import { expect, test } from "vitest";
import { createLog, logOnBehalfOf } from "./log.server.ts";

function aLog() {
  const lines: Record<string, unknown>[] = [];
  const write = (line: string) => void lines.push(JSON.parse(line) as Record<string, unknown>);
  return { lines, log: createLog("trace", { write }) };
}

test("a line says for which request or run it was written, however deep and late", async () => {
  const { lines, log } = aLog();
  await Promise.all([
    logOnBehalfOf({ requestId: "r-1" }, async () => {
      await Promise.resolve();
      log.info({ passing: 1 }, "from a request");
      log.info("from the same request");
    }),
    logOnBehalfOf({ runId: "7", shopId: 3 }, async () => {
      await Promise.resolve();
      await Promise.resolve();
      log.info("from a run");
    }),
  ]);
  log.info("from neither");
  expect(lines).toMatchObject([
    { msg: "from a request", requestId: "r-1", passing: 1 },
    { msg: "from the same request", requestId: "r-1" },
    { msg: "from a run", runId: "7", shopId: 3 },
    { msg: "from neither" },
  ]);
  expect(lines[3]).not.toHaveProperty("requestId");
  expect(lines[1]).not.toHaveProperty("passing");
});

test("an error is told by its class, code, message, stack and causes, without what else it carries", () => {
  const { lines, log } = aLog();
  const cause = Object.assign(new Error("duplicate key"), {
    code: "23505",
    detail: "Failing row contains (Ana Maria, forgot the float).",
    parameters: ["shpat_secret"],
  });
  log.error({ err: new TypeError("not stored", { cause }) }, "a request failed");
  expect(lines).toMatchObject([
    { err: { type: "TypeError", message: "not stored", cause: { code: "23505", message: "duplicate key" } } },
  ]);
  expect(JSON.stringify(lines)).not.toMatch(/Ana|float|shpat/);
});

test("a token that is handed over by mistake is not written", () => {
  const { lines, log } = aLog();
  log.info({ accessToken: "shpat_secret", token: { refreshToken: "shprt_secret" } }, "a mistake");
  expect(JSON.stringify(lines)).not.toContain("secret");
});
