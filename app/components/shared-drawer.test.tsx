// @vitest-environment jsdom
import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";

import { renderInShop } from "./render-in-shop.tsx";
import { usd } from "./sample-reports.ts";
import { SharedDrawerCard } from "./shared-drawer.tsx";
import type { SharedDrawer, SharedSession } from "#app/reports/session-shared.server.ts";

const lineOf = (table: HTMLElement, name: RegExp) => within(table).getByRole("row", { name }).textContent;

test("sessions that shared the drawer stand beside this one, with who handled what between two counts", () => {
  const session = (id: string, more: Partial<SharedSession>): SharedSession => ({
    ...{ id, isThis: false, deviceId: null, openedBy: null, closedBy: null, entries: 3, handled: usd("40.00") },
    ...{ openedAt: "2026-11-22T14:00:00Z", closedAt: "2026-11-22T22:00:00Z", totalDiscrepancy: usd("0.00"), ...more },
  });
  const shared: SharedDrawer = {
    sessions: [session("4711", { isThis: true, deviceId: "77" }), session("4712", { openedBy: "Cem Ito" })],
    stretches: [
      {
        ...{ from: "2026-11-22T14:00:00Z", to: "2026-11-22T17:00:00Z", found: usd("-35.00") },
        handled: [
          { sessionId: "4711", amount: usd("80.00"), entries: 2, staff: [] },
          { sessionId: "4712", amount: usd("-5.00"), entries: 1, staff: ["Cem Ito"] },
        ],
      },
      { from: "2026-11-22T17:00:00Z", to: null, found: null, handled: [] },
    ],
  };
  const { unmount } = renderInShop(<SharedDrawerCard shared={shared} timeZone="America/New_York" />);
  const counts = screen.getByRole("table", { name: "Who handled what between two counts" });
  expect(lineOf(counts, /9:00 AM – 12:00 PM/)).toContain("device 77: +$80.00Cem Ito: -$5.00-$35.00short");
  expect(lineOf(counts, /not counted since/)).toContain("nobody handled cash");
  const others = screen.getByRole("table", { name: "Sessions on the drawer at the same time" });
  expect(within(others).getByRole("link", { name: "Cem Ito" }).getAttribute("href")).toBe("/app/sessions/4712");
  unmount();
  const unread = renderInShop(<SharedDrawerCard shared={{ ...shared, stretches: null }} timeZone="America/New_York" />);
  expect(screen.getByText(/still to be read from Shopify; who handled what follows then/)).toBeDefined();
  unread.unmount();
  // Nothing was counted twice yet: no head of a table without rows.
  renderInShop(<SharedDrawerCard shared={{ ...shared, stretches: [] }} timeZone="America/New_York" />);
  expect(screen.getAllByRole("table")).toHaveLength(1);
});
