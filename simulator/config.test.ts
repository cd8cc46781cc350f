import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readConfig } from "./config.ts";
import { readState, writeState } from "./state-file.ts";

function aFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "stand-in-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

describe("the configuration", () => {
  test("has a default for everything", () => {
    expect(readConfig({ STAND_IN_STATE: "" })).toMatchObject({
      port: 4100,
      seed: 2026,
      stateFile: null,
      grantedScopes: [],
      appUrl: "http://127.0.0.1:3000",
    });
  });

  test("takes what is given", () => {
    const env = {
      STAND_IN_PORT: "4200",
      SHOPIFY_APP_URL: "http://127.0.0.1:3100/",
      STAND_IN_GRANTED_SCOPES: "read_users, read_orders",
    };
    expect(readConfig(env)).toMatchObject({
      port: 4200,
      appUrl: "http://127.0.0.1:3100",
      grantedScopes: ["read_users", "read_orders"],
    });
  });

  test("names every wrong value at once", () => {
    const env = { STAND_IN_PORT: "http", SHOPIFY_APP_URL: "app", STAND_IN_GRANTED_SCOPES: "read_products" };
    expect(() => readConfig(env)).toThrow(
      /STAND_IN_PORT: .*\(got "http"\)[^]*STAND_IN_GRANTED_SCOPES: [^]*SHOPIFY_APP_URL: .*\(got "app"\)/,
    );
  });
});

describe("the state of a stand-in", () => {
  test("comes back as it was written, with no draft left behind", () => {
    const folder = aFolder();
    const file = join(folder, "kept", "stand-in.json");
    expect(readState(file)).toBeNull();
    const state = { seed: 1, startedAt: "2026-11-22T18:00:00.000Z", installations: [] };
    writeState(file, state);
    writeState(file, { ...state, seed: 2 });
    expect(readState(file)).toEqual({ ...state, seed: 2 });
    expect(readdirSync(join(folder, "kept"))).toEqual(["stand-in.json"]);
  });

  test("that is something else is refused in words", () => {
    const file = join(aFolder(), "stand-in.json");
    writeFileSync(file, '{"a":1}');
    expect(() => readState(file)).toThrow("is not a state of the stand-in");
  });
});
