// The admin's side of the stand-in for App Bridge: answers the app in the frame and draws what it asks for.
import { askPerson, choose, showControls, showToast } from "./dialogs.js";

const config = JSON.parse(document.getElementById("admin-config").textContent);
const byId = (id) => document.getElementById(id);
const frame = byId("app-frame");

/** Calls the admin's own backend. */
async function call(path, body = {}) {
  const answer = await fetch(`${config.api}/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`The stand-in answered ${answer.status} to ${path}.`);
  return answer.json();
}

// ---- talking to the frame

function tellApp(type, body = {}) {
  frame.contentWindow.postMessage({ ...body, to: "app", type }, config.appOrigin);
}

const ANSWERS = {
  "id-token": async () => (await call("id-token")).token,
  user: async () => ({ accountAccess: (await call("user")).accountAccess }),
  "scopes-query": () => call("scopes"),
  "scopes-request": ({ scopes }) => requestScopes(scopes),
  "scopes-revoke": async ({ scopes }) => ({ detail: await call("scopes/revoke", { scopes }) }),
  "leave-confirmation": async () => {
    if (!(await mayLeave())) throw new Error("The merchant stayed on the page.");
  },
  "direct-api": ({ body }) => call("direct-api", { body }),
};

const EVENTS = {
  hello: () => {
    drawTitleBar({ title: null, buttons: [] });
    drawSaveBar({ isShown: false, buttons: [] });
    byId("loading").hidden = true;
    tellApp("ready");
  },
  route: ({ path }) => followRoute(path),
  "document-title": ({ title }) => {
    document.title = `${title || config.appName} · Stand-in for Shopify`;
    // The app's own name stands beside it already.
    documentTitle = title.replace(new RegExp(`\\s*[·|–-]\\s*${config.appName}$`), "");
    drawTitle();
  },
  "title-bar": drawTitleBar,
  nav: drawNavigation,
  loading: ({ isLoading }) => (byId("loading").hidden = !isLoading),
  toast: ({ toast }) =>
    showToast(toast, {
      onAction: () => tellApp("toast-action", { toastId: toast.id }),
      onDismiss: () => tellApp("toast-dismiss", { toastId: toast.id }),
    }),
  "toast-hide": ({ toastId }) => document.getElementById(toastId)?.remove(),
  "save-bar": drawSaveBar,
  modal: ({ isShown }) => document.body.classList.toggle("modal-in-frame", isShown),
  open: ({ url, isNewTab }) => openAddress(url, isNewTab),
};

window.addEventListener("message", async (event) => {
  if (!frame || event.source !== frame.contentWindow || event.origin !== config.appOrigin) return;
  if (event.data?.to !== "admin") return;
  const { type, id } = event.data;
  if (!Object.hasOwn(ANSWERS, type)) {
    if (Object.hasOwn(EVENTS, type)) EVENTS[type](event.data);
    return;
  }
  try {
    tellApp("reply", { id, result: await ANSWERS[type](event.data) });
  } catch (error) {
    tellApp("reply", { id, error: error.message });
  }
});

// ---- where the app is

let route = "/app";
let navItems = [];

/** /app/sessions?status=short in the frame is <base>/sessions?status=short up here, so that reload and links work. */
function adminAddressOf(path) {
  if (path !== "/app" && !/^\/app[/?]/.test(path)) return null;
  return config.base + path.slice("/app".length);
}

function followRoute(path) {
  route = path;
  const address = adminAddressOf(path);
  // The frame's own history has the steps already; a second entry here would make Back go twice.
  if (address !== null) history.replaceState(null, "", address);
  markNavigation();
}

async function goTo(href) {
  if (!(await mayLeave())) return;
  closeMenu();
  tellApp("navigate", { href });
}

/** Opens an address that belongs to the admin: its own pages, the page that asks for permissions, or the web. */
async function openAddress(url, isNewTab = false) {
  const address = new URL(url.replace(/^shopify:\/*admin\//i, `https://admin.shopify.com/store/${config.storeName}/`));
  if (address.pathname === "/admin/oauth/install") {
    const scopes = (address.searchParams.get("optional_scopes") ?? "").split(",").filter(Boolean);
    const { result } = await requestScopes(scopes);
    if (result === "granted-all") location.reload();
    return;
  }
  const isAdmin = address.hostname === "admin.shopify.com";
  const legacy = address.hostname.endsWith(".myshopify.com") ? address.pathname.replace(/^\/admin/, "") : null;
  const target = isAdmin
    ? address.pathname + address.search
    : legacy !== null
      ? `/store/${config.storeName}${legacy}${address.search}`
      : address.href;
  if (isNewTab) window.open(target, "_blank", "noopener");
  else location.assign(target);
}

// ---- navigation on the left

function drawNavigation({ items }) {
  navItems = items;
  const home = items.find((item) => item.isHome);
  byId("app-home").dataset.href = home?.href ?? "/app";
  byId("app-nav").replaceChildren(
    ...items.filter((item) => !item.isHome).map((item) => listItem(link(item.label, item.href))),
  );
  markNavigation();
}

function link(label, href) {
  const anchor = document.createElement("a");
  anchor.textContent = label;
  anchor.href = adminAddressOf(href) ?? config.base;
  anchor.dataset.href = href;
  return anchor;
}

function listItem(child) {
  const item = document.createElement("li");
  item.append(child);
  return item;
}

/** A page below an item belongs to it: /app/sessions/1 marks Sessions. */
function markNavigation() {
  const path = route.split("?")[0];
  const fits = (href) => path === href || path.startsWith(`${href}/`);
  const current = navItems
    .filter((item) => !item.isHome && fits(item.href.split("?")[0]))
    .sort((a, b) => b.href.length - a.href.length)[0];
  for (const anchor of document.querySelectorAll("#app-home, #app-nav a")) {
    const isCurrent = anchor.id === "app-home" ? !current : anchor.dataset.href === current?.href;
    if (isCurrent) anchor.setAttribute("aria-current", "page");
    else anchor.removeAttribute("aria-current");
  }
}

byId("navigation").addEventListener("click", (event) => {
  const anchor = event.target.closest("#app-home, #app-nav a");
  const isPlain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!anchor || !frame || !isPlain) return;
  event.preventDefault();
  void goTo(anchor.dataset.href ?? "/app");
});

const menuButton = byId("menu-button");

function toggleMenu(isOpen) {
  byId("navigation").classList.toggle("open", isOpen);
  menuButton.setAttribute("aria-expanded", String(isOpen));
}
function closeMenu() {
  toggleMenu(false);
}
menuButton.addEventListener("click", () => toggleMenu(menuButton.getAttribute("aria-expanded") !== "true"));
byId("content").addEventListener("click", closeMenu);
document.addEventListener("keydown", (event) => event.key === "Escape" && closeMenu());
// A press inside the frame never reaches this page; the page only notices that it lost the focus.
window.addEventListener("blur", closeMenu);

// ---- title bar and save bar

let documentTitle = "";
let barTitle = null;

function drawTitle() {
  if (byId("title")) byId("title").textContent = barTitle || documentTitle || config.appName;
}

function drawTitleBar({ title, buttons }) {
  barTitle = title;
  drawTitle();
  const back = buttons.find((button) => button.variant === "breadcrumb");
  const breadcrumb = byId("breadcrumb");
  breadcrumb.hidden = !back;
  breadcrumb.setAttribute("aria-label", back?.label ? `Back to ${back.label}` : "Back");
  breadcrumb.onclick = (event) => {
    event.preventDefault();
    if (back) press(back.id);
  };
  const others = buttons.filter((button) => button !== back);
  const primaryLast = [...others].sort((a, b) => Number(a.variant === "primary") - Number(b.variant === "primary"));
  byId("title-actions").replaceChildren(...primaryLast.map((button) => buttonFor(button, () => press(button.id))));
}

function buttonFor({ label, variant, tone, isDisabled, isLoading }, onClick) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.disabled = Boolean(isDisabled || isLoading);
  if (isLoading) button.setAttribute("aria-busy", "true");
  if (variant === "primary") button.className = tone === "critical" ? "critical" : "primary";
  button.addEventListener("click", onClick);
  return button;
}

function press(buttonId) {
  tellApp("press", { buttonId });
}

function drawSaveBar({ isShown, buttons, confirmsDiscard = false }) {
  const bar = byId("save-bar");
  bar.hidden = !isShown;
  const text = document.createElement("p");
  text.textContent = "Unsaved changes";
  const save = buttons.find((button) => button.variant === "primary");
  const discard = buttons.find((button) => button !== save);
  const discardNow = async () => {
    if (!confirmsDiscard || (await mayLeave())) press(discard.id);
  };
  const drawn = [text];
  if (discard) drawn.push(buttonFor({ ...discard, label: discard.label || "Discard" }, discardNow));
  if (save) drawn.push(buttonFor({ ...save, label: save.label || "Save" }, () => press(save.id)));
  bar.replaceChildren(...drawn);
}

/** True at once when nothing is unsaved; else the merchant says. */
async function mayLeave() {
  if (byId("save-bar").hidden) return true;
  const isLeaving = await choose({
    title: "Leave page with unsaved changes?",
    lines: ["Leaving this page will delete all unsaved changes."],
    yes: { label: "Leave page", className: "critical" },
    no: { label: "Stay" },
  });
  // What they gave up is not asked about again when the app itself asks before it follows.
  if (isLeaving) byId("save-bar").hidden = true;
  return isLeaving;
}

// ---- permissions

async function requestScopes(scopes) {
  const detail = await call("scopes");
  const unknown = scopes.filter((scope) => !detail.optional.includes(scope) && !detail.required.includes(scope));
  if (unknown.length > 0) throw new Error(`Scopes that the app does not declare as optional: ${unknown.join(", ")}`);
  const missing = scopes.filter((scope) => !detail.granted.includes(scope));
  if (missing.length === 0) return { result: "granted-all", detail };
  const isGranted = await askPerson({
    appName: config.appName,
    wishes: missing.map((scope) => config.scopeNames[scope] ?? scope),
  });
  if (!isGranted) return { result: "declined-all", detail };
  return { result: "granted-all", detail: await call("scopes/grant", { scopes: missing }) };
}

showControls({ shop: config.shop });

// The library sends a merchant here when it wants permissions outside of a running page.
const wanted = new URLSearchParams(location.search).get("request_scopes");
if (wanted && frame) {
  history.replaceState(null, "", location.pathname);
  const { result } = await requestScopes(wanted.split(",").filter(Boolean));
  if (result === "granted-all") location.reload();
}
