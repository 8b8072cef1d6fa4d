// The session description of a film (RFC 4566) with its parameter sets, as a camera answers DESCRIBE.
import type { Film } from "./film.ts";
import { nalType } from "./nal.ts";
import { PAYLOAD_TYPE, RTP_CLOCK_HZ } from "./rtp.ts";

export const TRACK = "trackID=0";

export function describeFilm(film: Film, host: string): string {
  return `${[
    "v=0",
    `o=- 1 1 IN IP4 ${host}`,
    "s=Vigie camera",
    `c=IN IP4 ${host}`,
    "t=0 0",
    "a=control:*",
    "a=range:npt=now-",
    `m=video 0 RTP/AVP ${PAYLOAD_TYPE}`,
    `a=rtpmap:${PAYLOAD_TYPE} ${film.codec === "h264" ? "H264" : "H265"}/${RTP_CLOCK_HZ}`,
    `a=fmtp:${PAYLOAD_TYPE} ${film.codec === "h264" ? h264Format(film) : h265Format(film)}`,
    `a=framesize:${PAYLOAD_TYPE} ${film.widthPx}-${film.heightPx}`,
    `a=control:${TRACK}`,
  ].join("\r\n")}\r\n`;
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}

function h264Format(film: Film): string {
  const sps = film.parameterSets.find((nal) => nalType("h264", nal) === 7);
  const profile = sps ? `; profile-level-id=${Buffer.from(sps.subarray(1, 4)).toString("hex")}` : "";
  return `packetization-mode=1; sprop-parameter-sets=${film.parameterSets.map(base64).join(",")}${profile}`;
}

function h265Format(film: Film): string {
  const names = new Map([
    [32, "sprop-vps"],
    [33, "sprop-sps"],
    [34, "sprop-pps"],
  ]);
  return film.parameterSets.map((nal) => `${names.get(nalType("h265", nal))}=${base64(nal)}`).join("; ");
}
