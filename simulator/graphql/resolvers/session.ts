import type { SessionRecord, TransactionRecord } from "#simulator/shop/world.ts";
import { type ActivityView, viewActivities } from "../activity.ts";
import { type Resolver, type Resolvers, resolversOf } from "../context.ts";
import { listConnection } from "../listing.ts";
import { byId } from "../orders.ts";
import type { SearchGetters } from "../search-filter.ts";
import { gid, parseGid, wireInstant, wireMoney } from "../wire.ts";

/** What an order transaction is made from: nothing of orders is kept but what the drawer saw. */
export interface TransactionView {
  session: SessionRecord;
  record: TransactionRecord;
}

type MoneyField = {
  [Key in keyof SessionRecord]: SessionRecord[Key] extends bigint | null ? Key : never;
}[keyof SessionRecord];

const MONEY_FIELDS = [
  "cashCountedAtClose",
  "cashCountedAtOpen",
  "closingAdjustment",
  "closingBalance",
  "expectedCashAtClose",
  "expectedCashAtOpen",
  "netCashSales",
  "netSales",
  "totalAdjustments",
  "totalCashRefunds",
  "totalCashSales",
  "totalDiscrepancy",
  "totalRefunds",
  "totalSales",
] as const satisfies readonly MoneyField[];

const ACTIVITY_GETTERS: SearchGetters<ActivityView> = {
  id: (activity) => activity.id,
  type: (activity) => activity.record.type,
};

function money(field: MoneyField): Resolver<SessionRecord> {
  return (session) => {
    const minor = session[field];
    return minor === null ? null : wireMoney(minor, session.currency);
  };
}

/** What the connections of activities filter by: the search, and the staff member of an argument. */
export function activityListing(rows: readonly ActivityView[], staffMemberId: unknown) {
  const staffId = typeof staffMemberId === "string" ? (parseGid(staffMemberId)?.id ?? "") : null;
  const matches = staffId === null ? undefined : (activity: ActivityView) => activity.record.staffId === staffId;
  return { rows, getters: ACTIVITY_GETTERS, matches };
}

const activityFields = resolversOf<ActivityView>({
  cash: ({ session, record }) => wireMoney(record.cash, session.currency),
  paymentSession: ({ session }) => session,
  staffMember: ({ record }, _args, { world }) => world.staff.get(record.staffId),
  time: ({ record }) => wireInstant(record.time),
  type: ({ record }) => record.type,
});

const remarkFields = resolversOf<ActivityView>({
  note: ({ record }) => ("note" in record ? record.note : null),
  reasonCode: ({ record }, _args, { world }) =>
    "reasonCodeId" in record && record.reasonCodeId !== null ? world.reasonCodes.get(record.reasonCodeId) : null,
});

export const sessionResolvers: Resolvers = {
  PointOfSaleDevicePaymentSession: resolversOf<SessionRecord>({
    ...Object.fromEntries(MONEY_FIELDS.map((field) => [field, money(field)])),
    id: (session) => gid("PointOfSaleDevicePaymentSession", session.id),
    // The order is left unspecified; it is the one in which a session's activities happened.
    cashActivities: (session, args, context, info) =>
      listConnection(
        { ...activityListing(viewActivities(session), args.staffMemberId), order: byId },
        args,
        context,
        info,
      ),
    cashDrawer: (session, _args, { world }) => world.drawers.get(session.drawerId),
    closingStaffMember: (session, _args, { world }) =>
      session.closingStaffId === null ? null : world.staff.get(session.closingStaffId),
    closingTime: (session) => session.closingTime && wireInstant(session.closingTime),
    location: (session, _args, { world }) => world.locations.get(session.locationId),
    openingStaffMember: (session, _args, { world }) => world.staff.get(session.openingStaffId),
    openingTime: (session) => wireInstant(session.openingTime),
    pointOfSaleDevice: (session, _args, { world }) => world.devices.get(session.deviceId),
    status: (session) => (session.closingTime === null ? "OPEN" : "CLOSED"),
  }),
  CashTransactionActivity: {
    ...activityFields,
    ...resolversOf<ActivityView>({
      orderTransaction: ({ session, record }): TransactionView | null =>
        record.kind === "transaction" ? { session, record } : null,
    }),
  },
  CashAdjustmentActivity: {
    ...activityFields,
    ...remarkFields,
    ...resolversOf<ActivityView>({
      giftCard: ({ session, record }) =>
        record.kind === "adjustment" && record.giftCardId !== null ? { session, record } : null,
    }),
  },
  CashCountActivity: {
    ...activityFields,
    ...remarkFields,
    ...resolversOf<ActivityView>({
      cashCounted: ({ session, record }) => record.kind === "count" && wireMoney(record.counted, session.currency),
      cashDiscrepancy: ({ session, record }) =>
        record.kind === "count" && wireMoney(record.discrepancy, session.currency),
      cashExpected: ({ session, record }) => record.kind === "count" && wireMoney(record.expected, session.currency),
    }),
  },
};

/** Which type an object of an interface or a union is. */
export function activityType({ record }: ActivityView): string {
  if (record.kind === "transaction") return "CashTransactionActivity";
  return record.kind === "adjustment" ? "CashAdjustmentActivity" : "CashCountActivity";
}
