// Picks the source that plays what a camera is configured with.
import type { CameraSource } from "@vigie/contracts";
import type { Clock, SourceOptions, VideoSource } from "@vigie/core";
import { FileSource } from "./file-source.ts";
import { HTTP_FORMATS, HTTP_PROTOCOLS, HTTPS_PROTOCOLS, RTSP_PROTOCOLS, RTSPS_PROTOCOLS } from "./formats.ts";
import { networkAddress } from "./network-address.ts";
import { NetworkSource } from "./network-source.ts";

const DEFAULT_LIMIT_MS = 5000;
/** What describing a live stream may take of it; the first key frame is kept. */
const DESCRIBE = { analyzeduration: "300000", fpsprobesize: "0", user_agent: "Vigie" };

/** Errors: `source.unsupported`. */
export function openSource(source: CameraSource, options: SourceOptions, clock: Clock): VideoSource {
  if (source.kind === "file") return new FileSource({ ...options, path: source.path, loop: source.loop, clock });
  const { dialTimeoutMs = DEFAULT_LIMIT_MS, stallTimeoutMs = DEFAULT_LIMIT_MS } = options;
  const address = networkAddress(source);
  const limits = { address, clock, dialTimeoutMs, stallTimeoutMs };
  const timeout = String(Math.max(dialTimeoutMs, stallTimeoutMs) * 1000);
  const isSecure = /^(rtsps|https):/.test(source.url);
  if (source.kind === "rtsp") {
    return new NetworkSource({
      ...limits,
      garbage: "hung-up",
      silenceHint:
        source.transport === "udp" ? "Its pictures come over UDP; a firewall may hold them back, TCP may pass." : "",
      inputOptions: {
        ...DESCRIBE,
        timeout,
        protocol_whitelist: isSecure ? RTSPS_PROTOCOLS : RTSP_PROTOCOLS,
        rtsp_transport: source.transport,
        allowed_media_types: "video",
        buffer_size: "1048576",
      },
    });
  }
  return new NetworkSource({
    ...limits,
    garbage: "not-video",
    silenceHint: "",
    inputOptions: {
      ...DESCRIBE,
      timeout,
      rw_timeout: timeout,
      protocol_whitelist: isSecure ? HTTPS_PROTOCOLS : HTTP_PROTOCOLS,
      format_whitelist: HTTP_FORMATS,
      seekable: "0",
      icy: "0",
    },
  });
}
