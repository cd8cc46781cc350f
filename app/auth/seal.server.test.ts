import { randomBytes } from "node:crypto";
import { describe, expect, it } from "vitest";
import { SealError, seal, unseal } from "./seal.server.ts";

const key = randomBytes(32);
const place = "offline_quay.myshopify.com";

describe("a sealed token", () => {
  it("opens with the key and in the place it was sealed for", () => {
    expect(unseal(seal("shpat_geheim", { place, key }), { place, key })).toBe("shpat_geheim");
  });

  it("does not show the token, and never looks the same twice", () => {
    const first = Buffer.from(seal("shpat_geheim", { place, key }));
    expect(first.includes("shpat")).toBe(false);
    expect(first.equals(seal("shpat_geheim", { place, key }))).toBe(false);
  });

  it("does not open with another key", () => {
    expect(() => unseal(seal("shpat_geheim", { place, key }), { place, key: randomBytes(32) })).toThrow(SealError);
  });

  it("does not open in another shop's row", () => {
    const sealed = seal("shpat_geheim", { place, key });
    expect(() => unseal(sealed, { place: "offline_other.myshopify.com", key })).toThrow(SealError);
  });

  it("does not open when a single bit was changed, wherever it is", () => {
    const sealed = seal("shpat_geheim", { place, key });
    for (const index of sealed.keys()) {
      const changed = sealed.map((byte, at) => (at === index ? byte ^ 1 : byte));
      expect(() => unseal(changed, { place, key }), `byte ${index}`).toThrow(SealError);
    }
  });

  it("does not open when it was cut short", () => {
    const sealed = seal("shpat_geheim", { place, key });
    expect(() => unseal(sealed.subarray(0, 20), { place, key })).toThrow(SealError);
    expect(() => unseal(new Uint8Array(), { place, key })).toThrow(SealError);
  });
});
