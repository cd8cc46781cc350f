import type { Clock } from "./clock.ts";
import { cashHabits } from "./cash-habits.ts";
import { HEAD_OFFICE, type Place, PLACES, SHOP, SPARE_DEVICES, type Till, TILLS } from "./harbor-and-pine.ts";
import { createWorld } from "./small-shop.ts";
import type { LocationRecord, StaffRecord, World } from "./world.ts";

/** A drawer of the demo shop with everything that a day at it needs. */
export interface Post {
  till: Till;
  place: Place;
  drawerId: string;
  deviceIds: string[];
  /** Who takes shifts here, without those who have a post of their own. */
  staffIds: string[];
  regularId: string | null;
}

/** Harbor & Pine before its first day: locations, drawers with their floats, devices and people. */
export function furnishShop(clock: Clock): { world: World; posts: Post[] } {
  const world = createWorld({
    domain: SHOP.domain,
    shop: { ...SHOP },
    clock,
    firstId: 70_400_000_001n,
    firstOrderNumber: 24_001,
  });
  const posts: Post[] = [];
  for (const place of PLACES) {
    const locationId = addLocation(world, place);
    const people = new Map(place.staff.map((name) => [name, addPerson(world, name, locationId)]));
    const tills = TILLS.filter((till) => till.place === place.key);
    const regulars = new Set(tills.map((till) => till.regular?.person));
    const staffIds = [...people].filter(([name]) => !regulars.has(name)).map(([, id]) => id);
    for (const till of tills) {
      const drawerId = world.nextId();
      const { currency } = place;
      const balance = cashHabits(currency).float;
      world.drawers.set(drawerId, { id: drawerId, name: till.name, locationId, currency, balance });
      const deviceIds = till.devices.map(() => addDevice(world, drawerId));
      const regularId = till.regular ? (people.get(till.regular.person) ?? null) : null;
      posts.push({ till, place, drawerId, deviceIds, staffIds, regularId });
    }
  }
  for (const name of HEAD_OFFICE) addPerson(world, name, null);
  for (let index = 0; index < SPARE_DEVICES; index += 1) addDevice(world, null);
  return { world, posts };
}

function addLocation(world: World, place: Place): string {
  const id = world.nextId();
  const { name, city, countryCode, provinceCode, timeZone, currency } = place;
  const location: LocationRecord = {
    id,
    name,
    isActive: true,
    hasPosPro: true,
    countryCode,
    provinceCode,
    city,
    timeZone,
    currency,
  };
  world.locations.set(id, location);
  return id;
}

function addPerson(world: World, name: string, locationId: string | null): string {
  const id = world.nextId();
  const [firstName = name, ...rest] = name.split(" ");
  const mailbox = name
    .normalize("NFD")
    .toLowerCase()
    .replaceAll(/[^a-z ]/g, "")
    .replaceAll(" ", ".");
  const email = `${mailbox}@harbor-and-pine.example`;
  const person: StaffRecord = { id, name, firstName, lastName: rest.join(" "), email, locationId, active: true };
  world.staff.set(id, person);
  return id;
}

function addDevice(world: World, drawerId: string | null): string {
  const id = world.nextId();
  world.devices.set(id, { id, drawerId, activeSessionId: null });
  return id;
}
