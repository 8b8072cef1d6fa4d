// Adapter: video sources, decoding, recording, clips and live pictures on FFmpeg.
export { createMedia, type MediaOptions } from "./create-media.ts";
