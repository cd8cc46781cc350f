// @vitest-environment jsdom
import { cleanup, screen } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, describe, expect, test, vi } from "vitest";

import type { DrawerComparison } from "#app/reports/drawer-comparison.server.ts";
import type { LocationComparison } from "#app/reports/location-comparison.server.ts";
import type { RunGroup } from "#app/reports/sync-history.server.ts";

import { DrawerComparisonCard } from "./drawer-comparison.tsx";
import { LocationComparisonCard } from "./location-comparison.tsx";
import { renderInShop } from "./render-in-shop.tsx";
import { NOW, sampleSync, usd } from "./sample-reports.ts";
import { MirrorCard, RunsCard } from "./sync-page.tsx";
import { UnreadSessionsBanner } from "./unread-sessions.tsx";

const place = vi.hoisted(() => ({ search: "" }));
const asking = vi.hoisted(() => ({ state: "idle", data: undefined as { result: string } | undefined }));
afterEach(() => void Object.assign(asking, { state: "idle", data: undefined }));

vi.mock("@remix-run/react", () => {
  const Form = ({ children }: { children: ReactNode }) => <form>{children}</form>;
  return {
    useNavigation: () => ({ state: "idle" }),
    useLocation: () => place,
    Form,
    useFetcher: () => ({ ...asking, Form }),
  };
});

const polls: RunGroup = {
  kind: "poll",
  state: "done",
  runs: 312,
  from: "2026-11-23T08:00:00Z",
  until: "2026-11-23T13:58:00Z",
  sessions: 640,
  activities: 0,
  requests: 624,
  points: 4_100,
  errorCode: null,
  goesOnAt: null,
};

test("runs are put in order where they stand, and narrowed to what went wrong", () => {
  const failed = { ...polls, runs: 1, state: "failed", errorCode: "SHOPIFY_UNAVAILABLE", sessions: 2 };
  const runs = [polls, { ...failed, from: "2026-11-23T07:59:00Z" }];
  const bodies = () =>
    screen
      .getAllByRole("row")
      .slice(1)
      .map((row) => row.querySelector("td:nth-of-type(3)")?.textContent);
  place.search = "?runs_order=sessions&id_token=secret";
  renderInShop(<RunsCard runs={runs} />);
  expect(bodies()).toEqual(["2", "640"]);
  const sorted = screen.getByRole("columnheader", { name: /Sessions/ });
  expect(sorted.getAttribute("aria-sort")).toBe("ascending");
  expect(sorted.querySelector("a")?.getAttribute("href")).toBe("?runs_order=-sessions");
  expect(screen.getByRole("link", { name: "Only what went wrong" }).getAttribute("href")).toBe(
    "?runs_order=sessions&runs=trouble",
  );
  cleanup();
  place.search = "?runs=trouble";
  renderInShop(<RunsCard runs={runs} />);
  expect(bodies()).toEqual(["2"]);
  cleanup();
  renderInShop(<RunsCard runs={[polls]} />);
  expect(screen.getByText("Nothing went wrong in these days.")).toBeDefined();
  expect(screen.getByRole("link", { name: "Show all" }).getAttribute("href")).toBe("?");
  place.search = "";
});

test("runs say what they read, how often, and how it ended", () => {
  const failed = {
    ...polls,
    runs: 1,
    state: "failed",
    errorCode: "SHOPIFY_UNAVAILABLE",
    goesOnAt: "2026-11-23T14:05:00Z",
  };
  renderInShop(<RunsCard runs={[polls, { ...failed, from: "2026-11-23T07:59:00Z" }]} />);
  const [, first, second] = screen.getAllByRole("row").map((row) => row.textContent);
  expect(first).toBe("Update, 312 timesNov 23, 3:00 AM, 5 hr 58 minDone64006244,100");
  expect(second).toContain("what has changed since is missing. It was to be tried again at 9:05 AM.");
});

test("a run that could not read everything says so", () => {
  renderInShop(<RunsCard runs={[{ ...polls, errorCode: "MALFORMED_ROW" }]} />);
  expect(screen.getAllByText("Not everything").length).toBeGreaterThan(0);
});

test("sessions that could not be read are named, with since when and what happens next", () => {
  const session = { since: "2026-11-20T12:00:00Z", triedAt: "2026-11-23T12:00:00Z" };
  const sessions = [
    { id: "4712", isMirrored: true, ...session },
    { id: "4711", isMirrored: false, ...session },
  ];
  const { container, unmount } = renderInShop(<UnreadSessionsBanner unread={{ count: 3, sessions }} now={NOW} />);
  expect(container.textContent).toContain("3 sessions could not be read");
  const [mirrored, missing, more] = screen.getAllByRole("listitem").map((item) => item.textContent);
  expect(mirrored).toMatch(/^Session 4712: as last read, or without its ledger, since Nov 20, 7:00 AM; last tried /);
  expect(missing).toMatch(/^Session 4711: missing since Nov 20, 7:00 AM; last tried 2 hours ago$/);
  expect(more).toBe("and 1 more");
  expect(container.textContent).toContain("tried again once a day");
  unmount();
  expect(
    renderInShop(<UnreadSessionsBanner unread={{ count: 0, sessions: [] }} now={NOW} />).container.textContent,
  ).toBe("");
});

test("the last weeks can be read again unless something is being read", () => {
  const { unmount } = renderInShop(<MirrorCard sync={sampleSync} legacyFrom={null} activities={6_400} />);
  expect(screen.getByRole("button", { name: /Read the last weeks again/ }).getAttribute("aria-disabled")).toBe("false");
  expect(screen.getByText("6,400")).toBeDefined();
  unmount();
  renderInShop(<MirrorCard sync={{ ...sampleSync, state: "running" }} legacyFrom={null} activities={6_400} />);
  expect(screen.getByRole("button", { name: /Read the last weeks again/ }).getAttribute("aria-disabled")).toBe("true");
});

test("where Shopify's totals differ both figures stand side by side, with what was done", () => {
  const comparison: DrawerComparison = {
    comparedAt: "2026-11-23T12:00:00Z",
    drawers: 2,
    sessions: 30,
    differences: [
      {
        ...{ drawerId: "12", drawer: "Till 2", location: "Main Street", outcome: "differs" },
        ...{ from: "2026-11-21T23:00:00Z", to: "2026-11-22T23:00:00Z", rereadAt: "2026-11-23T12:00:00Z" },
        figures: [{ figure: "sales", ours: usd("25.00"), theirs: usd("32.00") }],
      },
    ],
  };
  const { container, unmount } = renderInShop(<DrawerComparisonCard comparison={comparison} now={NOW} />);
  expect(container.textContent).toContain("One drawer’s time differs: 2 drawers with 30 sessions");
  expect(container.textContent).toContain("were read again on Nov 23, 2026, 7:00 AM, and still differ");
  expect(screen.getByRole("row", { name: /Sales/ }).textContent).toBe("Sales$25.00$32.00");
  unmount();
  const agreeing = { ...comparison, differences: [] };
  expect(renderInShop(<DrawerComparisonCard comparison={agreeing} now={NOW} />).container.textContent).toContain(
    "Everything agrees",
  );
});

describe("Shopify's totals by location and day", () => {
  const none: LocationComparison = { last: null, differences: [] };
  const last = {
    ...{ comparedAt: "2026-11-23T13:58:00Z", from: "2026-11-16", to: "2026-11-22" },
    ...{ locations: 3, unsettled: 0 },
  };
  const card = (comparison: LocationComparison, isComparable = true) =>
    renderInShop(<LocationComparisonCard comparison={comparison} isComparable={isComparable} now={NOW} />).container;
  const button = () => screen.getByRole("button", { name: /Compare with Shopify’s totals/ });

  test("can be asked for once the figures are here", () => {
    expect(card(none).textContent).toContain("Hold its last 7 days against what is here");
    expect(button().getAttribute("aria-disabled")).toBe("false");
    cleanup();
    card(none, false);
    expect(button().getAttribute("aria-disabled")).toBe("true");
  });

  test("agree, or say how much could not be summed up", () => {
    expect(card({ ...none, last }).textContent).toContain("Everything agrees: 3 locations, Nov 16 – 22, 2026");
    cleanup();
    expect(card({ ...none, last: { ...last, unsettled: 2 } }).textContent).toMatch(
      /Nothing differs: .* 2 days of locations could not be summed up/,
    );
  });

  test("that differ stand beside ours, sessions as a number and cash as money", () => {
    const text = card({
      last,
      differences: [
        {
          ...{ locationId: "7", location: "Main Street", day: "2026-11-20", outcome: "differs" },
          rereadAt: "2026-11-23T13:58:00Z",
          figures: [
            { figure: "opened", ours: 1, theirs: 2 },
            { figure: "net_cash", ours: usd("25.00"), theirs: usd("32.00") },
          ],
        },
      ],
    }).textContent;
    expect(text).toContain("One location’s day differs");
    expect(text).toContain("were read again on Nov 23, 2026, 8:58 AM, and still differ");
    expect(screen.getByRole("row", { name: /Sessions opened/ }).textContent).toBe("Sessions opened12");
    expect(screen.getByRole("row", { name: /Net cash/ }).textContent).toBe("Net cash$25.00$32.00");
  });

  test("that a person may not see are named with the permission and who gives it", () => {
    asking.data = { result: "denied" };
    const text = card(none).textContent;
    expect(text).toContain("“View payment tracking session history”");
    expect(text).toContain("The store owner");
    cleanup();
    asking.state = "submitting";
    expect(card(none).textContent).not.toContain("The store owner");
    expect(button().getAttribute("aria-busy")).toBe("true");
  });
});

test("the mirror reaches back to the first session, of the older cash tracking too", () => {
  const sync = { ...sampleSync, historyFrom: "2026-03-16T14:00:00Z", isHistoryComplete: true };
  renderInShop(<MirrorCard sync={sync} legacyFrom="2025-10-24T14:00:00Z" activities={1} />);
  expect(screen.getByText("Oct 24, 2025, the first session")).toBeDefined();
});
