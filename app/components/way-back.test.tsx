// @vitest-environment jsdom
import { renderHook } from "@testing-library/react";
import { expect, test, vi } from "vitest";

import { useWayBack } from "./way-back.ts";

const at = vi.hoisted(() => ({ pathname: "", search: "" }));
vi.mock("@remix-run/react", () => ({ useLocation: () => ({ ...at }) }));

function wayBack(pathname: string, search: string, url?: string): string | undefined {
  Object.assign(at, { pathname, search });
  return renderHook(() => useWayBack(url)).result.current;
}

test("the way back from a row leads to its list as it was left, and to another list as it is", () => {
  wayBack("/app/sessions", "");
  expect(wayBack("/app/sessions/1", "", "/app/sessions")).toBe("/app/sessions");
  wayBack("/app/sessions", "?review=needs&id_token=secret&shop=a.myshopify.com");
  expect(wayBack("/app/sessions/1", "", "/app/sessions")).toBe("/app/sessions?review=needs");
  expect(wayBack("/app/sessions/2", "?review=reviewed", "/app/sessions")).toBe("/app/sessions?review=needs");
  expect(wayBack("/app/drawers/2", "", "/app/drawers")).toBe("/app/drawers");
  wayBack("/app/sessions", "");
  expect(wayBack("/app/sessions/1", "", "/app/sessions")).toBe("/app/sessions");
});

test("a page has no way back where it has none", () => {
  expect(wayBack("/app/exceptions", "?q=x")).toBeUndefined();
});
