import { cashHabits, somePrice, someSlip, someTender } from "./cash-habits.ts";
import {
  adjustSession,
  closeSession,
  type CommandResult,
  countSession,
  openSession,
  refundForCash,
  sellByCard,
  sellForCash,
  settleTotals,
} from "./commands.ts";
import { minuteOfDay } from "./local-time.ts";
import { between, chance, pick, type Random } from "./random.ts";
import { reasonCodeId } from "./small-shop.ts";
import type { DeviceRecord, SessionRecord, World } from "./world.ts";

const MINUTE = 60_000;
/** Registers open from nine to ten at night, local time. */
const OPENS = 9 * 60;
const CLOSES = 22 * 60;
/** A demo at night should still have something to watch. */
const KEPT_OPEN = 3;
/** What was opened longer ago is somebody's stale session: it stays as it is. */
const STALE_AFTER = 18 * 60 * MINUTE;
/** The register of a demo sells every few seconds; past this it is closed, so that ledgers stay readable. */
const LONG_LEDGER = 90;

/** What one tick did, for those who watch. */
export interface Happened {
  opened: number;
  closed: number;
  sold: number;
  settled: number;
}

/** Lets a little happen at the shop's registers: a sale here, an opening or closing there, late totals complete. */
export function tick(world: World, now: Date, random: Random): Happened {
  const instant = new Date(Math.floor(now.getTime() / 1000) * 1000);
  const happened: Happened = { opened: 0, closed: 0, sold: 0, settled: settleTotals(world, instant) };
  const live = liveSessions(world, instant);

  let open = live.length;
  for (const session of live) {
    const isDone = !isTrading(world, session.locationId, instant) || session.activities.length > LONG_LEDGER;
    if (!isDone || open <= KEPT_OPEN || !chance(random, 0.2)) continue;
    if (!worked(close(world, session, instant, random))) continue;
    happened.closed += 1;
    open -= 1;
  }

  for (const device of idleDevices(world)) {
    const drawer = world.drawers.get(device.drawerId ?? "");
    const isWanted = drawer !== undefined && isTrading(world, drawer.locationId, instant) && chance(random, 0.02);
    if ((isWanted || open < KEPT_OPEN) && worked(start(world, device, instant, random))) {
      happened.opened += 1;
      open += 1;
    }
  }

  const selling = live.filter((session) => session.closingTime === null);
  if (selling.length > 0 && chance(random, 0.8)) {
    if (worked(trade(world, pick(random, selling), instant, random))) happened.sold += 1;
  }
  return happened;
}

/** Keeps the registers busy until `stop` is called. It does not keep the process alive. */
export function startRegisters(
  world: World,
  options: { everyMs: number; random?: Random; now?: () => Date },
): { stop(): void } {
  const { everyMs, random = Math.random, now = () => world.now() } = options;
  const timer = setInterval(() => tick(world, now(), random), everyMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** A refusal is no fault here: a clock that was moved back makes every register refuse until time has caught up. */
function worked(result: CommandResult): boolean {
  return result.error === undefined;
}

function liveSessions(world: World, now: Date): SessionRecord[] {
  const sessions: SessionRecord[] = [];
  for (const device of world.devices.values()) {
    const session = device.activeSessionId === null ? undefined : world.sessions.get(device.activeSessionId);
    if (session && now.getTime() - session.openingTime.getTime() < STALE_AFTER) sessions.push(session);
  }
  return sessions;
}

function idleDevices(world: World): DeviceRecord[] {
  return [...world.devices.values()].filter((device) => device.drawerId !== null && device.activeSessionId === null);
}

function isTrading(world: World, locationId: string, now: Date): boolean {
  const minute = minuteOfDay(now, world.locations.get(locationId)?.timeZone ?? world.shop.ianaTimezone);
  return minute >= OPENS && minute < CLOSES;
}

function start(world: World, device: DeviceRecord, time: Date, random: Random): CommandResult {
  const locationId = world.drawers.get(device.drawerId ?? "")?.locationId;
  const people = [...world.staff.values()].filter((person) => person.active);
  const local = people.filter((person) => person.locationId === locationId);
  const staffId = pick(random, local.length > 0 ? local : people).id;
  return openSession(world, { deviceId: device.id, staffId, balance: null, time });
}

function close(world: World, session: SessionRecord, time: Date, random: Random): CommandResult {
  const habits = cashHabits(session.currency);
  const balance = world.drawers.get(session.drawerId)?.balance ?? 0n;
  const counted = balance + someSlip(habits, random);
  const isAlone = ![...world.devices.values()].some(
    (device) => device.drawerId === session.drawerId && device.id !== session.deviceId && device.activeSessionId,
  );
  return closeSession(world, {
    sessionId: session.id,
    staffId: session.openingStaffId,
    counted: counted < 0n ? 0n : counted,
    leave: isAlone ? habits.float : undefined,
    time,
    totalsReadyAt: chance(random, 0.3) ? new Date(time.getTime() + between(random, 1, 8) * MINUTE) : undefined,
  });
}

function trade(world: World, session: SessionRecord, time: Date, random: Random): CommandResult {
  const habits = cashHabits(session.currency);
  const place = { sessionId: session.id, staffId: session.openingStaffId, time };
  const balance = world.drawers.get(session.drawerId)?.balance ?? 0n;
  const total = somePrice(habits, random);
  const kind = random();
  if (kind < 0.25) return sellByCard(world, { ...place, total });
  if (kind < 0.29 && total < balance) return refundForCash(world, { ...place, total });
  if (kind < 0.31) return countSession(world, { ...place, counted: balance, note: "Spot check" });
  if (balance > habits.pickupAbove) {
    const cash = -((balance - habits.float) / habits.pickupStep) * habits.pickupStep;
    return adjustSession(world, {
      ...place,
      cash,
      reasonCodeId: reasonCodeId(world, "CASH_PICKUP"),
      note: "To the safe",
    });
  }
  return sellForCash(world, { ...place, total, tendered: someTender(habits, total, random) });
}
