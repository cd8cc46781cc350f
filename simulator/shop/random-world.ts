import {
  adjustSession,
  closeSession,
  countSession,
  openSession,
  refundForCash,
  sellByCard,
  sellForCash,
} from "./commands.ts";
import { between, chance, pick, type Random, seededRandom } from "./random.ts";
import { aWorld, done, reasonCodeId } from "./small-shop.ts";
import type { DeviceRecord, World } from "./world.ts";

export interface RandomWorldOptions {
  seed: number;
  sessions: number;
  now: Date;
  domain?: string;
  firstId?: bigint;
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Rounds of sessions are six hours apart; in each, every device may open one. */
const ROUND = 6 * HOUR;
/** More than two and more than one page of fifty, exactly one, and none at all beyond opening and closing. */
const EDGE_LENGTHS = [130, 61, 48, 0];
const NOTES = [null, null, null, "", "Counted twice", '=1+1 "quoted",\r\nnew line', "é 你好 🙂", "  spaces  "];
/** Beyond what a double holds exactly, in minor units. */
const HUGE = 2n ** 53n + 1n;

interface Step {
  time: number;
  run(): void;
}

/**
 * A shop without rhyme or reason for tests that must hold for any: three currencies, a shared drawer, sessions that
 * open at the same instant, long ledgers and empty ones, open ones, closed ones whose totals are not ready.
 * It has exactly as many sessions as asked for, all opened before `now`.
 */
export function randomWorld(options: RandomWorldOptions): World {
  const { seed, sessions, now, domain = "random.myshopify.com", firstId } = options;
  const random = seededRandom(seed, "random world", domain);
  const world = furnish(domain, now, firstId);
  const devices = [...world.devices.values()];
  const rounds = Math.ceil(sessions / devices.length);
  const steps: Step[] = [];
  for (let index = 0; index < sessions; index += 1) {
    const round = Math.floor(index / devices.length);
    const device = devices[index % devices.length];
    const starts = now.getTime() - (rounds - round) * ROUND;
    const isLastOfDevice = index + devices.length >= sessions;
    const length = EDGE_LENGTHS[index] ?? between(random, 0, 24);
    if (device) steps.push(...anySession({ world, device, starts, isLastOfDevice, length, random, now }));
  }
  steps.sort((a, b) => a.time - b.time);
  for (const step of steps) step.run();
  return world;
}

function furnish(domain: string, now: Date, firstId: bigint | undefined): World {
  return aWorld({ domain, now, firstId })
    .withStaff({ name: "Ana Lima" })
    .withStaff({ name: "Bo Chen" })
    .withStaff({ name: "Chloé Martin" })
    .withLocation({ name: "Main Street" })
    .withDrawer({ name: "Shared" })
    .withDevice()
    .withDevice()
    .withDevice()
    .withDrawer({ name: "Own", balance: 100_00n })
    .withDevice()
    .withLocation({ name: "Osaka", timeZone: "Asia/Tokyo", currency: "JPY", countryCode: "JP", provinceCode: "JP-27" })
    .withDrawer({ name: "Counter" })
    .withDevice()
    .withLocation({ name: "Kuwait", timeZone: "Asia/Kuwait", currency: "KWD", countryCode: "KW", provinceCode: null })
    .withDrawer({ name: "Counter" })
    .withDevice()
    .build();
}

function anySession(input: {
  world: World;
  device: DeviceRecord;
  starts: number;
  isLastOfDevice: boolean;
  length: number;
  random: Random;
  now: Date;
}): Step[] {
  const { world, device, isLastOfDevice, length, random, now } = input;
  // One in three opens on the hour, so that many have the same opening time.
  const opens = input.starts + (chance(random, 0.33) ? 0 : between(random, 0, 3600) * 1000);
  const closes = opens + between(random, 60, 280) * MINUTE;
  const someone = () => pick(random, [...world.staff.keys()]);
  let sessionId = "";
  const place = (time: number) => ({ sessionId, staffId: someone(), time: new Date(time) });
  const balance = () => world.drawers.get(device.drawerId ?? "")?.balance ?? 0n;
  const steps: Step[] = [
    {
      time: opens,
      run() {
        const counted = chance(random, 0.3) ? null : balance() + slip(random);
        const { staffId, time } = place(opens);
        const note = pick(random, NOTES);
        sessionId = done(openSession(world, { deviceId: device.id, staffId, balance: counted, time, note })).id;
      },
    },
  ];
  for (let index = 0; index < length; index += 1) {
    const time = opens + Math.floor((random() * (closes - opens)) / 1000) * 1000;
    steps.push({ time, run: () => anyEvent(world, place(time), balance(), random) });
  }
  if (isLastOfDevice && chance(random, 0.5)) return steps;
  const readyAt = new Date(now.getTime() + between(random, 5, 600) * MINUTE);
  steps.push({
    time: closes,
    run: () =>
      void done(
        closeSession(world, {
          ...place(closes),
          counted: chance(random, 0.1) ? null : balance() + slip(random),
          leave: chance(random, 0.5) ? BigInt(between(random, 0, 30_000)) : undefined,
          note: pick(random, NOTES),
          reasonCodeId: chance(random, 0.1) ? reasonCodeId(world, "AUTO_END_SESSION_LOGOUT") : null,
          totalsReadyAt: isLastOfDevice ? readyAt : undefined,
        }),
      ),
  });
  return steps;
}

function anyEvent(
  world: World,
  place: { sessionId: string; staffId: string; time: Date },
  balance: bigint,
  random: Random,
): void {
  const amount = chance(random, 0.002) ? HUGE : BigInt(between(random, 1, 25_000));
  const note = pick(random, NOTES);
  const anyReason = chance(random, 0.6) ? pick(random, [...world.reasonCodes.keys()]) : null;
  const kind = random();
  if (kind < 0.5) {
    done(sellForCash(world, { ...place, total: amount, tendered: amount + BigInt(pick(random, [0, 0, 37, 1000])) }));
  } else if (kind < 0.65) {
    done(sellByCard(world, { ...place, total: amount }));
  } else if (kind < 0.75) {
    done(refundForCash(world, { ...place, total: amount }));
  } else if (kind < 0.85) {
    done(countSession(world, { ...place, counted: balance + slip(random), note, reasonCodeId: anyReason }));
  } else {
    const isPayout = chance(random, 0.2);
    const cash = chance(random, 0.3) && !isPayout ? amount : -amount;
    const type = isPayout ? "CASH_PAYOUT" : "ADJUSTMENT";
    const giftCardId = isPayout ? world.nextId() : null;
    done(adjustSession(world, { ...place, cash, type, giftCardId, note, reasonCodeId: anyReason }));
  }
}

function slip(random: Random): bigint {
  return chance(random, 0.6) ? 0n : BigInt(between(random, -5_000, 5_000));
}
