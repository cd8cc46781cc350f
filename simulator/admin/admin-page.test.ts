import "@shopify/shopify-api/adapters/node";
import { ApiVersion, LogSeverity, shopifyApi } from "@shopify/shopify-api";
import { afterEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "#simulator/server.ts";
import { aWorld } from "#simulator/shop/small-shop.ts";
import { appPathFor } from "./frame-address.ts";
import { html } from "./html.ts";

const running: Simulator[] = [];
afterEach(async () => {
  for (const simulator of running.splice(0)) await simulator.close();
});

async function start(): Promise<Simulator> {
  const simulator = await startSimulator({
    worlds: [aWorld({ domain: "acme.myshopify.com", shop: { name: "Acme <& Sons>" } }).build()],
    apiKey: "key",
    apiSecret: "secret",
    // Nothing listens there: webhooks of these tests are of no interest.
    appUrl: "http://127.0.0.1:9",
    webhookRetryDelaysMs: [],
  });
  running.push(simulator);
  return simulator;
}

async function frameSourceOf(simulator: Simulator, path: string): Promise<URL> {
  const page = await (await fetch(simulator.origin + path)).text();
  const source = /<iframe[^>]+src="([^"]+)"/.exec(page)?.[1] ?? "";
  return new URL(source.replaceAll("&#38;", "&"));
}

function library() {
  return shopifyApi({
    apiKey: "key",
    apiSecretKey: "secret",
    apiVersion: ApiVersion.October26,
    hostName: "app.example.com",
    isEmbeddedApp: true,
    logger: { level: LogSeverity.Error },
  });
}

describe("the address in the frame", () => {
  test("is the app's page with all that Shopify adds, accepted by Shopify's library", async () => {
    const simulator = await start();
    const source = await frameSourceOf(simulator, "/store/acme/apps/till-ledger/sessions?status=short&status=over");
    expect(source.origin + source.pathname).toBe("http://127.0.0.1:9/app/sessions");
    const query = source.searchParams;
    expect(query.getAll("status")).toEqual(["short", "over"]);
    expect(query.get("embedded")).toBe("1");
    expect(query.get("shop")).toBe("acme.myshopify.com");

    const { utils, session } = library();
    expect(utils.sanitizeHost(query.get("host") ?? "")).toBe(query.get("host"));
    expect(atob(query.get("host") ?? "")).toBe("admin.shopify.com/store/acme");
    await expect(utils.validateHmac(query)).resolves.toBe(true);
    await expect(session.decodeSessionToken(query.get("id_token") ?? "")).resolves.toMatchObject({ aud: "key" });
  });

  test("takes nothing of the embedding from the address above", async () => {
    const simulator = await start();
    const source = await frameSourceOf(simulator, "/store/acme/apps/till-ledger?shop=evil.myshopify.com&id_token=x");
    expect(source.searchParams.getAll("shop")).toEqual(["acme.myshopify.com"]);
    expect(source.searchParams.get("id_token")).not.toBe("x");
  });

  test.each([
    ["", "/app"],
    ["sessions/1", "/app/sessions/1"],
    ["app", "/app"],
    ["app/sessions", "/app/sessions"],
    ["application", "/app/application"],
  ])("for %j below the app's handle is %s", (path, expected) => {
    expect(appPathFor(path)).toBe(expected);
  });
});

describe("the admin page", () => {
  test("is where the stand-in leads to, under the app's handle and its client id", async () => {
    const simulator = await start();
    const first = await fetch(`${simulator.origin}/`, { redirect: "manual" });
    expect(first.headers.get("location")).toBe("/store/acme/apps/till-ledger");
    expect((await frameSourceOf(simulator, "/store/acme/apps/key")).pathname).toBe("/app");
  });

  test("leads from localhost to the origin that the app allows as its frame's parent", async () => {
    const simulator = await start();
    const headers = { "x-forwarded-host": "localhost" };
    const answer = await fetch(`${simulator.origin}/store/acme/apps/key?a=1`, { headers, redirect: "manual" });
    expect(answer.headers.get("location")).toBe(`${simulator.origin}/store/acme/apps/key?a=1`);
  });

  test("has its landmarks, escapes names and lets only the app into its frame", async () => {
    const simulator = await start();
    const answer = await fetch(`${simulator.origin}/store/acme/apps/till-ledger`);
    const page = await answer.text();
    for (const landmark of ["<header", "<nav ", "<main ", 'title="Till Ledger"']) expect(page).toContain(landmark);
    expect(page).toContain("Acme &#60;&#38; Sons&#62;");
    expect(page).not.toContain("<& Sons>");
    expect(answer.headers.get("content-security-policy")).toContain("frame-src http://127.0.0.1:9");
  });

  test("offers to install an app that is not installed, and shows it again afterwards", async () => {
    const simulator = await start();
    await simulator.uninstall("acme.myshopify.com");
    const path = "/store/acme/apps/till-ledger";
    expect(await (await fetch(simulator.origin + path)).text()).toContain("Install Till Ledger");
    simulator.install("acme.myshopify.com");
    expect((await frameSourceOf(simulator, path)).pathname).toBe("/app");
  });

  test("says of every other page that it is not here", async () => {
    const simulator = await start();
    const answer = await fetch(`${simulator.origin}/store/acme/orders/1`);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("orders/1");
    expect((await fetch(`${simulator.origin}/store/nobody/apps/till-ledger`)).status).toBe(404);
  });

  test("asks for the permissions that the library's install address names", async () => {
    const simulator = await start();
    const answer = await fetch(`${simulator.origin}/admin/oauth/install?optional_scopes=read_users`, {
      headers: { "x-forwarded-host": "acme.myshopify.com" },
      redirect: "manual",
    });
    expect(answer.headers.get("location")).toBe("/store/acme/apps/till-ledger?request_scopes=read_users");
  });

  test("serves App Bridge and its own files", async () => {
    const simulator = await start();
    for (const path of ["/app-bridge.js", "/_admin/admin.js", "/_admin/dialogs.js", "/_admin/admin.css"]) {
      const answer = await fetch(simulator.origin + path);
      expect([path, answer.status]).toEqual([path, 200]);
    }
  });
});

describe("the admin's backend", () => {
  const post = async (simulator: Simulator, path: string, body: object) => {
    const answer = await fetch(`${simulator.origin}/_admin/acme/${path}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
    return (await answer.json()) as Record<string, unknown>;
  };

  test("gives id tokens for the person who is signed in", async () => {
    const simulator = await start();
    const { token } = await post(simulator, "id-token", {});
    await expect(library().session.decodeSessionToken(String(token))).resolves.toMatchObject({ sub: "90000001" });
  });

  test("grants and revokes optional scopes, and leaves the required ones alone", async () => {
    const simulator = await start();
    const granted = await post(simulator, "scopes/grant", { scopes: ["read_users", "read_products"] });
    expect(granted.granted).toEqual(["read_cash_tracking", "read_locations", "read_users"]);
    const revoked = await post(simulator, "scopes/revoke", { scopes: ["read_users", "read_locations"] });
    expect(revoked.granted).toEqual(["read_cash_tracking", "read_locations"]);
  });

  test("answers a page's own query with the rights of the person", async () => {
    const simulator = await start();
    const answer = await post(simulator, "direct-api", { body: JSON.stringify({ query: "{ shop { name } }" }) });
    expect(answer.status).toBe(200);
    expect(JSON.parse(String(answer.body))).toMatchObject({ data: { shop: { name: "Acme <& Sons>" } } });
  });
});

describe("html", () => {
  test("escapes what is put in, and not what it made itself", () => {
    const inner = html`<b>${"<i>"}</b>`;
    expect(html`<p title="${'"'}">${inner}${[inner]}${3}</p>`.text).toBe(
      '<p title="&#34;"><b>&#60;i&#62;</b><b>&#60;i&#62;</b>3</p>',
    );
  });
});
