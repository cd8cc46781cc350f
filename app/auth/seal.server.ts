import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";

export class SealError extends Error {
  readonly code = "SEAL_BROKEN";
}

// The layout: one byte for the way it is sealed, so that another way can follow; the nonce; the tag; the text.
const AES_256_GCM = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Encrypts a secret for the place it is kept in: moved to another row, it does not open. */
export function seal(secret: string, options: { place: string; key: Uint8Array }): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", options.key, nonce).setAAD(Buffer.from(options.place));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return new Uint8Array(Buffer.concat([Buffer.of(AES_256_GCM), nonce, cipher.getAuthTag(), text]));
}

/** Opens what `seal` closed; refuses what was changed, moved, or sealed with another key. */
export function unseal(sealed: Uint8Array, options: { place: string; key: Uint8Array }): string {
  const tagFrom = 1 + NONCE_BYTES;
  const textFrom = tagFrom + TAG_BYTES;
  if (sealed[0] !== AES_256_GCM || sealed.length < textFrom) throw new SealError("Not something that was sealed here.");
  try {
    const decipher = createDecipheriv("aes-256-gcm", options.key, sealed.subarray(1, tagFrom), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(Buffer.from(options.place))
      .setAuthTag(sealed.subarray(tagFrom, textFrom));
    return Buffer.concat([decipher.update(sealed.subarray(textFrom)), decipher.final()]).toString("utf8");
  } catch (error) {
    throw new SealError("The seal does not open with this key and place.", { cause: error });
  }
}

/** Opens what was sealed with the first of these keys or with one of the others; null when none of them fits. */
export function unsealWithAny(
  sealed: Uint8Array,
  { place, keys }: { place: string; keys: readonly Uint8Array[] },
): { secret: string; isFirst: boolean } | null {
  for (const [index, key] of keys.entries()) {
    try {
      return { secret: unseal(sealed, { place, key }), isFirst: index === 0 };
    } catch (error) {
      if (!(error instanceof SealError)) throw error;
    }
  }
  return null;
}
