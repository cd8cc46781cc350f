// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import type { ExceptionRow } from "#app/reports/exception-rows.ts";

import { DismissButton } from "./exception-dismissal.tsx";
import { renderInShop } from "./render-in-shop.tsx";

const sender = vi.hoisted(() => ({ data: undefined as unknown, state: "idle", submit: vi.fn() }));
vi.mock("@remix-run/react", () => ({ useFetcher: () => ({ ...sender }) }));
afterEach(() => {
  Object.assign(sender, { data: undefined, state: "idle" });
  sender.submit.mockReset();
});

const row = {
  ...{ kind: "silent_adjustment", subject: { type: "session", id: "-12" }, evidence: "1", at: "2026-01-05T12:00:00Z" },
  ...{ drawer: "Main till", drawerId: "-3", location: null, timeZone: "UTC", person: null, amount: null },
} as unknown as ExceptionRow;

test("whoever clicks twice has the dialog, and a click beside it closes it later", async () => {
  const clock = vi.spyOn(performance, "now").mockReturnValue(10_000);
  renderInShop(<DismissButton row={row} />);
  fireEvent.click(screen.getByRole("button", { name: /^Dismiss: / }));
  const besideIt = () => fireEvent.click(document.querySelector(".Polaris-Backdrop") as HTMLElement);
  clock.mockReturnValue(10_200);
  besideIt();
  expect(screen.getByLabelText("Reason")).toBeDefined();
  clock.mockReturnValue(11_000);
  besideIt();
  await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
  clock.mockRestore();
});

test("the dialog keeps the reason until it has arrived, and closes then", async () => {
  const { rerender } = renderInShop(<DismissButton row={row} />);
  fireEvent.click(screen.getByRole("button", { name: /^Dismiss: / }));
  const dialog = () => screen.queryByRole("dialog");
  const press = () => fireEvent.click(within(dialog() as HTMLElement).getByRole("button", { name: "Dismiss" }));
  fireEvent.change(screen.getByLabelText("Reason"), { target: { value: "The window cleaner" } });
  // What was dismissed before, and failed before, is not about this one.
  for (const before of [{ outcome: "done" }, { outcome: "failed" }]) {
    sender.data = before;
    rerender(<DismissButton row={row} />);
    press();
    expect(sender.submit.mock.lastCall?.[0]).toMatchObject({ subject: "session -12", reason: "The window cleaner" });
    rerender(<DismissButton row={row} />);
    expect(screen.queryByText(/^Till Ledger could not be reached/)).toBeNull();
    sender.data = { outcome: "failed" };
    rerender(<DismissButton row={row} />);
    expect(within(dialog() as HTMLElement).getByText(/^Till Ledger could not be reached/)).toBeDefined();
    expect((screen.getByLabelText("Reason") as HTMLTextAreaElement).value).toBe("The window cleaner");
  }
  sender.data = { outcome: "done" };
  rerender(<DismissButton row={row} />);
  await vi.waitFor(() => expect(dialog()).toBeNull());
});
