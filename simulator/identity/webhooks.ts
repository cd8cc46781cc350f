import { createHmac, randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { FaultControl } from "#simulator/faults/fault-control.ts";
import { API_VERSION, type AppRegistration } from "./app-registration.ts";
import { WEBHOOK_PATHS, type WebhookTopic } from "./webhook-topics.ts";

export interface WebhookDelivery {
  shop: string;
  topic: WebhookTopic;
  /** Names the delivery; a repetition carries the same one. */
  webhookId: string;
  payload: Record<string, unknown>;
  /** The status of each attempt; null where none came back. */
  attempts: (number | null)[];
  isDelivered: boolean;
}

export interface Webhooks {
  /** Delivers, with retries, and resolves when it was accepted or given up. */
  deliver(shop: string, topic: WebhookTopic, payload: Record<string, unknown>): Promise<WebhookDelivery>;
  readonly log: readonly WebhookDelivery[];
  stop(): void;
}

export interface WebhookOptions {
  app: AppRegistration;
  faults: FaultControl;
  now?: () => Date;
  /** Waits between attempts. Shopify tries 8 more times over 4 hours; the stand-in is not that patient. */
  retryDelaysMs?: readonly number[];
}

/** Shopify's limit for a whole delivery. */
const TIMEOUT_MS = 5_000;
const RETRY_DELAYS_MS = [200, 1_000, 5_000] as const;
/** How long a delivery that is to be overtaken waits for one that overtakes it. */
const OVERTAKEN_AFTER_MS = 1_000;

/** Delivers webhooks to the app as Shopify does: signed, at least once, in no certain order. */
export function createWebhooks(options: WebhookOptions): Webhooks {
  const { app, faults, now = () => new Date(), retryDelaysMs = RETRY_DELAYS_MS } = options;
  const stopped = new AbortController();
  const log: WebhookDelivery[] = [];
  const held = new Map<string, AbortController>();

  async function holdBack(shop: string): Promise<void> {
    const release = new AbortController();
    held.set(shop, release);
    const signal = AbortSignal.any([release.signal, stopped.signal]);
    await sleep(OVERTAKEN_AFTER_MS, undefined, { signal }).catch(() => undefined);
    held.delete(shop);
  }

  async function attempt(delivery: WebhookDelivery, headers: Record<string, string>, body: string): Promise<boolean> {
    const signal = AbortSignal.any([AbortSignal.timeout(TIMEOUT_MS), stopped.signal]);
    try {
      const url = app.appUrl + WEBHOOK_PATHS[delivery.topic];
      const answer = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
      await answer.body?.cancel();
      delivery.attempts.push(answer.status);
      return answer.ok;
    } catch {
      // No answer at all is one more failed attempt, whatever the reason.
      delivery.attempts.push(null);
      return false;
    }
  }

  return {
    log,
    stop: () => stopped.abort(),
    async deliver(shop, topic, payload) {
      const delivery: WebhookDelivery = {
        shop,
        topic,
        webhookId: randomUUID(),
        payload,
        attempts: [],
        isDelivered: false,
      };
      log.push(delivery);
      const body = JSON.stringify(payload);
      const headers = headersOf(app, delivery, body, now());
      const subject = { shop, target: "webhook", text: topic } as const;
      const fault = faults.take(subject)?.kind ?? null;
      if (fault === "webhook_reordered") await holdBack(shop);

      for (const delay of [0, ...retryDelaysMs]) {
        if (delay > 0) await sleep(delay, undefined, { signal: stopped.signal }).catch(() => undefined);
        if (stopped.signal.aborted) break;
        delivery.isDelivered = await attempt(delivery, headers, body);
        if (delivery.isDelivered) break;
      }
      if (fault === "webhook_duplicated") await attempt(delivery, headers, body);
      if (fault !== "webhook_reordered") held.get(shop)?.abort();
      return delivery;
    },
  };
}

function headersOf(app: AppRegistration, delivery: WebhookDelivery, body: string, now: Date): Record<string, string> {
  return {
    "content-type": "application/json",
    "user-agent": "Shopify-Captain-Hook",
    "x-shopify-topic": delivery.topic,
    "x-shopify-hmac-sha256": createHmac("sha256", app.apiSecret).update(body, "utf8").digest("base64"),
    "x-shopify-shop-domain": delivery.shop,
    "x-shopify-api-version": API_VERSION,
    "x-shopify-webhook-id": delivery.webhookId,
    "x-shopify-event-id": randomUUID(),
    "x-shopify-triggered-at": now.toISOString(),
  };
}
