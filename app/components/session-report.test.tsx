// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { summaryOf } from "./checks.tsx";
import { evidenceOf } from "./hints.tsx";
import { drawerPagination, hoursInWords } from "./neighbours.tsx";
import { renderInShop, shopFormat, t } from "./render-in-shop.tsx";
import { NOW, sampleChecks, sampleLedger, sampleReport, sampleSession, usd } from "./sample-reports.ts";
import { SessionBadge, SessionReportBody, sessionSubtitle } from "./session-report.tsx";

const here = { search: "" };
vi.mock("@remix-run/react", () => ({
  useRevalidator: () => ({ state: "idle", revalidate: vi.fn() }),
  useLocation: () => here,
}));

const lineOf = (table: HTMLElement, name: RegExp) => within(table).getByRole("row", { name }).textContent;

test("the statement tells own from carried in, and the balance left behind is no discrepancy", () => {
  renderInShop(<SessionReportBody report={sampleReport} />);
  const statement = screen.getByRole("table", { name: "Statement of the session" });
  expect(lineOf(statement, /Discrepancy at open/)).toContain("Carried in from before this session+$2.00over");
  expect(lineOf(statement, /Discrepancy at close/)).toContain("Came about in this session-$42.40short");
  expect(lineOf(statement, /Closing balance/)).toBe("Closing balance, left in the drawer$200.00");
});

test("a figure that is not known says why", () => {
  const statement = sampleReport.statement.map((line) =>
    line.id === "counted_at_close" ? { ...line, amount: null, note: "not_counted" as const } : line,
  );
  renderInShop(<SessionReportBody report={{ ...sampleReport, statement }} />);
  const table = screen.getByRole("table", { name: "Statement of the session" });
  expect(lineOf(table, /Counted at close/)).toContain("Nobody counted when the session was closed");
});

test("what Shopify has not computed is pending, and an open session claims no zeros", () => {
  const noted = (note: "open" | "totals_pending", amount: string) => ({
    ...sampleReport,
    statement: sampleReport.statement.map((line) =>
      line.id === "cash_sales" ? { ...line, amount: usd(amount), note } : line,
    ),
  });
  const salesOf = (report: typeof sampleReport) => {
    const { unmount } = renderInShop(<SessionReportBody report={report} />);
    const text = lineOf(screen.getByRole("table", { name: "Statement of the session" }), /^Cash sales/);
    unmount();
    return text;
  };
  expect(salesOf(noted("totals_pending", "12.00"))).toBe("Cash salespending");
  expect(salesOf(noted("open", "0.00"))).toContain("Known when the session is closed");
  expect(salesOf(noted("open", "12.00"))).toBe("Cash salesSo far+$12.00");
});

test("a discrepancy of nothing came from nowhere, and needs no note", () => {
  const statement = sampleReport.statement.map((line) =>
    line.id === "opening_discrepancy" ? { ...line, amount: usd("0.00") } : line,
  );
  renderInShop(<SessionReportBody report={{ ...sampleReport, statement }} />);
  const table = screen.getByRole("table", { name: "Statement of the session" });
  expect(lineOf(table, /Discrepancy at open/)).toBe("Discrepancy at open$0.00");
});

test("an open session shows what the drawer should hold by now, or that its ledger is still to be read", () => {
  const expectedNow = (ledger: typeof sampleLedger | null) => {
    const report = { ...sampleReport, row: { ...sampleSession, status: "open" as const }, ledger };
    const { unmount } = renderInShop(<SessionReportBody report={report} />);
    const text = lineOf(screen.getByRole("table", { name: "Statement of the session" }), /Expected now/);
    unmount();
    return text;
  };
  expect(expectedNow(sampleLedger.slice(0, 4))).toContain("$642.40");
  expect(expectedNow(null)).toContain("Known when the session’s ledger has been read");
});

test("a count that Shopify made by itself is never shown as counted", () => {
  const ledger = sampleLedger.map((line) =>
    line.type === "CLOSING" ? { ...line, reason: "AUTO_END_SESSION_LOGOUT" } : line,
  );
  renderInShop(<SessionReportBody report={{ ...sampleReport, ledger }} />);
  const statement = screen.getByRole("table", { name: "Statement of the session" });
  expect(lineOf(statement, /Counted at close/)).toContain("Nobody counted: it repeats what was expected");
  const count = lineOf(screen.getByRole("table", { name: /Ledger/ }), /Closing count/);
  expect(count).toContain("Nobody counted: closed by itself when the staff member logged out");
  expect(count).not.toContain("counted $600.00");
  expect(screen.getByText(/5:31 PM.*closed by itself when the staff member logged out; nobody counted/)).toBeDefined();
});

test("the ledger is in the order of time, or as the address says, each line with the balance after it", () => {
  const balances = () => {
    const rows = within(screen.getByRole("table", { name: /Ledger/ }))
      .getAllByRole("row")
      .slice(1);
    return rows.map((row) => within(row).getAllByRole("cell").at(-1)?.textContent);
  };
  const inTime = sampleLedger.map(({ runningBalance }) =>
    shopFormat.money(runningBalance, { currencyDisplay: "none" }),
  );
  const { unmount } = renderInShop(<SessionReportBody report={sampleReport} />);
  expect(balances()).toEqual(inTime);
  unmount();
  here.search = "?ledger_order=-time&id_token=secret";
  renderInShop(<SessionReportBody report={sampleReport} />);
  expect(balances()).toEqual(inTime.toReversed());
  const heading = within(screen.getByRole("table", { name: /Ledger/ })).getByRole("columnheader", { name: /Amount/ });
  expect(within(heading).getByRole("link").getAttribute("href")).toBe("?ledger_order=-amount");
  here.search = "";
});

test("cash that was moved with neither reason nor note is named as such", () => {
  const ledger = sampleLedger.map((line) => ({ ...line, reason: null, note: null }));
  renderInShop(<SessionReportBody report={{ ...sampleReport, ledger }} />);
  expect(lineOf(screen.getByRole("table", { name: /Ledger/ }), /Adjustment/)).toContain("Neither reason nor note");
});

test("the lines that a hint speaks of are marked in the ledger", () => {
  const evidence = { of: "own", amount: usd("-50.00"), type: "SALE", cash: usd("50.00"), positions: "2", matches: 1 };
  renderInShop(<SessionReportBody report={{ ...sampleReport, hints: [{ kind: "equals_transaction", evidence }] }} />);
  expect(screen.getByText(/exactly one sale of \$50\.00, at 9:40 AM\./)).toBeDefined();
  expect(lineOf(screen.getByRole("table", { name: /Ledger/ }), /#1042/)).toContain("Equals the discrepancy");
});

test("times are said to be the shop's where the cash is of another currency", () => {
  const { unmount } = renderInShop(<SessionReportBody report={sampleReport} />);
  expect(screen.queryByText(/on the shop’s clock/)).toBeNull();
  unmount();
  renderInShop(<SessionReportBody report={{ ...sampleReport, row: { ...sampleSession, currency: "KWD" } }} />);
  expect(screen.getByText(/on the shop’s clock, America\/New York/)).toBeDefined();
});

test("the ledger shows each count with what was expected and what was found", () => {
  renderInShop(<SessionReportBody report={sampleReport} />);
  const ledger = screen.getByRole("table", { name: /Ledger/ });
  const count = lineOf(ledger, /Closing count/);
  expect(count).toContain("counted $600.00, expected $642.40");
  expect(count).toContain("-42.40short");
  expect(lineOf(ledger, /Adjustment/)).toContain("Petty cashWindow cleaner");
});

test("the ledger can be narrowed to one kind", () => {
  renderInShop(<SessionReportBody report={sampleReport} />);
  fireEvent.click(screen.getByRole("button", { name: "Counts" }));
  const rows = within(screen.getByRole("table", { name: /Ledger/ })).getAllByRole("row");
  expect(rows).toHaveLength(3);
  expect(screen.getByRole("button", { name: "Counts" }).getAttribute("aria-pressed")).toBe("true");
});

test("a session that was restated shows what its figures were and what they are", () => {
  const { unmount } = renderInShop(<SessionReportBody report={sampleReport} />);
  expect(screen.queryByText(/Restated/)).toBeNull();
  unmount();
  const restatements = [
    {
      at: "2026-11-23T13:00:00Z",
      changes: [
        { figure: "counted_at_close" as const, before: null, after: usd("600.00") },
        { figure: "total_discrepancy" as const, before: usd("-52.40"), after: usd("-40.40") },
      ],
      closedAt: { before: "2026-11-22T22:30:00Z", after: "2026-11-22T22:31:00Z" },
    },
  ];
  renderInShop(<SessionReportBody report={{ ...sampleReport, restatements }} />);
  expect(screen.getByRole("heading", { name: "Restated by Shopify on Nov 23, 2026" })).toBeDefined();
  const changes = screen.getByRole("table", { name: /What changed/ });
  expect(lineOf(changes, /Total discrepancy/)).toBe("Total discrepancy-$52.40-$40.40");
  expect(lineOf(changes, /Counted at close/)).toBe("Counted at closeNot known$600.00");
  expect(lineOf(changes, /^Closed/)).toBe("ClosedNov 22, 2026, 5:30 PMNov 22, 2026, 5:31 PM");
});

test("a ledger that is still to be read says so, and that it comes by itself", () => {
  renderInShop(<SessionReportBody report={{ ...sampleReport, ledger: null }} />);
  expect(screen.getByText(/is being read from Shopify/)).toBeDefined();
});

test("a check that is off stands open with its arithmetic, one that passes is closed", () => {
  renderInShop(<SessionReportBody report={sampleReport} />);
  const off = screen.getByText("The closing balance adds up").closest("details");
  expect(off?.open).toBe(true);
  expect(off?.textContent).toContain("off by -$1.20");
  expect(screen.getByText("Cash sales add up").closest("details")?.open).toBe(false);
});

test("a check that is off says what its terms come to, what Shopify gives, and the difference", () => {
  const checks = sampleChecks.filter(({ outcome }) => outcome === "fails");
  renderInShop(<SessionReportBody report={{ ...sampleReport, checks }} />);
  const rows = within(screen.getByRole("table", { name: /^Arithmetic/ })).getAllByRole("row");
  expect(rows.map((row) => row.textContent)).toEqual([
    "Counted at close$600.00",
    "Closing adjustment-$400.00",
    "Come to$200.00",
    "Closing balance, as Shopify gives it$198.80",
    "Off by-$1.20",
  ]);
});

test("the head leads along the drawer, and says so", () => {
  expect(drawerPagination(t, sampleReport)).toMatchObject({
    ...{ hasPrevious: true, previousURL: "/app/sessions/4690", hasNext: false },
    accessibilityLabels: { previous: "Previous session on the drawer" },
  });
});

test("checks that all wait for the same thing take one line", () => {
  const waiting = sampleChecks.map((check) => ({
    ...check,
    outcome: "not_computable" as const,
    reason: "open" as const,
  }));
  renderInShop(<SessionReportBody report={{ ...sampleReport, checks: waiting }} />);
  expect(screen.getByText("The session is still open.").closest("details")?.textContent).toContain("3 not yet");
});

test("the checks are summed up in a sentence", () => {
  expect(summaryOf(t, sampleChecks)).toBe("1 is off, 1 passes, 1 not computed");
  expect(summaryOf(t, sampleChecks.slice(0, 1))).toBe("All 1 pass: Shopify’s figures agree with each other.");
});

test("the badge says status and amount, and an open session claims no amount", () => {
  const { container, unmount } = renderInShop(<SessionBadge report={sampleReport} />);
  expect(container.textContent).toContain("Short -$40.40");
  unmount();
  const open = { ...sampleReport, row: { ...sampleSession, reconciliation: "open" as const } };
  expect(renderInShop(<SessionBadge report={open} />).container.textContent).toContain("Open");
});

test("a session that nobody closed says for how long it has been open", () => {
  const forgotten = { ...sampleReport, row: { ...sampleSession, isStale: true }, hours: 187.7 };
  expect(renderInShop(<SessionBadge report={forgotten} />).container.textContent).toBe("WarningOpen for 7 days");
});

test("the subtitle tells day, hours and length, until now while the session is open", () => {
  expect(sessionSubtitle(t, sampleReport, NOW, shopFormat)).toBe("Nov 22, 2026, 9:02 AM – 5:31 PM, 8 hr 29 min");
  const open = { ...sampleReport, row: { ...sampleSession, closedAt: null } };
  expect(sessionSubtitle(t, open, NOW, shopFormat)).toBe("since Nov 22, 2026, 9:02 AM, 23 hr 58 min");
});

test("each kind of hint words its evidence as a fact", () => {
  const of = { of: "own", amount: usd("-42.40") };
  const say = (kind: Parameters<typeof evidenceOf>[1]["kind"], evidence: Record<string, unknown>) =>
    evidenceOf(t, { kind, evidence: { ...of, ...evidence } as never }, shopFormat, (position) => `9:0${position} AM`);
  expect(say("equals_transaction", { type: "SALE", cash: usd("42.40"), positions: "2, 5", matches: 2 })).toBe(
    "The discrepancy of -$42.40 is exactly one sale of $42.40, which is in the ledger 2 times, at 9:02 AM and 9:05 AM.",
  );
  expect(say("equals_float", { float: "counted_at_open" })).toContain("exactly what was counted at open");
  expect(say("equals_float", { float: "closing_balance" })).toContain("exactly what was left in the drawer at close");
  const swapped = { entered: usd("39.00"), meant: usd("93.00"), digitsEntered: "39", digitsMeant: "93" };
  expect(say("divisible_by_nine", swapped)).toBe(
    "The discrepancy of -$42.40 is explained if $39.00 was meant to be $93.00: 39 and 93 are the same digits the other way round.",
  );
  expect(say("round_amount", { multipleOf: usd("10.00") })).toContain("a multiple of $10.00");
  expect(
    say("cancelled_by_neighbour", {
      side: "next",
      figure: "opening",
      neighbourAmount: usd("42.40"),
      remainder: usd("0.00"),
    }),
  ).toContain("stands against $42.40 at the opening of the session after it on the drawer");
});

test("the time between sessions is told in its own unit, and an overlap as one", () => {
  expect([0.5, 15.5, 60, -2].map((hours) => hoursInWords(t, hours, "en"))).toEqual([
    "30 minutes between",
    "16 hours between",
    "3 days between",
    "2 hours at the same time",
  ]);
});
