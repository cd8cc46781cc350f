// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import type { StaffReport } from "#app/reports/staff.server.ts";
import type { StaffRow } from "#app/reports/staff-figures.server.ts";

import { STANDARD_COLUMNS } from "./column-choice.tsx";
import { renderInShop, shopFormat, t } from "./render-in-shop.tsx";
import { usd } from "./sample-reports.ts";
import { rateInWords, testInBrief, testInWords } from "./staff-odds.ts";
import { StaffReportBody } from "./staff-report.tsx";
import { inStaffOrder, parseStaffOrder } from "./staff-table.tsx";

const ann: StaffRow = {
  ...{ id: "501", name: "Ann", currency: "USD", sessions: 12, cashHandled: usd("9000.00"), ownSessions: 9 },
  ...{ ownCash: usd("8000.00"), shortSessions: 9, overSessions: 0, beyondTolerance: 4 },
  ...{ short: usd("-40.00"), over: usd("0.00"), net: usd("-40.00"), perThousand: -5 },
  ...{ peers: { sessions: 80, perThousand: -0.25 }, chance: 2 / 2 ** 9, sharedSessions: 0, shared: usd("0.00") },
  reached: ["window_sum"],
};
const ben: StaffRow = {
  ...ann,
  ...{ id: "502", name: null, ownSessions: 0, shortSessions: 0, chance: null, perThousand: null, peers: null },
  ...{ ownCash: usd("0.00"), short: usd("0.00"), net: usd("0.00"), shared: usd("-9.00"), reached: [] },
};

const report: StaffReport = {
  ...{ range: null, hasUsers: true, rows: [ann, ben], tested: 1, lopsidedBelow: 0.01 },
  totals: [
    {
      ...{ currency: "USD", sessions: 40, left: 3, total: usd("-60.00"), ofOne: usd("-40.00") },
      ...{ ofSeveral: usd("-9.00"), ofNobody: usd("-11.00") },
    },
  ],
  policy: {
    window: { from: "2026-10-25", to: "2026-11-23" },
    windowEvents: 3,
    amounts: [{ currency: "USD", single: usd("20.00"), windowSum: usd("50.00") }],
  },
};

const show = () =>
  renderInShop(
    <StaffReportBody
      report={report}
      query="preset=all"
      order={{ key: "short", direction: "ascending" }}
      leastSessions={8}
      columns={STANDARD_COLUMNS}
    />,
  );

test("says what is left out, whose the rest is, and what the limits are", () => {
  show();
  expect(screen.getByText(/^3 of 40 closed sessions/)).toBeDefined();
  expect(
    screen.getByText("One session off by $20.00 · Short by $50.00 together · 3 sessions beyond tolerance"),
  ).toBeDefined();
  expect(screen.getAllByRole("link", { name: "Ann" })[0]?.getAttribute("href")).toBe("/app/staff/501?preset=all");
});

test("who has nothing of their own has dashes, by number where Shopify gave no name, and what they shared", () => {
  show();
  expect(screen.getAllByText("Person 502").length).toBeGreaterThan(0);
  expect(screen.getAllByText("No stretch between two counts was theirs alone").length).toBeGreaterThan(0);
  expect(screen.getByText("-9.00 shared")).toBeDefined();
});

test("chance is told in odds, and not where the data cannot tell", () => {
  expect(testInBrief(t, ann, shopFormat)).toBe("1 in 256 by chance");
  expect(testInBrief(t, { ...ann, chance: 0.4 }, shopFormat)).toBe("as by chance");
  expect(testInBrief(t, { ...ann, chance: 1e-12 }, shopFormat)).toBe("less than 1 in a billion by chance");
  expect(testInBrief(t, ben, shopFormat)).toBe("not enough data");
  expect(testInWords(t, { ...ben, shortSessions: 5 }, shopFormat)).toMatch(/^Not enough data: 5 sessions/);
  expect([rateInWords(-5, shopFormat), rateInWords(0.256, shopFormat)]).toEqual(["-5.00", "+0.26"]);
});

test("the order puts the most short first, the shop's currency first, and who has no figure last", () => {
  const yen = { ...ann, id: "503", name: "Yui", currency: "JPY", short: { amount: "-9000", currency: "JPY" } };
  const names = (order: string) =>
    inStaffOrder(t, [yen, ben, ann], parseStaffOrder(new URLSearchParams({ order })), shopFormat).map(({ id }) => id);
  expect(names("")).toEqual(["501", "502", "503"]);
  expect(names("-short")).toEqual(["502", "501", "503"]);
  expect(names("chance")).toEqual(["501", "503", "502"]);
  expect(names("-chance")).toEqual(["501", "503", "502"]);
});
