// @vitest-environment jsdom
import { t } from "./render-in-shop.tsx";
import { expect, test } from "vitest";
import { askedOf } from "#app/reports/asked-export.ts";
import { askedWords, sizeWords } from "./asked-export.ts";
import { createShopFormat } from "./shop-format.tsx";

const format = createShopFormat(t, { locale: "en", timeZone: "UTC", currency: "USD", year: "2026" });
const options = { locations: [{ id: "1", name: "Soho" }], drawers: [], currencies: ["USD"], people: [] };

test.each([
  ["preset=all", "All days"],
  ["from=2026-11-01&to=2026-11-30&location=1&bom=1", "Nov 1 – 30, 2026 · Location: Soho · for Excel"],
  ["from=2026-11-01", "From Nov 1, 2026"],
  ["to=2026-11-30&session_id=7&by=opening", "Until Nov 30, 2026 · by day of opening · 1 chosen session"],
])("what was asked for is said: %s", (query, words) => {
  expect(askedWords(askedOf("sessions.csv", query), options, { t, format })).toBe(words);
});

test.each([
  [0, "0 byte"],
  [999, "999 byte"],
  [6_400, "6 kB"],
  [26_900_000, "26.9 MB"],
  [2_340_000_000, "2.3 GB"],
])("%i bytes are %s", (bytes, words) => {
  expect(sizeWords(bytes, "en")).toBe(words);
});
