// Adapter: video sources, decoding, recording, clips and live pictures on FFmpeg.
export { createMedia, type MediaOptions } from "./create-media.ts";
export { listTornSegments, type Recovery, readSidecar, recoverSegment } from "./record/recover.ts";
