// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import type { Digest } from "#app/reports/digest.server.ts";

import { DigestCard } from "./digest-card.tsx";
import { renderInShop } from "./render-in-shop.tsx";
import { NOW } from "./sample-reports.ts";

const sent = vi.hoisted(() => ({ submit: vi.fn(), state: "idle", data: undefined as { isDone: boolean } | undefined }));
vi.mock("@remix-run/react", () => ({ useFetcher: () => sent }));
beforeEach(() => {
  Object.assign(sent, { submit: vi.fn(), state: "idle", data: undefined });
});

const NONE = { count: 0, ids: [] };
const quiet: Digest = {
  ...{ since: "2026-11-22T22:40:00Z", isCut: false, days: { from: "2026-11-22", to: "2026-11-23" } },
  ...{ beyond: NONE, restated: NONE, reviewed: NONE, handed: NONE, exceptions: [], failedRuns: 0 },
};
const busy: Digest = {
  ...quiet,
  beyond: { count: 45, ids: Array.from({ length: 30 }, (_, index) => String(index + 1)) },
  restated: { count: 2, ids: ["7", "8"] },
  handed: { count: 1, ids: ["9"] },
  reviewed: { count: 40, ids: ["1"] },
  exceptions: [{ kind: "carry_over_gap", count: 3 }],
  failedRuns: 1,
};
const hrefs = () => screen.getAllByRole("link").map((link) => [link.textContent, link.getAttribute("href")]);

test("each line leads to exactly what it counts, as far as an address can hold it", () => {
  renderInShop(<DigestCard digest={busy} now={NOW} />);
  expect(screen.getByRole("heading").textContent).toBe("Since you last looked (yesterday, 5:40 PM)");
  expect(hrefs()).toEqual([
    ["1 session handed to you", "/app/sessions/9"],
    ["45 sessions closed beyond tolerance", "/app/sessions?from=2026-11-22&to=2026-11-23&status=short&status=over"],
    ["2 sessions restated by Shopify", "/app/sessions?preset=all&by=opening&session_id=7&session_id=8"],
    ["Carry-over gap: 3", "/app/exceptions?from=2026-11-22&to=2026-11-23&kind=carry_over_gap"],
    ["40 sessions reviewed by others", "/app/sessions?preset=all&review=reviewed"],
    ["Reading from Shopify failed 1 time", "/app/sync"],
  ]);
});

test("where nothing is new, one line says so, and at a first visit nothing does", () => {
  const { container } = renderInShop(<DigestCard digest={{ ...quiet, since: "2026-11-23T13:10:00Z" }} now={NOW} />);
  expect(container.textContent).toBe("Nothing new since you last looked (8:10 AM).");
  expect(screen.queryByRole("button")).toBeNull();
  expect(renderInShop(<DigestCard digest={null} now={NOW} />).container.textContent).toBe("");
});

test("after a long absence the card says where it begins", () => {
  const cut = { ...busy, since: "2026-08-01T14:00:00Z", isCut: true, days: { from: "2026-10-23", to: "2026-11-23" } };
  renderInShop(<DigestCard digest={cut} now={NOW} />);
  expect(screen.getByRole("heading").textContent).toMatch(/^Since you last looked \(Aug 1, 10:00 AM\)$/);
  expect(screen.getByText(/begins on Oct 23, 2026/)).toBeDefined();
});

test("it goes as soon as it is put away, and comes back when that did not work", () => {
  const card = () => <DigestCard digest={{ ...busy }} now={NOW} />;
  const { rerender } = renderInShop(card());
  fireEvent.click(screen.getByRole("button", { name: "Put away what happened since you last looked" }));
  expect(sent.submit).toHaveBeenCalledWith({ act: "dismiss_digest" }, { method: "post", action: "/app/cards" });
  sent.state = "submitting";
  rerender(card());
  expect(screen.queryByRole("link")).toBeNull();
  Object.assign(sent, { state: "idle", data: { isDone: false } });
  rerender(card());
  expect(screen.getByText(/could not be put away/)).toBeDefined();
});
