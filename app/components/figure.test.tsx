// @vitest-environment jsdom
import { screen } from "@testing-library/react";
import { expect, test } from "vitest";

import { Discrepancy, Figure } from "./figure.tsx";
import { renderInShop } from "./render-in-shop.tsx";
import { usd } from "./sample-reports.ts";

test("a discrepancy says by sign and word which side it is on", () => {
  const { container } = renderInShop(<Discrepancy value={usd("-12.40")} />);
  expect(container.textContent).toBe("-$12.40 short");
});

test("what is over has its plus, and nothing has neither sign nor word", () => {
  const { container } = renderInShop(
    <>
      <Discrepancy value={usd("3.00")} />, <Discrepancy value={usd("0.00")} />
    </>,
  );
  expect(container.textContent).toBe("+$3.00 over, $0.00");
});

test("what is not known is a dash that can be reached with the keyboard and says why, never zero", () => {
  renderInShop(<Figure value={null} unknown="Known when the session is closed" />);
  const reason = screen.getByText("Known when the session is closed");
  expect(reason.closest<HTMLElement>("[tabindex]")?.tabIndex).toBe(0);
  expect(document.body.textContent).not.toContain("0.00");
});

test("totals that Shopify is still computing are pending, whatever they are so far", () => {
  const { container } = renderInShop(<Discrepancy value={usd("-12.40")} isPending />);
  expect(container.textContent).toBe("pending");
});

test("where the column names the currency, the figure does not", () => {
  const { container } = renderInShop(<Figure value={usd("1234.50")} currency="none" />);
  expect(container.textContent).toBe("1,234.50");
});
