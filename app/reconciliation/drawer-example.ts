import { parseMinor, toDecimal } from "#app/money/money.ts";
import { attribute, type DrawerLedger, type Finding, peopleOf, type StaffedActivity } from "./attribution.ts";
import type { SessionFacts } from "./facts.ts";

/** For tests alone: the drawers of docs/reconciliation.md, a line an event, and to whom the rules give what was found. */
export interface DrawerExample {
  readonly title: string;
  readonly claims: readonly { readonly claimed: string; readonly computed: string }[];
}

interface Told {
  session: SessionFacts;
  activities: StaffedActivity[];
}

const CURRENCY = "USD";
const DAY_MS = 86_400_000;
const AMOUNT = "(-?[\\d.]+)";
const minor = (text = "0") => parseMinor(text, CURRENCY);

/** Reads one drawer: "10:00 A: Ann sells 40.00" lines tell it, "=>" lines claim. Registers are letters. */
export function readDrawerExample(title: string, text: string): DrawerExample {
  const told = new Map<string, Told>();
  const claims: { claimed: string; computed: string }[] = [];
  let midnight = Date.parse("2026-11-20T00:00:00Z");
  for (const line of text.split("\n").filter((given) => given !== "")) {
    const event = /^(\d\d:\d\d) ([A-Z]): (.+)$/.exec(line);
    if (line === "next day") midnight += DAY_MS;
    else if (line.startsWith("=> ")) claims.push({ claimed: line.slice(3), computed: answer(told, line.slice(3)) });
    else if (event) tell(told, { time: timeOf(midnight, event[1]), register: event[2] ?? "", what: event[3] ?? "" });
    else throw new Error(`"${line}" is not a line of a drawer`);
  }
  return { title, claims };
}

function timeOf(midnight: number, clock = ""): Date {
  const [hours = 0, minutes = 0] = clock.split(":").map(Number);
  return new Date(midnight + (hours * 60 + minutes) * 60_000);
}

interface Event {
  time: Date;
  register: string;
  what: string;
}

type Line = Partial<StaffedActivity> & Pick<StaffedActivity, "kind" | "type">;

const count = (type: string, staffId: string | null, counted?: string, expected?: string): Line => ({
  ...{ kind: "count", type, staffId, counted: minor(counted), expected: minor(expected) },
  discrepancy: minor(counted) - minor(expected),
  cash: minor(counted) - minor(expected),
});

const EVENTS: readonly [RegExp, (...words: string[]) => Line | null][] = [
  [event(`(\\w+) opens, counts ${AMOUNT} of ${AMOUNT}`), (who = "", ...figures) => count("OPENING", who, ...figures)],
  [event(`(\\w+) closes, counts ${AMOUNT} of ${AMOUNT}`), (who = "", ...figures) => count("CLOSING", who, ...figures)],
  [event(`(\\w+) counts ${AMOUNT} of ${AMOUNT}`), (who = "", ...figures) => count("MID_SESSION", who, ...figures)],
  [
    event(`opens by itself, ${AMOUNT} in it`),
    (held) => ({ ...count("OPENING", null, held, held), reasonCode: "AUTO_START_SESSION_CHECKOUT" }),
  ],
  [
    event(`closes by itself, ${AMOUNT} in it`),
    (held) => ({ ...count("CLOSING", null, held, held), reasonCode: "AUTO_END_SESSION_LOGOUT" }),
  ],
  [event("(\\w+) closes without a count"), () => null],
  [event(`(\\w+) sells ${AMOUNT}`), (staffId, cash) => move("transaction", "SALE", staffId, minor(cash))],
  [event(`(\\w+) refunds ${AMOUNT}`), (staffId, cash) => move("transaction", "REFUND", staffId, -minor(cash))],
  [event(`(\\w+) pays out ${AMOUNT}`), (staffId, cash) => move("adjustment", "ADJUSTMENT", staffId, -minor(cash))],
  [
    event(`(\\w+) takes ${AMOUNT} to the safe at closing`),
    (staffId, cash) => move("adjustment", "CLOSING_ADJUSTMENT", staffId, -minor(cash)),
  ],
];

function event(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}

function move(kind: StaffedActivity["kind"], type: string, staffId: string | undefined, cash: bigint): Line {
  return { kind, type, staffId: staffId ?? null, cash };
}

function tell(told: Map<string, Told>, { time, register, what }: Event): void {
  for (const [pattern, read] of EVENTS) {
    const match = pattern.exec(what);
    if (!match) continue;
    const known = told.get(register) ?? { session: opened(register, time), activities: [] };
    const line = read(...match.slice(1));
    if (line) known.activities.push({ ...BLANK, ...line, position: known.activities.length + 1, time });
    if (/\bcloses\b/.test(what)) known.session = { ...known.session, isOpen: false, closedAt: time };
    const total = known.activities.reduce((sum, { discrepancy }) => sum + (discrepancy ?? 0n), 0n);
    known.session = { ...known.session, totalDiscrepancy: total };
    told.set(register, known);
    return;
  }
  throw new Error(`"${what}" is nothing that happens at a drawer`);
}

const BLANK: Omit<StaffedActivity, "position" | "time" | "kind" | "type"> = {
  ...{ cash: 0n, expected: null, counted: null, discrepancy: null, reasonCode: null, note: null, staffId: null },
};

function opened(register: string, openedAt: Date): SessionFacts {
  return {
    ...{ id: String(register.charCodeAt(0)), currency: CURRENCY, isOpen: true, openedAt, closedAt: null },
    ...{ totalsReady: true, expectedAtOpen: 0n, countedAtOpen: 0n, expectedAtClose: null, countedAtClose: null },
    ...{ closingAdjustment: null, closingBalance: null, cashSales: 0n, cashRefunds: 0n, netCashSales: 0n },
    ...{ adjustments: 0n, totalDiscrepancy: 0n },
  };
}

/** What the session's counts found, with the sessions around it on the drawer as the mirror would give them. */
function findingsOf(told: Map<string, Told>, register: string): Finding[] {
  const mine = told.get(register);
  if (!mine) throw new Error(`no register ${register}`);
  const rest = [...told.values()].filter((other) => other !== mine);
  const isOver = ({ session }: DrawerLedger) => session.closedAt !== null && session.closedAt <= mine.session.openedAt;
  const others = rest.filter(
    (other) => !isOver(other) && other.session.openedAt < (mine.session.closedAt ?? new Date(8.64e15)),
  );
  const over = rest.filter(isOver).sort((a, b) => Number(a.session.closedAt) - Number(b.session.closedAt));
  const before = over.at(-1) ?? null;
  const isCounted = before?.activities.some(({ type, reasonCode }) => type === "CLOSING" && reasonCode === null);
  const sharing = over.filter(({ session: { id, closedAt } }) => {
    const opened = before?.session.openedAt;
    return id !== before?.session.id && closedAt !== null && opened !== undefined && closedAt > opened;
  });
  return attribute({ ...mine, others, previous: isCounted ? "counted" : before && { ...before, others: sharing } });
}

function answer(told: Map<string, Told>, claimed: string): string {
  const [subject = "", about = ""] = claimed.split(" ");
  if (/^[A-Z]$/.test(subject)) return describe(told, subject, about);
  let [own, cash, shared, ownCounts, sharedCounts] = [0n, 0n, 0n, 0, 0];
  for (const [register, { activities }] of told) {
    const found = peopleOf(activities, findingsOf(told, register)).find(({ staffId }) => staffId === subject);
    own += found?.ownDiscrepancy ?? 0n;
    cash += found?.ownCash ?? 0n;
    ownCounts += found?.ownCounts ?? 0;
    shared += found?.sharedDiscrepancy ?? 0n;
    sharedCounts += found?.sharedCounts ?? 0;
  }
  const write = (amount: bigint) => toDecimal(amount, CURRENCY);
  if (about === "shared") return `${subject} shared ${sharedCounts === 0 ? "none" : write(shared)}`;
  return `${subject} own ${ownCounts === 0 ? "none" : `${write(own)}, cash ${write(cash)}`}`;
}

const TYPES: Readonly<Record<string, string>> = { opening: "OPENING", middle: "MID_SESSION", closing: "CLOSING" };

function describe(told: Map<string, Told>, register: string, about: string): string {
  const position = told.get(register)?.activities.find(({ type }) => type === TYPES[about])?.position;
  const finding = findingsOf(told, register).find((candidate) => candidate.position === position);
  if (!finding) return `${register} ${about} is no count`;
  const people = finding.people.length > 0 ? `: ${finding.people.join(" ")}` : "";
  return `${register} ${about} ${toDecimal(finding.amount, CURRENCY)} ${finding.outcome}${people}`;
}
