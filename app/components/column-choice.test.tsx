// @vitest-environment jsdom
import { act, fireEvent, screen, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import type { ColumnChoice } from "#app/reports/column-choice.server.ts";

import { ColumnButton, STANDARD_COLUMNS, useColumns } from "./column-choice.tsx";
import { renderInShop } from "./render-in-shop.tsx";
import { sampleFilters, sampleSession } from "./sample-reports.ts";
import { SessionTable } from "./session-table.tsx";

let sent: URLSearchParams[] = [];
const answering = (answer: () => Promise<Response>) =>
  vi.stubGlobal("fetch", (address: string, init: { body: URLSearchParams }) => {
    expect(address).toBe("/app/columns");
    sent.push(init.body);
    return answer();
  });
afterEach(() => {
  sent = [];
  vi.unstubAllGlobals();
});

const row = { ...sampleSession, escalation: null, deviceId: "71", openedBy: "Ana", closedBy: "Ana", matches: [] };

function List({ kept }: { kept: ColumnChoice }) {
  const chosen = useColumns("sessions", kept);
  return (
    <>
      <ColumnButton {...chosen} />
      <SessionTable rows={[row]} filters={sampleFilters} query="" caption="Cash sessions" chosen={chosen} />
    </>
  );
}

const headings = () =>
  within(screen.getByRole("table"))
    .getAllByRole("columnheader")
    .map(({ textContent }) => textContent?.replace(/,.*|[↑↓].*/g, ""));
const STANDARD = "Session Discrepancy Expected Counted Drawer Location Opened Closed Staff Review".split(" ");

async function toggle(name: string): Promise<void> {
  const box = await screen.findByRole("checkbox", { name });
  await act(() => Promise.resolve(fireEvent.click(box)));
}

test("the standard columns stand there unless told, and what is chosen is shown and kept", async () => {
  answering(() => Promise.resolve(new Response(null, { status: 204 })));
  renderInShop(<List kept={STANDARD_COLUMNS} />);
  expect(headings()).toEqual(STANDARD);
  fireEvent.click(screen.getByRole("button", { name: "Columns" }));
  await toggle("Staff");
  await toggle("Device");
  await toggle("Found at closing");
  expect(headings()).toEqual(
    "Session,Discrepancy,Found at closing,Expected,Counted,Drawer,Location,Opened,Closed,Device,Review".split(","),
  );
  expect(sent.at(-1)?.toString()).toBe("list=sessions&hidden=staff&added=closingDiscrepancy&added=device");
  await act(() => Promise.resolve(fireEvent.click(screen.getByRole("button", { name: "Back to standard" }))));
  expect(headings()).toEqual(STANDARD);
  expect(sent.at(-1)?.toString()).toBe("list=sessions");
});

test("what is kept counts, also when it is read again with something else; the row's own column stays", () => {
  const { rerender } = renderInShop(<List kept={{ hidden: ["discrepancy", "status", "gone"], added: ["device"] }} />);
  expect(headings()?.slice(0, 2)).toEqual(["Session", "Expected"]);
  expect(headings()).toContain("Device");
  rerender(<List kept={STANDARD_COLUMNS} />);
  expect(headings()).toEqual(STANDARD);
});

test.each([
  ["the app refuses", () => Promise.resolve(new Response(null, { status: 500 }))],
  ["there is no way to it", () => Promise.reject(new TypeError("fetch failed"))],
])("where %s, the choice holds and is said not to be kept", async (_why, answer) => {
  answering(answer);
  renderInShop(<List kept={STANDARD_COLUMNS} />);
  fireEvent.click(screen.getByRole("button", { name: "Columns" }));
  await toggle("Review");
  expect(headings()).not.toContain("Review");
  expect(await screen.findByText("This could not be kept. It holds until you leave the page.")).toBeDefined();
});
