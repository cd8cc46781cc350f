// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";

import type { ListedSession, SessionPage } from "#app/reports/sessions.server.ts";

import { STANDARD_COLUMNS } from "./column-choice.tsx";
import { renderInShop } from "./render-in-shop.tsx";
import { sampleFilters, sampleSession } from "./sample-reports.ts";
import { SessionsWorkbench } from "./sessions-workbench.tsx";

const answer = vi.hoisted((): { data: unknown } => ({ data: undefined }));
vi.mock("@remix-run/react", () => ({
  useNavigate: () => vi.fn(),
  useRevalidator: () => ({ revalidate: vi.fn() }),
  useFetcher: () => ({
    state: "idle",
    data: answer.data,
    Form: ({ children }: { children: ReactNode }) => <form aria-label="bulk">{children}</form>,
  }),
}));
afterEach(() => {
  answer.data = undefined;
});

const row = (id: string): ListedSession => ({ ...sampleSession, id, escalation: null, matches: [] });
const pageOf = (...ids: string[]): SessionPage => ({
  ...{ rows: ids.map(row), count: 1_312, next: "n", previous: null, totals: [], newestSince: null },
  options: { locations: [], drawers: [], currencies: ["USD"], people: [] },
});
const bulk = { looked: "2026-11-23T14:00:00.000Z", most: 1_000, ownCauses: [] };
const workbench = (page: SessionPage, query: string) => (
  <SessionsWorkbench
    views={[]}
    columns={STANDARD_COLUMNS}
    page={page}
    filters={sampleFilters}
    query={query}
    bulk={bulk}
  />
);
const boxes = () => within(screen.getByRole("table")).getAllByRole("checkbox") as HTMLInputElement[];
const bar = () => screen.getByRole("region", { name: "Chosen sessions" });
const sent = () => new FormData(screen.getByRole("form", { name: "bulk" }) as HTMLFormElement);

test("a search that finds more than is counted says so, and is not chosen as a whole", () => {
  const page = { ...pageOf("1", "2"), count: 500, newestSince: "2026-11-02T15:00:00Z" };
  const { unmount } = renderInShop(workbench(page, "q=courier"));
  expect(screen.getByText(/are of the newest 500, back to Nov 2, 2026/)).toBeDefined();
  fireEvent.click(boxes()[1] as HTMLElement);
  expect(within(bar()).queryByRole("button", { name: /Choose all/ })).toBeNull();
  unmount();
  renderInShop(workbench({ ...page, newestSince: null }, "q=courier"));
  expect(screen.queryByText(/are of the newest/)).toBeNull();
  fireEvent.click(boxes()[1] as HTMLElement);
  expect(within(bar()).getByRole("button", { name: /Choose all/ })).toBeDefined();
});

test("what is chosen stays from page to page, and goes with the filters", () => {
  const { rerender } = renderInShop(workbench(pageOf("1", "2"), "review=needs"));
  expect(screen.queryByRole("region", { name: "Chosen sessions" })).toBeNull();
  fireEvent.click(boxes()[1] as HTMLElement);
  rerender(workbench(pageOf("3", "4"), "review=needs&after=x"));
  fireEvent.click(boxes()[0] as HTMLElement);
  expect(within(bar()).getByText("3 sessions chosen")).toBeDefined();
  fireEvent.click(within(bar()).getByRole("button", { name: "Review" }));
  expect(sent().getAll("session").sort()).toEqual(["1", "3", "4"]);
  expect([sent().get("looked"), sent().get("query")]).toEqual([bulk.looked, null]);
  rerender(workbench(pageOf("3", "4"), "review=reviewed"));
  expect(screen.queryByRole("region", { name: "Chosen sessions" })).toBeNull();
});

test("everything that matches goes as its query, with the limit of a go said before", () => {
  renderInShop(workbench(pageOf("1", "2"), "review=needs"));
  fireEvent.click(boxes()[1] as HTMLElement);
  fireEvent.click(within(bar()).getByRole("button", { name: "Choose all 1,312 sessions" }));
  expect(boxes().every(({ checked }) => checked)).toBe(true);
  expect(within(bar()).getByRole("button", { name: "Export" })).toBeDefined();
  expect(within(bar()).getByText("At once, the first 1,000 of them that nobody has reviewed.")).toBeDefined();
  fireEvent.click(within(bar()).getByRole("button", { name: "Review" }));
  expect([sent().get("query"), sent().getAll("session")]).toEqual(["review=needs", []]);
  fireEvent.click(boxes()[1] as HTMLElement);
  expect(within(bar()).getByText("1 session chosen")).toBeDefined();
});

test("what is chosen can be exported by its ids while an address holds them, and what is too much is said", () => {
  const many = pageOf(...Array.from({ length: 201 }, (_, index) => `${index + 1}`));
  renderInShop(workbench(many, "review=needs&view=4"));
  // By selector: roles are worked out for every cell of 201 rows, which takes seconds.
  const box = (index: number) => document.querySelectorAll("table input")[index] as HTMLInputElement;
  const said = () => document.querySelector("[role=region]")?.textContent ?? "";
  const tooMany = "At most 200 that are chosen one by one can be exported";
  fireEvent.click(box(0));
  expect([said().includes("Export"), said().includes(tooMany)]).toEqual([false, true]);
  fireEvent.click(box(7));
  expect([said().includes("Export"), said().includes(tooMany)]).toEqual([true, false]);
});

test("what is chosen stays when the list is kept as a view", () => {
  const { rerender } = renderInShop(workbench(pageOf("1", "2"), "review=needs"));
  fireEvent.click(boxes()[1] as HTMLElement);
  rerender(workbench(pageOf("1", "2"), "review=needs&view=4"));
  expect(within(bar()).getByText("1 session chosen")).toBeDefined();
});

test("what came of it is said of every session, and the choice is gone", () => {
  const { rerender } = renderInShop(workbench(pageOf("1", "2"), "review=needs"));
  fireEvent.click(boxes()[0] as HTMLElement);
  answer.data = {
    ...{ outcome: "saved", reviewed: 996, left: 312 },
    skipped: [
      { reason: "escalated", sessions: 3, example: "7" },
      { reason: "changed", sessions: 1, example: "8" },
    ],
  };
  rerender(workbench(pageOf("1", "2"), "review=needs"));
  expect(screen.getByText("996 sessions marked reviewed")).toBeDefined();
  expect(screen.getAllByRole("listitem").map(({ textContent }) => textContent)).toEqual(
    expect.arrayContaining([
      "3 are escalated: open each to settle it.",
      "1 has changed since you looked.",
      "312 more match: choose all again to go on.",
    ]),
  );
  expect(boxes().some(({ checked }) => checked)).toBe(false);
});

test("a click on a checkbox chooses, and does not open the session", () => {
  renderInShop(workbench(pageOf("1"), ""));
  const follow = vi.fn((event: Event) => event.preventDefault());
  within(screen.getByRole("table")).getByRole("link", { name: /Short/ }).addEventListener("click", follow);
  fireEvent.click(boxes()[1] as HTMLElement);
  const label = (boxes()[1] as HTMLElement).closest("label");
  if (label) fireEvent.click(label);
  expect(follow).not.toHaveBeenCalled();
});
