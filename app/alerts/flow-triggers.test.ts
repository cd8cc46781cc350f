import { readdirSync, readFileSync } from "node:fs";
import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";
import { discrepancyPayload, exceptionPayload } from "./alert-payload.ts";
import { DISCREPANCY_TRIGGER, EXCEPTION_TRIGGER } from "./flow-triggers.ts";

const folder = new URL("../../extensions/", import.meta.url);

interface TriggerFile {
  extensions: { type: string; name: string; handle: string; uid: string; description: string }[];
  settings: { fields: { type: string; key: string }[] };
}

const triggers = readdirSync(folder)
  .map((name) => ({
    name,
    file: parse(readFileSync(new URL(`${name}/shopify.extension.toml`, folder), "utf8")) as unknown as TriggerFile,
  }))
  .flatMap(({ name, file }) =>
    file.extensions.map((extension) => ({ folderName: name, settings: file.settings, ...extension })),
  )
  .filter(({ type }) => type === "flow_trigger");

/** What Shopify CLI takes of the fields of a trigger; integers and texts of several lines are for actions alone. */
const TYPES = ["boolean", "email", "number_decimal", "single_line_text_field", "url"];

describe("the triggers in extensions/", () => {
  test("are the code's, handle by handle and field by field", () => {
    const found = triggers.map(({ handle, settings }) => ({
      handle,
      fields: Object.fromEntries(settings.fields.map(({ key, type }) => [key, type])),
    }));
    const byHandle = (a: { handle: string }, b: { handle: string }) => a.handle.localeCompare(b.handle);
    expect(found.sort(byHandle)).toEqual([DISCREPANCY_TRIGGER, EXCEPTION_TRIGGER].sort(byHandle));
  });

  test.each(triggers)(
    "$handle keeps to what Shopify takes",
    ({ folderName, handle, name, uid, description, settings }) => {
      expect(handle).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(handle.length).toBeLessThanOrEqual(30);
      expect(folderName).toBe(handle);
      expect(name.length).toBeLessThanOrEqual(50);
      expect(description.length).toBeLessThanOrEqual(255);
      expect(uid).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
      const keys = settings.fields.map(({ key }) => key);
      expect(new Set(keys.map((key) => key.toLowerCase())).size).toBe(keys.length);
      for (const key of keys) expect(key).toMatch(/^[a-zA-Z]+( [a-zA-Z]+)*$/);
      for (const { type } of settings.fields) expect(TYPES).toContain(type);
    },
  );

  test("have ids of their own", () => {
    expect(new Set(triggers.map(({ uid }) => uid)).size).toBe(triggers.length);
  });
});

describe("a payload", () => {
  const subject = {
    ...{ sessionId: "9223372036854775807", currency: "KWD", timeZone: "Asia/Kuwait", person: null },
    ...{ location: "Kuwait\nCity", drawer: "x".repeat(40_000), openedAt: new Date("2026-11-23T05:00:00Z") },
  };
  const address = { link: "https://admin.shopify.com/store/acme/apps/key/app/sessions/1", alertId: "discrepancy 1" };

  test("has a value for every field, on one line, far below what Flow takes, whatever the names are", () => {
    const fact = {
      ...{ ...subject, closedAt: new Date("2026-11-23T15:00:00Z"), isRestated: false },
      ...{ totalDiscrepancy: -4_255n, openingDiscrepancy: 1_000n, countedAtClose: 120_000n, tolerance: 300n },
    };
    const payload = discrepancyPayload(fact, "critical", address);
    expect(Object.keys(payload).sort()).toEqual(Object.keys(DISCREPANCY_TRIGGER.fields).sort());
    expect(payload).toMatchObject({
      ...{ Direction: "short", Amount: "-4.255 KWD", Discrepancy: -4.255, "Own discrepancy": -5.255 },
      ...{ "Carried in": 1, Counted: 120, Expected: 125.255, Tolerance: 0.3, Location: "Kuwait City", Person: "" },
      ...{ "Closed at": "2026-11-23T18:00:00+03:00", "Session ID": "9223372036854775807" },
    });
    expect(Buffer.byteLength(JSON.stringify(payload))).toBeLessThan(5_000);
    const over = discrepancyPayload({ ...fact, totalDiscrepancy: 4_255n }, "critical", address);
    expect(over).toMatchObject({ Direction: "over", Amount: "4.255 KWD", "Own discrepancy": 3.255, Expected: 116.745 });
  });

  test("of an exception as well", () => {
    const payload = exceptionPayload({ ...subject, kind: "stale_open", amount: 5n, hours: 25.5 }, "warning", address);
    expect(Object.keys(payload).sort()).toEqual(Object.keys(EXCEPTION_TRIGGER.fields).sort());
    expect(payload).toMatchObject({ Kind: "stale_open", Amount: "0.005 KWD", "Amount as number": 0.005, Hours: 25.5 });
  });
});
