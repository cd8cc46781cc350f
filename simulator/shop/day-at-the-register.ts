import { type CashHabits, cashHabits, somePrice, someSlip, someTender } from "./cash-habits.ts";
import {
  adjustSession,
  closeSession,
  type CommandResult,
  correctDrawer,
  countSession,
  openSession,
  type Order,
  refundForCash,
  sellByCard,
  sellForCash,
} from "./commands.ts";
import { SEASONS, WEEKDAYS } from "./harbor-and-pine.ts";
import { weekday } from "./local-time.ts";
import type { ExtraStep, Moment, Plan } from "./plans.ts";
import { between, chance, pick, type Random, seededRandom } from "./random.ts";
import { reasonCodeId } from "./small-shop.ts";
import type { SessionRecord, World } from "./world.ts";

/** Something that happens at a register at an instant (epoch milliseconds). */
export interface Step {
  time: number;
  run(): void;
}

/** What outlives a session. */
export interface LooseEnds {
  /** By drawer: an error that nobody counted turns up when the drawer is next opened. */
  uncounted: Map<string, bigint>;
  /** Commands that were refused: none, unless somebody else opened or closed sessions meanwhile. */
  refused: number;
}

const HOUSEHOLD = [
  "Milk and oat milk",
  "Tape and gift paper",
  "Taxi for a customer's delivery",
  "Cleaning supplies",
  "Stamps",
];
const CLOSING_REMARKS = ["Counted twice, same result", "Busy evening", "Will look again tomorrow", "Told the manager"];

/** A planned session as steps: opening, trade, counts and pay-outs, closing. Amounts are settled as each step runs. */
export function stepsOf(world: World, looseEnds: LooseEnds, plan: Plan): Step[] {
  const random = seededRandom(plan.key);
  const register = new Register(world, looseEnds, plan, random);
  const steps: Step[] = [{ time: plan.opens, run: () => register.open() }];
  for (const time of salesTimes(plan, random)) steps.push({ time, run: () => register.sell(new Date(time)) });
  if (!plan.twist.isQuiet) steps.push(...register.incidents());
  for (const extra of plan.twist.extraSteps ?? []) {
    const time = momentOf(plan, extra.at);
    steps.push({ time, run: () => register.carryOut(extra, new Date(time)) });
  }
  if (!plan.twist.staysOpen) steps.push({ time: plan.closes, run: () => register.close() });
  return steps;
}

/** Sales spread over the session, a few minutes clear of both ends so that the closing count is the last thing. */
function salesTimes(plan: Plan, random: Random): number[] {
  const season = SEASONS[Number(plan.date.slice(5, 7)) - 1] ?? 1;
  const busy = season * (WEEKDAYS[weekday(plan.date)] ?? 1) * plan.post.till.pace;
  const usual = Math.round(15 * busy * (0.7 + 0.6 * random()));
  const count = plan.twist.sales ?? Math.min(26, Math.max(5, usual));
  return Array.from({ length: count }, () => momentOf(plan, 0.02 + 0.95 * random()));
}

function momentOf(plan: Plan, share: number): number {
  return plan.opens + Math.round((share * (plan.closes - plan.opens)) / 1000) * 1000;
}

class Register {
  readonly #world: World;
  readonly #looseEnds: LooseEnds;
  readonly #plan: Plan;
  readonly #random: Random;
  readonly #habits: CashHabits;
  readonly #orders: { order: Order; total: bigint }[] = [];

  constructor(world: World, looseEnds: LooseEnds, plan: Plan, random: Random) {
    this.#world = world;
    this.#looseEnds = looseEnds;
    this.#plan = plan;
    this.#random = random;
    this.#habits = cashHabits(plan.post.place.currency);
  }

  open(): void {
    const { twist, post, deviceId, openedBy: staffId, opens } = this.#plan;
    if (twist.slipBefore !== undefined) correctDrawer(this.#world, post.drawerId, twist.slipBefore);
    const carried = this.#looseEnds.uncounted.get(post.drawerId) ?? 0n;
    // The second device at a shared drawer seldom counts: the register takes the expected balance.
    const isCounted = this.#plan.isFirstOnDrawer || twist.openingError !== undefined || chance(this.#random, 0.3);
    const usual = chance(this.#random, 0.04) ? this.#habits.coin * BigInt(between(this.#random, -40, 25)) : 0n;
    const error = settle(twist.openingError, this.#moment()) ?? usual + carried;
    if (isCounted) this.#looseEnds.uncounted.delete(post.drawerId);
    const result = openSession(this.#world, {
      deviceId,
      staffId,
      balance: twist.opensItself || !isCounted ? null : atLeastNothing(this.#moment().expected + error),
      time: new Date(opens),
      note: twist.openingNote ?? null,
      reasonCodeId: twist.opensItself ? this.#reason("AUTO_START_SESSION_CHECKOUT") : null,
    });
    this.#plan.sessionId = this.#settled(result)?.id ?? null;
  }

  sell(time: Date): void {
    const habits = this.#habits;
    const cards = BigInt(between(this.#random, 1, 4));
    const card = { ...this.#place(time), total: cards * somePrice(habits, this.#random) };
    this.#settled(sellByCard(this.#world, card));
    const total = somePrice(habits, this.#random);
    const order = { id: this.#world.nextId(), name: this.#world.nextOrderName() };
    this.#orders.push({ order, total });
    const tendered = someTender(habits, total, this.#random);
    this.#settled(sellForCash(this.#world, { ...this.#place(time), total, tendered, order }));
  }

  /** What happens on some days: refunds, a count, pickups, pay-outs and pay-ins. */
  incidents(): Step[] {
    const random = this.#random;
    const { float, coin, major } = this.#habits;
    const steps: Step[] = [];
    const add = (share: number, run: (time: Date) => void) => {
      const time = momentOf(this.#plan, share);
      steps.push({ time, run: () => run(new Date(time)) });
    };
    for (const share of [0.3, 0.55, 0.8]) if (chance(random, 0.2)) add(share, (time) => this.#refund(time));
    if (chance(random, 0.1)) {
      const error = chance(random, 0.7) ? 0n : coin * BigInt(between(random, -90, 60));
      add(0.5, (time) => this.carryOut({ kind: "count", at: 0, error }, time));
    }
    for (const share of [0.6, 0.85]) add(share, (time) => this.#pickUp(time));
    if (chance(random, 0.07)) {
      const cash = -(float / 40n) * BigInt(between(random, 1, 5));
      const note = pick(random, HOUSEHOLD);
      add(0.4, (time) => this.carryOut({ kind: "adjust", at: 0, cash, reason: "PETTY_CASH", note }, time));
    }
    if (chance(random, 0.03)) {
      const note = "Coins from the bank";
      add(0.2, (time) => this.carryOut({ kind: "adjust", at: 0, cash: float / 4n, reason: "OTHER", note }, time));
    }
    if (chance(random, 0.02)) {
      const cash = -(float / 20n);
      add(0.7, (time) => this.carryOut({ kind: "adjust", at: 0, cash, reason: "Courier" }, time));
    }
    if (chance(random, 0.01)) {
      const cash = -major * BigInt(between(random, 3, 9));
      const step = { kind: "adjust", at: 0, cash, reason: "CASH_PAYOUT", payout: true } as const;
      add(0.45, (time) => this.carryOut(step, time));
    }
    if (this.#plan.post.till.paysTips && chance(random, 0.4)) {
      const cash = -(float / 20n) * BigInt(between(random, 2, 5));
      add(0.98, (time) => this.carryOut({ kind: "adjust", at: 0, cash, reason: "TIP_PAYOUT" }, time));
    }
    return steps;
  }

  carryOut(step: ExtraStep, time: Date): void {
    const place = this.#place(time);
    this.#settled(this.#command(step, place));
  }

  close(): void {
    const { twist, post, closedBy, closes } = this.#plan;
    const usual = someSlip(this.#habits, this.#random);
    const error = settle(twist.closingError, this.#moment()) ?? usual;
    const place = { ...this.#place(new Date(closes)), staffId: closedBy };
    if (twist.endsItself) {
      const reason = twist.endsItself === "WITHOUT_COUNT" ? null : this.#reason(twist.endsItself);
      this.#looseEnds.uncounted.set(post.drawerId, error);
      this.#settled(closeSession(this.#world, { ...place, counted: null, reasonCodeId: reason }));
      return;
    }
    const isDayDone = this.#plan.isLastOnDrawer || (post.deviceIds.length === 1 && chance(this.#random, 0.6));
    const remark = error > this.#habits.major * 5n || error < -this.#habits.major * 5n;
    const usualNote = remark && chance(this.#random, 0.5) ? pick(this.#random, CLOSING_REMARKS) : null;
    const result = closeSession(this.#world, {
      ...place,
      counted: atLeastNothing(this.#moment().expected + error),
      leave: twist.leave ?? (isDayDone ? this.#habits.float : undefined),
      note: twist.closingNote ?? usualNote,
      totalsReadyAt: twist.totalsReadyAt ?? this.#usualReadiness(),
    });
    this.#settled(result);
  }

  /** Every fourth session's totals take some minutes; long past, nothing of that is left to see. */
  #usualReadiness(): Date | undefined {
    if (!chance(this.#random, 0.25)) return undefined;
    return new Date(this.#plan.closes + between(this.#random, 1, 9) * 60_000);
  }

  #command(step: ExtraStep, place: { sessionId: string; staffId: string; time: Date }): CommandResult {
    if (step.kind === "sale") return sellForCash(this.#world, { ...place, total: step.total, tendered: step.tendered });
    if (step.kind === "refund") return refundForCash(this.#world, { ...place, total: step.total });
    const note = step.note ?? null;
    if (step.kind === "count") {
      const counted = atLeastNothing(this.#moment().expected + step.error);
      return countSession(this.#world, { ...place, counted, note, reasonCodeId: this.#reason("CASH_COUNT") });
    }
    return adjustSession(this.#world, {
      ...place,
      cash: step.cash,
      note,
      reasonCodeId: step.reason === undefined ? null : this.#reason(step.reason),
      type: step.payout ? "CASH_PAYOUT" : "ADJUSTMENT",
      giftCardId: step.payout ? this.#world.nextId() : null,
    });
  }

  #refund(time: Date): void {
    const sold = this.#orders.shift();
    if (!sold || sold.total > this.#moment().expected) return;
    this.#settled(refundForCash(this.#world, { ...this.#place(time), ...sold }));
  }

  #pickUp(time: Date): void {
    const { pickupAbove, pickupStep, float } = this.#habits;
    const { expected } = this.#moment();
    if (expected < pickupAbove) return;
    const cash = -((expected - float) / pickupStep) * pickupStep;
    const note = `Safe bag ${between(this.#random, 1000, 9999)}`;
    this.carryOut({ kind: "adjust", at: 0, cash, reason: "CASH_PICKUP", note }, time);
  }

  #moment(): Moment {
    const drawer = this.#world.drawers.get(this.#plan.post.drawerId);
    return { expected: drawer?.balance ?? 0n, float: this.#habits.float };
  }

  #settled(result: CommandResult): SessionRecord | null {
    if (result.error === undefined) return result.session;
    this.#looseEnds.refused += 1;
    return null;
  }

  #place(time: Date): { sessionId: string; staffId: string; time: Date } {
    return { sessionId: this.#plan.sessionId ?? "", staffId: this.#plan.openedBy, time };
  }

  #reason(code: string): string {
    return reasonCodeId(this.#world, code);
  }
}

function settle(value: Plan["twist"]["closingError"], moment: Moment): bigint | undefined {
  return typeof value === "function" ? value(moment) : value;
}

/** Nobody counts less than nothing. */
function atLeastNothing(amount: bigint): bigint {
  return amount < 0n ? 0n : amount;
}
