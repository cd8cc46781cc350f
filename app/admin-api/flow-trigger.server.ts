import { TRIGGER_FLOW_DOCUMENT } from "./documents.ts";
import { asList, asObject } from "./read-json.ts";
import { requestOnce } from "./request-once.server.ts";
import { optionsFor, type Surroundings } from "./shop-client.server.ts";

/** Why Shopify did not take a trigger. */
export type TriggerRefusal = {
  /** The handle is not known: the extension is not deployed. Otherwise the payload is not what the trigger takes. */
  code: "UNKNOWN_TRIGGER" | "REFUSED_PAYLOAD";
  message: string;
};

interface Firing {
  handle: string;
  payload: unknown;
  signal: AbortSignal;
  /** Called last before it is sent; what it throws keeps it from being sent. */
  beforeSend(): Promise<void>;
}

/** Starts the workflows that begin with a trigger of ours; null: Shopify took it. */
export async function fireFlowTrigger(
  shop: { domain: string },
  { handle, payload, signal, beforeSend }: Firing,
  surroundings: Surroundings,
): Promise<TriggerRefusal | null> {
  const data = await requestOnce(optionsFor(shop, surroundings, { signal }), {
    document: TRIGGER_FLOW_DOCUMENT,
    variables: { handle, payload },
    beforeSend,
  });
  const { userErrors } = asObject(asObject(data, "data").flowTriggerReceive, "flowTriggerReceive");
  const messages = asList(userErrors, "userErrors").map((entry) => String(asObject(entry, "the error").message));
  if (messages.length === 0) return null;
  const message = messages.join("; ").replace(/\s+/g, " ").trim();
  // UserError has no code: what it is stands in the words, as they were recorded of real stores.
  return { code: /Invalid handle/i.test(message) ? "UNKNOWN_TRIGGER" : "REFUSED_PAYLOAD", message };
}
