// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import type { Guide } from "#app/reports/guide.server.ts";

import { GuideAgain } from "./guide-again.tsx";
import { GuideCard } from "./guide-card.tsx";
import { renderInShop } from "./render-in-shop.tsx";

interface Sent {
  submit: ReturnType<typeof vi.fn>;
  state: string;
  data?: { isDone: boolean };
  formData?: FormData;
}
const sent = vi.hoisted(() => ({}) as Sent);
vi.mock("@remix-run/react", () => ({ useFetcher: () => sent }));
beforeEach(() => {
  Object.assign(sent, { submit: vi.fn(), state: "idle", data: undefined, formData: undefined });
});

const guide: Guide = {
  steps: [
    { id: "figures", isDone: true },
    { id: "tolerance", isDone: false },
    { id: "permissions", isDone: false },
    { id: "review", isDone: false },
    { id: "file", isDone: true },
  ],
};
const posted = { method: "post", action: "/app/cards" };

test("what is done is ticked in words too, and what is not leads to where it is done", () => {
  renderInShop(<GuideCard guide={guide} />);
  expect(screen.getByText("2 of 5 done")).toBeDefined();
  const [figures, tolerance, , review] = screen.getAllByRole("listitem");
  expect(figures?.textContent).toBe("Done: Read the first figures");
  expect(tolerance?.textContent).toMatch(/^To do: Look at the tolerance/);
  expect(
    within(review as HTMLElement)
      .getByRole("link")
      .getAttribute("href"),
  ).toBe("/app/sessions?preset=all&review=needs");
});

test("permissions can be left as they are, and the guide be put away at once", () => {
  const { rerender } = renderInShop(<GuideCard guide={guide} />);
  fireEvent.click(screen.getByRole("button", { name: "Leave them as they are" }));
  expect(sent.submit).toHaveBeenLastCalledWith({ act: "skip_permissions" }, posted);
  fireEvent.click(screen.getByRole("button", { name: "Put the guide away" }));
  expect(sent.submit).toHaveBeenLastCalledWith({ act: "hide_guide" }, posted);
  const formData = new FormData();
  formData.set("act", "hide_guide");
  Object.assign(sent, { state: "submitting", formData });
  rerender(<GuideCard guide={{ ...guide }} />);
  expect(screen.queryByRole("heading")).toBeNull();
});

test("the settings fetch it back, and say where it is", () => {
  const { rerender } = renderInShop(<GuideAgain />);
  fireEvent.click(screen.getByRole("button", { name: "Show the guide on the overview" }));
  expect(sent.submit).toHaveBeenCalledWith({ act: "show_guide" }, posted);
  sent.data = { isDone: true };
  rerender(<GuideAgain />);
  expect(screen.getByRole("status").textContent).toContain("It stands at the head of the overview now.");
  sent.data = { isDone: false };
  rerender(<GuideAgain />);
  expect(screen.getByRole("status").textContent).toBe("That did not work. Try again in a moment.");
});
