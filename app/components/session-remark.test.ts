import { expect, test } from "vitest";

import { t } from "./render-in-shop.tsx";
import { sampleSession, usd } from "./sample-reports.ts";
import { sessionRemark } from "./session-remark.ts";
import { createShopFormat } from "./shop-format.tsx";

const format = createShopFormat(t, { locale: "en-US", timeZone: "America/New_York", currency: "USD", year: "2026" });

const row = (total: string, opening: string, closing: string | null, more: Partial<typeof sampleSession> = {}) => ({
  ...sampleSession,
  failedChecks: [],
  totalDiscrepancy: usd(total),
  openingDiscrepancy: usd(opening),
  closingDiscrepancy: closing === null ? null : usd(closing),
  ...more,
});
const remark = (...given: Parameters<typeof row>) => sessionRemark(t, row(...given), format);

test("a discrepancy that was found at closing needs no remark", () => {
  expect(remark("-12.40", "0.00", "-12.40")).toBe("");
});

test("what was carried in is told from what went wrong, with its amount where both are in the total", () => {
  expect(remark("-60.00", "-60.00", "0.00")).toBe("carried in");
  expect(remark("2513.30", "2514.50", "-1.20")).toBe("+$2,514.50 carried in");
});

test("what a count in mid-session found is told, since expected equals counted at close", () => {
  expect(remark("-25.00", "0.00", "0.00")).toBe("found at a count in mid-session");
  expect(remark("-20.00", "2.00", "3.00")).toBe("+$2.00 carried in, -$25.00 found at a count in mid-session");
});

test("a total that is not ready says nothing of mid-session counts", () => {
  expect(remark("0.00", "-3.00", "0.00", { totalsReady: false })).toBe("-$3.00 carried in");
  expect(remark("0.00", "0.00", null)).toBe("");
});

test("a balanced session whose drawer changed before it opened says so", () => {
  expect(remark("0.00", "0.00", "0.00", { failedChecks: ["carry_over"] })).toBe("gap to the session before");
  expect(remark("0.00", "0.00", "0.00", { failedChecks: ["carry_over", "sales_add_up"] })).toBe("2 checks off");
});

test("a session whose figures were others before says so", () => {
  expect(remark("-12.40", "0.00", "-12.40", { isRestated: true })).toBe("restated");
});

test("a forgotten session says so", () => {
  expect(remark("0.00", "0.00", null, { status: "open", isStale: true })).toBe("open for too long");
});
