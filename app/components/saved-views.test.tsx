// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import type { SavedView } from "#app/reports/saved-views.server.ts";

import { renderInShop } from "./render-in-shop.tsx";
import { ViewHead } from "./saved-views.tsx";

const went = vi.hoisted(() => ({ to: [] as string[], revalidated: 0 }));
vi.mock("@remix-run/react", () => ({
  useNavigate: () => (address: string) => void went.to.push(address),
  useRevalidator: () => ({ revalidate: () => (went.revalidated += 1) }),
}));

let sent: Record<string, string>[] = [];
/** Has the app answer what is sent from here on. */
const answering = (outcome: object | Error, status = 200) =>
  vi.stubGlobal("fetch", (address: string, { body }: { body: URLSearchParams }) => {
    expect(address).toBe("/app/views");
    sent.push(Object.fromEntries(body));
    return outcome instanceof Error ? Promise.reject(outcome) : Promise.resolve(Response.json(outcome, { status }));
  });
afterEach(() => {
  vi.unstubAllGlobals();
  sent = [];
  Object.assign(went, { to: [], revalidated: 0 });
});

const view = (id: string, changes: Partial<SavedView> = {}): SavedView => ({
  ...{ id, name: `View ${id}`, query: "preset=last_30_days&status=short", isShared: false, isMine: true },
  maker: { id: "501", name: "Ana" },
  unshared: null,
  ...changes,
});
const theirs = view("2", { isMine: false, isShared: true, maker: { id: "502", name: null } });

const head = (views: SavedView[], query: string) => (
  <ViewHead list="sessions" views={views} query={query} label="Views" />
);
const tabs = () => within(screen.getByRole("navigation", { name: "Views" })).getAllByRole("link");
const current = () => tabs().filter((tab) => tab.getAttribute("aria-current") === "page");
const button = (name: string) => screen.queryByRole("button", { name });
/** Clicks, and waits for what that sets going. */
const press = (name: string) => act(() => Promise.resolve(fireEvent.click(screen.getByRole("button", { name }))));

test("a view is a tab with its own address, and only the one that is open is current", () => {
  renderInShop(head([view("1"), theirs], "preset=last_30_days&status=short&view=2"));
  expect(tabs().map((tab) => tab.getAttribute("href"))).toEqual([
    "?",
    "?preset=last_30_days&status=short&view=1",
    "?preset=last_30_days&status=short&view=2",
  ]);
  expect(current().map((tab) => tab.textContent)).toEqual(["View 2 shared"]);
  expect(screen.getByText("Shared by Person 502")).toBeDefined();
});

test("the others are one click away when there are many, never the one that is open", async () => {
  const views = ["1", "2", "3", "4", "5", "6", "7"].map((id) => view(id));
  renderInShop(head(views, "status=short&view=7"));
  expect(tabs().map((tab) => tab.textContent)).toEqual([..."All|View 1|View 2|View 3|View 4|View 5|View 7".split("|")]);
  fireEvent.click(screen.getByRole("button", { name: "More views (1)" }));
  expect((await screen.findByRole("menuitem", { name: "View 6" })).getAttribute("href")).toContain("view=6");
});

test("somebody else's view can be taken from everybody's tabs, and its maker is told by whom", async () => {
  answering({ outcome: "saved", goTo: "/app/sessions" });
  const { unmount } = renderInShop(head([theirs], "preset=last_30_days&status=short&view=2"));
  expect(button("Rename, share or delete the view View 2")).toBeNull();
  await press("Stop sharing");
  expect(await screen.findByText(/leaves the tabs of everybody but Person 502/)).toBeDefined();
  expect(sent).toEqual([]);
  const form = screen.getByText("Stop sharing the view View 2?").closest("form");
  await act(() => Promise.resolve(form && fireEvent.submit(form)));
  await waitFor(() => expect(went.to).toEqual(["/app/sessions"]));
  expect(sent).toEqual([{ act: "unshare", list: "sessions", id: "2" }]);
  unmount();
  const unshared = { by: { id: "502", name: "Ben" }, at: "2026-11-22T15:00:00Z" };
  renderInShop(head([view("3", { unshared })], "preset=last_30_days&status=short&view=3"));
  expect(screen.getByText(/^Ben stopped sharing it, Nov 22, 10:00/)).toBeDefined();
  expect(button("Stop sharing")).toBeNull();
});

test("what the list shows can be kept under a name", async () => {
  renderInShop(head([], "preset=last_30_days&status=over&after=x"));
  expect(button("Save")).toBeNull();
  fireEvent.click(screen.getByRole("button", { name: "Save as view" }));
  expect(await screen.findByText("Up to 40 characters. You can keep 50 views of this list.")).toBeDefined();
  fireEvent.change(screen.getByRole("textbox", { name: "Name" }), { target: { value: "Over" } });
  fireEvent.click(screen.getByRole("checkbox", { name: "Show it to everybody at this shop" }));
  answering({ outcome: "saved", goTo: "/app/sessions?status=over&view=8" });
  await press("Save view");
  const query = "preset=last_30_days&status=over";
  expect(sent).toEqual([{ act: "save_as", list: "sessions", name: "Over", isShared: "on", query }]);
  expect(went.to).toEqual(["/app/sessions?status=over&view=8"]);
});

test("a view of one's own says when the list shows something else, and takes that on", async () => {
  answering({ outcome: "saved", goTo: null });
  const { rerender } = renderInShop(head([view("1")], "preset=last_30_days&status=short&view=1&after=page2"));
  expect(screen.queryByText(/Changed/)).toBeNull();
  expect(button("Save as new")).toBeNull();
  rerender(head([view("1")], "preset=last_30_days&status=over&view=1"));
  expect(screen.getByText("Changed since it was saved")).toBeDefined();
  await press("Save");
  expect(sent).toEqual([{ act: "save", list: "sessions", id: "1", query: "preset=last_30_days&status=over" }]);
  expect([went.revalidated, went.to]).toEqual([1, []]);
  expect(screen.getByRole("link", { name: "Undo changes" }).getAttribute("href")).toBe(
    "?preset=last_30_days&status=short&view=1",
  );
});

test("somebody else's view can be saved as one's own, and not be changed", () => {
  renderInShop(head([theirs], "preset=last_30_days&status=over&view=2"));
  expect(button("Save as new")).not.toBeNull();
  expect([button("Save"), button("Rename, share or delete the view View 2")]).toEqual([null, null]);
});

test("a view is renamed where it stands, and what is wrong is said beside the name, which stays", async () => {
  renderInShop(head([view("1")], "preset=last_30_days&status=short&view=1"));
  await press("Rename, share or delete the view View 1");
  fireEvent.click(await screen.findByRole("menuitem", { name: "Rename or share" }));
  const name = await screen.findByRole("textbox", { name: "Name" });
  expect(document.activeElement).toBe(name);
  fireEvent.change(name, { target: { value: "View 2" } });
  answering({ outcome: "refused", trouble: "name_taken" }, 422);
  await press("Save");
  expect(screen.getByText("You have a view of this name already")).toBeDefined();
  answering(new TypeError("fetch failed"));
  await press("Save");
  expect(screen.getByText("Nothing was changed: Till Ledger could not be reached. Try again.")).toBeDefined();
  expect(screen.getByRole("textbox", { name: "Name" })).toHaveProperty("value", "View 2");
  answering({ outcome: "saved", goTo: null });
  await press("Save");
  expect(sent.at(-1)).toEqual({ act: "rename", list: "sessions", id: "1", name: "View 2" });
  await waitFor(() => expect(screen.queryByRole("textbox", { name: "Name" })).toBeNull());
});

test("a view is deleted after one more question, which says for whom it goes", async () => {
  renderInShop(head([view("1", { isShared: true })], "preset=last_30_days&status=short&view=1"));
  await press("Rename, share or delete the view View 1");
  fireEvent.click(await screen.findByRole("menuitem", { name: "Delete" }));
  expect(
    await screen.findByText("It is gone for everybody at this shop at once. No session is touched."),
  ).toBeDefined();
  answering({ outcome: "saved", goTo: "/app/sessions" });
  await press("Delete");
  expect(sent).toEqual([{ act: "delete", list: "sessions", id: "1" }]);
  expect(went.to).toEqual(["/app/sessions"]);
});

test("that a view is gone is said where it was to be saved", async () => {
  renderInShop(head([view("1")], "preset=last_30_days&status=over&view=1"));
  answering({ outcome: "unknown" }, 404);
  await press("Save");
  expect(screen.getByText("This view is not there any more. Load the page again.")).toBeDefined();
});

test("an address whose view is gone shows its filters as any other", () => {
  renderInShop(head([view("1")], "preset=last_30_days&status=over&view=9"));
  expect(current().map((tab) => tab.textContent)).toEqual(["All"]);
  expect(button("Save as view")).not.toBeNull();
});
