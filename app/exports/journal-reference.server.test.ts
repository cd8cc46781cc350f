import { expect, it } from "vitest";
import { journalReference } from "./journal-reference.server.ts";

const SHOP = { domain: "quay.myshopify.com" };
const ENTRY = { place: { kind: "location", id: "1", name: "Soho" } as const, date: "2026-11-20", currency: "USD" };

it("is the same for ever: accountants have it in their books", () => {
  expect(journalReference(SHOP, ENTRY)).toBe("TL261120-K0BRQFRG51");
});

it("does not follow the name of a location", () => {
  const renamed = { ...ENTRY, place: { ...ENTRY.place, name: "SoHo" } };
  expect(journalReference(SHOP, renamed)).toBe(journalReference(SHOP, ENTRY));
});

it("is another for another shop, place, day or currency, and no longer than QuickBooks takes", () => {
  const references = [
    journalReference(SHOP, ENTRY),
    journalReference({ domain: "pier.myshopify.com" }, ENTRY),
    journalReference(SHOP, { ...ENTRY, place: { ...ENTRY.place, id: "2" } }),
    journalReference(SHOP, { ...ENTRY, place: { ...ENTRY.place, kind: "drawer" } }),
    journalReference(SHOP, { ...ENTRY, date: "2026-11-21" }),
    journalReference(SHOP, { ...ENTRY, currency: "EUR" }),
  ];
  expect(new Set(references).size).toBe(references.length);
  for (const reference of references) expect(reference).toMatch(/^TL\d{6}-[0-9A-Z]{10}$/);
});
