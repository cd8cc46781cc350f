import { expect, it } from "vitest";
import { inWords } from "./program.server.ts";

const coded = (message: string, code: string) => Object.assign(new Error(message), { code });

it("tells a failure with a code by its message, and any other one in full", () => {
  expect(inWords(coded("The configuration is incomplete:", "ENV_INVALID"))).toBe("The configuration is incomplete:");
  expect(inWords(new TypeError("x is not a function"))).toMatch(/^TypeError: x is not a function\n +at /);
  expect(inWords("thrown as it is")).toBe("thrown as it is");
});

it("tells each of the addresses of a database that does not answer", () => {
  const refused = (address: string) => coded(`connect ECONNREFUSED ${address}`, "ECONNREFUSED");
  const both = Object.assign(new AggregateError([refused("::1:5432"), refused("127.0.0.1:5432")]), {
    code: "ECONNREFUSED",
  });
  expect(inWords(both)).toBe("connect ECONNREFUSED ::1:5432\nconnect ECONNREFUSED 127.0.0.1:5432");
});
