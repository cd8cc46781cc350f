// @vitest-environment jsdom
import { fireEvent, screen } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";

import { RangeBar } from "./range-bar.tsx";
import { renderInShop } from "./render-in-shop.tsx";
import { sampleFilters } from "./sample-reports.ts";

const navigate = vi.hoisted(() => vi.fn());
vi.mock("@remix-run/react", () => ({ useNavigate: () => navigate }));
afterEach(() => navigate.mockReset());

const query = "preset=last_30_days&location=1&after=abc";
const renderBar = () =>
  renderInShop(<RangeBar query={query} filters={sampleFilters} range={sampleFilters.range} hasComparison hasBasis />);

test("choosing days goes to their address and keeps the filters", () => {
  renderBar();
  fireEvent.change(screen.getByLabelText("Days", { selector: "select" }), { target: { value: "last_7_days" } });
  expect(navigate).toHaveBeenCalledWith("?location=1&preset=last_7_days");
});

test("what was not understood of an address is named", () => {
  const { rerender } = renderBar();
  expect(screen.queryByText(/was not understood/)).toBeNull();
  const cut = { ...sampleFilters, ignored: ["from", "status", "q"] };
  rerender(<RangeBar query={query} filters={cut} range={cut.range} />);
  expect(screen.getByText("This part of the address was not understood and is left out: from, status")).toBeDefined();
});

test("custom days are asked for before one goes there", () => {
  renderBar();
  fireEvent.change(screen.getByLabelText("Days", { selector: "select" }), { target: { value: "custom" } });
  expect(navigate).not.toHaveBeenCalled();
  fireEvent.change(screen.getByLabelText("From"), { target: { value: "2026-11-01" } });
  fireEvent.change(screen.getByLabelText("To"), { target: { value: "2026-11-15" } });
  fireEvent.submit(screen.getByRole("form", { name: "Days" }));
  expect(navigate).toHaveBeenCalledWith("?location=1&from=2026-11-01&to=2026-11-15");
});

test("days that end before they begin are refused beside the field", () => {
  renderBar();
  fireEvent.change(screen.getByLabelText("Days", { selector: "select" }), { target: { value: "custom" } });
  fireEvent.change(screen.getByLabelText("From"), { target: { value: "2026-11-20" } });
  fireEvent.change(screen.getByLabelText("To"), { target: { value: "2026-11-15" } });
  expect(screen.getByText("The last day is before the first")).toBeDefined();
  expect(screen.getByRole("button", { name: "Show" }).getAttribute("aria-disabled")).toBe("true");
});

test("days that are still being read are named, those compared with too", () => {
  const bar = (readFrom: string | null, isCompared: boolean) => {
    const comparedWith = isCompared ? { from: "2026-09-25", to: "2026-10-24" } : null;
    const { container, unmount } = renderInShop(
      <RangeBar
        query={query}
        filters={sampleFilters}
        range={sampleFilters.range}
        comparedWith={comparedWith}
        readFrom={readFrom}
      />,
    );
    const text = container.textContent;
    unmount();
    return text;
  };
  expect(bar("2026-10-02T09:00:00Z", true)).toContain("; days before Oct 2, 2026 are still being read");
  expect(bar("2026-10-02T09:00:00Z", false)).not.toContain("still being read");
  expect(bar(null, true)).not.toContain("still being read");
});

test("comparison and basis are addresses too", () => {
  renderBar();
  fireEvent.change(screen.getByLabelText("Compared with"), { target: { value: "previous_year" } });
  expect(navigate).toHaveBeenLastCalledWith("?preset=last_30_days&location=1&compare=previous_year");
  fireEvent.change(screen.getByLabelText("By day of"), { target: { value: "opening" } });
  expect(navigate).toHaveBeenLastCalledWith("?preset=last_30_days&location=1&by=opening");
});

test("without scripts it is a form that asks for the same", () => {
  renderBar();
  const form = screen.getByRole<HTMLFormElement>("form", { name: "Days" });
  expect(form.method).toBe("get");
  expect([...new FormData(form)]).toEqual([
    ["location", "1"],
    ["preset", "last_30_days"],
    ["compare", "previous_period"],
    ["by", "closing"],
  ]);
});
