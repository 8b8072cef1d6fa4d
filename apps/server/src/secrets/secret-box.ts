// Seals short secrets (camera passwords) before they reach the store: AES-256-GCM, bound to what they belong to.
import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { AppError } from "@vigie/contracts";

const PREFIX = "sealed:1:";
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export interface SecretBox {
  /** `owner` must be the same when it is opened, so that a sealed text moved to another record opens for nobody. */
  seal(plain: string, owner: string): string;
  /** Errors: `secret.unreadable` when the key, the owner or the text is another one. */
  open(sealed: string, owner: string): string;
}

/** Shape: key of 32 bytes. */
export function createSecretBox(key: Uint8Array): SecretBox {
  return {
    seal(plain, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce).setAAD(Buffer.from(owner));
      const body = Buffer.concat([cipher.update(plain, "utf8"), cipher.final()]);
      return PREFIX + Buffer.concat([nonce, cipher.getAuthTag(), body]).toString("base64url");
    },
    open(sealed, owner) {
      try {
        if (!sealed.startsWith(PREFIX)) throw new Error("not a sealed text");
        const bytes = Buffer.from(sealed.slice(PREFIX.length), "base64url");
        const nonce = bytes.subarray(0, NONCE_BYTES);
        const tag = bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES);
        const opener = createDecipheriv("aes-256-gcm", key, nonce, { authTagLength: TAG_BYTES });
        opener.setAAD(Buffer.from(owner)).setAuthTag(tag);
        const body = bytes.subarray(NONCE_BYTES + TAG_BYTES);
        return Buffer.concat([opener.update(body), opener.final()]).toString("utf8");
      } catch (cause) {
        throw new AppError({
          code: "secret.unreadable",
          kind: "internal",
          audience: "operator",
          message: `The stored password of "${owner}" cannot be read with this key file; enter it again.`,
          cause,
        });
      }
    },
  };
}
