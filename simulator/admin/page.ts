import { embeddedJson, html, type Html } from "./html.ts";

export interface AdminView {
  shopName: string;
  shop: string;
  storeName: string;
  userName: string;
  appName: string;
  appHandle: string;
  appOrigin: string;
  apiKey: string;
  isInstalled: boolean;
  /** Null when the app is not installed, or another page of the admin is shown. */
  frameAddress: string | null;
  scopeNames: Record<string, string>;
}

const FAULTS: [kind: string, label: string][] = [
  ["throttled", "Throttled"],
  ["bad_gateway", "502 Bad Gateway"],
  ["gateway_timeout", "504 after a while"],
  ["cut_connection", "Connection cut"],
  ["html_page", "HTML instead of JSON"],
  ["token_expired", "Access token expired"],
];

/** The admin with the app in its frame. */
export function renderAppPage(view: AdminView): string {
  const content = view.frameAddress === null ? notInstalled(view) : appFrame(view);
  return page(view, view.appName, content);
}

/** What Shopify's Flow app would start workflows with. */
export function renderFlowPage(view: AdminView, content: Html): string {
  return page(view, "Flow", content);
}

/** Any other page of the admin: the stand-in has only apps, and says so. */
export function renderOtherPage(view: AdminView, path: string): string {
  const content = html`<div class="card">
    <h1>This part of the Shopify admin is not here</h1>
    <p>The stand-in shows apps only. In a real shop <code>/${path}</code> would open now.</p>
    <p><a href="${appBase(view)}">Back to ${view.appName}</a></p>
  </div>`;
  return page(view, "Shopify admin", content);
}

function page(view: AdminView, title: string, content: Html): string {
  const config = {
    shop: view.shop,
    storeName: view.storeName,
    appName: view.appName,
    appOrigin: view.appOrigin,
    apiKey: view.apiKey,
    base: appBase(view),
    api: `/_admin/${view.storeName}`,
    scopeNames: view.scopeNames,
  };
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · ${view.shopName} · Stand-in for Shopify</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/_admin/admin.css" />
      </head>
      <body>
        <a class="skip" href="#content">Skip to content</a>
        <header class="top">
          <button
            type="button"
            class="menu-button"
            id="menu-button"
            aria-controls="navigation"
            aria-expanded="false"
            aria-label="Menu"
          >
            <span aria-hidden="true"></span>
          </button>
          <p class="brand">Stand-in<span> for Shopify</span></p>
          <button type="button" class="quiet" id="stand-in-button" aria-haspopup="dialog">Controls</button>
          <p class="account">
            <span class="shop-name">${view.shopName}</span
            ><span class="avatar" aria-hidden="true">${initials(view.userName)}</span>
          </p>
        </header>
        <div class="save-bar" id="save-bar" role="region" aria-label="Unsaved changes" hidden></div>
        <div class="frame-of-page">
          ${navigation(view)}
          <main id="content" tabindex="-1">${content}</main>
        </div>
        <div id="loading" role="progressbar" aria-label="Loading" hidden></div>
        <div id="toasts" role="status" aria-live="polite"></div>
        <dialog id="dialog" aria-labelledby="dialog-title"></dialog>
        ${controls()}
        <script type="application/json" id="admin-config">
          ${embeddedJson(config)}
        </script>
        <script type="module" src="/_admin/admin.js"></script>
      </body>
    </html>`.text;
}

function navigation(view: AdminView): Html {
  const places = ["Home", "Orders", "Products", "Customers", "Analytics"].map(
    (label) => html`<li><a href="/store/${view.storeName}/${label.toLowerCase()}">${label}</a></li>`,
  );
  return html`<nav id="navigation" aria-label="Shopify admin">
    <ul>
      ${places}
    </ul>
    <h2 id="apps-heading">Apps</h2>
    <ul aria-labelledby="apps-heading">
      <li>
        <a id="app-home" href="${appBase(view)}"><span class="app-icon" aria-hidden="true"></span>${view.appName}</a>
        <ul id="app-nav" aria-label="${view.appName}"></ul>
      </li>
      <li><a href="/store/${view.storeName}/flow">Flow</a></li>
    </ul>
  </nav>`;
}

function appFrame(view: AdminView): Html {
  return html`<div class="title-bar">
      <span class="app-icon" aria-hidden="true"></span>
      <a id="breadcrumb" href="${appBase(view)}" aria-label="Back" hidden>←</a>
      <h1 id="title">${view.appName}</h1>
      <div id="title-actions" class="actions"></div>
    </div>
    <iframe
      id="app-frame"
      title="${view.appName}"
      src="${view.frameAddress ?? ""}"
      allow="clipboard-write; fullscreen"
    ></iframe>`;
}

function notInstalled(view: AdminView): Html {
  return html`<div class="card">
    <h1>${view.appName} is not installed</h1>
    <p>${view.shopName} has no installation of this app. Installing it grants the permissions that it requires.</p>
    <p><button type="button" class="primary" data-control="install">Install ${view.appName}</button></p>
  </div>`;
}

function controls(): Html {
  const options = FAULTS.map(([kind, label]) => html`<option value="${kind}">${label}</option>`);
  return html`<dialog id="controls" aria-labelledby="controls-title">
    <div class="dialog-head">
      <h2 id="controls-title">Controls of the stand-in</h2>
      <button type="button" class="quiet" data-close aria-label="Close">×</button>
    </div>
    <p>What a merchant, a cashier or bad luck would do.</p>
    <div class="control-list">
      <button type="button" data-control="sell">Sell something for cash</button>
      <button type="button" data-control="close">Close a session short</button>
      <button type="button" data-control="grant">Grant all optional permissions</button>
      <button type="button" data-control="revoke">Take optional permissions back</button>
      <button type="button" data-control="expire">Let the access token expire</button>
      <button type="button" data-control="uninstall">Uninstall the app</button>
      <button type="button" data-control="redact">Ask for the shop's data to be deleted</button>
    </div>
    <form id="fault-form">
      <label for="fault-kind">Next request to the API</label>
      <select id="fault-kind">
        ${options}
      </select>
      <button type="submit">Spoil it</button>
    </form>
    <p id="control-result" role="status"></p>
  </dialog>`;
}

function appBase(view: AdminView): string {
  return `/store/${view.storeName}/apps/${view.appHandle}`;
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .map((part) => part.charAt(0))
    .join("")
    .slice(0, 2)
    .toUpperCase();
}
