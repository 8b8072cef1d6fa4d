// What FFmpeg's numbers mean for a camera on the network.
import type { AppError } from "@vigie/contracts";
import {
  AVERROR_DECODER_NOT_FOUND,
  AVERROR_DEMUXER_NOT_FOUND,
  AVERROR_EOF,
  AVERROR_HTTP_FORBIDDEN,
  AVERROR_HTTP_NOT_FOUND,
  AVERROR_HTTP_OTHER_4XX,
  AVERROR_HTTP_SERVER_ERROR,
  AVERROR_HTTP_UNAUTHORIZED,
  AVERROR_INVALIDDATA,
  AVERROR_PROTOCOL_NOT_FOUND,
} from "node-av";
import { sourceError } from "./source-error.ts";

const ECONNREFUSED = -111;
const ETIMEDOUT = -110;
const ECONNRESET = -104;

/** @param where host and port; the address itself may hold a password. */
export function networkError(
  result: number,
  where: string,
  limitMs: number,
  garbage: "not-video" | "hung-up",
): AppError {
  switch (result) {
    case AVERROR_HTTP_UNAUTHORIZED:
      return sourceError("source.unauthorised", `The camera at ${where} does not accept this user name and password.`);
    case AVERROR_HTTP_FORBIDDEN:
      return sourceError("source.refused", `The camera at ${where} forbids this address to this user (403).`);
    case AVERROR_HTTP_NOT_FOUND:
      return sourceError("source.not-found", `The camera at ${where} has no stream under this path (404).`);
    case AVERROR_HTTP_OTHER_4XX:
    case AVERROR_HTTP_SERVER_ERROR:
      return sourceError("source.refused", `The camera at ${where} answers the request with an error of its own.`);
    case ECONNREFUSED:
      return sourceError("source.refused", `${where} refuses the connection: nothing listens on this port.`);
    case ETIMEDOUT:
      return silent(where, limitMs);
    case AVERROR_EOF:
    case ECONNRESET:
      return sourceError("source.unreachable", `The camera at ${where} closed the connection.`);
    case AVERROR_INVALIDDATA:
      if (garbage === "hung-up") {
        return sourceError("source.unreachable", `${where} hung up or does not speak RTSP.`);
      }
      return sourceError("source.not-video", `What answers at ${where} is not a video stream that can be read.`);
    case AVERROR_DEMUXER_NOT_FOUND:
      return sourceError("source.not-video", `What answers at ${where} is not a video stream that can be read.`);
    case AVERROR_DECODER_NOT_FOUND:
    case AVERROR_PROTOCOL_NOT_FOUND:
      return sourceError(
        "source.unsupported",
        `The camera at ${where} uses a protocol or codec that this installation lacks.`,
      );
    default:
      return sourceError("source.unreachable", `The connection to the camera at ${where} failed (${result}).`);
  }
}

export function silent(where: string, limitMs: number): AppError {
  return sourceError("source.silent", `The camera at ${where} is connected but sent nothing for ${limitMs / 1000} s.`);
}
