// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { LegacyHistoryCard } from "./legacy-history.tsx";
import { renderInShop } from "./render-in-shop.tsx";
import { sampleReport, sampleSession } from "./sample-reports.ts";
import { SessionBadge, SessionReportBody } from "./session-report.tsx";

vi.mock("@remix-run/react", () => ({ useRevalidator: () => ({ revalidate: () => undefined }) }));

const history = { given: 3_356, counted: 2_945, heldBack: 0, isComplete: true, from: null, isRefused: false };

test("what of the older version is counted, and what is not, is said in words", () => {
  const { container } = renderInShop(<LegacyHistoryCard history={history} showsDevices />);
  expect(container.textContent).toContain("2,945 sessions from before the rebuild of March 2026 are here");
  expect(container.textContent).toContain("411 more sessions of it are left out: the same shifts are here");
  expect(container.textContent).not.toContain("held back");
});

test("what is held back asks for the permission that would settle it", () => {
  const held = { ...history, heldBack: 11 };
  renderInShop(<LegacyHistoryCard history={held} showsDevices={false} />);
  expect(screen.getByText(/^11 sessions are held back/)).toBeDefined();
  expect(screen.getByRole("button", { name: /^Grant permission/ })).toBeDefined();
});

test("a shop without a past has no card, one whose past is refused has", () => {
  const nothing = { given: 0, counted: 0, heldBack: 0, isComplete: true, from: null, isRefused: false };
  expect(renderInShop(<LegacyHistoryCard history={nothing} showsDevices />).container.textContent).toBe("");
  const refused = { ...nothing, isComplete: false, isRefused: true };
  const { container } = renderInShop(<LegacyHistoryCard history={refused} showsDevices />);
  expect(container.textContent).toContain("asked again every day");
});

test("a session from before the rebuild says what it does not tell, and what its ledger lacks", () => {
  const report = {
    ...sampleReport,
    row: { ...sampleSession, isLegacy: true },
    ledger: null,
    missingScopes: ["read_orders"],
  };
  const { container } = renderInShop(
    <>
      <SessionBadge report={report} />
      <SessionReportBody report={report} />
    </>,
  );
  expect(container.textContent).toContain("Older cash tracking");
  expect(container.textContent).toContain("without counts in mid-session");
  expect(container.textContent).toContain("can be read with permission to read orders");
  expect(container.textContent).not.toContain("is being read from Shopify");
});
