import {
  adjustSession,
  closeSession,
  type CommandError,
  type CommandResult,
  countSession,
  openSession,
} from "#simulator/shop/commands.ts";
import type { DrawerRecord, World } from "#simulator/shop/world.ts";
import { type Arguments, type Resolvers, resolversOf } from "../context.ts";
import { parseAmount, parseGid } from "../wire.ts";

type UserErrorCode = CommandError | "CURRENCY_MISMATCH" | "NOT_SAVED" | "FAILED_TO_RECORD_COUNT";

/** Messages as the published enums describe their values. The opening words its own. */
const MESSAGES: Readonly<Record<UserErrorCode, string>> = {
  ALREADY_OPEN: "A point of sale device payment session is already open for this point of sale device.",
  CURRENCY_MISMATCH: "The currency code does not match the cash drawer currency.",
  FAILED_TO_CLOSE_SESSION: "Point of sale device payment session not closed.",
  FAILED_TO_RECORD_COUNT: "Point of sale device payment session count not recorded.",
  NO_CASH_DRAWER_ASSOCIATED: "Point of sale device has no cash drawer associated with it.",
  NOT_SAVED: "The point of sale device payment session was not created.",
  PAYMENT_SESSION_NOT_FOUND: "Point of sale device payment session not found.",
  POINT_OF_SALE_DEVICE_NOT_FOUND: "The point of sale device was not found.",
  REASON_CODE_NOT_FOUND: "Reason code not found.",
  SESSION_ALREADY_CLOSED: "Session is already closed.",
  STAFF_MEMBER_NOT_FOUND: "Staff member not found.",
  TIME_BEFORE_SESSION_OPEN: "Time cannot be before session opening time.",
};
const OPENING_MESSAGES: Readonly<Partial<Record<UserErrorCode, string>>> = {
  CURRENCY_MISMATCH: "The currency does not match the currency of the cash drawer.",
  NO_CASH_DRAWER_ASSOCIATED: "The point_of_sale_device has no cash drawer associated with it.",
  REASON_CODE_NOT_FOUND: "The reason code was not found.",
  STAFF_MEMBER_NOT_FOUND: "The staff member was not found.",
};

/** The argument that a user error points at; the amount's name differs by mutation. */
const BLAMED: Readonly<Partial<Record<UserErrorCode, string>>> = {
  ALREADY_OPEN: "pointOfSaleDeviceId",
  NO_CASH_DRAWER_ASSOCIATED: "pointOfSaleDeviceId",
  PAYMENT_SESSION_NOT_FOUND: "pointOfSaleDevicePaymentSessionId",
  POINT_OF_SALE_DEVICE_NOT_FOUND: "pointOfSaleDeviceId",
  REASON_CODE_NOT_FOUND: "reasonCodeId",
  SESSION_ALREADY_CLOSED: "pointOfSaleDevicePaymentSessionId",
  STAFF_MEMBER_NOT_FOUND: "staffMemberId",
  TIME_BEFORE_SESSION_OPEN: "time",
};

interface Family {
  /** The argument that holds the money. */
  amount: "balance" | "cash";
  /** What the mutation says when it cannot take the amount for a reason that has no code of its own. */
  failure: UserErrorCode;
  messages?: Readonly<Partial<Record<UserErrorCode, string>>>;
}

const OPENING: Family = { amount: "balance", failure: "NOT_SAVED", messages: OPENING_MESSAGES };
const CLOSING: Family = { amount: "balance", failure: "FAILED_TO_CLOSE_SESSION" };
const COUNTING: Family = { amount: "balance", failure: "FAILED_TO_RECORD_COUNT" };
// Adjust answers plain user errors, without codes.
const ADJUSTING: Family = { amount: "cash", failure: "FAILED_TO_RECORD_COUNT" };

export const sessionMutations: Resolvers = {
  Mutation: resolversOf<null>({
    pointOfSaleDevicePaymentSessionOpen: (_source, args, { world }) => {
      const deviceId = idOf(args.pointOfSaleDeviceId);
      const drawerId = world.devices.get(deviceId)?.drawerId;
      return answer(OPENING, args, drawerId && world.drawers.get(drawerId), (balance) =>
        openSession(world, { deviceId, balance, ...common(args, world) }),
      );
    },
    pointOfSaleDevicePaymentSessionClose: onSession(CLOSING, (world, place, counted) =>
      closeSession(world, { ...place, counted }),
    ),
    pointOfSaleDevicePaymentSessionCount: onSession(COUNTING, (world, place, counted) =>
      countSession(world, { ...place, counted }),
    ),
    pointOfSaleDevicePaymentSessionAdjust: onSession(ADJUSTING, (world, place, cash) =>
      adjustSession(world, { ...place, cash }),
    ),
  }),
};

type Place = ReturnType<typeof common> & { sessionId: string };

function onSession(family: Family, command: (world: World, place: Place, amount: bigint) => CommandResult) {
  return (_source: null, args: Arguments, { world }: { world: World }) => {
    const sessionId = idOf(args.pointOfSaleDevicePaymentSessionId);
    const drawerId = world.sessions.get(sessionId)?.drawerId;
    return answer(family, args, drawerId && world.drawers.get(drawerId), (amount) =>
      command(world, { sessionId, ...common(args, world) }, amount ?? 0n),
    );
  };
}

function answer(
  family: Family,
  args: Arguments,
  drawer: DrawerRecord | "" | null | undefined,
  command: (amount: bigint | null) => CommandResult,
) {
  const input = args[family.amount] as { amount: string; currencyCode: string } | null | undefined;
  // Without a drawer the command refuses by itself, and names what is missing.
  if (input && drawer && input.currencyCode !== drawer.currency) return refused("CURRENCY_MISMATCH", family);
  const amount = input ? parseAmount(input.amount, input.currencyCode) : null;
  if (input && amount === null) return refused(family.failure, family);
  const { session, error } = command(amount);
  return error === undefined ? { pointOfSaleDevicePaymentSession: session, userErrors: [] } : refused(error, family);
}

function refused(code: UserErrorCode, { amount, messages }: Family) {
  const message = messages?.[code] ?? MESSAGES[code];
  const field = [BLAMED[code] ?? amount];
  return { pointOfSaleDevicePaymentSession: null, userErrors: [{ code, field, message }] };
}

function common(args: Arguments, world: World) {
  return {
    staffId: idOf(args.staffMemberId),
    time: typeof args.time === "string" ? new Date(args.time) : world.now(),
    note: typeof args.note === "string" ? args.note : null,
    reasonCodeId: typeof args.reasonCodeId === "string" ? idOf(args.reasonCodeId) : null,
  };
}

function idOf(globalId: unknown): string {
  return parseGid(String(globalId))?.id ?? "";
}
