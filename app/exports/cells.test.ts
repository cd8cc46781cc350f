import { expect, test } from "vitest";
import { drawerGid, gid, person, sessionGid, sourceOf } from "./cells.ts";

test("a session is named as Shopify's API names it that it is of", () => {
  expect([sessionGid("12"), sourceOf("12")]).toEqual([
    "gid://shopify/PointOfSaleDevicePaymentSession/12",
    "payment_session",
  ]);
  expect([sessionGid("-12"), sourceOf("-12")]).toEqual(["gid://shopify/CashTrackingSession/12", "legacy"]);
});

test("a drawer has a name of Shopify's, and a register from before March 2026 none", () => {
  expect(["7", "-7"].map(drawerGid)).toEqual(["gid://shopify/CashDrawer/7", null]);
});

test("a person whose name is not known is named by their number, and nobody by nothing", () => {
  expect([person("Ana", "501"), person(null, "501"), person(null, null)]).toEqual([
    "Ana",
    "gid://shopify/StaffMember/501",
    null,
  ]);
  expect(gid("Location", null)).toBeNull();
});
