// @vitest-environment jsdom
import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeAll, beforeEach, expect, test, vi } from "vitest";

import type { SettingsPage } from "#app/reports/settings-page.server.ts";
import { DEFAULT_SETTINGS } from "#app/settings/settings.ts";
import type { SettingsAnswer } from "#app/settings/settings-answer.ts";
import { toFields } from "#app/settings/settings-fields.ts";

import { renderInShop } from "./render-in-shop.tsx";
import { SettingsForm } from "./settings-form.tsx";

const revalidate = vi.hoisted(() => vi.fn());
vi.mock("@remix-run/react", () => ({
  useRevalidator: () => ({ state: "idle", revalidate }),
  useBlocker: () => ({ state: "unblocked" }),
  useBeforeUnload: () => {},
}));

beforeAll(() => {
  // What App Bridge defines in the admin.
  class Bar extends HTMLElement {
    show() {
      this.dataset.shown = "yes";
    }
    hide() {
      delete this.dataset.shown;
    }
  }
  customElements.define("ui-save-bar", Bar);
  vi.stubGlobal("scroll", () => {});
  vi.stubGlobal("shopify", { toast: { show: vi.fn() } });
});

/** What the app was sent, and what it answers. */
let sent: { version: number; isDeletionConfirmed: boolean; fields: Record<string, string> }[];
let answers: (SettingsAnswer | "nothing")[];
const STATUS = { saved: 200, confirm: 200, invalid: 422, conflict: 409 };
beforeEach(() => {
  sent = [];
  answers = [];
  revalidate.mockReset();
  vi.stubGlobal("fetch", (_path: string, { body }: { body: string }) => {
    sent.push(JSON.parse(body) as (typeof sent)[number]);
    const answer = answers.shift() ?? "nothing";
    if (answer === "nothing") return Promise.reject(new TypeError("Failed to fetch"));
    return Promise.resolve(Response.json(answer, { status: STATUS[answer.kind] }));
  });
});

const PAGE: SettingsPage = {
  fields: toFields(DEFAULT_SETTINGS),
  version: 3,
  currencies: [{ currency: "USD", tolerance: "1.00", singleAmount: "20.00", windowSum: "50.00" }],
  locations: [{ id: "7", name: "Soho" }],
  permissions: [{ scope: "read_users", isGranted: false }],
  alerts: { lastSent: null, waiting: 0, waitingCode: null, missed: [], missedCount: 0 },
  changes: [],
};

const isBarShown = () => document.querySelector<HTMLElement>("ui-save-bar")?.dataset.shown === "yes";
const button = (name: string) => screen.getByRole("button", { name, hidden: true });
const type = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });

test("the save bar shows while there is something to save, and discarding puts everything back", async () => {
  renderInShop(<SettingsForm settings={PAGE} />);
  expect(isBarShown()).toBe(false);
  type("Amount in USD", "5");
  await waitFor(() => expect(isBarShown()).toBe(true));
  fireEvent.click(button("Discard"));
  await waitFor(() => expect(isBarShown()).toBe(false));
  expect(screen.getByLabelText<HTMLInputElement>("Amount in USD").value).toBe("");
});

test("what is wrong is said beside the field once it is left, and nothing wrong is sent", () => {
  renderInShop(<SettingsForm settings={PAGE} />);
  type("Amount in USD", "1.005");
  expect(screen.queryByText(/USD has no such small coins/)).toBeNull();
  fireEvent.blur(screen.getByLabelText("Amount in USD"));
  screen.getByText("USD has no such small coins. An amount such as 1.00.");
  type("An open session counts as forgotten after", "0");
  fireEvent.click(button("Save"));
  screen.getByText("A number from 1 to 720.");
  screen.getByText("2 fields need another look; each says why.");
  expect(sent).toEqual([]);
  type("Amount in USD", "1");
  type("An open session counts as forgotten after", "12");
  fireEvent.click(button("Save"));
  expect(sent).toEqual([
    {
      version: 3,
      isDeletionConfirmed: false,
      fields: { ...PAGE.fields, "tolerance.amounts.USD": "1", staleHours: "12" },
    },
  ]);
});

test("a location, a cause and a limit in time are added and taken away again", () => {
  renderInShop(<SettingsForm settings={PAGE} />);
  fireEvent.change(screen.getByLabelText("Add a location"), { target: { value: "7" } });
  const soho = within(screen.getByRole("group", { name: "Soho" }));
  fireEvent.change(soho.getByLabelText("Amount in USD"), { target: { value: "0.50" } });
  type("New cause", "Wrong bag");
  fireEvent.click(button("Add"));
  fireEvent.click(screen.getByLabelText("Deleted some months after they closed"));
  fireEvent.click(button("Save"));
  expect(sent[0]).toMatchObject({
    fields: {
      ...{ "locations.7.tolerance.amounts.USD": "0.50", "causeCodes.own_wrong_bag.label": "Wrong bag" },
      retentionMonths: "24",
    },
  });
  fireEvent.click(button("Remove: Soho"));
  fireEvent.click(button("Remove: Wrong bag"));
  fireEvent.click(screen.getByLabelText("Kept for ever"));
  expect(isBarShown()).toBe(false);
});

test("somebody who saved in between is named with what they changed, and what was typed stays", () => {
  const { rerender } = renderInShop(<SettingsForm settings={PAGE} />);
  type("Amount in USD", "5");
  const change = {
    version: 4,
    setting: "tolerance.amounts.USD",
    at: "2026-11-23T14:00:00Z",
    userId: "9",
    who: "Ana Soto",
  };
  const theirs: SettingsPage = {
    ...{ ...PAGE, version: 4, fields: { ...PAGE.fields, "tolerance.amounts.USD": "2.00" } },
    changes: [{ ...change, before: null, after: "2.00" }],
  };
  rerender(<SettingsForm settings={theirs} />);
  screen.getByText("Somebody saved while you were editing");
  expect(screen.getAllByText("Tolerance, USD: set to $2.00").length).toBe(2);
  expect(screen.getAllByText("Ana Soto, Nov 23, 9:00 AM").length).toBe(2);
  screen.getByText("You changed this as well: saving puts yours in its place.");
  expect(screen.getByLabelText<HTMLInputElement>("Amount in USD").value).toBe("5");
  fireEvent.click(button("Save"));
  expect(sent[0]).toMatchObject({ version: 4 });
});

test("sessions that would be deleted are counted before anything is saved", async () => {
  answers = [{ kind: "confirm", from: "2026-05-22", sessions: 1_204 }];
  renderInShop(<SettingsForm settings={PAGE} />);
  fireEvent.click(screen.getByLabelText("Deleted some months after they closed"));
  fireEvent.click(button("Save"));
  await screen.findByText(/^1,204 sessions closed before May 22, 2026 are deleted now/);
  fireEvent.click(button("Save and delete"));
  await waitFor(() => expect(sent.map(({ isDeletionConfirmed }) => isDeletionConfirmed)).toEqual([false, true]));
});

test("after saving nothing is left to save, and what is stored is read again", async () => {
  answers = [{ kind: "saved", version: 4 }];
  renderInShop(<SettingsForm settings={PAGE} />);
  type("Amount in USD", "5");
  fireEvent.click(button("Save"));
  await waitFor(() => expect(isBarShown()).toBe(false));
  expect(screen.getByLabelText<HTMLInputElement>("Amount in USD").value).toBe("5");
  expect(revalidate).toHaveBeenCalledOnce();
});

test("what the server refuses stands beside its field until it is changed", async () => {
  answers = [{ kind: "invalid", problems: { staleHours: "number" } }];
  renderInShop(<SettingsForm settings={PAGE} />);
  type("An open session counts as forgotten after", "700");
  fireEvent.click(button("Save"));
  await screen.findByText("A number from 1 to 720.");
  type("An open session counts as forgotten after", "12");
  expect(screen.queryByText("A number from 1 to 720.")).toBeNull();
});

test("a sending that fails loses nothing of what was typed", async () => {
  answers = ["nothing"];
  renderInShop(<SettingsForm settings={PAGE} />);
  type("Amount in USD", "5");
  fireEvent.click(button("Save"));
  await screen.findByText("The settings could not be saved");
  expect(screen.getByLabelText<HTMLInputElement>("Amount in USD").value).toBe("5");
  expect(isBarShown()).toBe(true);
});

test("the accounts of the journals are named as the other program names them, and are the defaults until then", () => {
  renderInShop(<SettingsForm settings={PAGE} />);
  const xero = within(screen.getByRole("group", { name: "Xero" }));
  const sales = xero.getByLabelText<HTMLInputElement>("Cash sales, or what settles them");
  expect([sales.value, sales.placeholder]).toEqual(["", "TILL-SALES"]);
  fireEvent.change(sales, { target: { value: "=200" } });
  fireEvent.blur(sales);
  xero.getByText("A code of 1 to 10 characters that does not begin with =, +, - or @.");
  fireEvent.change(sales, { target: { value: "200" } });
  fireEvent.click(button("Save"));
  expect(sent).toMatchObject([{ fields: { ...PAGE.fields, "accounts.xero.sales": "200" } }]);
});

test("a change of an account says of which program and what for", () => {
  const change = { version: 3, setting: "accounts.xero.sales", at: "2026-11-20T09:00:00Z", who: "Ana", userId: "7" };
  renderInShop(<SettingsForm settings={{ ...PAGE, changes: [{ ...change, before: "TILL-SALES", after: "200" }] }} />);
  screen.getByText("Xero, account “Cash sales, or what settles them”: from TILL-SALES to 200");
});
