import type { GraphQLResolveInfo } from "graphql";
import type { LegacyAdjustmentRecord, LegacySessionRecord, World } from "#simulator/shop/world.ts";
import { compareRows, type Order, orderBy, type Page } from "../connection.ts";
import { type Arguments, type Context, type Resolver, type Resolvers, resolversOf } from "../context.ts";
import { listConnection } from "../listing.ts";
import { hasPosPro, LEGACY_ADJUSTMENT_ORDERS, LEGACY_SESSION_ORDERS, legacySessionsOf } from "../orders.ts";
import type { SearchGetters } from "../search-filter.ts";
import { gid, wireInstant, wireMoney } from "../wire.ts";
import type { TransactionView } from "./session.ts";

const SESSION_GETTERS: SearchGetters<LegacySessionRecord> = {
  closing_time: ({ shift }) => shift.closingTime,
  id: (session) => session.id,
  location_id: ({ shift }) => shift.locationId,
  opening_time: ({ shift }) => shift.openingTime,
  // What it takes is published as a string: the number, or the id that `PointOfSaleDevice` has.
  point_of_sale_device_ids: ({ shift }) => [shift.deviceId, gid("PointOfSaleDevice", shift.deviceId)],
  status: ({ shift }) => (shift.closingTime === null ? "open" : "closed"),
};
const TRANSACTION_GETTERS: SearchGetters<TransactionView> = {
  id: ({ record }) => record.orderTransactionId,
  kind: ({ record }) => record.type,
  processed_at: ({ record }) => record.time,
};
const TRANSACTION_ORDERS: Readonly<Record<string, Order<TransactionView>>> = {
  ID: { kind: "id", id: ({ record }) => record.orderTransactionId, value: () => null },
  PROCESSED_AT: {
    kind: "time",
    id: ({ record }) => record.orderTransactionId,
    value: ({ record }) => record.time.getTime(),
  },
};

/** An adjustment with the session whose currency it is in. */
interface AdjustmentView {
  id: string;
  session: LegacySessionRecord;
  record: LegacyAdjustmentRecord;
}

const ADJUSTMENT_ORDERS: Readonly<Record<string, Order<AdjustmentView>>> = Object.fromEntries(
  Object.entries(LEGACY_ADJUSTMENT_ORDERS).map(([key, order]) => [
    key,
    { ...order, id: (view: AdjustmentView) => view.id, value: (view: AdjustmentView) => order.value(view.record) },
  ]),
);

/** Answers `cashTrackingSessions`. Its sort keys name a direction, which `reverse` turns round. */
export function listLegacySessions(
  args: Arguments,
  context: Context,
  info: GraphQLResolveInfo,
): Page<LegacySessionRecord> {
  const [, key = "", direction] = /^(.*?)(_ASC|_DESC)?$/.exec(String(args.sortKey)) ?? [];
  const listing = {
    rows: legacySessionsOf(context.world, key),
    order: orderBy(LEGACY_SESSION_ORDERS, key),
    getters: SESSION_GETTERS,
  };
  const reverse = (args.reverse === true) !== (direction === "_DESC");
  return listConnection(listing, { ...args, reverse }, context, info);
}

export function findLegacySession(world: World, id: string): LegacySessionRecord | null {
  const session = world.legacySessions.get(id);
  return session && hasPosPro(world, session.shift.locationId) ? session : null;
}

export function findLegacyAdjustment(world: World, id: string): AdjustmentView | undefined {
  for (const session of world.legacySessions.values()) {
    const found = viewAdjustments(session).find((adjustment) => adjustment.id === id);
    if (found) return found;
  }
  return undefined;
}

function viewAdjustments(session: LegacySessionRecord): AdjustmentView[] {
  return session.adjustments.map((record) => ({ id: record.id, session, record }));
}

function transactionsOf({ shift }: LegacySessionRecord): TransactionView[] {
  return shift.activities.flatMap((record) => (record.kind === "transaction" ? [{ session: shift, record }] : []));
}

function money(of: (session: LegacySessionRecord) => bigint | null): Resolver<LegacySessionRecord> {
  return (session) => {
    const minor = of(session);
    return minor === null ? null : wireMoney(minor, session.shift.currency);
  };
}

function sorted<Row>(rows: readonly Row[], orders: Readonly<Record<string, Order<Row>>>, args: Arguments) {
  const order = orderBy(orders, args.sortKey);
  return { rows: [...rows].sort(compareRows(order)), order };
}

export const legacySessionResolvers: Resolvers = {
  CashTrackingSession: resolversOf<LegacySessionRecord>({
    id: (session) => gid("CashTrackingSession", session.id),
    adjustments: (session, args, context, info) =>
      listConnection(sorted(viewAdjustments(session), ADJUSTMENT_ORDERS, args), args, context, info),
    cashTransactions: (session, args, context, info) => {
      const listing = sorted(transactionsOf(session), TRANSACTION_ORDERS, args);
      return listConnection({ ...listing, getters: TRANSACTION_GETTERS }, args, context, info);
    },
    closingBalance: money((session) => session.closingBalance),
    closingNote: ({ shift }) => shift.closingNote,
    closingStaffMember: ({ shift }, _args, { world }) =>
      shift.closingStaffId === null ? null : world.staff.get(shift.closingStaffId),
    closingTime: ({ shift }) => shift.closingTime && wireInstant(shift.closingTime),
    expectedBalance: money(
      (session) =>
        session.expectedClosingBalance ??
        session.openingBalance + session.shift.netCashSales + (session.totalAdjustments ?? 0n),
    ),
    expectedClosingBalance: money((session) => session.expectedClosingBalance),
    expectedOpeningBalance: money((session) => session.expectedOpeningBalance),
    location: ({ shift }, _args, { world }) => world.locations.get(shift.locationId),
    netCashSales: money(({ shift }) => shift.netCashSales),
    openingBalance: money((session) => session.openingBalance),
    openingNote: ({ shift }) => shift.openingNote,
    openingStaffMember: ({ shift }, _args, { world }) => world.staff.get(shift.openingStaffId),
    openingTime: ({ shift }) => wireInstant(shift.openingTime),
    totalAdjustments: money((session) => session.totalAdjustments),
    totalCashRefunds: money(({ shift }) => shift.totalCashRefunds),
    totalCashSales: money(({ shift }) => shift.totalCashSales),
    totalDiscrepancy: money((session) => session.totalDiscrepancy),
  }),
  CashTrackingAdjustment: resolversOf<AdjustmentView>({
    id: ({ id }) => gid("CashTrackingAdjustment", id),
    cash: ({ session, record }) => wireMoney(record.cash, session.shift.currency),
    note: ({ record }) => record.note,
    staffMember: ({ record }, _args, { world }) => world.staff.get(record.staffId),
    time: ({ record }) => wireInstant(record.time),
  }),
};
