import { readFileSync } from "node:fs";
import { setImmediate as nextTurn } from "node:timers/promises";
import { type DOMWindow, JSDOM } from "jsdom";
import { describe, expect, test } from "vitest";

const ADMIN = "http://127.0.0.1:4100";
const APP = "https://app.example.com";
const HOST = Buffer.from("admin.shopify.com/store/acme").toString("base64");
const QUERY = `?embedded=1&shop=acme.myshopify.com&host=${HOST}&locale=de&id_token=x`;

const source = ["app-bridge.js", "app-bridge-elements.js"]
  .map((name) => readFileSync(new URL(name, import.meta.url), "utf8"))
  .join("\n");

interface Told {
  to: string;
  type: string;
  id?: number;
  [more: string]: unknown;
}

type Answers = Record<string, (message: Told) => unknown>;

interface Bridge {
  config: Record<string, unknown>;
  idToken(): Promise<string>;
  toast: { show(message: string, options?: object): string };
  loading(isLoading?: boolean): void;
  scopes: { request(scopes: string[]): Promise<unknown> };
  saveBar: { leaveConfirmation(): Promise<void> };
  webVitals: { onReport(callback: (report: { metrics: { name: string }[] }) => void): Promise<void> };
}

/** The app's document in a frame whose parent writes down what it is told, and answers what it knows. */
function openApp(options: {
  path?: string;
  body?: string;
  answers?: Answers;
  respond?: (request: Request) => Response;
  /** How many times the app says hello before the admin listens. */
  deafFor?: number;
}) {
  const told: Told[] = [];
  const requests: Request[] = [];
  let issued = 0;
  let hellos = 0;
  const answers: Answers = { "id-token": () => `token-${(issued += 1)}`, ...options.answers };
  const parent = {
    postMessage(message: Told, origin: string) {
      expect(origin).toBe(ADMIN);
      told.push(message);
      if (message.type === "hello" && (hellos += 1) > (options.deafFor ?? 0)) say({ type: "ready" });
      const answer = answers[message.type];
      if (answer && message.id !== undefined) {
        queueMicrotask(() => say({ type: "reply", id: message.id, result: answer(message) }));
      }
    },
  };
  const respond = options.respond ?? (() => new Response("ok"));
  const dom = new JSDOM(
    `<!doctype html><html><head><title>Overview</title><script data-api-key="key" src="${ADMIN}/app-bridge.js"></script></head>
     <body>${options.body ?? ""}</body></html>`,
    {
      url: `${APP}${options.path ?? `/app${QUERY}`}`,
      runScripts: "outside-only",
      pretendToBeVisual: true,
      beforeParse(window) {
        Object.defineProperty(window, "parent", { value: parent });
        const fetch = async (input: Request | string, init?: RequestInit) => {
          const request = new Request(input, init);
          requests.push(request);
          return respond(request);
        };
        // jsdom has no fetch of its own.
        Object.assign(window, { fetch, Request, Response, Headers });
      },
    },
  );
  const { window } = dom;
  const say = (message: object, from: { origin?: string; source?: unknown } = {}) => {
    const event = new window.MessageEvent("message", { data: { ...message, to: "app" }, origin: from.origin ?? ADMIN });
    Object.defineProperty(event, "source", { value: from.source ?? parent });
    window.dispatchEvent(event);
  };
  window.eval(source);
  const last = (type: string) => told.filter((message) => message.type === type).at(-1);
  return { window, shopify: window.shopify as unknown as Bridge, told, last, requests, say };
}

/** Lets observers and timers of no duration run. */
async function settle(window: DOMWindow): Promise<void> {
  await new Promise((resolve) => window.setTimeout(resolve, 0));
  await nextTurn();
}

describe("configuration", () => {
  test("comes from the script and the address, and is remembered when navigation drops the query", () => {
    const { window, shopify } = openApp({});
    expect(shopify.config).toMatchObject({ apiKey: "key", shop: "acme.myshopify.com", host: HOST, locale: "de" });
    expect(window.sessionStorage.getItem("app-bridge-shop")).toBe("acme.myshopify.com");
  });
});

describe("fetch", () => {
  test("carries an id token and the language to the app's own origin", async () => {
    const { window, requests } = openApp({});
    await window.fetch("https://app.example.com/app/sessions");
    await window.fetch("https://app.example.com/app/locations");
    const [first, second] = requests;
    expect(first?.headers.get("Authorization")).toBe("Bearer token-1");
    expect(first?.headers.get("Accept-Language")).toBe("de");
    expect(first?.headers.get("X-Requested-With")).toBe("XMLHttpRequest");
    expect(second?.headers.get("Authorization")).toBe("Bearer token-1");
  });

  test("leaves other origins and requests that are signed already alone", async () => {
    const { window, requests } = openApp({});
    await window.fetch("https://elsewhere.example.com/");
    await window.fetch("https://app.example.com/x", { headers: { Authorization: "Basic x" } });
    expect(requests.map((request) => request.headers.get("Authorization"))).toEqual([null, "Basic x"]);
  });

  test("tries once more with a fresh token when the app asks for one, and sends the body again", async () => {
    const refusal = { status: 401, headers: { "X-Shopify-Retry-Invalid-Session-Request": "1" } };
    const { window, requests } = openApp({ respond: () => new Response(null, refusal) });
    const answer = await window.fetch("https://app.example.com/x", { method: "POST", body: "a=1" });
    expect(answer.status).toBe(401);
    expect(requests.map((request) => request.headers.get("Authorization"))).toEqual([
      "Bearer token-1",
      "Bearer token-2",
    ]);
    await expect(requests[1]?.text()).resolves.toBe("a=1");
  });

  test("lets the admin follow the address of a reauthorization", async () => {
    const url = "https://acme.myshopify.com/admin/oauth/install?optional_scopes=read_users";
    const headers = { "X-Shopify-API-Request-Failure-Reauthorize-Url": url };
    const { window, last } = openApp({ respond: () => new Response(null, { status: 401, headers }) });
    await window.fetch("https://app.example.com/x");
    expect(last("open")).toMatchObject({ url });
  });

  test("hands shopify:admin requests to the admin", async () => {
    const answers = { "direct-api": () => ({ status: 200, body: '{"data":{}}' }) };
    const { window, requests, last } = openApp({ answers });
    const answer = await window.fetch("shopify:admin/api/graphql.json", { method: "POST", body: "{}" });
    await expect(answer.json()).resolves.toEqual({ data: {} });
    expect(requests).toEqual([]);
    expect(last("direct-api")).toMatchObject({ body: "{}" });
  });
});

describe("messages", () => {
  test("wait until the admin listens, in their order", async () => {
    const { shopify, told } = openApp({ deafFor: 2 });
    expect(told.map(({ type }) => type)).toEqual(["hello"]);
    await expect(shopify.idToken()).resolves.toBe("token-1");
    const types = told.map(({ type }) => type);
    expect(types.slice(0, 4)).toEqual(["hello", "hello", "hello", "route"]);
    expect(types.at(-1)).toBe("id-token");
  });

  test("from anyone but the admin are ignored", async () => {
    const { window, say } = openApp({});
    const heard: string[] = [];
    window.addEventListener("shopify:navigate", (event) => {
      heard.push((event.target as Element).getAttribute("href") ?? "");
    });
    say({ type: "navigate", href: "/app/evil" }, { origin: "https://evil.example" });
    say({ type: "navigate", href: "/app/evil" }, { source: window });
    say({ type: "navigate", href: "/app/sessions" });
    expect(heard).toEqual(["/app/sessions"]);
  });
});

describe("navigation", () => {
  test("tells the admin the route without what the admin added to it", () => {
    const { window, last } = openApp({ path: `/app/sessions${QUERY}&status=short` });
    expect(last("route")).toMatchObject({ path: "/app/sessions?status=short" });
    window.history.pushState(null, "", "/app/locations?by=opening");
    expect(last("route")).toMatchObject({ path: "/app/locations?by=opening" });
  });

  test("tells the admin the title, also when it changes", async () => {
    const { window, last } = openApp({});
    window.document.dispatchEvent(new window.Event("DOMContentLoaded"));
    window.document.title = "Sessions";
    await settle(window);
    expect(last("document-title")).toMatchObject({ title: "Sessions" });
  });

  test("opens pages of the admin through the admin, by script and by link", () => {
    const body = '<a href="https://admin.shopify.com/store/acme/orders/1" target="_blank"><b>Order</b></a>';
    const { window, last } = openApp({ body });
    expect(window.open("shopify://admin/orders", "_top")).toBeNull();
    expect(last("open")).toMatchObject({ url: "shopify://admin/orders", isNewTab: false });
    window.document
      .querySelector("b")
      ?.dispatchEvent(new window.MouseEvent("click", { bubbles: true, cancelable: true }));
    expect(last("open")).toMatchObject({ url: "https://admin.shopify.com/store/acme/orders/1", isNewTab: true });
  });
});

describe("elements", () => {
  test("a navigation menu is told to the admin and not drawn", async () => {
    const body = '<ui-nav-menu><a href="/app" rel="home">Home</a><a href="/app/sessions">Sessions</a></ui-nav-menu>';
    const { window, last } = openApp({ body });
    await settle(window);
    expect(last("nav")?.items).toEqual([
      { label: "Home", href: "/app", isHome: true },
      { label: "Sessions", href: "/app/sessions", isHome: false },
    ]);
    const menu = window.document.querySelector("ui-nav-menu");
    expect(menu?.shadowRoot?.querySelector("slot")).toBeNull();
    expect(menu?.children.length).toBe(2);
  });

  test("a press on a title bar's button in the admin is a click on the one in the page", async () => {
    const body = `<ui-title-bar title="Sessions"><button variant="primary">Export</button>
      <a variant="breadcrumb" href="/app">Overview</a></ui-title-bar>`;
    const { window, last, say } = openApp({ body });
    await settle(window);
    const bar = last("title-bar") as unknown as { title: string; buttons: { id: string; label: string }[] };
    expect([bar.title, ...bar.buttons.map(({ label }) => label)]).toEqual(["Sessions", "Export", "Overview"]);

    const happened: string[] = [];
    window.document.querySelector("button")?.addEventListener("click", () => happened.push("exported"));
    window.addEventListener("shopify:navigate", (event) => {
      happened.push((event.target as Element).getAttribute("href") ?? "");
    });
    for (const { id } of bar.buttons) say({ type: "press", buttonId: id });
    expect(happened).toEqual(["exported", "/app"]);
  });

  test("a title bar that leaves the page takes its title along", async () => {
    const { window, last } = openApp({ body: '<ui-title-bar title="Sessions"></ui-title-bar>' });
    await settle(window);
    window.document.querySelector("ui-title-bar")?.remove();
    await settle(window);
    expect(last("title-bar")).toMatchObject({ title: null, buttons: [] });
  });

  test("a modal shows its content above the page and gives it back", async () => {
    const body = '<ui-modal id="why"><p>Because</p><ui-title-bar title="Why?"></ui-title-bar></ui-modal>';
    const { window, last } = openApp({ body });
    const modal = window.document.querySelector("ui-modal") as HTMLElement & { show(): void; hide(): void };
    const heard: string[] = [];
    for (const type of ["show", "hide"]) modal.addEventListener(type, () => heard.push(type));
    modal.show();
    expect(window.document.querySelector('dialog[aria-label="Why?"] p')?.textContent).toBe("Because");
    expect(last("modal")).toMatchObject({ isShown: true });
    modal.hide();
    expect(window.document.querySelector("dialog")).toBeNull();
    expect(modal.querySelector("p")?.textContent).toBe("Because");
    expect(heard).toEqual(["show", "hide"]);
  });

  test("a form with data-save-bar shows the save bar while it is dirty", async () => {
    const body = '<form data-save-bar><input name="a"></form>';
    const { window, last } = openApp({ body, answers: { "leave-confirmation": () => null } });
    window.document.querySelector("input")?.dispatchEvent(new window.Event("input", { bubbles: true }));
    await settle(window);
    expect(last("save-bar")).toMatchObject({ isShown: true });
    window.document.querySelector("form")?.reset();
    expect(last("save-bar")).toMatchObject({ isShown: false });
  });
});

describe("window.shopify", () => {
  test("shows toasts in the admin and hears what became of them", () => {
    const { shopify, last, say } = openApp({});
    const happened: string[] = [];
    const id = shopify.toast.show("Saved", { action: "Undo", onAction: () => happened.push("undone") });
    expect(last("toast")).toMatchObject({ toast: { id, message: "Saved", action: "Undo", isError: false } });
    say({ type: "toast-action", toastId: id });
    expect(happened).toEqual(["undone"]);
  });

  test("asks the merchant for scopes", async () => {
    const result = { result: "granted-all", detail: { granted: ["read_users"], required: [], optional: [] } };
    const { shopify, last } = openApp({ answers: { "scopes-request": () => result } });
    await expect(shopify.scopes.request(["read_users"])).resolves.toEqual(result);
    expect(last("scopes-request")).toMatchObject({ scopes: ["read_users"] });
  });

  test("reports web vitals once", async () => {
    const { window, shopify } = openApp({});
    const names: string[] = [];
    await shopify.webVitals.onReport(({ metrics }) => names.push(...metrics.map(({ name }) => name)));
    await settle(window);
    expect(names).toEqual(["LCP", "INP", "CLS"]);
  });

  test("is not set up a second time when the script stands in the page twice", () => {
    const { window, shopify } = openApp({});
    window.eval(source);
    expect(window.shopify).toBe(shopify);
  });
});
