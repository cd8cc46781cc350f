import { Agent, createServer, get, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer, text } from "node:stream/consumers";
import { describe, expect, it, onTestFinished } from "vitest";
import { stoppable } from "./stop-serving.server.ts";

/** Longer than any test: what waits for it fails by never ending. */
const NEVER_MS = 600_000;

async function serve(answer: RequestListener) {
  const server = createServer(answer);
  const stop = stoppable(server);
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => {
    agent.destroy();
    server.closeAllConnections();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = () =>
    new Promise<IncomingMessage>((resolve, reject) => {
      get({ port, host: "127.0.0.1", agent }, resolve).once("error", reject);
    });
  return { stop, ask };
}

describe("a server that stops", () => {
  it("sends an answer to its end, however slowly it is read", async () => {
    const whole = Buffer.alloc(12_000_000, "x");
    const { stop, ask } = await serve((_request, response) => response.end(whole));
    const answer = await ask();
    const stopped = stop(NEVER_MS);
    expect((await buffer(answer)).equals(whole)).toBe(true);
    await stopped;
  });

  it("does not wait for connections that were kept, nor for one whose answer said that it would be", async () => {
    let finish = () => {};
    const { stop, ask } = await serve((_request, response) => {
      response.write("begun, ");
      finish = () => response.end("ended");
    });
    const answer = await ask();
    expect(answer.headers.connection).toBe("keep-alive");
    const stopped = stop(NEVER_MS);
    finish();
    expect(await text(answer)).toBe("begun, ended");
    await stopped;
  });

  it("says of an answer that is still to begin that it is the last of its connection", async () => {
    const [asked, mayAnswer] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const { stop, ask } = await serve((_request, response) => {
      asked.resolve(undefined);
      void mayAnswer.promise.then(() => response.end("late"));
    });
    const answer = ask();
    await asked.promise;
    const stopped = stop(NEVER_MS);
    mayAnswer.resolve(undefined);
    expect((await answer).headers.connection).toBe("close");
    expect(await text(await answer)).toBe("late");
    await stopped;
    await expect(ask()).rejects.toThrow("ECONNREFUSED");
  });

  it("cuts off what does not come to an end", async () => {
    const { stop, ask } = await serve((_request, response) => void response.write("for ever"));
    const answer = await ask();
    await stop(0);
    await expect(text(answer)).rejects.toThrow("aborted");
  });
});
