import type {
  ActivityRecord,
  DeviceRecord,
  DrawerRecord,
  LocationRecord,
  ReasonCodeRecord,
  SessionRecord,
  World,
} from "#simulator/shop/world.ts";
import { type Resolver, type Resolvers, resolversOf } from "../context.ts";
import { compareRows, orderBy } from "../connection.ts";
import { daysSpan, type Span } from "../instants.ts";
import { listConnection } from "../listing.ts";
import {
  activitiesOfDrawer,
  byId,
  DRAWER_ACTIVITY_ORDERS,
  drawersOf,
  hasPosPro,
  sessionsOf,
  sessionsOfDrawer,
} from "../orders.ts";
import { gid, type WireMoney, wireMoney } from "../wire.ts";
import { activityListing } from "./session.ts";

/** Sums over the activities of a drawer that happened within a range. */
type Share = (activity: ActivityRecord) => bigint;

const sales: Share = (activity) => (activity.kind === "transaction" && activity.type !== "REFUND" ? activity.cash : 0n);
// A magnitude, as a session's totalRefunds is.
const refunds: Share = (activity) =>
  activity.kind === "transaction" && activity.type === "REFUND" ? -activity.cash : 0n;
// As a session's totalAdjustments: what the closing takes out is not among them.
const adjustments: Share = (activity) =>
  activity.kind === "adjustment" && activity.type !== "CLOSING_ADJUSTMENT" ? activity.cash : 0n;
const discrepancies: Share = (activity) => (activity.kind === "count" ? activity.discrepancy : 0n);
const netSales: Share = (activity) => sales(activity) - refunds(activity);

function total(share: Share): Resolver<DrawerRecord> {
  return (drawer, args, { world }) => {
    const range = args.dateRange as { from: string; to: string };
    const span = { from: Date.parse(range.from), to: Date.parse(range.to) };
    return wireMoney(sumWithin(world, drawer, span, share), drawer.currency);
  };
}

function sumWithin(world: World, drawer: DrawerRecord, span: Span, share: Share): bigint {
  let sum = 0n;
  for (const session of sessionsOfDrawer(world, drawer.id)) {
    if (session.openingTime.getTime() >= span.to) break;
    if (session.closingTime !== null && session.closingTime.getTime() < span.from) continue;
    for (const activity of session.activities) {
      if (isWithin(activity.time, span)) sum += share(activity);
    }
  }
  return sum;
}

function isWithin(instant: Date | null, { from, to }: Span): boolean {
  return instant !== null && instant.getTime() >= from && instant.getTime() < to;
}

export interface Summary {
  cashBalanceAtEnd: WireMoney;
  cashBalanceAtStart: WireMoney;
  netCash: WireMoney;
  sessionsClosed: number;
  sessionsOpened: number;
  totalDiscrepancies: WireMoney;
}

/** The summary of a location's drawers, or of those of the whole shop that hold one currency. */
export function summarise(world: World, args: Record<string, unknown>, location: LocationRecord | null): Summary {
  const currency = location?.currency ?? String(args.currencyCode);
  const span = daysSpan(String(args.startDate), String(args.endDate), world.shop.ianaTimezone);
  const isMeant = (record: { locationId: string; currency: string }) =>
    record.currency === currency && (location === null || record.locationId === location.id);
  const drawers = drawersOf(world).filter(isMeant);
  const sessions = sessionsOf(world, "OPENING_TIME").filter(isMeant);
  const sum = (of: (drawer: DrawerRecord) => bigint) =>
    wireMoney(
      drawers.reduce((running, drawer) => running + of(drawer), 0n),
      currency,
    );
  return {
    cashBalanceAtStart: sum((drawer) => balanceAt(world, drawer, span.from)),
    cashBalanceAtEnd: sum((drawer) => balanceAt(world, drawer, span.to)),
    netCash: sum((drawer) => sumWithin(world, drawer, span, (activity) => netSales(activity) + adjustments(activity))),
    totalDiscrepancies: sum((drawer) => sumWithin(world, drawer, span, discrepancies)),
    sessionsOpened: sessions.filter((session) => isWithin(session.openingTime, span)).length,
    sessionsClosed: sessions.filter((session) => isWithin(session.closingTime, span)).length,
  };
}

/** What a drawer holds is what it holds now, less what was added to it since. */
function balanceAt(world: World, drawer: DrawerRecord, instant: number): bigint {
  const since = sumWithin(world, drawer, { from: instant, to: Infinity }, (activity) => activity.cash);
  return drawer.balance - since;
}

export const drawerResolvers: Resolvers = {
  CashDrawer: resolversOf<DrawerRecord>({
    id: (drawer) => gid("CashDrawer", drawer.id),
    balance: (drawer) => wireMoney(drawer.balance, drawer.currency),
    cashActivities: (drawer, args, context, info) => {
      const sortKey = String(args.sortKey);
      const rows = activitiesOfDrawer(context.world, drawer.id, sortKey);
      const order = orderBy(DRAWER_ACTIVITY_ORDERS, sortKey);
      return listConnection({ ...activityListing(rows, args.staffMemberId), order }, args, context, info);
    },
    location: (drawer, _args, { world }) => world.locations.get(drawer.locationId),
    netSales: total(netSales),
    pointOfSaleDevices: (drawer, args, context, info) => {
      const rows = [...context.world.devices.values()].filter((device) => device.drawerId === drawer.id);
      return listConnection({ rows: rows.sort(compareRows(byId)), order: byId }, args, context, info);
    },
    totalAdjustments: total(adjustments),
    totalDiscrepancies: total(discrepancies),
    totalRefunds: total(refunds),
    totalSales: total(sales),
  }),
  PointOfSaleDevice: resolversOf<DeviceRecord>({
    id: (device) => gid("PointOfSaleDevice", device.id),
    activePaymentSession: (device, _args, { world }): SessionRecord | null =>
      device.activeSessionId === null ? null : shown(world, world.sessions.get(device.activeSessionId)),
    cashDrawer: (device, _args, { world }) =>
      device.drawerId === null ? null : shown(world, world.drawers.get(device.drawerId)),
  }),
  CashManagementCustomReasonCode: reasonCodeFields("CashManagementCustomReasonCode"),
  CashManagementDefaultReasonCode: reasonCodeFields("CashManagementDefaultReasonCode"),
  CashManagementSystemReasonCode: reasonCodeFields("CashManagementSystemReasonCode"),
};

/** A record of a location with POS Pro; the API shows no other. */
export function shown<Row extends { locationId: string }>(world: World, row: Row | undefined): Row | null {
  return row && hasPosPro(world, row.locationId) ? row : null;
}

function reasonCodeFields(type: string) {
  return resolversOf<ReasonCodeRecord>({ id: (reason) => gid(type, reason.id) });
}

/** Which type of the union a reason code is. */
export function reasonCodeType({ kind }: ReasonCodeRecord): string {
  const types = {
    custom: "CashManagementCustomReasonCode",
    default: "CashManagementDefaultReasonCode",
    system: "CashManagementSystemReasonCode",
  };
  return types[kind];
}
