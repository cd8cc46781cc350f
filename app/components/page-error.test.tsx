// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { PageError } from "./page-error.tsx";
import { renderInShop } from "./render-in-shop.tsx";

const thrown = vi.hoisted(() => ({ error: undefined as unknown }));
vi.mock("@remix-run/react", () => ({
  useRouteError: () => thrown.error,
  useLocation: () => ({ pathname: "/app/drawers", search: "?preset=all" }),
  isRouteErrorResponse: () => false,
}));

function shownAfter(error: unknown): string {
  thrown.error = error;
  const { unmount } = renderInShop(<PageError />);
  const title = screen.getByRole("heading", { level: 1 }).textContent;
  expect(screen.getByRole("link", { name: "Try again" }).getAttribute("href")).toBe("/app/drawers?preset=all");
  unmount();
  return title;
}

test("a network that is gone is not told as a slip of ours, and a slip of ours not as the network", () => {
  const away = ["Failed to fetch", "NetworkError when attempting to fetch resource.", "Load failed"];
  for (const words of away) {
    expect(shownAfter(new TypeError(words))).toBe("Till Ledger cannot be reached at the moment");
  }
  expect(shownAfter(new TypeError("x is not a function"))).toBe("This page could not be shown");
});
