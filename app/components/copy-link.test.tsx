// @vitest-environment jsdom
import { act, fireEvent, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { AdminAddressProvider, adminLink, CopyLink } from "./copy-link.tsx";
import { renderInShop } from "./render-in-shop.tsx";

const here = vi.hoisted(() => ({ pathname: "/app/sessions", search: "" }));
vi.mock("@remix-run/react", () => ({ useLocation: () => here }));

const ADMIN = "https://admin.shopify.com/store/harbor/apps/till-ledger";
const clipboard = (writeText: unknown) =>
  Object.defineProperty(navigator, "clipboard", { configurable: true, value: { writeText } });
afterEach(() => void Reflect.deleteProperty(navigator, "clipboard"));

async function click(): Promise<void> {
  await act(async () => {
    fireEvent.click(screen.getByRole("button", { name: "Copy link to this view" }));
  });
}

const render = (base: string | null = ADMIN) =>
  renderInShop(
    <AdminAddressProvider value={base}>
      <CopyLink />
    </AdminAddressProvider>,
  );

test("a link holds the page and its filters, and nothing of the visit", () => {
  const visit = "embedded=1&hmac=a&host=b&id_token=c&locale=de&protocol=https&session=d&shop=e&timestamp=1";
  expect(adminLink(ADMIN, { pathname: "/app/sessions", search: `?status=short&${visit}&view=3` })).toBe(
    `${ADMIN}/app/sessions?status=short&view=3`,
  );
  expect(adminLink(ADMIN, { pathname: "/app/drawers/12", search: `?${visit}` })).toBe(`${ADMIN}/app/drawers/12`);
});

test("it is copied, which is said", async () => {
  const copied: string[] = [];
  clipboard((text: string) => Promise.resolve(void copied.push(text)));
  here.search = "?status=short&id_token=secret";
  render();
  await click();
  expect(copied).toEqual([`${ADMIN}/app/sessions?status=short`]);
  expect(screen.getByRole("status").textContent).toBe("Link copied");
});

test.each([
  ["the browser refuses", () => Promise.reject(new DOMException("denied", "NotAllowedError"))],
  ["there is no clipboard", undefined],
])("where %s, it stands there to be copied by hand", async (_why, writeText) => {
  clipboard(writeText);
  here.search = "?status=short";
  render();
  await click();
  expect(await screen.findByRole("textbox", { name: "Copy this link" })).toHaveProperty(
    "value",
    `${ADMIN}/app/sessions?status=short`,
  );
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  await waitFor(() => expect(screen.queryByRole("textbox")).toBeNull());
});

test("where the admin's address is not known there is nothing to copy", () => {
  render(null);
  expect(screen.queryByRole("button")).toBeNull();
});
