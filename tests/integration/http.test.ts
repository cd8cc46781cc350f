import "#tests/support/app-env.ts";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as httpRequest, type IncomingMessage, type RequestOptions } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import type { RequestHandler } from "express";
import { describe, expect, it, onTestFinished } from "vitest";
import { builtFiles, createExpressApp } from "#app/http/express-app.server.ts";
import { NONCE_HEADER, nonceOf } from "#app/script-nonce.ts";
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

type Handle = (request: Request) => Promise<Response>;

/** The directives of the policy that a page comes with. */
async function policyOf(path: string, handle: Handle = async () => new Response("ok")): Promise<Map<string, string>> {
  const policy = (await fetch((await serve(handle)) + path)).headers.get("Content-Security-Policy") ?? "";
  const directives = policy.split(/;\s*/).filter((directive) => directive !== "");
  return new Map(directives.map((directive) => directive.split(/ (.*)/, 2) as [string, string]));
}

const framersOf = async (path: string, handle?: Handle) => (await policyOf(path, handle)).get("frame-ancestors");

describe("who may show a page in a frame", () => {
  it("is the admin of the shop that it was asked for", async () => {
    expect(await framersOf("/app?shop=quay.myshopify.com")).toBe(
      "https://quay.myshopify.com https://admin.shopify.com",
    );
  });

  it.each([
    "/app",
    "/app?shop=evil.example",
    "/app?shop=quay.myshopify.com.evil.example",
    "/app?shop=x%20https://evil.example",
  ])("is nobody for %s", async (path) => {
    expect(await framersOf(path)).toBe("'none'");
  });

  it("is decided here, whatever a route or Shopify's library said", async () => {
    const lax = async () => new Response("ok", { headers: { "Content-Security-Policy": "frame-ancestors *;" } });
    expect(await framersOf("/app", lax)).toBe("'none'");
  });
});

describe("the scripts of a page", () => {
  it("are the app's own files, App Bridge, and those with the answer's nonce", async () => {
    const policy = await policyOf("/app", async (request) => new Response(nonceOf(request)));
    expect(policy.get("script-src")).toMatch(
      /^'self' 'nonce-[A-Za-z0-9+/]{22}==' https:\/\/cdn\.shopify\.com\/shopifycloud\/$/,
    );
    expect(policy.get("script-src-attr")).toBe("'none'");
    expect(policy.get("object-src")).toBe("'none'");
    expect(policy.get("base-uri")).toBe("'none'");
    expect(policy.get("form-action")).toBe("'self'");
  });

  it("have a nonce that no other answer has, and that no caller chooses", async () => {
    const origin = await serve(async (request) => new Response(nonceOf(request)));
    const chosen = { headers: { [NONCE_HEADER]: "chosen" } };
    const answers = await Promise.all([fetch(origin, chosen), fetch(origin, chosen)]);
    const nonces = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set([...nonces, "chosen"]).size).toBe(3);
    for (const [index, { headers }] of answers.entries())
      expect(headers.get("Content-Security-Policy")).toContain(`'nonce-${nonces[index]}'`);
  });
});

describe("a request that is not as it should be", () => {
  const unreached: Handle = async () => Promise.reject(new Error("The request reached a route."));

  it("with more of a body than anything takes is refused, said or not", async () => {
    const origin = await serve(unreached);
    const body = "x".repeat(1024 * 1024 + 1);
    const said = await exchange(origin, { method: "POST", headers: { "Content-Length": body.length } });
    const unsaid = await exchange(origin, { method: "POST" }, body);
    for (const answer of [said, unsaid]) {
      expect(answer.status).toBe(413);
      expect(answer.text).toBe("A request may bring 1024 KiB at most.\n");
    }
  });

  it("with a method that is none is refused", async () => {
    expect((await exchange(await serve(unreached), { method: "TRACE" })).status).toBe(405);
  });

  it.each(["/%E0%A4%A", "/app/sessions/%00", "/app/%"])("with an unreadable address is refused: %s", async (path) => {
    expect((await exchange(await serve(unreached), { path })).status).toBe(400);
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "https://till-ledger.example.evil.example/app",
    "http://till-ledger.example/app",
  ])("is refused where App Bridge would carry an id token to %s", async (address) => {
    const path = (to: string) => `/auth/session-token?shopify-reload=${encodeURIComponent(to)}`;
    expect((await exchange(await serve(unreached), { path: path(address) })).status).toBe(400);
    const own = await exchange(await serve(async () => new Response("ok")), {
      path: path("https://till-ledger.example/app"),
    });
    expect(own.status).toBe(200);
  });

  it.each(["//evil.example/a", "/\\evil.example/a", "http://evil.example/a", "\\\\evil.example/a"])(
    "has the app's own address in the end: %s",
    async (path) => {
      const { status, text } = await exchange(await serve(async (request) => new Response(request.url)), { path });
      if (status === 200) expect(new URL(text).origin).toBe("https://till-ledger.example");
      else expect(status).toBe(400);
    },
  );
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

/** A request to the letter: `fetch` would mend its address, and refuse its method. */
async function exchange(
  origin: string,
  options: RequestOptions,
  body?: string,
): Promise<{ status: number | undefined; text: string }> {
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const request = httpRequest(origin, options, resolve).once("error", reject);
    // A length without the body: whoever only says that it is long is not waited for.
    if (options.headers === undefined) request.end(body);
    else request.flushHeaders();
  });
  return { status: response.statusCode, text: await text(response) };
}

/** Waits until a figure has stopped to change over some turns of the event loop. */
async function untilStill(figure: () => number): Promise<void> {
  let last = -1;
  for (let still = 0; still < 200;) {
    await new Promise((resolve) => setImmediate(resolve));
    still = figure() === last ? still + 1 : 0;
    last = figure();
  }
}
