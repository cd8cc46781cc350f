import "#tests/support/app-env.ts";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RequestHandler } from "express";
import { describe, expect, it, onTestFinished } from "vitest";
import { builtFiles, createExpressApp } from "#app/http/express-app.server.ts";
import { localeOf } from "#app/locale.ts";
import { anonymousPath } from "#app/http/request-log.server.ts";

async function serve(handle: (request: Request) => Promise<Response>, files: RequestHandler[] = []): Promise<string> {
  const server = createExpressApp({ handle, files }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const policyOf = async (path: string, handle = async () => new Response("ok")) =>
  (await fetch((await serve(handle)) + path)).headers.get("Content-Security-Policy");

describe("who may show a page in a frame", () => {
  it("is the admin of the shop that it was asked for", async () => {
    expect(await policyOf("/app?shop=quay.myshopify.com")).toBe(
      "frame-ancestors https://quay.myshopify.com https://admin.shopify.com;",
    );
  });

  it.each([
    "/app",
    "/app?shop=evil.example",
    "/app?shop=quay.myshopify.com.evil.example",
    "/app?shop=x%20https://evil.example",
  ])("is nobody for %s", async (path) => {
    expect(await policyOf(path)).toBe("frame-ancestors 'none';");
  });

  it("is decided here, whatever a route or Shopify's library said", async () => {
    const lax = async () => new Response("ok", { headers: { "Content-Security-Policy": "frame-ancestors *;" } });
    expect(await policyOf("/app", lax)).toBe("frame-ancestors 'none';");
  });
});

describe("an answer", () => {
  it("is not kept, guessed at or told about, unless its route says otherwise", async () => {
    const origin = await serve(async () => new Response("ok"));
    const { headers } = await fetch(origin);
    expect(headers.get("Cache-Control")).toBe("private, no-store");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Referrer-Policy")).toBe("strict-origin");
  });

  it("carries the id that the log and the error pages know it by", async () => {
    const origin = await serve(async (request) => new Response(request.headers.get("X-Request-Id")));
    const own = await fetch(origin);
    expect(own.headers.get("X-Request-Id")).toMatch(/^[\w-]{36}$/);
    expect(await own.text()).toBe(own.headers.get("X-Request-Id"));
    const given = await fetch(origin, { headers: { "X-Request-Id": "proxy-12345" } });
    expect(given.headers.get("X-Request-Id")).toBe("proxy-12345");
  });

  it("answers the configured address, whatever the Host header says", async () => {
    const origin = await serve(async (request) => new Response(request.url));
    expect(await (await fetch(`${origin}//evil.example/app?x=1`)).text()).toBe(
      "https://till-ledger.example/evil.example/app?x=1",
    );
  });

  it("hands the body of a request on as it came", async () => {
    const origin = await serve(async (request) => new Response(await request.text()));
    const body = "Zürich €".repeat(20_000);
    expect(await (await fetch(origin, { method: "POST", body })).text()).toBe(body);
  });

  it("says that something went wrong, and not what, when a handler fails", async () => {
    const origin = await serve(async () => Promise.reject(new Error("the password is hunter2")));
    const response = await fetch(origin);
    expect(response.status).toBe(500);
    expect(await response.text()).not.toContain("hunter2");
  });

  it("is produced no faster than it is read", async () => {
    const chunk = new Uint8Array(64 * 1024).fill(65);
    const chunks = 2_000;
    let produced = 0;
    const body = () =>
      new ReadableStream({
        pull(controller) {
          if (produced === chunks) controller.close();
          else controller.enqueue(chunk);
          produced += 1;
        },
      });
    const origin = await serve(
      async () => new Response(body(), { headers: { "Content-Type": "application/octet-stream" } }),
    );
    const response = await new Promise<IncomingMessage>((resolve) => httpRequest(origin, resolve).end());
    // Nobody reads: what the sockets hold is soon full, and the production stands still.
    await untilStill(() => produced);
    expect(produced).toBeLessThan(chunks / 4);
    let received = 0;
    for await (const part of response) received += (part as Buffer).length;
    expect(received).toBe(chunks * chunk.length);
  });

  it("ends its production when the reader goes away", async () => {
    const heard = new Set<string>();
    await new Promise<void>((resolve, reject) => {
      const note = (what: string) => () => {
        if (heard.add(what).size === 2) resolve();
      };
      const answer = async (request: Request) => {
        request.signal.addEventListener("abort", note("aborted"));
        const pull = (controller: ReadableStreamDefaultController) => controller.enqueue(new Uint8Array(1024));
        return new Response(new ReadableStream({ pull, cancel: note("cancelled") }));
      };
      const readAndLeave = async () => {
        const leaving = new AbortController();
        const response = await fetch(await serve(answer), { signal: leaving.signal });
        await response.body?.getReader().read();
        leaving.abort();
      };
      readAndLeave().catch(reject);
    });
    expect([...heard].sort()).toEqual(["aborted", "cancelled"]);
  });
});

describe("the files of a build", () => {
  it("are kept for ever when their name holds a hash, and otherwise for an hour", async () => {
    const folder = mkdtempSync(join(tmpdir(), "till-files-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, "assets"));
    writeFileSync(join(folder, "assets", "root-abc.js"), "1");
    writeFileSync(join(folder, "favicon.svg"), "<svg/>");
    const origin = await serve(async () => new Response("a page"), builtFiles(folder));
    const cacheOf = async (path: string) => (await fetch(origin + path)).headers.get("Cache-Control");
    expect(await cacheOf("/assets/root-abc.js")).toBe("public, max-age=31536000, immutable");
    expect(await cacheOf("/favicon.svg")).toBe("public, max-age=3600");
    expect((await fetch(`${origin}/assets/root-old.js`)).status).toBe(404);
    expect(await (await fetch(`${origin}/anything`)).text()).toBe("a page");
  });
});

describe("the log of requests", () => {
  it("names routes, not sessions or tickets", () => {
    expect(anonymousPath("/app/sessions/123456789012")).toBe("/app/sessions/:id");
    expect(anonymousPath("/downloads/7Zx0qk3mVb9TqLr2WsYp1A")).toBe("/downloads/:id");
    expect(anonymousPath("/app/exports/location-totals.csv")).toBe("/app/exports/location-totals.csv");
  });
});

describe("the language of figures and dates", () => {
  const request = (query: string, accept?: string) =>
    new Request(`https://till-ledger.example/app${query}`, { headers: accept ? { "Accept-Language": accept } : {} });

  it("is the admin's, then the browser's, then English", () => {
    expect(localeOf(request("?locale=de-CH", "fr-FR"))).toBe("de-CH");
    expect(localeOf(request("", "fr-FR,fr;q=0.9"))).toBe("fr-FR");
    expect(localeOf(request("?locale=!!", "*"))).toBe("en");
    expect(localeOf(request(""))).toBe("en");
  });
});

/** Waits until a figure has stopped to change over some turns of the event loop. */
async function untilStill(figure: () => number): Promise<void> {
  let last = -1;
  for (let still = 0; still < 200;) {
    await new Promise((resolve) => setImmediate(resolve));
    still = figure() === last ? still + 1 : 0;
    last = figure();
  }
}
