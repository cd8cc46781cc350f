// @vitest-environment jsdom
import { renderHook } from "@testing-library/react";
import { expect, test } from "vitest";

import { useListed, useNextListed } from "./next-listed.ts";

test("after a session comes the one below it in the list that was looked at last", () => {
  const nextOf = (id: string) => renderHook(() => useNextListed(id)).result.current;
  const look = (...ids: string[]) =>
    renderHook(() =>
      useListed(
        ids.map((id) => ({ id })),
        ({ id }) => `Till ${id}`,
      ),
    );
  look();
  expect(nextOf("2")).toBeNull();
  look("1", "2", "3");
  expect([nextOf("2"), nextOf("3"), nextOf("9")]).toEqual([{ id: "3", name: "Till 3" }, null, null]);
  look("2", "9");
  expect([nextOf("1"), nextOf("2")]).toEqual([null, { id: "9", name: "Till 9" }]);
});
