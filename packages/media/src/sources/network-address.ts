// The address of a network source: what FFmpeg is given, and what people may read.
import type { CameraSource } from "@vigie/contracts";
import { sourceError } from "./source-error.ts";

type NetworkSource = Extract<CameraSource, { kind: "rtsp" | "http" }>;

export interface NetworkAddress {
  /** With user and password: only for FFmpeg, never for a message or a log. */
  secretUrl: string;
  /** Host and port, for messages. */
  where: string;
  host: string;
  port: number;
}

const PORTS: Record<string, number> = { "rtsp:": 554, "rtsps:": 322, "http:": 80, "https:": 443 };
/** FFmpeg keeps user and password of an RTSP address in 128 bytes and cuts off the rest. */
const MAX_RTSP_CREDENTIAL_BYTES = 127;

/** Errors: `source.unsupported`. */
export function networkAddress(source: NetworkSource): NetworkAddress {
  const url = new URL(source.url);
  const port = url.port === "" ? PORTS[url.protocol]! : Number(url.port);
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const where = `${url.hostname}:${port}`;
  const credentials = credentialsOf(source, where);
  const path = `${url.pathname}${url.search}`;
  const secretUrl = `${url.protocol}//${credentials}${url.hostname}:${port}${path}`;
  return { secretUrl, where, host, port };
}

function credentialsOf(source: NetworkSource, where: string): string {
  const { username = "", password = "" } = source;
  if (username === "" && password === "") return "";
  if (username.includes(":")) {
    throw sourceError("source.unsupported", `The user name for the camera at ${where} must not contain a colon.`);
  }
  const credentials = `${encode(username)}:${encode(password)}`;
  if (source.kind === "rtsp" && credentials.length > MAX_RTSP_CREDENTIAL_BYTES) {
    throw sourceError(
      "source.unsupported",
      `User name and password for the camera at ${where} are too long: together at most ${MAX_RTSP_CREDENTIAL_BYTES - 1} characters, of which each unusual one counts three or more.`,
    );
  }
  return `${credentials}@`;
}

/** Every character that could mean something in an address. */
function encode(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}
