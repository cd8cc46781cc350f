// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import type { FormHTMLAttributes } from "react";
import { afterEach, expect, test, vi } from "vitest";

import type { SessionReview, TrailRow } from "#app/reports/review.server.ts";

import { renderInShop } from "./render-in-shop.tsx";
import { ReviewCard } from "./review-card.tsx";
import { usd } from "./sample-reports.ts";

/** What the server answered last, as useFetcher has it. */
const answer = vi.hoisted((): { data: unknown } => ({ data: undefined }));
vi.mock("@remix-run/react", () => ({
  useFetcher: () => ({
    state: "idle",
    data: answer.data,
    Form: ({ children }: FormHTMLAttributes<HTMLFormElement>) => <form aria-label="review">{children}</form>,
  }),
}));
afterEach(() => {
  answer.data = undefined;
  sessionStorage.clear();
});

const ana = { id: "501", name: "Ana Ruiz" };
const reviewed: TrailRow = {
  ...{ number: 1, kind: "reviewed", at: "2026-11-23T13:00:00Z", by: ana, isOwn: false, status: "short" },
  ...{ cause: "own:fair", comment: "Street fair\nall day", assignee: null, dueOn: null },
  ...{ totalDiscrepancy: usd("-42.40"), openingDiscrepancy: usd("0.00"), closingDiscrepancy: usd("-42.40") },
  ...{ expectedAtClose: usd("300.00"), countedAtClose: usd("257.60"), tolerance: usd("1.00") },
};
const waiting: SessionReview = {
  ...{ state: "needs", escalation: null, trail: [], version: "0/short", acts: ["reviewed", "escalated", "commented"] },
  ...{ me: "502", closedIt: false, fourEyes: "told", isOwnForbidden: false, today: "2026-11-23" },
  ownCauses: [
    { id: "fair", label: "Street fair", isRetired: false },
    { id: "old", label: "Long gone", isRetired: true },
  ],
  people: [ana, { id: "502", name: null }],
};

const renderCard = (review: SessionReview, isOpen = true) =>
  renderInShop(
    <ReviewCard sessionId="7" review={review} timeZone="America/New_York" isOpen={isOpen} setOpen={vi.fn()} />,
  );
const sent = () => new FormData(screen.getByRole("form", { name: "review" }) as HTMLFormElement);
const optionsOf = (label: string) =>
  within(screen.getByLabelText(label))
    .getAllByRole("option")
    .map(({ textContent }) => textContent);

test("the trail says who, when, what and of which figures, in the shop's own words for a cause", () => {
  renderCard({ ...waiting, state: "reviewed", acts: ["commented", "reopened"], trail: [reviewed] }, false);
  const trail = screen.getByRole("region", { name: "Trail" }).textContent;
  expect(trail).toContain("Reviewed: Street fair");
  expect(trail).toContain("Ana Ruiz, Nov 23, 8:00 AM");
  expect(trail).toContain("Street fair\nall day");
  expect(trail).toContain("Short -$42.40, expected $300.00, counted $257.60");
  expect(screen.getByRole("button", { name: "Comment or reopen" })).toBeDefined();
});

test("whoever has said what there is to say is led on to the next of the list", () => {
  const next = { id: "8", name: "Till 2, Soho, Nov 22" };
  const card = (state: SessionReview["state"]) => (
    <ReviewCard
      sessionId="7"
      review={{ ...waiting, state }}
      timeZone="UTC"
      isOpen={false}
      setOpen={vi.fn()}
      next={next}
    />
  );
  const { rerender } = renderInShop(card("needs"));
  const links = () => screen.queryAllByRole("link").map((link) => [link.getAttribute("href"), link.textContent]);
  expect(links()).toEqual([]);
  for (const state of ["reviewed", "escalated"] as const) {
    rerender(card(state));
    expect(links()).toEqual([["/app/sessions/8", "Next in the list: Till 2, Soho, Nov 22"]]);
  }
});

test("a restatement stands in Shopify's name, and a person without a name in their number's", () => {
  const restated: TrailRow = { ...reviewed, number: 2, kind: "restated", by: null, cause: null, comment: null };
  const own: TrailRow = { ...reviewed, by: { id: "502", name: null }, isOwn: true };
  renderCard({ ...waiting, state: "reopened", trail: [restated, own] }, false);
  const [first, second] = screen.getAllByRole("listitem");
  expect(first?.textContent).toMatch(/^Restated by ShopifyShopify, /);
  expect(second?.textContent).toContain("Person 502 (you), closed it themselves");
});

test("the form opens in its first field, offers the causes in use, and says what it has seen", () => {
  renderCard(waiting);
  expect(document.activeElement).toBe(screen.getByLabelText("Cause"));
  expect(optionsOf("Cause").slice(0, 3)).toEqual(["Choose a cause", "Street fair", "Counting error"]);
  expect(optionsOf("Cause")).not.toContain("Long gone");
  expect(Object.fromEntries(sent())).toMatchObject({ act: "reviewed", version: "0/short" });
  fireEvent.click(screen.getByRole("button", { name: "Escalate" }));
  expect(optionsOf("To whom")).toEqual(["Choose a person", "Ana Ruiz", "Person 502 (you)"]);
  expect(Object.fromEntries(sent())).toMatchObject({ act: "escalated", due_on: "2026-11-26" });
});

test("what is wrong stands beside its field", () => {
  answer.data = { outcome: "invalid", troubles: { cause: "missing", comment: "too_long" } };
  renderCard(waiting);
  expect(screen.getByLabelText("Cause").getAttribute("aria-invalid")).toBe("true");
  expect(screen.getByText("At most 2,000 characters, please")).toBeDefined();
});

test("what did not reach the app stays, and may be sent again", () => {
  const { rerender } = renderCard(waiting);
  fireEvent.change(screen.getByLabelText("Comment (optional)"), { target: { value: "The float was wrong" } });
  answer.data = { outcome: "failed" };
  rerender(<ReviewCard sessionId="7" review={waiting} timeZone="UTC" isOpen setOpen={vi.fn()} />);
  expect(screen.getByText("Till Ledger could not be reached")).toBeDefined();
  expect(Object.fromEntries(sent())).toMatchObject({ act: "reviewed", comment: "The float was wrong" });
});

test("what was begun is there again after another page, for this session alone, until it is given up", () => {
  const first = renderCard(waiting);
  fireEvent.click(screen.getByRole("button", { name: "Escalate" }));
  fireEvent.change(screen.getByLabelText("Comment"), { target: { value: "Ask Ana" } });
  first.unmount();
  const of = (sessionId: string) =>
    renderInShop(<ReviewCard sessionId={sessionId} review={waiting} timeZone="UTC" isOpen setOpen={vi.fn()} />);
  const other = of("8");
  expect(sent().get("comment")).toBe("");
  other.unmount();
  const again = of("7");
  expect(Object.fromEntries(sent())).toMatchObject({ act: "escalated", comment: "Ask Ana" });
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  again.unmount();
  of("7");
  expect(Object.fromEntries(sent())).toMatchObject({ act: "reviewed", comment: "" });
});

test("whoever was second sees what the first did, keeps their words, and sends them on knowingly", () => {
  const { rerender } = renderCard(waiting);
  const card = (review: SessionReview) => (
    <ReviewCard sessionId="7" review={review} timeZone="America/New_York" isOpen setOpen={vi.fn()} />
  );
  fireEvent.change(screen.getByLabelText("Comment (optional)"), { target: { value: "I counted it too" } });
  // Read anew while one types: what was seen is still what stood there when the form was opened.
  const now: SessionReview = {
    ...{ ...waiting, state: "reviewed", acts: ["commented", "reopened"], trail: [reviewed], version: "1/short" },
  };
  rerender(card(now));
  expect(Object.fromEntries(sent())).toMatchObject({ act: "reviewed", version: "0/short" });
  answer.data = { outcome: "conflict", seen: 0, version: "1/short" };
  rerender(card(now));
  expect(screen.getByText("Nothing was saved: somebody was here before you")).toBeDefined();
  expect(screen.getAllByText("Reviewed: Street fair")).toHaveLength(2);
  expect(Object.fromEntries(sent())).toEqual({ act: "commented", version: "1/short", comment: "I counted it too" });
});

test("figures that changed are said to have changed", () => {
  answer.data = { outcome: "conflict", seen: 0, version: "0/over" };
  renderCard(waiting);
  expect(screen.getByText("Nothing was saved: the figures have changed")).toBeDefined();
});

test("whoever closed the session is told, or kept from it, and where nobody can tell that is said too", () => {
  const { rerender } = renderCard({ ...waiting, closedIt: true });
  expect(screen.getByText(/^You closed this session\. It is better/)).toBeDefined();
  const card = (review: SessionReview) => (
    <ReviewCard sessionId="7" review={review} timeZone="UTC" isOpen setOpen={vi.fn()} />
  );
  rerender(card({ ...waiting, closedIt: true, fourEyes: "forbidden", isOwnForbidden: true }));
  expect(screen.getByText(/somebody else has to review it/)).toBeDefined();
  expect(screen.queryByRole("button", { name: "Mark reviewed" })).toBeNull();
  expect(sent().get("act")).toBe("escalated");
  rerender(card({ ...waiting, closedIt: null, fourEyes: "forbidden" }));
  expect(screen.getByText(/does not say who closed this session/)).toBeDefined();
});
