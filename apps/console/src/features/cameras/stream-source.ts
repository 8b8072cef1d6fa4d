// A stream address as a person pastes it, to a source that the server takes.
import { type CameraSource, sourceSchema } from "@vigie/contracts";

export interface StreamInput {
  url: string;
  username: string;
  password: string;
  transport: "tcp" | "udp";
}

export const EMPTY_STREAM: StreamInput = { url: "", username: "", password: "", transport: "tcp" };

/** User and password inside a pasted address move to their own fields, where they are not shown or logged. */
export function withoutUserInfo(input: StreamInput): StreamInput {
  let url: URL;
  try {
    url = new URL(input.url.trim());
  } catch {
    return input;
  }
  if (url.username === "" && url.password === "") return input;
  const username = decoded(url.username);
  const password = decoded(url.password);
  const address = input.url.trim().replace(/^([a-z]+:\/\/)[^/@]*@/i, "$1");
  return { ...input, url: address, username: username || input.username, password: password || input.password };
}

/** The source, or null when the address is none that the contracts take. */
export function streamSource(input: StreamInput): CameraSource | null {
  const { url, username, password, transport } = withoutUserInfo(input);
  const kind = /^rtsps?:\/\//i.test(url.trim()) ? "rtsp" : "http";
  const parsed = sourceSchema.safeParse({
    kind,
    url: url.trim(),
    ...(kind === "rtsp" ? { transport } : {}),
    ...(username === "" ? {} : { username }),
    ...(password === "" ? {} : { password }),
  });
  return parsed.success ? parsed.data : null;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
