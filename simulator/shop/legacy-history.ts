import type { LegacySessionRecord, SessionRecord, World } from "./world.ts";

/** From here on there are payment sessions: Shopify's rebuild of cash tracking (API 2026-04, in effect on this day). */
export const REBUILT_AT = new Date("2026-03-16T00:00:00Z");

export interface FilingOptions {
  /** The number that the older API knows the shift by; its own unless told otherwise. */
  id?: string;
  registerName?: string;
  cashTrackingEnabled?: boolean;
  /** The shift stays a payment session too: both APIs tell of it. */
  staysInBoth?: boolean;
}

/**
 * Puts a closed payment session where the older API has it. The older model is by device: what other devices did to a
 * shared drawer is no part of it, and what a count in mid-session found turns up at the closing.
 */
export function fileAsLegacy(world: World, session: SessionRecord, options: FilingOptions = {}): LegacySessionRecord {
  const { id = session.id, registerName = registerNameOf(world, session), cashTrackingEnabled = true } = options;
  const opening = session.cashCountedAtOpen - session.expectedCashAtOpen;
  const adjustments = session.activities.flatMap((record, index) =>
    record.kind === "adjustment" ? [{ record, id: `${id}${String(index + 1).padStart(4, "0")}` }] : [],
  );
  const within = adjustments.filter(({ record }) => record.type !== "CLOSING_ADJUSTMENT");
  const totalAdjustments = within.reduce((total, { record }) => total + record.cash, 0n);
  const isClosed = session.closingTime !== null;
  const expected = session.cashCountedAtOpen + session.netCashSales + totalAdjustments;
  const found = session.activities.reduce(
    (total, record) => (record.kind === "count" && record.type !== "OPENING" ? total + record.discrepancy : total),
    0n,
  );
  const isCounted = session.cashCountedAtClose !== null;
  // A register at a shared drawer took out what others had put in: it is taken to have begun with that much more.
  const lacking = [0n, expected, expected + found].reduce((least, amount) => (amount < least ? amount : least));
  const legacy: LegacySessionRecord = {
    id,
    registerName,
    cashTrackingEnabled,
    shift: session,
    expectedOpeningBalance: session.expectedCashAtOpen - lacking,
    openingBalance: session.cashCountedAtOpen - lacking,
    expectedClosingBalance: isClosed ? expected - lacking : null,
    closingBalance: isCounted ? expected + found - lacking : null,
    totalAdjustments,
    totalDiscrepancy: isCounted ? opening + found : null,
    adjustments: adjustments.map(({ record: { time, cash, note, staffId }, id }) => ({
      id,
      time,
      cash,
      note,
      staffId,
    })),
  };
  world.legacySessions.set(id, legacy);
  if (options.staysInBoth !== true) world.sessions.delete(session.id);
  world.revision += 1;
  return legacy;
}

/** "Front counter" for the first device at a drawer, "Front counter 2" for the second: what the register was called. */
function registerNameOf(world: World, { drawerId, deviceId }: SessionRecord): string {
  const atDrawer = [...world.devices.values()].filter((device) => device.drawerId === drawerId).map(({ id }) => id);
  const place = atDrawer.indexOf(deviceId);
  const name = world.drawers.get(drawerId)?.name ?? "Register";
  return place > 0 ? `${name} ${place + 1}` : name;
}

/** For these weeks the older API went on telling of every shift; */
const BOTH_UNTIL = new Date("2026-04-06T00:00:00Z");
/** and one register was not moved over before their end, so that only the older one tells of its shifts. */
const LATE_DRAWER = "Gift desk";

/**
 * Gives the demo shop its past: shifts before the rebuild are in the older API alone, those of the weeks after it in
 * both, but for the register that was late. The older API's numbers are taken by payment sessions as well, of other
 * shifts: an app that keeps both under their numbers mixes them up.
 */
export function fileHistory(world: World): void {
  const sessions = [...world.sessions.values()];
  const filed = sessions.filter(({ openingTime, closingTime }) => openingTime < BOTH_UNTIL && closingTime !== null);
  for (const [index, session] of filed.entries()) {
    const id = filed[(index + (filed.length >> 1)) % filed.length]?.id;
    const isLate = world.drawers.get(session.drawerId)?.name === LATE_DRAWER;
    fileAsLegacy(world, session, { id, staysInBoth: session.openingTime >= REBUILT_AT && !isLate });
  }
}
