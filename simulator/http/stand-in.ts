import type { FaultControl } from "#simulator/faults/fault-control.ts";
import { type Arguments, type FlowError, type FlowReceipt, receiveTrigger } from "#simulator/flow/receive-trigger.ts";
import { SHOP_ASSISTANT, SHOP_OWNER, type AdminUser } from "#simulator/identity/admin-user.ts";
import type { AppRegistration } from "#simulator/identity/app-registration.ts";
import {
  grantScopes,
  type Installation,
  reinstall,
  revokeScopes,
  uninstall,
} from "#simulator/identity/installation.ts";
import { usualPayload, type WebhookTopic } from "#simulator/identity/webhook-topics.ts";
import type { WebhookDelivery, Webhooks } from "#simulator/identity/webhooks.ts";
import type { World } from "#simulator/shop/world.ts";

/** A request that the stand-in answered for an API, for tests that count them. */
export interface RequestRecord {
  shop: string;
  path: string;
  /** GraphQL: the operation's name, or null. */
  operation: string | null;
  status: number;
}

/** One shop, with the app's installation on it. */
export interface ShopState {
  world: World;
  installation: Installation;
}

/** Everything that the endpoints share. */
export interface StandIn {
  origin: string;
  app: AppRegistration;
  shops: Map<string, ShopState>;
  users: readonly AdminUser[];
  /** Whose admin the page is: one of the users, perhaps in another language than their own. */
  signedIn: AdminUser;
  faults: FaultControl;
  webhooks: Webhooks;
  requests: RequestRecord[];
  /** What Flow was told, of all shops, oldest first. */
  flow: FlowReceipt[];
  /** The machine's time, which tokens are measured by: the app's library asks nobody else for it. */
  now(): Date;
  /** Called after every change that has to survive a restart. */
  save(): void;
}

/** A demo that runs for days is not to remember every request of its app. */
const REQUESTS_KEPT = 10_000;

/** Notes that an API was asked. */
export function recordRequest(standIn: StandIn, record: RequestRecord): void {
  standIn.requests.push(record);
  if (standIn.requests.length > REQUESTS_KEPT) standIn.requests.splice(0, REQUESTS_KEPT / 2);
}

/** Long enough for a look back. */
const RECEIPTS_KEPT = 500;

/** Has Flow receive a trigger of a shop; answers why it did not. */
export function handToFlow(standIn: StandIn, shop: ShopState, args: Arguments): FlowError | null {
  const taken = receiveTrigger(standIn.app.flowTriggers, args);
  if ("error" in taken) return taken.error;
  const { handle, name: title } = taken.trigger;
  standIn.flow.push({ shop: shop.world.shop.domain, handle, title, payload: taken.payload, receivedAt: standIn.now() });
  if (standIn.flow.length > RECEIPTS_KEPT) standIn.flow.shift();
  return null;
}

/** The users that every shop of the stand-in has; at first the first is signed in to the admin page. */
export const ADMIN_USERS: readonly AdminUser[] = [SHOP_OWNER, SHOP_ASSISTANT];

/** Signs in another user to the admin page, or the same one in another language. */
export function signIn(standIn: StandIn, user: AdminUser, locale: string = user.locale): void {
  standIn.signedIn = { ...user, locale };
}

/** The part of a shop's domain that the admin's addresses use. */
export function storeName(domain: string): string {
  return domain.replace(/\.myshopify\.com$/, "");
}

/** Finds a shop by the name in the admin's addresses. */
export function shopByName(standIn: StandIn, name: string): ShopState | null {
  return standIn.shops.get(`${name}.myshopify.com`) ?? null;
}

/** Delivers a webhook of a shop with the payload that Shopify would send, or one's own. */
export function deliverWebhook(
  standIn: StandIn,
  shop: ShopState,
  topic: WebhookTopic,
  payload: Record<string, unknown> = usualPayload(topic, shop.world.shop),
): Promise<WebhookDelivery> {
  return standIn.webhooks.deliver(shop.world.shop.domain, topic, payload);
}

/** Grants and revokes scopes; a change is told to the app. Resolves when the app has been told. */
export async function changeScopes(
  standIn: StandIn,
  shop: ShopState,
  change: { grant?: readonly string[]; revoke?: readonly string[] },
): Promise<void> {
  const previous = [...shop.installation.granted];
  const isGrown = grantScopes(standIn.app, shop.installation, change.grant ?? []);
  const isShrunk = revokeScopes(shop.installation, change.revoke ?? []);
  if (!isGrown && !isShrunk) return;
  standIn.save();
  const payload = {
    id: Number(shop.world.shop.id),
    previous,
    current: [...shop.installation.granted],
    updated_at: standIn.now().toISOString(),
  };
  await deliverWebhook(standIn, shop, "app/scopes_update", payload);
}

/** Uninstalls the app from a shop and tells it. */
export async function uninstallApp(standIn: StandIn, shop: ShopState): Promise<void> {
  if (!shop.installation.isInstalled) return;
  uninstall(shop.installation);
  standIn.save();
  await deliverWebhook(standIn, shop, "app/uninstalled");
}

/** Installs the app again. Shopify tells nobody: the app hears of it when it is opened. */
export function installApp(standIn: StandIn, shop: ShopState): void {
  if (shop.installation.isInstalled) return;
  reinstall(standIn.app, shop.installation);
  standIn.save();
}

/** Makes every access token of a shop worthless; refresh tokens stay good. */
export function expireAccessTokens(standIn: StandIn, shop: ShopState): void {
  shop.installation.accessEpoch += 1;
  standIn.save();
}
