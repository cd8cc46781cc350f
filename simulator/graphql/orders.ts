/** The rows that connections walk, each in its orders. */
import type {
  DrawerRecord,
  LegacyAdjustmentRecord,
  LegacySessionRecord,
  LocationRecord,
  ReasonCodeRecord,
  SessionRecord,
  StaffRecord,
  World,
} from "#simulator/shop/world.ts";
import { type ActivityView, viewActivities } from "./activity.ts";
import { compareRows, type Order, orderBy } from "./connection.ts";
import { keptList, keptSorted } from "./listing.ts";

interface Identified {
  id: string;
}

/** The order by id, which every list of records has. */
export const byId: Order<Identified> = { kind: "id", id: (row) => row.id, value: () => null };

function byTime<Row extends Identified>(time: (row: Row) => Date | null): Order<Row> {
  return { kind: "time", id: (row) => row.id, value: (row) => time(row)?.getTime() ?? null };
}

function byText<Row extends Identified>(text: (row: Row) => string): Order<Row> {
  return { kind: "text", id: (row) => row.id, value: (row) => text(row).toLowerCase() };
}

/** The sort keys of the published enums. */
export const SESSION_ORDERS: Readonly<Record<string, Order<SessionRecord>>> = {
  ID: byId,
  OPENING_TIME: byTime((session) => session.openingTime),
  CLOSING_TIME: byTime((session) => session.closingTime),
};
/** The older enum names its directions; `isDescending` says which of its keys walk the order from its end. */
export const LEGACY_SESSION_ORDERS: Readonly<Record<string, Order<LegacySessionRecord>>> = {
  ID: byId,
  OPENING_TIME: byTime(({ shift }) => shift.openingTime),
  CLOSING_TIME: byTime(({ shift }) => shift.closingTime),
  TOTAL_DISCREPANCY: {
    kind: "number",
    id: (row) => row.id,
    value: ({ totalDiscrepancy }) => (totalDiscrepancy === null ? null : Number(totalDiscrepancy)),
  },
};
export const LEGACY_ADJUSTMENT_ORDERS: Readonly<Record<string, Order<LegacyAdjustmentRecord>>> = {
  ID: byId,
  TIME: byTime((adjustment) => adjustment.time),
};
export const LOCATION_ORDERS: Readonly<Record<string, Order<LocationRecord>>> = {
  ID: byId,
  NAME: byText((location) => location.name),
  RELEVANCE: byId,
};
export const STAFF_ORDERS: Readonly<Record<string, Order<StaffRecord>>> = {
  ID: byId,
  EMAIL: byText((person) => person.email),
  FIRST_NAME: byText((person) => person.firstName),
  LAST_NAME: byText((person) => person.lastName),
};
export const DRAWER_ACTIVITY_ORDERS: Readonly<Record<string, Order<ActivityView>>> = {
  ID: byId,
  TIME: byTime((activity) => activity.record.time),
};

/** The sessions the API shows, in one of their orders: those of locations with POS Pro. */
export function sessionsOf(world: World, sortKey: string): readonly SessionRecord[] {
  return keptSorted(world, `sessions/${sortKey}`, orderBy(SESSION_ORDERS, sortKey), () =>
    [...world.sessions.values()].filter((session) => hasPosPro(world, session.locationId)),
  );
}

/** The legacy sessions the API shows, in one of their orders: those of locations with POS Pro. */
export function legacySessionsOf(world: World, sortKey: string): readonly LegacySessionRecord[] {
  return keptSorted(world, `legacy/${sortKey}`, orderBy(LEGACY_SESSION_ORDERS, sortKey), () =>
    [...world.legacySessions.values()].filter(({ shift }) => hasPosPro(world, shift.locationId)),
  );
}

export function drawersOf(world: World): DrawerRecord[] {
  const shown = [...world.drawers.values()].filter((drawer) => hasPosPro(world, drawer.locationId));
  return shown.sort(compareRows(byId));
}

export function locationsOf(world: World, sortKey: string): LocationRecord[] {
  return [...world.locations.values()].sort(compareRows(orderBy(LOCATION_ORDERS, sortKey)));
}

export function staffOf(world: World, sortKey: string): StaffRecord[] {
  return [...world.staff.values()].sort(compareRows(orderBy(STAFF_ORDERS, sortKey)));
}

export function reasonCodesOf(world: World): ReasonCodeRecord[] {
  return [...world.reasonCodes.values()].sort(compareRows(byId));
}

/** A drawer's sessions, oldest first. */
export function sessionsOfDrawer(world: World, drawerId: string): readonly SessionRecord[] {
  return keptList(world, `drawer/${drawerId}`, () =>
    sessionsOf(world, "OPENING_TIME").filter((session) => session.drawerId === drawerId),
  );
}

export function activitiesOfDrawer(world: World, drawerId: string, sortKey: string): readonly ActivityView[] {
  return keptSorted(world, `drawer/${drawerId}/${sortKey}`, orderBy(DRAWER_ACTIVITY_ORDERS, sortKey), () =>
    sessionsOfDrawer(world, drawerId).flatMap(viewActivities),
  );
}

export function hasPosPro(world: World, locationId: string): boolean {
  return world.locations.get(locationId)?.hasPosPro ?? false;
}
