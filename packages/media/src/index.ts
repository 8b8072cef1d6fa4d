// Adapter: video sources, decoding, recording, clips and live pictures on FFmpeg.
export { createMedia, type MediaOptions } from "./create-media.ts";
export { availableDecoders, type DecoderPresence } from "./decode/available-decoders.ts";
export { listTornSegments, type Recovery, readSidecar, recoverSegment } from "./record/recover.ts";
