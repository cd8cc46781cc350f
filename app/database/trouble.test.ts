import { expect, test } from "vitest";
import { databaseTrouble } from "./trouble.ts";

const error = (message: string, code?: string) => Object.assign(new Error(message), code === undefined ? {} : { code });

test.each([
  ["a full disk under a server", error("could not extend file", "53100"), "DATABASE_FULL"],
  ["a full disk under an embedded database", error("ENOSPC: no space left on device", "ENOSPC"), "DATABASE_FULL"],
  ["a server that shuts down", error("terminating connection due to administrator command", "57P01"), "DATABASE_GONE"],
  ["a server that starts", error("the database system is starting up", "57P03"), "DATABASE_GONE"],
  ["a connection that broke", error("connection failure", "08006"), "DATABASE_GONE"],
  ["nobody at the address", error("connect ECONNREFUSED 127.0.0.1:5432", "ECONNREFUSED"), "DATABASE_GONE"],
  ["a connection that was cut", error("Connection terminated unexpectedly"), "DATABASE_GONE"],
  ["a connection that never came", error("timeout exceeded when trying to connect"), "DATABASE_GONE"],
  ["a mistake in a statement", error("syntax error", "42601"), null],
  ["a rule of the schema", error("violates check constraint", "23514"), null],
  ["no error at all", "57P01", null],
])("%s is told from a mistake of ours", (_name, thrown, expected) => {
  expect(databaseTrouble(thrown)).toBe(expected);
});
