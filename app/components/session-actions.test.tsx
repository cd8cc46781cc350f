// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { renderInShop } from "./render-in-shop.tsx";
import { SessionActions } from "./session-actions.tsx";

afterEach(() => vi.unstubAllGlobals());

/** What stands in the menu that a phone has instead of the two buttons. */
function openMenu(): HTMLElement {
  fireEvent.click(screen.getByRole("button", { name: "More actions" }));
  return screen.getByRole("dialog", { name: "More actions" });
}

const itemsOf = (menu: HTMLElement) =>
  within(menu)
    .getAllByRole("menuitem")
    .map((item) => item.textContent);

test("one menu holds the layouts to print and the files to save", () => {
  renderInShop(<SessionActions id="4711" isClosed />);
  expect(itemsOf(openMenu())).toEqual([
    expect.stringMatching(/^Z-report, A4 or Letter/),
    expect.stringMatching(/^Z-report with ledger/),
    expect.stringMatching(/^Z-report, 80 mm slip/),
    expect.stringMatching(/^Cash activities/),
    expect.stringMatching(/^Sessions/),
    expect.stringMatching(/^Review trail/),
  ]);
});

test("an open session has files alone", () => {
  renderInShop(<SessionActions id="4711" isClosed={false} />);
  expect(itemsOf(openMenu())).toHaveLength(3);
});

test("what is chosen in the menu is what is asked for, and a refusal is said beside it", async () => {
  const asked: string[] = [];
  vi.stubGlobal("fetch", (address: string) => {
    asked.push(address);
    return Promise.resolve(new Response("", { status: 503 }));
  });
  renderInShop(<SessionActions id="4711" isClosed />);
  fireEvent.click(within(openMenu()).getByRole("menuitem", { name: /^Sessions/ }));
  expect(await screen.findByText(/The export failed\. The server answered with 503\./)).toBeDefined();
  expect(asked).toEqual([expect.stringMatching(/sessions\.csv.*session_id=4711/)]);
});
