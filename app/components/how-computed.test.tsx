// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { beforeEach, expect, test, vi } from "vitest";

import { DataTable } from "./data-table.tsx";
import { explainBeyond, explainNet, explainSide } from "./explanations.ts";
import { HowComputed } from "./how-computed.tsx";
import { renderInShop, shopFormat, t } from "./render-in-shop.tsx";
import { sampleFigures, usd } from "./sample-reports.ts";

// Polaris opens nothing at what is not laid out, and jsdom lays nothing out.
beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, "offsetParent", "get").mockImplementation(() => document.body);
});

const link = { label: "Show the sessions", href: "/app/sessions?preset=today" };

test("the button says which figure it is about, and opens its arithmetic and the way to the sessions", () => {
  const explain = vi.fn(() => explainNet(t, sampleFigures));
  renderInShop(<HowComputed name="How net discrepancy is computed" explain={explain} link={link} />);
  expect(explain).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("button", { name: "How net discrepancy is computed" }));
  const dialog = within(screen.getByRole("dialog", { name: "How net discrepancy is computed" }));
  const [sides, sources] = dialog.getAllByRole("table", { name: "Net discrepancy" }).map((table) => table.textContent);
  expect(sides).toMatch(/Over\$84\.50Short-\$397\.40Net discrepancy-\$312\.90$/);
  expect(sources).toMatch(/-\$310\.90.*-\$2\.00Net discrepancy-\$312\.90$/);
  expect(dialog.getByText("Of 214 closed sessions.")).toBeDefined();
  expect(dialog.getByText("3 of them were closed without a count.")).toBeDefined();
  expect(dialog.getByRole("link").getAttribute("href")).toBe("/app/sessions?preset=today");
});

test("a share is so many of so many, with the tolerance that decides", () => {
  const tolerance = { amount: usd("5.00"), shareBps: 50, ownAt: 1 };
  const figures = { ...sampleFigures, tolerance };
  renderInShop(<HowComputed name="How" explain={(format) => explainBeyond(t, figures, format)} />);
  fireEvent.click(screen.getByRole("button"));
  expect(screen.getByRole("table").textContent).toBe("ShareSessions beyond tolerance19Closed sessions214Share8.9%");
  expect(screen.getByText(/Up to \$5\.00, or 0\.5% of the cash handled where that is more/)).toBeDefined();
  expect(screen.getByText("1 location has a tolerance of its own.")).toBeDefined();
});

test("of many days the heaviest are named, and the others come in one line", () => {
  const [short] = explainSide(t, sampleFigures, "short", shopFormat).arithmetic;
  const labels = short?.kind === "sum" ? short.terms.map(({ label }) => label) : [];
  expect(labels[0]).toBe("Nov 11, 2026");
  expect(labels.slice(0, 6)).toHaveLength(6);
  expect(labels[5]).toMatch(/^\d+ other days$/);
});

test("a click into what a row has opened does not follow the row's link", () => {
  const rows = ["Main Street"];
  const follow = vi.fn((event: { preventDefault(): void }) => event.preventDefault());
  const cell = (name: string) => (
    <>
      <a href="/app/locations/1" onClick={follow}>
        {name}
      </a>
      <HowComputed name="How" explain={() => ({ arithmetic: [], notes: ["Nothing to add up."] })} beside="name" />
    </>
  );
  const columns = [{ id: "name", heading: "Name", cell }];
  renderInShop(<DataTable caption="Places" columns={columns} rows={rows} rowKey={String} isLinked />);
  fireEvent.click(screen.getByRole("button", { name: "How" }));
  fireEvent.click(screen.getByText("Nothing to add up."));
  expect(follow).not.toHaveBeenCalled();
  fireEvent.click(screen.getByRole("row", { name: /Main Street/ }));
  expect(follow).toHaveBeenCalledOnce();
});
