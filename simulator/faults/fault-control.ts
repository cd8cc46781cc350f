import {
  type FaultKind,
  type FaultMatcher,
  type FaultOptions,
  type FaultSubject,
  type FaultTarget,
  isBulkEnd,
  isPossibleAt,
} from "./fault-kinds.ts";

export interface PlannedFault extends FaultOptions {
  kind: FaultKind;
  /** Requests still to be hit. */
  left: number;
}

export interface ChosenFault {
  kind: FaultKind;
  delayMs: number;
  retryAfterSeconds: number;
}

export interface InjectedFault {
  kind: FaultKind;
  shop: string;
  target: FaultTarget;
  at: Date;
}

export interface RandomPlan {
  seed: number;
  /** Share of requests that are hit, 0 to 1. */
  rate: number;
  kinds: readonly FaultKind[];
  targets?: readonly FaultTarget[];
  /** Faults in a row at one shop before a request goes through for certain; 2 unless told otherwise. */
  maxInARow?: number;
}

/** Plans faults, chooses one for a request, and keeps account of what was injected. */
export interface FaultControl {
  /** Hits the next matching request; the queue is served in order. */
  next(kind: FaultKind, options?: FaultOptions): PlannedFault;
  /** Hits requests by lot, the same ones for the same seed and the same requests; null ends it. */
  random(plan: RandomPlan | null): void;
  /** Forgets what is planned; the log stays. */
  clear(): void;
  pending(): readonly PlannedFault[];
  /** Throws when something that was planned never struck. */
  assertConsumed(): void;
  readonly log: readonly InjectedFault[];
  /** Asked by the server for each request; `can` refuses kinds that make no sense for this one. */
  take(subject: FaultSubject, can?: (kind: FaultKind) => boolean): ChosenFault | null;
}

const DEFAULT_DELAY_MS = 250;
const DEFAULT_RETRY_AFTER_SECONDS = 1;
const DEFAULT_MAX_IN_A_ROW = 2;

/** Makes a fault control with nothing planned. */
export function createFaultControl(now: () => Date = () => new Date()): FaultControl {
  const log: InjectedFault[] = [];
  let queue: PlannedFault[] = [];
  let lottery: Lottery | null = null;

  return {
    log,
    next(kind, options = {}) {
      const planned: PlannedFault = { ...options, kind, left: options.times ?? 1 };
      queue.push(planned);
      return planned;
    },
    random(plan) {
      lottery = plan && createLottery(plan);
    },
    clear() {
      queue = [];
      lottery = null;
    },
    pending: () => queue,
    assertConsumed() {
      const unused = queue.map((planned) => `${planned.kind} (${planned.left} left)`);
      if (unused.length > 0) throw new Error(`Faults were planned that never struck: ${unused.join(", ")}`);
    },
    take(subject, can = () => true) {
      const isPossible = (kind: FaultKind) => isPossibleAt(kind, subject.target) && can(kind);
      const planned = takePlanned(queue, subject, isPossible);
      queue = queue.filter((candidate) => candidate.left > 0);
      const kind = planned?.kind ?? lottery?.draw(subject, isPossible) ?? null;
      if (kind === null) return null;
      log.push({ kind, shop: subject.shop, target: subject.target, at: now() });
      return {
        kind,
        delayMs: planned?.delayMs ?? DEFAULT_DELAY_MS,
        retryAfterSeconds: planned?.retryAfterSeconds ?? DEFAULT_RETRY_AFTER_SECONDS,
      };
    },
  };
}

function takePlanned(
  queue: PlannedFault[],
  subject: FaultSubject,
  isPossible: (kind: FaultKind) => boolean,
): PlannedFault | null {
  for (const planned of queue) {
    if (!isPossible(planned.kind) || !matches(planned, subject)) continue;
    if (planned.after && planned.after > 0) {
      planned.after -= 1;
      continue;
    }
    planned.left -= 1;
    return planned;
  }
  return null;
}

function matches(planned: PlannedFault, subject: FaultSubject): boolean {
  if (typeof planned.when === "function") return planned.when(subject);
  const matcher: FaultMatcher = planned.when ?? {};
  const target = matcher.target ?? usualTarget(planned.kind);
  if (target !== subject.target) return false;
  if (matcher.shop !== undefined && matcher.shop !== subject.shop) return false;
  return matcher.text === undefined || subject.text.includes(matcher.text);
}

function usualTarget(kind: FaultKind): FaultTarget {
  if (isBulkEnd(kind)) return "bulk";
  return kind.startsWith("webhook_") ? "webhook" : "graphql";
}

interface Lottery {
  draw(subject: FaultSubject, isPossible: (kind: FaultKind) => boolean): FaultKind | null;
}

function createLottery(plan: RandomPlan): Lottery {
  const random = seededRandom(plan.seed);
  const targets = plan.targets ?? ["graphql"];
  const limit = plan.maxInARow ?? DEFAULT_MAX_IN_A_ROW;
  const inARow = new Map<string, number>();
  return {
    draw(subject, isPossible) {
      if (!targets.includes(subject.target)) return null;
      const isHit = random() < plan.rate;
      const choice = random();
      const before = inARow.get(subject.shop) ?? 0;
      const kinds = plan.kinds.filter(isPossible);
      const kind = isHit && before < limit ? (kinds[Math.floor(choice * kinds.length)] ?? null) : null;
      inARow.set(subject.shop, kind === null ? 0 : before + 1);
      return kind;
    },
  };
}

/** mulberry32: small, good enough for a lot, and the same on every machine. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
