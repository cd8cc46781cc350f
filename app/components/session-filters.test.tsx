// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { renderInShop, t } from "./render-in-shop.tsx";
import { sampleFilters } from "./sample-reports.ts";
import { chipsOf, queryFromForm, SessionFilterBar } from "./session-filters.tsx";
import { SessionTabs } from "./session-tabs.tsx";
import type { SessionFilters } from "#app/reports/filters.ts";

const navigate = vi.hoisted(() => vi.fn());
vi.mock("@remix-run/react", () => ({ useNavigate: () => navigate }));
afterEach(() => navigate.mockReset());

const options = {
  locations: [
    { id: "1", name: "Main Street" },
    { id: "2", name: "Harbor" },
  ],
  drawers: [{ id: "12", name: "Till 2", location: "Main Street" }],
  currencies: ["USD"],
  people: [{ id: "501", name: "Ana" }],
};
const checked: SessionFilters = { ...sampleFilters, checks: ["net_adds_up", "arithmetic"] };
const filters: SessionFilters = { ...sampleFilters, locations: ["1", "2"], statuses: ["short"], minAbs: "5" };
const query = "preset=today&location=1&location=2&status=short&min_abs=5";

test("each filter has a chip that leads to the list without it", () => {
  expect(chipsOf(t, { filters, options, query }, "en")).toEqual([
    { label: "Location: Main Street", href: "?preset=today&status=short&min_abs=5&location=2" },
    { label: "Location: Harbor", href: "?preset=today&status=short&min_abs=5&location=1" },
    { label: "Status: Short", href: "?preset=today&location=1&location=2&min_abs=5" },
    { label: "At least 5 off", href: "?preset=today&location=1&location=2&status=short" },
  ]);
});

test("a check that fails has a chip with its name", () => {
  expect(chipsOf(t, { filters: checked, options, query: "check=net_adds_up&check=arithmetic" }, "en")).toEqual([
    { label: "Fails: Net cash sales add up", href: "?check=arithmetic" },
    { label: "Fails: Any but the carry-over", href: "?check=net_adds_up" },
  ]);
});

test("a device has a chip, and a person by name where it is known", () => {
  const asked: SessionFilters = { ...sampleFilters, devices: ["71"], people: ["501", "502"] };
  expect(chipsOf(t, { filters: asked, options, query: "device=71&person=501&person=502" }, "en")).toEqual([
    { label: "Device 71", href: "?person=501&person=502" },
    { label: "Opened or closed by Ana", href: "?device=71&person=502" },
    { label: "Opened or closed by Person 502", href: "?device=71&person=501" },
  ]);
});

test("the form adds to what may stand several times, replaces the rest and leaves out what is blank", () => {
  const form = new FormData();
  for (const [name, value] of [
    ["location", "1"],
    ["location", "2"],
    ["location", "1"],
    ["sign", ""],
    ["min_abs", "10,00"],
  ] as const) {
    form.append(name, value);
  }
  expect(queryFromForm(form)).toBe("?location=1&location=2&min_abs=10.00");
});

test("applying a filter goes to its address", () => {
  renderInShop(<SessionFilterBar filters={filters} options={options} query={query} />);
  fireEvent.change(screen.getByLabelText("Drawer"), { target: { value: "12" } });
  fireEvent.submit(screen.getByRole("form", { name: "Filters", hidden: true }));
  expect(navigate).toHaveBeenCalledWith("?preset=today&location=1&location=2&status=short&drawer=12&min_abs=5");
});

test("the open sessions are looked for among all days, and leaving them starts the days afresh", () => {
  const { unmount } = renderInShop(<SessionTabs views={[]} filters={sampleFilters} query="preset=today" />);
  expect(screen.getByRole("link", { name: "Open" }).getAttribute("href")).toBe("?status=open&by=opening&preset=all");
  expect(screen.getByRole("link", { name: "All" }).getAttribute("aria-current")).toBe("page");
  unmount();
  renderInShop(
    <SessionTabs
      views={[]}
      filters={{ ...sampleFilters, statuses: ["open"] }}
      query="status=open&by=opening&preset=all"
    />,
  );
  expect(screen.getByRole("link", { name: "Short" }).getAttribute("href")).toBe("?status=short");
});
