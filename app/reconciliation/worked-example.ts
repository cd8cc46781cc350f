import { formatMoney } from "#app/money/format-money.ts";
import { parseMinor, toDecimal } from "#app/money/money.ts";
import type { Term } from "./check.ts";
import { runChecks } from "./checks.ts";
import { type ActivityFacts, magnitude, type SessionFacts } from "./facts.ts";
import { handoverOf } from "./handover.ts";
import { hintsFor } from "./hints.ts";
import { runningBalances } from "./running-balance.ts";
import { statementOf } from "./statement.ts";
import { statusOf } from "./status.ts";
import { aSession, type Ledger } from "./test-ledger.ts";
import { defaultTolerance, type ToleranceRule, toleranceFor } from "./tolerance.ts";

/** For tests alone: the examples of docs/reconciliation.md, read line by line and answered by the rules. */
export interface WorkedExample {
  readonly title: string;
  /** What the document claims, as "status short", beside what the rules say about the same. */
  readonly claims: readonly { readonly claimed: string; readonly computed: string }[];
}

type Builder = ReturnType<typeof aSession>;

interface Telling {
  readonly currency: string;
  readonly builder: Builder;
  ledger: Ledger | null;
  figures: Partial<SessionFacts>;
  isLedgerRead: boolean;
  rule: ToleranceRule;
  previous: SessionFacts | null;
  next: SessionFacts | null;
  meanwhile: ActivityFacts[];
}

const FIGURES: Readonly<Record<string, keyof SessionFacts>> = {
  cash_sales: "cashSales",
  cash_refunds: "cashRefunds",
  net_cash_sales: "netCashSales",
  adjustments: "adjustments",
  expected_at_close: "expectedAtClose",
  closing_balance: "closingBalance",
  total_discrepancy: "totalDiscrepancy",
};

const AMOUNT = "(-?[\\d.]+)";

/** Every sentence that an example may contain, and what it does. */
const SENTENCES: readonly [RegExp, (telling: Telling, ...words: string[]) => unknown][] = [
  [sentence(`opened with ${AMOUNT}`), ({ builder }, counted) => builder.openedWith(counted)],
  [
    sentence(`opened with ${AMOUNT}, expecting ${AMOUNT}`),
    ({ builder }, counted, expected) => builder.openedWith(counted).expecting(expected),
  ],
  [sentence(`sold ${AMOUNT}`), ({ builder }, price) => builder.sold(price)],
  [
    sentence(`sold ${AMOUNT}, tendered ${AMOUNT}`),
    ({ builder }, price, tendered) => builder.sold(price, { tendered: tendered }),
  ],
  [sentence(`refunded ${AMOUNT}`), ({ builder }, amount) => builder.refunded(amount)],
  [sentence(`paid in ${AMOUNT}`), ({ builder }, amount) => builder.paidIn(amount)],
  [sentence(`paid out ${AMOUNT}`), ({ builder }, amount) => builder.paidOut(amount)],
  [sentence(`cash payout ${AMOUNT}`), ({ builder }, amount) => builder.cashPayout(amount)],
  [sentence(`counted ${AMOUNT}`), ({ builder }, amount) => builder.countedMidSession(amount)],
  [
    sentence(`closed with ${AMOUNT}`),
    (telling, counted) => (telling.ledger = telling.builder.countedAt(counted).closed()),
  ],
  [
    sentence(`closed with ${AMOUNT}, leaving ${AMOUNT}`),
    (telling, counted, left) => (telling.ledger = telling.builder.countedAt(counted).leaving(left).closed()),
  ],
  [sentence("closed uncounted"), (telling) => (telling.ledger = telling.builder.closed())],
  [sentence("closed automatically"), (telling) => (telling.ledger = telling.builder.closedAutomatically())],
  [sentence("totals pending"), (telling) => (telling.figures = { ...telling.figures, totalsReady: false })],
  [sentence("ledger not read"), (telling) => (telling.isLedgerRead = false)],
  [
    sentence(`Shopify gives ([a-z_]+) ${AMOUNT}`),
    (telling, name, amount) => {
      const figure = FIGURES[name];
      if (!figure) throw new Error(`no figure "${name}"`);
      telling.figures = { ...telling.figures, [figure]: parseMinor(amount, telling.currency) };
    },
  ],
  [
    sentence(`tolerance ${AMOUNT} or ${AMOUNT}%`),
    (telling, absolute, percent) => {
      const shareOfCashHandledBps = Math.round(Number(percent) * 100);
      telling.rule = { absolute: parseMinor(absolute, telling.currency), shareOfCashHandledBps };
    },
  ],
  [
    sentence(`the session before left ${AMOUNT}`),
    (telling, left) =>
      (telling.previous = neighbour(telling.currency).openedWith(left).countedAt(left).closed().session),
  ],
  [
    sentence("the session before is still open"),
    (telling) => (telling.previous = neighbour(telling.currency).stillOpen().session),
  ],
  [
    sentence(`the next session opened with ${AMOUNT}, expecting ${AMOUNT}`),
    (telling, counted, expected) => {
      telling.next = aSession(telling.currency).openedWith(counted).expecting(expected).stillOpen().session;
    },
  ],
  [
    sentence(`meanwhile another device on the drawer sold ${AMOUNT}`),
    (telling, amount) => {
      const { activities } = aSession(telling.currency).openedAt("2026-11-21T14:00:30Z").sold(amount).stillOpen();
      telling.meanwhile.push(...activities.slice(1));
    },
  ],
];

function sentence(pattern: string): RegExp {
  return new RegExp(`^${pattern}$`);
}

function neighbour(currency: string): Builder {
  return aSession(currency).withId("1000").openedAt("2026-11-20T14:00:00Z");
}

/** Reads one example: its first line names the currency, "=>" lines are claims, the others tell the session. */
export function readWorkedExample(title: string, text: string): WorkedExample {
  const [head = "", ...lines] = text.split("\n").filter((line) => line.trim() !== "");
  const currency = /^a session in ([A-Z]{3})$/.exec(head)?.[1];
  if (!currency) throw new Error(`"${head}" does not begin an example`);
  const telling: Telling = {
    currency,
    builder: aSession(currency),
    ...{ ledger: null, figures: {}, isLedgerRead: true, rule: defaultTolerance(currency) },
    ...{ previous: null, next: null, meanwhile: [] },
  };
  const claims: { claimed: string; computed: string }[] = [];
  for (const line of lines) {
    if (line.startsWith("=> ")) claims.push(answer(telling, line.slice(3)));
    else tell(telling, line);
  }
  return { title, claims };
}

function tell(telling: Telling, line: string): void {
  for (const [pattern, does] of SENTENCES) {
    const match = pattern.exec(line);
    if (match) return void does(telling, ...match.slice(1));
  }
  throw new Error(`"${line}" is not a sentence of an example`);
}

/** What the rules say where the document claims something, in the document's own form. */
function answer(telling: Telling, claimed: string): { claimed: string; computed: string } {
  const [about = "", id = ""] = claimed.split(" ");
  return { claimed, computed: compute(telling, about, id) };
}

function compute(telling: Telling, about: string, id: string): string {
  const told = telling.ledger ?? telling.builder.stillOpen();
  const session = { ...told.session, ...telling.figures };
  const activities = telling.isLedgerRead ? told.activities : null;
  const tolerance = toleranceFor(session, telling.rule);
  const write = (minor: bigint) => toDecimal(minor, telling.currency);
  switch (about) {
    case "status":
      return `status ${statusOf(session, tolerance, activities)}`;
    case "tolerance":
      return `tolerance ${write(tolerance)}`;
    case "balances":
      return `balances ${runningBalances(session.expectedAtOpen, told.activities).map(write).join(" ")}`;
    case "hints": {
      const { previous, next } = telling;
      const hints = hintsFor({ session, activities, previousOnDrawer: previous, nextOnDrawer: next, tolerance });
      return `hints ${hints.map(({ kind }) => kind).join(" ") || "none"}`;
    }
    case "gap":
    case "book_gap": {
      const left = telling.previous?.closingBalance;
      if (left == null) throw new Error("nothing was left by a session before");
      const { gap, bookGap } = handoverOf(left, session);
      return `${about} ${write(about === "gap" ? gap : bookGap)}`;
    }
    case "check":
      return describeCheck(telling, session, activities, id);
    default: {
      const line = statementOf(session, activities).find((candidate) => candidate.id === about);
      if (!line) throw new Error(`the statement has no line "${about}"`);
      return `${about} ${line.amount === null ? `unknown (${line.note})` : write(line.amount)}`;
    }
  }
}

function describeCheck(
  { currency, previous, meanwhile }: Telling,
  session: SessionFacts,
  activities: readonly ActivityFacts[] | null,
  id: string,
): string {
  const input = { session, activities, previous, drawerEvents: meanwhile, isDrawerShared: meanwhile.length > 0 };
  const check = runChecks(input).find((candidate) => candidate.id === id);
  if (!check) throw new Error(`no check "${id}"`);
  if (check.reason) return `check ${id} not computable: ${check.reason}`;
  const sum = writeSum(check.terms, currency);
  if (check.outcome === "passes") return `check ${id} passes: ${sum}${check.reading ? ` (${check.reading})` : ""}`;
  const off = { amount: toDecimal(check.residual ?? 0n, currency), currency };
  return `check ${id} fails: ${sum}, off by ${formatMoney(off, "en-US", { currencyDisplay: "none", sign: "always" })}`;
}

/** "100.00 + 40.00 - 5.00 = 135.00"; parts that are nothing are left out, save the first. */
function writeSum(terms: readonly Term[], currency: string): string {
  const parts = terms.slice(0, -1).filter(({ amount }, index) => index === 0 || amount !== 0n);
  const written = parts.map(({ amount }, index) => {
    const sign = amount < 0n ? "-" : "+";
    return index === 0 ? toDecimal(amount, currency) : `${sign} ${toDecimal(magnitude(amount), currency)}`;
  });
  return `${written.join(" ")} = ${toDecimal(terms.at(-1)?.amount ?? 0n, currency)}`;
}
