// @vitest-environment jsdom
import { fireEvent, screen, within } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { DataTable, type Column } from "./data-table.tsx";
import { renderInShop } from "./render-in-shop.tsx";

interface Row {
  id: string;
  amount: string;
}

const columns: Column<Row>[] = [
  { id: "id", heading: "Session", cell: (row) => <a href={`#${row.id}`}>{row.id}</a>, foot: () => "Together" },
  {
    id: "amount",
    heading: "Amount",
    align: "end",
    sort: { href: "?sort=amount_asc", direction: "descending" },
    cell: (row) => row.amount,
    foot: (row) => row.amount,
  },
];

const renderTable = () =>
  renderInShop(
    <DataTable
      caption="Sessions"
      columns={columns}
      rows={[{ id: "one", amount: "1.00" }]}
      footRows={[{ id: "all", amount: "9.00" }]}
      rowKey={(row) => row.id}
      isLinked
      card={(row, part) => ({ title: part === "foot" ? "Together" : row.id, figure: row.amount })}
    />,
  );

test("the table says what it holds, how it is sorted, and what each row is about", () => {
  renderTable();
  const table = screen.getByRole("table", { name: "Sessions" });
  const sorted = within(table).getByRole("columnheader", { name: /Amount/ });
  expect(sorted.getAttribute("aria-sort")).toBe("descending");
  expect(within(sorted).getByRole("link").getAttribute("href")).toBe("?sort=amount_asc");
  expect(within(table).getByRole("rowheader", { name: "one" })).toBeDefined();
});

test("cards, which have no headings, are sorted from a list of them", () => {
  renderTable();
  const orders = screen.getByRole("list", { name: "Sort by" });
  const [link, ...others] = within(orders).getAllByRole("link");
  expect(others).toEqual([]);
  expect(link?.getAttribute("href")).toBe("?sort=amount_asc");
  expect(link?.getAttribute("aria-current")).toBe("true");
  expect(screen.getByText(/^Sort/).textContent).toBe("Sort: Amount↓ descending");
});

test("a click anywhere on the row follows the link in its first cell", () => {
  renderTable();
  const follow = vi.fn((event: Event) => event.preventDefault());
  within(screen.getByRole("table")).getByRole("link", { name: "one" }).addEventListener("click", follow);
  fireEvent.click(within(screen.getByRole("table")).getByText("1.00"), { ctrlKey: true });
  expect(follow).toHaveBeenCalledOnce();
  expect(follow.mock.calls[0]?.[0]).toMatchObject({ ctrlKey: true });
});

test("a click on the link itself is not doubled", () => {
  renderTable();
  const follow = vi.fn((event: Event) => event.preventDefault());
  const link = within(screen.getByRole("table")).getByRole("link", { name: "one" });
  link.addEventListener("click", follow);
  fireEvent.click(link);
  expect(follow).toHaveBeenCalledOnce();
});

test("on a phone the rows are cards, the totals the last of them", () => {
  renderTable();
  const cards = within(screen.getByRole("list", { name: "Sessions" })).getAllByRole("listitem");
  expect(cards.map((card) => card.textContent)).toEqual(["one1.00", "Together9.00"]);
});
