import type { FlowTrigger } from "#simulator/flow/flow-triggers.ts";
import type { FlowReceipt } from "#simulator/flow/receive-trigger.ts";
import { html, type Html } from "./html.ts";

/** What Flow received of a shop, the latest first, each with the values that a workflow would see. */
export function flowContent(received: readonly FlowReceipt[], triggers: readonly FlowTrigger[]): Html {
  const names = triggers.map(({ name, handle }) => html`<li>${name} (<code>${handle}</code>)</li>`);
  return html`<div class="flow">
    <h1>Flow: what was received</h1>
    <p>In a real shop, each of these starts the workflows that begin with its trigger.</p>
    ${received.length === 0 ? html`<p class="card">Nothing has been received yet.</p>` : [...received].reverse().map((each) => receipt(each, triggers))}
    <h2>Triggers of the app</h2>
    ${
      names.length === 0
        ? html`<p>None is deployed.</p>`
        : html`<ul>
            ${names}
          </ul>`
    }
  </div>`;
}

function receipt({ title, handle, payload, receivedAt }: FlowReceipt, triggers: readonly FlowTrigger[]): Html {
  // In the order of the trigger: whoever stored the payload may have lost it.
  const keys = triggers.find((trigger) => trigger.handle === handle)?.fields.keys() ?? Object.keys(payload);
  const lines = [...keys].map(
    (key) =>
      html`<dt>${key}</dt>
        <dd>${shown(payload[key])}</dd>`,
  );
  return html`<section class="card">
    <h2>${title}</h2>
    <p>
      <time datetime="${receivedAt.toISOString()}">${receivedAt.toISOString().slice(0, 19).replace("T", " ")} UTC</time>
    </p>
    <dl>${lines}</dl>
  </section>`;
}

/** A link into Shopify's admin leads to the same page of this one. */
function shown(value: unknown): Html {
  const text = String(value);
  if (text === "") return html`<i>empty</i>`;
  const path = text.startsWith("https://admin.shopify.com/store/") ? new URL(text).pathname : null;
  return path === null ? html`${text}` : html`<a href="${path}">${text}</a>`;
}
