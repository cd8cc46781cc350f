import { type Clock, fixedClock } from "./clock.ts";
import {
  adjustSession,
  closeSession,
  type CommandResult,
  countSession,
  openSession,
  refundForCash,
  sellByCard,
  sellForCash,
} from "./commands.ts";
import type {
  DeviceRecord,
  DrawerRecord,
  LocationRecord,
  ReasonCodeRecord,
  SessionRecord,
  ShopRecord,
  StaffRecord,
  World,
} from "./world.ts";

export interface WorldOptions {
  domain?: string;
  shop?: Partial<ShopRecord>;
  /** A clock that stands at this instant; `clock` overrides it. */
  now?: Date;
  clock?: Clock;
  firstId?: bigint;
  firstOrderNumber?: number;
}

const REASON_CODES: [kind: ReasonCodeRecord["kind"], code: string][] = [
  ["system", "AUTO_START_SESSION_CHECKOUT"],
  ["system", "AUTO_END_SESSION_LOGOUT"],
  ["system", "AUTO_END_SESSION_LOCATION_CHANGE"],
  ["system", "CASH_PAYOUT"],
  ["system", "FLOAT_SETUP"],
  ["system", "OTHER"],
  ["default", "CASH_COUNT"],
  ["default", "CASH_PICKUP"],
  ["default", "CHANGE_CORRECTION"],
  ["default", "PETTY_CASH"],
  ["default", "TIP_PAYOUT"],
  ["custom", "Courier"],
];

/** A shop with its reason codes and nothing else: no location, no drawer, nobody. */
export function createWorld(options: WorldOptions = {}): World {
  let lastId = (options.firstId ?? 1001n) - 1n;
  let lastOrder = (options.firstOrderNumber ?? 1001) - 1;
  const clock = options.clock ?? fixedClock(options.now ?? new Date("2026-11-22T18:00:00Z"));
  const nextId = () => String((lastId += 1n));
  const domain = options.domain ?? "acme.myshopify.com";
  const world: World = {
    shop: {
      id: nextId(),
      domain,
      name: "Acme",
      currency: "USD",
      ianaTimezone: "America/New_York",
      plan: "standard",
      email: `owner@${domain}`,
      ...options.shop,
    },
    locations: new Map(),
    drawers: new Map(),
    devices: new Map(),
    staff: new Map(),
    reasonCodes: new Map(),
    sessions: new Map(),
    legacySessions: new Map(),
    revision: 0,
    clock,
    now: () => clock.now(),
    nextId,
    nextOrderName: () => `#${(lastOrder += 1)}`,
  };
  for (const [kind, code] of REASON_CODES) addReasonCode(world, kind, code);
  return world;
}

function addReasonCode(world: World, kind: ReasonCodeRecord["kind"], code: string): void {
  const id = world.nextId();
  world.reasonCodes.set(id, { id, kind, code });
}

/** The id of a reason code of this shop; throws when there is none, since only a test or a generator asks. */
export function reasonCodeId(world: World, code: string): string {
  for (const reason of world.reasonCodes.values()) if (reason.code === code) return reason.id;
  throw new Error(`The shop has no reason code ${code}`);
}

/** The session of a command that must not fail; `context` says in the error which one did. */
export function done(result: CommandResult, context = "a command"): SessionRecord {
  if (result.error !== undefined) throw new Error(`The register refused ${context}: ${result.error}`);
  return result.session;
}

type SessionEvent = { at?: Date | string; staffId?: string; note?: string; reason?: string } & (
  | { sell: bigint; tendered?: bigint }
  | { card: bigint }
  | { refund: bigint }
  | { adjust: bigint; type?: "ADJUSTMENT" | "CASH_PAYOUT"; giftCardId?: string }
  | { count: bigint }
);

export interface SessionSpecification {
  opens: Date | string;
  /** Absent: the session stays open. */
  closes?: Date | string;
  openingCount?: bigint | null;
  closingCount?: bigint | null;
  /** What stays in the drawer after the closing. */
  leave?: bigint;
  /** Spread evenly over the session where they name no time. */
  events?: SessionEvent[];
  deviceId?: string;
  openedBy?: string;
  closedBy?: string;
  openingNote?: string;
  closingNote?: string;
  openingReason?: string;
  closingReason?: string;
  totalsReadyAt?: Date | string;
}

/** Builds a shop for a test: each `with` adds to what was named last, and what is not named is made up. */
export function aWorld(options: WorldOptions | string = {}): WorldBuilder {
  return new WorldBuilder(createWorld(typeof options === "string" ? { domain: options } : options));
}

class WorldBuilder {
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
  }

  withLocation(location: Partial<LocationRecord> = {}): this {
    const id = location.id ?? this.#world.nextId();
    const { currency, ianaTimezone: timeZone } = this.#world.shop;
    const name = `Location ${this.#world.locations.size + 1}`;
    const usual = { isActive: true, hasPosPro: true, countryCode: "US", provinceCode: "NY", city: "New York" };
    this.#world.locations.set(id, { name, ...usual, timeZone, currency, ...location, id });
    return this;
  }

  withDrawer(drawer: Partial<DrawerRecord> = {}): this {
    const id = drawer.id ?? this.#world.nextId();
    const location = this.#last("locations", () => this.withLocation());
    const usual = { name: `Drawer ${this.#world.drawers.size + 1}`, locationId: location.id };
    this.#world.drawers.set(id, { ...usual, currency: location.currency, balance: 0n, ...drawer, id });
    return this;
  }

  withDevice(device: Partial<DeviceRecord> = {}): this {
    const id = device.id ?? this.#world.nextId();
    const drawer = this.#last("drawers", () => this.withDrawer());
    this.#world.devices.set(id, { drawerId: drawer.id, activeSessionId: null, ...device, id });
    return this;
  }

  withStaff(staff: Partial<StaffRecord> = {}): this {
    const id = staff.id ?? this.#world.nextId();
    const name = staff.name ?? `Person ${this.#world.staff.size + 1}`;
    const [firstName = name, ...rest] = name.split(" ");
    const email = `${firstName.toLowerCase()}.${id}@${this.#world.shop.domain}`;
    const usual = { name, firstName, lastName: rest.join(" "), email, locationId: null, active: true };
    this.#world.staff.set(id, { ...usual, ...staff, id });
    return this;
  }

  /** Writes one session, from opening to closing, on the device named last. */
  session(specification: SessionSpecification): this {
    const device = specification.deviceId ?? this.#last("devices", () => this.withDevice()).id;
    const staff = specification.openedBy ?? this.#last("staff", () => this.withStaff()).id;
    writeSession(this.#world, specification, device, staff);
    return this;
  }

  build(): World {
    return this.#world;
  }

  #last<Kind extends "locations" | "drawers" | "devices" | "staff">(
    kind: Kind,
    add: () => void,
  ): World[Kind] extends Map<string, infer Row> ? Row : never {
    if (this.#world[kind].size === 0) add();
    return [...this.#world[kind].values()].at(-1) as never;
  }
}

function writeSession(world: World, specification: SessionSpecification, deviceId: string, staffId: string): void {
  const opens = new Date(specification.opens);
  const closes = specification.closes === undefined ? null : new Date(specification.closes);
  const codeId = (code: string | undefined) => (code === undefined ? null : reasonCodeId(world, code));
  const session = done(
    openSession(world, {
      deviceId,
      staffId,
      balance: specification.openingCount ?? null,
      time: opens,
      note: specification.openingNote,
      reasonCodeId: codeId(specification.openingReason),
    }),
  );
  const events = specification.events ?? [];
  const step = ((closes ?? world.now()).getTime() - opens.getTime()) / (events.length + 1);
  events.forEach((event, index) => {
    const time =
      event.at === undefined ? new Date(opens.getTime() + Math.floor(step * (index + 1))) : new Date(event.at);
    const place = { sessionId: session.id, staffId: event.staffId ?? staffId, time };
    const remark = { note: event.note ?? null, reasonCodeId: codeId(event.reason) };
    done(applyEvent(world, event, place, remark));
  });
  if (closes === null) return;
  done(
    closeSession(world, {
      sessionId: session.id,
      staffId: specification.closedBy ?? staffId,
      counted: specification.closingCount ?? null,
      time: closes,
      leave: specification.leave,
      note: specification.closingNote,
      reasonCodeId: codeId(specification.closingReason),
      totalsReadyAt: specification.totalsReadyAt === undefined ? undefined : new Date(specification.totalsReadyAt),
    }),
  );
}

function applyEvent(
  world: World,
  event: SessionEvent,
  place: { sessionId: string; staffId: string; time: Date },
  remark: { note: string | null; reasonCodeId: string | null },
): CommandResult {
  if ("sell" in event) {
    return sellForCash(world, { ...place, total: event.sell, tendered: event.tendered ?? event.sell });
  }
  if ("card" in event) return sellByCard(world, { ...place, total: event.card });
  if ("refund" in event) return refundForCash(world, { ...place, total: event.refund });
  if ("count" in event) return countSession(world, { ...place, ...remark, counted: event.count });
  const { adjust: cash, type, giftCardId } = event;
  return adjustSession(world, { ...place, ...remark, cash, type, giftCardId });
}
