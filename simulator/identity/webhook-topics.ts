/** The topics that the app subscribes to in its configuration file, and the path that each is delivered to. */
export const WEBHOOK_PATHS = {
  "app/uninstalled": "/webhooks/app/uninstalled",
  "app/scopes_update": "/webhooks/app/scopes_update",
  "customers/data_request": "/webhooks/customers/data_request",
  "customers/redact": "/webhooks/customers/redact",
  "shop/redact": "/webhooks/shop/redact",
  "bulk_operations/finish": "/webhooks/bulk_operations/finish",
} as const;

export type WebhookTopic = keyof typeof WEBHOOK_PATHS;

/** Whether a text names a topic that the stand-in can deliver. */
export function isWebhookTopic(text: unknown): text is WebhookTopic {
  return typeof text === "string" && Object.hasOwn(WEBHOOK_PATHS, text);
}

interface ShopFacts {
  id: string;
  domain: string;
  name: string;
  email: string;
  currency: string;
  ianaTimezone: string;
}

/** The payload that Shopify would send for a topic, as far as it follows from the shop alone. */
export function usualPayload(topic: WebhookTopic, shop: ShopFacts): Record<string, unknown> {
  const id = Number(shop.id);
  const customer = { id: 191167, email: "ada@example.com", phone: null };
  switch (topic) {
    case "app/uninstalled":
      return {
        id,
        name: shop.name,
        email: shop.email,
        domain: shop.domain,
        myshopify_domain: shop.domain,
        currency: shop.currency,
        iana_timezone: shop.ianaTimezone,
      };
    case "customers/data_request":
      return { shop_id: id, shop_domain: shop.domain, orders_requested: [], customer, data_request: { id: 9999 } };
    case "customers/redact":
      return { shop_id: id, shop_domain: shop.domain, customer, orders_to_redact: [] };
    case "shop/redact":
      return { shop_id: id, shop_domain: shop.domain };
    case "app/scopes_update":
    case "bulk_operations/finish":
      return {};
  }
}
