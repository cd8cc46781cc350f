/**
 * What a register does to a shop, and the only place that computes Shopify's arithmetic on a World.
 *
 * Shopify publishes no formulas. What is assumed here, and how sure it is, stands in docs/stand-in.md. In short:
 * a drawer has one balance that all its devices share; a count's `cash` is its discrepancy, so that a drawer's balance
 * is always the sum of its activities; discrepancy = counted - expected (short is negative).
 */
import type {
  ActivityRecord,
  AdjustmentRecord,
  CountRecord,
  DrawerRecord,
  SessionRecord,
  TransactionRecord,
  World,
} from "./world.ts";

/** Codes as published in the user errors of the session mutations. */
export type CommandError =
  | "ALREADY_OPEN"
  | "FAILED_TO_CLOSE_SESSION"
  | "NO_CASH_DRAWER_ASSOCIATED"
  | "PAYMENT_SESSION_NOT_FOUND"
  | "POINT_OF_SALE_DEVICE_NOT_FOUND"
  | "REASON_CODE_NOT_FOUND"
  | "SESSION_ALREADY_CLOSED"
  | "STAFF_MEMBER_NOT_FOUND"
  | "TIME_BEFORE_SESSION_OPEN";

export type CommandResult =
  { session: SessionRecord; error?: undefined } | { session?: undefined; error: CommandError };

interface Remark {
  note?: string | null;
  reasonCodeId?: string | null;
}
interface OnSession {
  sessionId: string;
  staffId: string;
  time: Date;
}
export interface Order {
  id: string;
  name: string;
}

/** Opens a device's session. A balance of null takes the expected one, as an automatic opening does. */
export function openSession(
  world: World,
  input: { deviceId: string; staffId: string; balance: bigint | null; time: Date } & Remark,
): CommandResult {
  const device = world.devices.get(input.deviceId);
  if (!device) return { error: "POINT_OF_SALE_DEVICE_NOT_FOUND" };
  const drawer = device.drawerId === null ? undefined : world.drawers.get(device.drawerId);
  if (!drawer) return { error: "NO_CASH_DRAWER_ASSOCIATED" };
  const unknown = unknownReference(world, input);
  if (unknown) return { error: unknown };
  if (device.activeSessionId !== null) return { error: "ALREADY_OPEN" };

  const counted = input.balance ?? drawer.balance;
  const session: SessionRecord = {
    id: world.nextId(),
    locationId: drawer.locationId,
    drawerId: drawer.id,
    deviceId: device.id,
    currency: drawer.currency,
    openingTime: input.time,
    closingTime: null,
    openingStaffId: input.staffId,
    closingStaffId: null,
    openingNote: input.note ?? null,
    closingNote: null,
    expectedCashAtOpen: drawer.balance,
    cashCountedAtOpen: counted,
    expectedCashAtClose: null,
    cashCountedAtClose: null,
    closingAdjustment: null,
    closingBalance: null,
    totalCashSales: 0n,
    totalCashRefunds: 0n,
    netCashSales: 0n,
    totalAdjustments: 0n,
    totalDiscrepancy: 0n,
    totalSales: 0n,
    totalRefunds: 0n,
    netSales: 0n,
    // Of an open session the totals are those so far; ready says that a closed one's are final.
    totalsReady: false,
    lateTotals: null,
    activities: [],
  };
  world.sessions.set(session.id, session);
  device.activeSessionId = session.id;
  recordCount(session, drawer, "OPENING", counted, input);
  return changed(world, session);
}

/**
 * Closes a session. `leave` is what stays in the drawer: the difference from the count is the closing adjustment.
 * Without a count (`counted` null) nobody looked: with a reason code the closing count repeats the expectation, as
 * when Shopify ends a session by itself; without one there is no closing count at all.
 * With `totalsReadyAt` later than the closing, the last order is missing from the totals until then.
 */
export function closeSession(
  world: World,
  input: OnSession & { counted: bigint | null; leave?: bigint; totalsReadyAt?: Date } & Remark,
): CommandResult {
  const found = openSessionFor(world, input);
  if ("error" in found) return found;
  const { session, drawer } = found;
  const last = session.activities.at(-1);
  if (last && input.time < last.time) return { error: "FAILED_TO_CLOSE_SESSION" };

  const expected = drawer.balance;
  const isAutomatic = input.counted === null && (input.reasonCodeId ?? null) !== null;
  const counted = isAutomatic ? expected : input.counted;
  if (counted !== null) recordCount(session, drawer, "CLOSING", counted, input);
  const adjustment = input.leave === undefined ? 0n : input.leave - drawer.balance;
  if (adjustment !== 0n) {
    drawer.balance += adjustment;
    record(session, {
      kind: "adjustment",
      type: "CLOSING_ADJUSTMENT",
      time: input.time,
      staffId: input.staffId,
      cash: adjustment,
      reasonCodeId: null,
      note: null,
      giftCardId: null,
    });
  }
  session.closingTime = input.time;
  session.closingStaffId = input.staffId;
  session.closingNote = input.note ?? null;
  session.expectedCashAtClose = expected;
  session.cashCountedAtClose = counted;
  session.closingAdjustment = adjustment;
  session.closingBalance = drawer.balance;
  session.totalsReady = true;
  if (input.totalsReadyAt && input.totalsReadyAt > input.time) withholdLastOrder(session, input.totalsReadyAt);
  const device = world.devices.get(session.deviceId);
  if (device?.activeSessionId === session.id) device.activeSessionId = null;
  return changed(world, session);
}

/** Records a count while the session is open; the drawer's balance becomes what was counted. */
export function countSession(world: World, input: OnSession & { counted: bigint } & Remark): CommandResult {
  const found = openSessionFor(world, input);
  if ("error" in found) return found;
  recordCount(found.session, found.drawer, "MID_SESSION", input.counted, input);
  return changed(world, found.session);
}

/** Puts cash in (positive) or takes it out (negative). */
export function adjustSession(
  world: World,
  input: OnSession & { cash: bigint; type?: "ADJUSTMENT" | "CASH_PAYOUT"; giftCardId?: string | null } & Remark,
): CommandResult {
  const found = openSessionFor(world, input);
  if ("error" in found) return found;
  const { session, drawer } = found;
  drawer.balance += input.cash;
  session.totalAdjustments += input.cash;
  const adjustment: AdjustmentRecord = {
    kind: "adjustment",
    type: input.type ?? "ADJUSTMENT",
    time: input.time,
    staffId: input.staffId,
    cash: input.cash,
    reasonCodeId: input.reasonCodeId ?? null,
    note: input.note ?? null,
    giftCardId: input.giftCardId ?? null,
  };
  record(session, adjustment);
  return changed(world, session);
}

/** A sale paid in cash: SALE carries what the customer handed over, CHANGE what came back. */
export function sellForCash(
  world: World,
  input: OnSession & { total: bigint; tendered: bigint; order?: Order },
): CommandResult {
  if (input.tendered < input.total) throw new RangeError("tendered is less than the total");
  const found = openSessionFor(world, input);
  if ("error" in found) return found;
  const { session, drawer } = found;
  const order = input.order ?? nextOrder(world);
  drawer.balance += input.total;
  session.totalCashSales += input.total;
  addSale(session, input.total);
  recordTransaction(world, session, "SALE", input.tendered, order, input);
  const change = input.total - input.tendered;
  if (change !== 0n) recordTransaction(world, session, "CHANGE", change, order, input);
  return changed(world, session);
}

/** A sale paid otherwise: it counts in the session's sales and leaves no trace in the drawer. */
export function sellByCard(world: World, input: OnSession & { total: bigint }): CommandResult {
  const found = openSessionFor(world, input);
  if ("error" in found) return found;
  addSale(found.session, input.total);
  return changed(world, found.session);
}

/** A refund paid out of the drawer; `total` is its magnitude. */
export function refundForCash(world: World, input: OnSession & { total: bigint; order?: Order }): CommandResult {
  const found = openSessionFor(world, input);
  if ("error" in found) return found;
  const { session, drawer } = found;
  drawer.balance -= input.total;
  session.totalCashRefunds += input.total;
  session.totalRefunds += input.total;
  deriveNets(session);
  recordTransaction(world, session, "REFUND", -input.total, input.order ?? nextOrder(world), input);
  return changed(world, session);
}

/** Changes a drawer's balance by nothing that a session shows: the next expectation is not what the last one left. */
export function correctDrawer(world: World, drawerId: string, cash: bigint): void {
  const drawer = world.drawers.get(drawerId);
  if (!drawer) throw new RangeError(`unknown drawer ${drawerId}`);
  drawer.balance += cash;
  world.revision += 1;
}

/** Makes the totals complete whose time has come; says how many sessions that were. */
export function settleTotals(world: World, now: Date): number {
  let settled = 0;
  for (const session of world.sessions.values()) {
    const late = session.lateTotals;
    if (late === null || late.readyAt > now) continue;
    shiftTotals(session, late.cashSales, late.cashRefunds);
    session.lateTotals = null;
    session.totalsReady = true;
    settled += 1;
  }
  if (settled > 0) world.revision += 1;
  return settled;
}

function changed(world: World, session: SessionRecord): CommandResult {
  world.revision += 1;
  return { session };
}

function unknownReference(world: World, input: { staffId: string } & Remark): CommandError | null {
  if (!world.staff.has(input.staffId)) return "STAFF_MEMBER_NOT_FOUND";
  if (input.reasonCodeId && !world.reasonCodes.has(input.reasonCodeId)) return "REASON_CODE_NOT_FOUND";
  return null;
}

function openSessionFor(
  world: World,
  input: OnSession & Remark,
): { session: SessionRecord; drawer: DrawerRecord } | { error: CommandError } {
  const session = world.sessions.get(input.sessionId);
  if (!session) return { error: "PAYMENT_SESSION_NOT_FOUND" };
  if (session.closingTime !== null) return { error: "SESSION_ALREADY_CLOSED" };
  const unknown = unknownReference(world, input);
  if (unknown) return { error: unknown };
  if (input.time < session.openingTime) return { error: "TIME_BEFORE_SESSION_OPEN" };
  const drawer = world.drawers.get(session.drawerId);
  return drawer ? { session, drawer } : { error: "NO_CASH_DRAWER_ASSOCIATED" };
}

function recordCount(
  session: SessionRecord,
  drawer: DrawerRecord,
  type: CountRecord["type"],
  counted: bigint,
  input: { time: Date; staffId: string } & Remark,
): void {
  const expected = drawer.balance;
  const discrepancy = counted - expected;
  drawer.balance = counted;
  session.totalDiscrepancy += discrepancy;
  record(session, {
    kind: "count",
    type,
    time: input.time,
    staffId: input.staffId,
    cash: discrepancy,
    counted,
    expected,
    discrepancy,
    reasonCodeId: input.reasonCodeId ?? null,
    note: input.note ?? null,
  });
}

function recordTransaction(
  world: World,
  session: SessionRecord,
  type: TransactionRecord["type"],
  cash: bigint,
  order: Order,
  input: { time: Date; staffId: string },
): void {
  record(session, {
    kind: "transaction",
    type,
    time: input.time,
    staffId: input.staffId,
    cash,
    orderTransactionId: world.nextId(),
    orderId: order.id,
    orderName: order.name,
  });
}

/** Keeps a session's activities in the order of their time; of equal times, the later command comes later. */
function record(session: SessionRecord, activity: ActivityRecord): void {
  const place = session.activities.findLastIndex((other) => other.time <= activity.time) + 1;
  session.activities.splice(place, 0, activity);
}

function nextOrder(world: World): Order {
  return { id: world.nextId(), name: world.nextOrderName() };
}

function addSale(session: SessionRecord, total: bigint): void {
  session.totalSales += total;
  deriveNets(session);
}

function deriveNets(session: SessionRecord): void {
  session.netCashSales = session.totalCashSales - session.totalCashRefunds;
  session.netSales = session.totalSales - session.totalRefunds;
}

function shiftTotals(session: SessionRecord, cashSales: bigint, cashRefunds: bigint): void {
  session.totalCashSales += cashSales;
  session.totalSales += cashSales;
  session.totalCashRefunds += cashRefunds;
  session.totalRefunds += cashRefunds;
  deriveNets(session);
}

function withholdLastOrder(session: SessionRecord, readyAt: Date): void {
  const orderId = session.activities.findLast((activity) => activity.kind === "transaction")?.orderId;
  let cashSales = 0n;
  let cashRefunds = 0n;
  for (const activity of session.activities) {
    if (activity.kind !== "transaction" || activity.orderId !== orderId) continue;
    if (activity.type === "REFUND") cashRefunds -= activity.cash;
    else cashSales += activity.cash;
  }
  shiftTotals(session, -cashSales, -cashRefunds);
  session.totalsReady = false;
  session.lateTotals = { readyAt, cashSales, cashRefunds };
}
