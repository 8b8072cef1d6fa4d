// A test film in memory: what it is, its packets, and decoders for them.
import { join } from "node:path";
import type { Mask } from "@vigie/contracts";
import type { EncodedPacket, VideoDecoder, VideoStreamInfo } from "@vigie/core";
import { createMedia } from "../src/index.ts";
import { readAll } from "./drain.ts";

const media = createMedia();

export interface Loaded {
  info: VideoStreamInfo;
  packets: EncodedPacket[];
  decoder(masks?: readonly Mask[]): VideoDecoder;
}

export async function load(folder: string, name: string): Promise<Loaded> {
  const source = media.openSource(
    { kind: "file", path: join(folder, name), loop: false },
    { pace: "offline", startAtMs: 500 },
  );
  const info = await source.open();
  const packets = await readAll(source);
  await source.close();
  return { info, packets, decoder: (masks = []) => media.createDecoder(info, source, masks) };
}
