import { GraphQLError, type GraphQLResolveInfo } from "graphql";
import type { DrawerRecord, LocationRecord, SessionRecord, StaffRecord, World } from "#simulator/shop/world.ts";
import { accessDenied } from "../access.ts";
import { type ActivityView, viewActivities } from "../activity.ts";
import { type Arguments, type Context, firstDenied, type Resolver, type Resolvers, resolversOf } from "../context.ts";
import { orderBy } from "../connection.ts";
import { listConnection } from "../listing.ts";
import {
  byId,
  drawersOf,
  LOCATION_ORDERS,
  locationsOf,
  reasonCodesOf,
  SESSION_ORDERS,
  sessionsOf,
  STAFF_ORDERS,
  staffOf,
} from "../orders.ts";
import { gidTypesOf, requirementsOfType } from "../schema.ts";
import type { SearchGetters } from "../search-filter.ts";
import { parseGid } from "../wire.ts";
import { reasonCodeType, shown, summarise } from "./drawer.ts";
import { findLegacyAdjustment, findLegacySession, listLegacySessions } from "./legacy-session.ts";

const SESSION_GETTERS: SearchGetters<SessionRecord> = {
  closing_date: (session) => session.closingTime,
  closing_time: (session) => session.closingTime,
  id: (session) => session.id,
  is_open: (session) => session.closingTime === null,
  location_id: (session) => session.locationId,
  opening_date: (session) => session.openingTime,
  opening_time: (session) => session.openingTime,
  point_of_sale_device_id: (session) => session.deviceId,
};
const DRAWER_GETTERS: SearchGetters<DrawerRecord> = {
  id: (drawer) => drawer.id,
  location_id: (drawer) => drawer.locationId,
};
const LOCATION_GETTERS: SearchGetters<LocationRecord> = {
  active: (location) => String(location.isActive),
  city: (location) => location.city,
  country: (location) => location.countryCode,
  default: (location) => [location.name, location.city],
  id: (location) => location.id,
  legacy: () => false,
  location_id: (location) => location.id,
  name: (location) => location.name,
  province: (location) => location.provinceCode,
};
const STAFF_GETTERS: SearchGetters<StaffRecord> = {
  account_type: () => "regular",
  email: (person) => person.email,
  first_name: (person) => person.firstName,
  id: (person) => person.id,
  last_name: (person) => person.lastName,
};

type Finder = (id: string, context: Context) => object | null | undefined;

/** What `node` finds, by the type in the id. */
const FINDERS: Readonly<Record<string, Finder>> = {
  App: (id, { app }) => (app.id === id ? app : null),
  AppInstallation: (id, { app }) => (app.id === id ? app : null),
  BulkOperation: (id, { bulk }) => bulk.find(id),
  CashDrawer: (id, { world }) => shown(world, world.drawers.get(id)),
  CashTrackingAdjustment: (id, { world }) => findLegacyAdjustment(world, id),
  CashTrackingSession: (id, { world }) => findLegacySession(world, id),
  CashManagementCustomReasonCode: reasonCodeFinder("CashManagementCustomReasonCode"),
  CashManagementDefaultReasonCode: reasonCodeFinder("CashManagementDefaultReasonCode"),
  CashManagementSystemReasonCode: reasonCodeFinder("CashManagementSystemReasonCode"),
  GiftCard: (id, { world }) =>
    findActivity(world, ({ record }) => record.kind === "adjustment" && record.giftCardId === id),
  Location: (id, { world }) => world.locations.get(id),
  Order: (id, { world }) => findActivity(world, ({ record }) => record.kind === "transaction" && record.orderId === id),
  OrderTransaction: (id, { world }) =>
    findActivity(world, ({ record }) => record.kind === "transaction" && record.orderTransactionId === id),
  PointOfSaleDevice: (id, { world }) => world.devices.get(id),
  PointOfSaleDevicePaymentSession: (id, { world }) => shown(world, world.sessions.get(id)),
  Shop: (id, { world }) => (world.shop.id === id ? world.shop : null),
  StaffMember: (id, { world }) => world.staff.get(id),
};

export const rootResolvers: Resolvers = {
  QueryRoot: resolversOf<null>({
    app: (_source, args, { app }) => (args.id === undefined || parseGid(String(args.id))?.id === app.id ? app : null),
    appInstallation: (_source, _args, { app }) => app,
    bulkOperation: byIdOf("BulkOperation"),
    cashDrawer: byIdOf("CashDrawer"),
    cashDrawers: (_source, args, context, info) => {
      const rows = drawersOf(context.world);
      return listConnection({ rows, order: byId, getters: DRAWER_GETTERS }, args, context, info);
    },
    cashManagementLocationSummary: (_source, args, { world }) => {
      const location = world.locations.get(parseGid(String(args.locationId))?.id ?? "");
      if (!location) throw notFound(args.locationId);
      return summarise(world, args, location);
    },
    cashManagementReasonCodes: (_source, args, context, info) =>
      listConnection({ rows: reasonCodesOf(context.world), order: byId }, args, context, info),
    cashManagementShopSummary: (_source, args, { world }) => summarise(world, args, null),
    cashTrackingSession: byIdOf("CashTrackingSession"),
    cashTrackingSessions: (_source, args, context, info) => listLegacySessions(args, context, info),
    currentAppInstallation: (_source, _args, { app }) => app,
    location: (_source, args, context, info) =>
      args.id === undefined ? locationsOf(context.world, "ID")[0] : byIdOf("Location")(null, args, context, info),
    locations: (_source, args, context, info) => {
      const sortKey = String(args.sortKey);
      const rows = locationsOf(context.world, sortKey);
      const matches = (location: LocationRecord) => location.isActive || args.includeInactive === true;
      const order = orderBy(LOCATION_ORDERS, sortKey);
      return listConnection({ rows, order, getters: LOCATION_GETTERS, matches }, args, context, info);
    },
    node: (_source, args, context, info) => findNode(String(args.id), context, info),
    nodes: (_source, args, context, info) => (args.ids as string[]).map((id) => findNode(id, context, info)),
    pointOfSaleDevice: byIdOf("PointOfSaleDevice"),
    pointOfSaleDevicePaymentSession: byIdOf("PointOfSaleDevicePaymentSession"),
    pointOfSaleDevicePaymentSessions: (_source, args, context, info) => {
      const sortKey = String(args.sortKey);
      const rows = sessionsOf(context.world, sortKey);
      const order = orderBy(SESSION_ORDERS, sortKey);
      return listConnection({ rows, order, getters: SESSION_GETTERS }, args, context, info);
    },
    shop: (_source, _args, { world }) => world.shop,
    staffMember: (_source, args, context, info) => {
      const id = args.id ?? (context.access.userId && `gid://shopify/StaffMember/${context.access.userId}`);
      return id ? byIdOf("StaffMember")(null, { id }, context, info) : null;
    },
    staffMembers: (_source, args, context, info) => {
      const sortKey = String(args.sortKey);
      const rows = staffOf(context.world, sortKey);
      return listConnection(
        { rows, order: orderBy(STAFF_ORDERS, sortKey), getters: STAFF_GETTERS },
        args,
        context,
        info,
      );
    },
  }),
};

/** The type of an object that `node` found. Records do not name their type; the id they were found by does. */
const foundAs = new WeakMap<object, string>();

export function typeOfFound(found: object): string | undefined {
  return foundAs.get(found);
}

/** What an id stands for. A denial is returned, not thrown: of several nodes only the denied one becomes null. */
function findNode(globalId: string, context: Context, info: GraphQLResolveInfo): object | null {
  const { type = "", id = "" } = parseGid(globalId) ?? {};
  const found = FINDERS[type]?.(id, context);
  if (!found) return null;
  const denied = firstDenied(context, requirementsOfType(type));
  if (denied !== null) return accessDenied(info.fieldName, denied);
  foundAs.set(found, type);
  return found;
}

/** A field that answers one object by its id; an id of another type is an error, an unknown one is null. */
function byIdOf(type: string): Resolver<null> {
  return (_source, args: Arguments, context, info) => {
    const globalId = String(args.id);
    const parsed = parseGid(globalId);
    const accepted = gidTypesOf(info.parentType.name, info.fieldName, "id") ?? [type];
    if (!parsed || !accepted.includes(parsed.type)) throw notFound(globalId);
    return FINDERS[type]?.(parsed.id, context) ?? null;
  };
}

function notFound(globalId: unknown): GraphQLError {
  return new GraphQLError(`Invalid id: ${String(globalId)}`, { extensions: { code: "RESOURCE_NOT_FOUND" } });
}

function reasonCodeFinder(type: string): Finder {
  return (id, { world }) => {
    const reason = world.reasonCodes.get(id);
    return reason && reasonCodeType(reason) === type ? reason : null;
  };
}

function findActivity(world: World, isMeant: (activity: ActivityView) => boolean): object | undefined {
  for (const session of world.sessions.values()) {
    const found = viewActivities(session).find(isMeant);
    if (found) return found;
  }
  return undefined;
}
