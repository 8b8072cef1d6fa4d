// Who may watch: Basic (RFC 7617) and Digest with MD5 (RFC 2069, as most cameras speak it), for RTSP and HTTP alike.
import { createHash, randomBytes } from "node:crypto";

export interface Credentials {
  user: string;
  password: string;
  scheme: "basic" | "digest";
}

const REALM = "Vigie camera";

/** A challenge that goes with a 401 answer. */
export function challenge(scheme: Credentials["scheme"], nonce: string): string {
  return scheme === "basic" ? `Basic realm="${REALM}"` : `Digest realm="${REALM}", nonce="${nonce}", algorithm=MD5`;
}

export function newNonce(): string {
  return randomBytes(16).toString("hex");
}

/** True when the Authorization header proves the user and password for this request. */
export function isAuthorised(
  expected: Credentials,
  nonce: string,
  method: string,
  header: string | undefined,
): boolean {
  if (!header) return false;
  const [scheme, rest] = splitOnce(header, " ");
  if (scheme.toLowerCase() !== expected.scheme) return false;
  if (expected.scheme === "basic") {
    return Buffer.from(rest, "base64").toString() === `${expected.user}:${expected.password}`;
  }
  const given = new Map<string, string>();
  for (const [, key, quoted, plain] of rest.matchAll(/(\w+)=(?:"([^"]*)"|([^\s,]+))/g)) {
    given.set(key!, quoted ?? plain ?? "");
  }
  const ha1 = md5(`${expected.user}:${REALM}:${expected.password}`);
  const ha2 = md5(`${method}:${given.get("uri") ?? ""}`);
  return (
    given.get("nonce") === nonce &&
    given.get("username") === expected.user &&
    given.get("response") === md5(`${ha1}:${nonce}:${ha2}`)
  );
}

function md5(text: string): string {
  return createHash("md5").update(text).digest("hex");
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ""] : [text.slice(0, at), text.slice(at + 1)];
}
