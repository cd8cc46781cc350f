// The stand-in for Shopify's App Bridge: what an embedded app uses of it, over postMessage to the stand-in's admin page.
// Served together with app-bridge-elements.js as one classic script, which must run before the app's own.
(() => {
  "use strict";
  // The script may stand in the document twice: in its head and in the library's AppProvider.
  if (window.shopify?.config) return;

  const script = document.currentScript ?? document.querySelector("script[data-api-key][src]");
  const adminOrigin = new URL(script.src, location.href).origin;
  const isEmbedded = window.parent !== window;
  const apiKey =
    script.dataset.apiKey ?? document.querySelector('meta[name="shopify-api-key"]')?.getAttribute("content") ?? "";
  const EMBEDDING = ["embedded", "hmac", "host", "id_token", "locale", "protocol", "session", "shop", "timestamp"];

  /** Client-side navigation drops the query that the admin gave, so it is kept for the life of the tab. */
  function remembered(name) {
    const key = `app-bridge-${name}`;
    const value = new URLSearchParams(location.search).get(name);
    if (value !== null) sessionStorage.setItem(key, value);
    return sessionStorage.getItem(key) ?? undefined;
  }

  const config = {
    apiKey,
    shop: remembered("shop"),
    host: remembered("host"),
    locale: remembered("locale") ?? "en",
    appOrigins: [],
    disabledFeatures: [],
  };

  // ---- messages

  const waiting = new Map();
  const listeners = new Map();
  let lastId = 0;

  // The frame may be ready before the page around it listens, and a message that nobody hears is gone: the app says
  // hello until the admin answers, and what it has to tell waits.
  const HELLO_EVERY_MS = 50;
  let unsent = [];

  function post(message) {
    window.parent.postMessage({ ...message, to: "admin" }, adminOrigin);
  }

  /** Tells the admin something. */
  function tell(type, body = {}) {
    if (!isEmbedded) return;
    if (unsent) unsent.push({ ...body, type });
    else post({ ...body, type });
  }

  function sayHello() {
    if (!unsent) return;
    post({ type: "hello" });
    setTimeout(sayHello, HELLO_EVERY_MS);
  }

  /** Asks the admin something; a person may take their time with a dialog, a machine may not. */
  function ask(type, body = {}, { patienceMs = 10_000 } = {}) {
    if (!isEmbedded) return Promise.reject(new Error("App Bridge: the app is not inside the Shopify admin."));
    const id = (lastId += 1);
    return new Promise((resolve, reject) => {
      const give = () => reject(new Error(`App Bridge: the admin did not answer ${type}.`));
      const timer = patienceMs === Infinity ? undefined : setTimeout(give, patienceMs);
      waiting.set(id, { resolve, reject, timer });
      tell(type, { ...body, id });
    });
  }

  function on(type, listener) {
    listeners.set(type, listener);
  }

  window.addEventListener("message", (event) => {
    if (event.source !== window.parent || event.origin !== adminOrigin || event.data?.to !== "app") return;
    const { type, id, result, error } = event.data;
    if (type !== "reply") return listeners.get(type)?.(event.data);
    const asked = waiting.get(id);
    if (!asked) return;
    waiting.delete(id);
    clearTimeout(asked.timer);
    if (error === undefined) asked.resolve(result);
    else asked.reject(new Error(error));
  });

  on("ready", () => {
    const messages = unsent ?? [];
    unsent = null;
    messages.forEach(post);
  });

  // ---- id tokens and fetch

  // Id tokens live for 60 s; half of that leaves the server its time.
  const TOKEN_KEPT_MS = 30_000;
  let kept = { token: Promise.resolve(""), until: 0 };

  function idToken({ isFresh = false } = {}) {
    if (isFresh || Date.now() >= kept.until) {
      const token = ask("id-token");
      kept = { token, until: Date.now() + TOKEN_KEPT_MS };
      token.catch(() => (kept.until = 0));
    }
    return kept.token;
  }

  const nativeFetch = window.fetch.bind(window);

  function isOwn(url) {
    if (url.origin === location.origin || config.appOrigins.includes(url.origin)) return true;
    return url.protocol === location.protocol && url.hostname.endsWith(`.${location.hostname}`);
  }

  async function signed(request, options) {
    const headers = new Headers(request.headers);
    headers.set("Authorization", `Bearer ${await idToken(options)}`);
    headers.set("Accept-Language", config.locale);
    headers.set("X-Requested-With", "XMLHttpRequest");
    return new Request(request, { headers });
  }

  async function directApi(init) {
    const { status, body } = await ask("direct-api", { body: String(init?.body ?? "") });
    return new Response(body, { status, headers: { "Content-Type": "application/json" } });
  }

  window.fetch = async function fetch(input, init) {
    const address = input instanceof Request ? input.url : String(input);
    if (address.startsWith("shopify:admin/")) return directApi(init);
    if (!isEmbedded || config.disabledFeatures.includes("fetch")) return nativeFetch(input, init);
    const request = new Request(input, init);
    if (!isOwn(new URL(request.url)) || request.headers.has("Authorization")) return nativeFetch(request);

    let response = await nativeFetch(await signed(request.clone()));
    if (response.status === 401 && response.headers.has("X-Shopify-Retry-Invalid-Session-Request")) {
      response = await nativeFetch(await signed(request, { isFresh: true }));
    }
    const reauthorize = response.headers.get("X-Shopify-API-Request-Failure-Reauthorize-Url");
    if (reauthorize) tell("open", { url: reauthorize });
    return response;
  };

  // ---- navigation

  function route() {
    const query = new URLSearchParams(location.search);
    for (const name of EMBEDDING) query.delete(name);
    const text = query.toString();
    return location.pathname + (text ? `?${text}` : "");
  }

  const tellRoute = () => tell("route", { path: route() });
  const tellTitle = () => tell("document-title", { title: document.title });

  for (const method of ["pushState", "replaceState"]) {
    const native = history[method].bind(history);
    history[method] = (...parts) => {
      native(...parts);
      tellRoute();
    };
  }
  window.addEventListener("popstate", tellRoute);
  window.addEventListener("hashchange", tellRoute);

  /** Asks the app to navigate by itself: AppProvider listens and hands the href to its router. */
  function navigate(href) {
    const anchor = document.createElement("a");
    anchor.setAttribute("href", href);
    anchor.hidden = true;
    document.body.append(anchor);
    anchor.dispatchEvent(new CustomEvent("shopify:navigate", { bubbles: true, cancelable: true }));
    anchor.remove();
  }
  on("navigate", ({ href }) => navigate(href));

  /** Addresses that only the admin can open: its own pages, and a shop's. */
  function isAdminAddress(address) {
    if (/^shopify:\/*admin\//i.test(address)) return true;
    if (!URL.canParse(address, location.href)) return false;
    const { hostname } = new URL(address, location.href);
    return hostname === "admin.shopify.com" || hostname.endsWith(".myshopify.com");
  }

  const nativeOpen = window.open.bind(window);
  window.open = (address = "", target = "_blank", ...rest) => {
    if (!isEmbedded || !isAdminAddress(String(address))) return nativeOpen(address, target, ...rest);
    tell("open", { url: String(address), isNewTab: target === "_blank" });
    return null;
  };

  document.addEventListener(
    "click",
    (event) => {
      const anchor = event.target instanceof Element ? event.target.closest("a[href]") : null;
      if (!anchor || !isEmbedded || !isAdminAddress(anchor.getAttribute("href"))) return;
      event.preventDefault();
      event.stopPropagation();
      tell("open", { url: anchor.getAttribute("href"), isNewTab: anchor.target === "_blank" });
    },
    true,
  );

  // ---- window.shopify

  let lastToast = 0;
  const toasts = new Map();
  const toast = {
    show(message, { duration = 5_000, isError = false, action, onAction, onDismiss } = {}) {
      const id = `toast-${(lastToast += 1)}`;
      toasts.set(id, { onAction, onDismiss });
      tell("toast", { toast: { id, message, duration, isError, action } });
      return id;
    },
    hide: (id) => tell("toast-hide", { toastId: id }),
  };
  on("toast-action", ({ toastId }) => toasts.get(toastId)?.onAction?.());
  on("toast-dismiss", ({ toastId }) => {
    toasts.get(toastId)?.onDismiss?.();
    toasts.delete(toastId);
  });

  const call = (method) => async (id) => document.getElementById(id)?.[method]?.();
  const byId = () => ({ show: call("show"), hide: call("hide"), toggle: call("toggle") });

  // Once per page, after it has settled; good figures, so that what receives them is exercised.
  const VITALS = [
    { id: "v4-1", name: "LCP", value: 812.4, country: "US" },
    { id: "v4-2", name: "INP", value: 48, country: "US" },
    { id: "v4-3", name: "CLS", value: 0.012, country: "US" },
  ];

  window.shopify = {
    config,
    origin: adminOrigin,
    ready: Promise.resolve(),
    environment: {
      mobile: /Shopify Mobile\//.test(navigator.userAgent),
      pos: /Shopify POS\//.test(navigator.userAgent),
      embedded: isEmbedded,
      intent: false,
    },
    setSignals() {},
    idToken: () => idToken(),
    loading: (isLoading = true) => tell("loading", { isLoading: Boolean(isLoading) }),
    user: () => ask("user"),
    toast,
    modal: byId(),
    saveBar: byId(),
    scopes: {
      query: () => ask("scopes-query"),
      request: (scopes) => ask("scopes-request", { scopes }, { patienceMs: Infinity }),
      revoke: (scopes) => ask("scopes-revoke", { scopes }),
    },
    // Pickers and reviews are cancelled and declined: the stand-in has neither products nor an App Store.
    picker: async () => ({ selected: Promise.resolve(undefined) }),
    resourcePicker: async () => undefined,
    reviews: {
      request: async () => ({ success: false, code: "cooldown-period", message: "The stand-in has no App Store." }),
    },
    webVitals: {
      onReport: async (callback) => {
        if (callback) setTimeout(() => callback({ metrics: VITALS }), 0);
      },
    },
    support: { registerHandler: async () => undefined },
    app: { extensions: async () => [] },
    shopifyQL: { available: async () => false },
    tools: { register: () => () => undefined, unregister: () => undefined, clear: () => undefined },
  };
  // For app-bridge-elements.js; no app knows the name.
  Object.defineProperty(window.shopify, "standIn", { value: { tell, ask, on, navigate }, enumerable: false });

  // ---- start

  if (isEmbedded) sayHello();
  const reload = new URLSearchParams(location.search).get("shopify-reload");
  if (isEmbedded && reload !== null) {
    // The library's bounce page: it wants the same address again, with a token.
    const target = new URL(reload, location.href);
    if (target.origin === location.origin) {
      void idToken({ isFresh: true }).then((token) => {
        target.searchParams.set("id_token", token);
        location.assign(target.href);
      });
    }
  } else if (isEmbedded) {
    tellRoute();
    const watchTitle = () => {
      tellTitle();
      new MutationObserver(tellTitle).observe(document.head, { childList: true, subtree: true, characterData: true });
    };
    if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", watchTitle);
    else watchTitle();
  } else if (config.host && !config.disabledFeatures.includes("auto-redirect")) {
    // Outside the admin an embedded app has nothing to show: the admin opens it in its frame.
    const [, name] = /\/store\/([^/]+)/.exec(atob(config.host)) ?? [];
    if (name) location.replace(`${adminOrigin}/store/${name}/apps/${apiKey}`);
  }
})();
