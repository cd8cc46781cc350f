import { readdirSync } from "node:fs";
import { expect, test } from "vitest";
import { routeName } from "./route-name.ts";

/** A route file's address, as Remix makes it: "app.sessions.$id.tsx" is "/app/sessions/:id". */
function addressOf(file: string): string {
  const parts = file
    .replace(/\.tsx$/, "")
    .split(".")
    .filter((part) => part !== "_index")
    .map((part) => (part === "$" ? "*" : part.replace(/^\$/, ":")));
  return `/${parts.join("/")}`;
}

test("every route has its name, and what leads nowhere has none of its own", () => {
  const addresses = readdirSync("app/routes").map(addressOf);
  for (const address of addresses.filter((one) => one !== "/*")) {
    expect(routeName(address.replace(/:\w+/, "1002").replace("*", "login")), address).toBe(address);
  }
  expect(routeName("/wp-admin")).toBe("other");
  expect(routeName("/app/sessions/1/2")).toBe("other");
});
