import "#tests/support/app-env.ts";
import dns from "node:dns";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { sendShopRequestsTo } from "#app/stand-in.server.ts";

const SHOP = "https://quay.myshopify.com";

/** A server that tells what it was sent, and that `fetch` reaches under the names of shops. */
async function standIn(
  answer: (request: IncomingMessage, response: ServerResponse, body: string) => void,
): Promise<string> {
  const server = createServer((request, response) => {
    void text(request).then(
      (body) => answer(request, response, body),
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const undo = sendShopRequestsTo(origin);
  onTestFinished(() => {
    undo();
    server.closeAllConnections();
    server.close();
  });
  return origin;
}

const echo = (request: IncomingMessage, response: ServerResponse, body: string) => {
  const { method, url, headers } = request;
  response.setHeader("Content-Type", "application/json").end(
    JSON.stringify({
      method,
      url,
      shop: headers["x-forwarded-host"],
      token: headers["x-shopify-access-token"],
      body,
    }),
  );
};

/** Has the garbage collected at once; Node knows how to, and only has to be asked by a flag. */
function collectGarbage(): void {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
}

describe("a request for a shop", () => {
  it("is given up at its deadline though the garbage was collected meanwhile", async () => {
    await standIn(() => undefined);
    const request = fetch(SHOP, { signal: AbortSignal.timeout(400) });
    const ended = request.then(
      () => "answered",
      (error: unknown) => (error as Error).name,
    );
    for (const ms of [50, 100, 200]) setTimeout(collectGarbage, ms);
    expect(await Promise.race([ended, sleep(60_000, "still waiting", { ref: false })])).toBe("TimeoutError");
  });

  it("goes to the stand-in with its path, query, headers, body and the shop's name", async () => {
    await standIn(echo);
    const response = await fetch(`${SHOP}/admin/api/2026-10/graphql.json?x=1`, {
      method: "POST",
      headers: { "X-Shopify-Access-Token": "shpat_x" },
      body: "{}",
    });
    expect(await response.json()).toEqual({
      method: "POST",
      url: "/admin/api/2026-10/graphql.json?x=1",
      shop: "quay.myshopify.com",
      token: "shpat_x",
      body: "{}",
    });
  });

  it("may be a Request, and may stream its body", async () => {
    await standIn(echo);
    const body = new ReadableStream({
      start(controller) {
        for (const part of ["one ", "two"]) controller.enqueue(new TextEncoder().encode(part));
        controller.close();
      },
    });
    const response = await fetch(new Request(`${SHOP}/upload`, { method: "PUT", body, duplex: "half" }));
    expect(await response.json()).toMatchObject({ method: "PUT", body: "one two" });
  });

  it("is aborted by its signal", async () => {
    const controller = new AbortController();
    await standIn(() => controller.abort());
    await expect(fetch(`${SHOP}/slow`, { signal: controller.signal })).rejects.toMatchObject({ name: "AbortError" });
  });

  it("stays at the stand-in when it is redirected to the shop, as a GET after a 303", async () => {
    await standIn((request, response, body) => {
      if (request.url !== "/first") echo(request, response, body);
      else response.writeHead(303, { Location: `${SHOP}/second` }).end();
    });
    const response = await fetch(`${SHOP}/first`, { method: "POST", body: "x" });
    expect(await response.json()).toMatchObject({
      method: "GET",
      url: "/second",
      shop: "quay.myshopify.com",
      body: "",
    });
  });

  it("shows the redirect itself to whoever wants to see it", async () => {
    await standIn((_, response) => void response.writeHead(302, { Location: "/second" }).end());
    const response = await fetch(`${SHOP}/first`, { redirect: "manual" });
    expect([response.status, response.headers.get("Location")]).toEqual([302, "/second"]);
    await expect(fetch(`${SHOP}/first`, { redirect: "error" })).rejects.toThrow(TypeError);
    await expect(fetch(`${SHOP}/first`)).rejects.toThrow("fetch failed");
  });
});

describe("a request for anything else", () => {
  it("goes where it is addressed", async () => {
    const origin = await standIn(echo);
    expect(await (await fetch(`${origin}/direct`)).json()).toMatchObject({ url: "/direct" });
  });

  it("is not taken for a shop by a name that only looks like one", async () => {
    await standIn(echo);
    // No name server is asked: what one answers, and how soon, is the machine's business.
    const looked: string[] = [];
    vi.spyOn(dns, "lookup").mockImplementation(((host: string, _: object, done: (error: Error) => void) => {
      looked.push(host);
      done(Object.assign(new Error(`getaddrinfo ENOTFOUND ${host}`), { code: "ENOTFOUND" }));
    }) as never);
    const hosts = ["quay.myshopify.com.invalid", "myshopify.com.invalid", "a.quay.myshopify.invalid"];
    for (const host of hosts) await expect(fetch(`https://${host}/`), host).rejects.toThrow("fetch failed");
    expect(looked).toEqual(hosts);
  });
});
