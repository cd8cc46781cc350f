import { type FaultKind, type FaultMatcher, isFaultKind } from "#simulator/faults/fault-kinds.ts";
import { isWebhookTopic, WEBHOOK_PATHS } from "#simulator/identity/webhook-topics.ts";
import { closeSession, openSession, sellForCash } from "#simulator/shop/commands.ts";
import type { SessionRecord, World } from "#simulator/shop/world.ts";
import { type Exchange, readJson, RequestError, sendJson } from "./exchange.ts";
import { route, type Route } from "./router.ts";
import {
  changeScopes,
  deliverWebhook,
  expireAccessTokens,
  installApp,
  type ShopState,
  signIn,
  type StandIn,
  uninstallApp,
} from "./stand-in.ts";

type Body = Record<string, unknown>;

/** What tests and the admin page's controls may do to the stand-in, as JSON over POST. */
export function controlRoutes(standIn: StandIn): Route[] {
  const control = (path: string, act: (body: Body) => unknown) =>
    route("POST", `/_control/${path}`, async ({ request, response }: Exchange) => {
      sendJson(response, 200, (await act(await readJson(request))) ?? {});
    });
  const onShop = (path: string, act: (shop: ShopState, body: Body) => unknown) =>
    control(path, (body) => act(namedShop(standIn, body), body));
  return [
    route("GET", "/_control/state", ({ response }) => sendJson(response, 200, stateOf(standIn))),
    control("faults", (body) => planFault(standIn, body)),
    control("faults/random", (body) => planRandomFaults(standIn, body)),
    control("faults/clear", () => standIn.faults.clear()),
    control("sign-in", (body) => signInBy(standIn, body)),
    onShop("scopes", async (shop, body) => {
      const { optionalScopes } = standIn.app;
      const listed = (value: unknown) => (value === "optional" ? optionalScopes : textList(value));
      await changeScopes(standIn, shop, { grant: listed(body.grant), revoke: listed(body.revoke) });
      return { granted: shop.installation.granted };
    }),
    onShop("uninstall", (shop) => uninstallApp(standIn, shop)),
    onShop("install", (shop) => installApp(standIn, shop)),
    onShop("tokens/expire", (shop) => expireAccessTokens(standIn, shop)),
    onShop("webhooks", async (shop, body) => {
      if (!isWebhookTopic(body.topic)) {
        throw new RequestError(400, `topic must be one of ${Object.keys(WEBHOOK_PATHS).join(", ")}.`);
      }
      const payload = body.payload === undefined ? undefined : (body.payload as Body);
      const delivery = await deliverWebhook(standIn, shop, body.topic, payload);
      return { delivered: delivery.isDelivered, attempts: delivery.attempts };
    }),
    onShop("clock", (shop, body) => moveClock(shop, body)),
    onShop("sell", (shop, body) => sell(shop, body)),
    onShop("close", (shop, body) => closeOff(shop, body)),
  ];
}

function namedShop(standIn: StandIn, body: Body): ShopState {
  const shop = standIn.shops.get(String(body.shop));
  if (!shop) throw new RequestError(404, `shop must be one of ${[...standIn.shops.keys()].join(", ")}.`);
  return shop;
}

function stateOf(standIn: StandIn): unknown {
  return {
    shops: [...standIn.shops.values()].map(({ world, installation }) => ({
      shop: world.shop.domain,
      now: world.now().toISOString(),
      isInstalled: installation.isInstalled,
      granted: installation.granted,
      sessions: world.sessions.size,
    })),
    faults: { pending: standIn.faults.pending(), injected: standIn.faults.log },
    webhooks: standIn.webhooks.log,
    flow: standIn.flow,
    requests: standIn.requests.length,
  };
}

/** Another user, by their id, or the same one in another language of the admin. */
function signInBy(standIn: StandIn, { user, locale }: Body): unknown {
  const found = standIn.users.find(({ id }) => id === (user ?? standIn.signedIn.id));
  if (!found) throw new RequestError(404, `user must be one of ${standIn.users.map(({ id }) => id).join(", ")}.`);
  signIn(standIn, found, typeof locale === "string" ? locale : undefined);
  return { user: standIn.signedIn.id, locale: standIn.signedIn.locale };
}

function planFault(standIn: StandIn, body: Body): unknown {
  const { kind, times, after, when, delayMs, retryAfterSeconds } = body;
  standIn.faults.next(faultKind(kind), {
    times: optionalNumber("times", times),
    after: optionalNumber("after", after),
    delayMs: optionalNumber("delayMs", delayMs),
    retryAfterSeconds: optionalNumber("retryAfterSeconds", retryAfterSeconds),
    when: when as FaultMatcher | undefined,
  });
  return { pending: standIn.faults.pending() };
}

function planRandomFaults(standIn: StandIn, body: Body): void {
  const seed = optionalNumber("seed", body.seed) ?? 1;
  const rate = optionalNumber("rate", body.rate) ?? 0;
  const kinds = textList(body.kinds).map(faultKind);
  standIn.faults.random(rate > 0 ? { seed, rate, kinds } : null);
}

function faultKind(kind: unknown): FaultKind {
  if (!isFaultKind(kind)) throw new RequestError(400, `There is no fault of the kind ${String(kind)}.`);
  return kind;
}

function moveClock(shop: ShopState, body: Body): { now: string } {
  const { clock } = shop.world;
  if (typeof body.now === "string") {
    const instant = new Date(body.now);
    if (Number.isNaN(instant.getTime())) throw new RequestError(400, "now must be an instant in ISO 8601.");
    clock.moveTo(instant);
  } else {
    clock.advance(optionalNumber("advanceMs", body.advanceMs) ?? 0);
  }
  return { now: clock.now().toISOString() };
}

/** A cash sale at an open session: the one that is named, or the one opened last. */
function sell(shop: ShopState, body: Body): { sold: Body | null } {
  const { world } = shop;
  const open = [...world.sessions.values()].filter((session) => session.closingTime === null);
  const session = body.session === undefined ? open.at(-1) : open.find(({ id }) => id === String(body.session));
  if (!session) return { sold: null };
  const minor = optionalNumber("minor", body.minor) ?? 1250;
  const total = BigInt(Math.round(minor));
  const time = world.now();
  const { error } = sellForCash(withIdsOfItsOwn(world), {
    sessionId: session.id,
    staffId: session.openingStaffId,
    time,
    total,
    tendered: total,
  });
  world.revision += 1;
  if (error !== undefined) throw new RequestError(409, `The sale was refused: ${error}.`);
  const digits = new Intl.NumberFormat("en", { style: "currency", currency: session.currency });
  return {
    sold: {
      session: session.id,
      currency: session.currency,
      amount: decimal(total, digits.resolvedOptions().maximumFractionDigits ?? 2),
      drawer: world.drawers.get(session.drawerId)?.name ?? session.drawerId,
    },
  };
}

/** Closes a session so much off (short: negative): the one that is named, or one that a free register opens for it. */
function closeOff(shop: ShopState, body: Body): { closed: Body } {
  const world = withIdsOfItsOwn(shop.world);
  const time = world.now();
  const session = body.session === undefined ? openFor(world) : world.sessions.get(String(body.session));
  if (!session) throw new RequestError(404, "There is no such session, and no register that could open one.");
  const off = BigInt(Math.round(optionalNumber("minor", body.minor) ?? -4_000));
  const expected = world.drawers.get(session.drawerId)?.balance ?? 0n;
  const { error } = closeSession(world, {
    ...{ sessionId: session.id, staffId: session.openingStaffId, time, counted: expected + off },
  });
  shop.world.revision += 1;
  if (error !== undefined) throw new RequestError(409, `The closing was refused: ${error}.`);
  return { closed: { session: session.id, drawer: world.drawers.get(session.drawerId)?.name ?? session.drawerId } };
}

function openFor(world: World): SessionRecord | undefined {
  const device = [...world.devices.values()].find(({ drawerId, activeSessionId }) => drawerId && !activeSessionId);
  const [staffId] = world.staff.keys();
  if (!device || staffId === undefined) return undefined;
  return openSession(world, { deviceId: device.id, staffId, balance: null, time: world.now() }).session;
}

// Far above what a shop's own counter reaches.
let lastExtraId = 900_000_000_000;

/** The shop with ids from elsewhere: a sale by hand must not shift the ids of what the registers will do anyway. */
function withIdsOfItsOwn(world: World): World {
  const nextId = () => String((lastExtraId += 1));
  return Object.create(world, {
    nextId: { value: nextId },
    nextOrderName: { value: () => `#E${lastExtraId - 900_000_000_000}` },
    revision: { value: 0, writable: true },
  }) as World;
}

function decimal(minor: bigint, digits: number): string {
  const text = minor.toString().padStart(digits + 1, "0");
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

function optionalNumber(name: string, value: unknown): number | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number" || !Number.isFinite(value)) throw new RequestError(400, `${name} must be a number.`);
  return value;
}

function textList(value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new RequestError(400, "A list of texts is wanted.");
  return value.map(String);
}
