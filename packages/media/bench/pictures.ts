// What a picture costs: decoding, scaling and storing clips, in processor time, printed as a table. Usage: node packages/media/bench/pictures.ts <video...>
import { basename } from "node:path";
import type { EncodedPacket, LiveChunk, ScaleRequest } from "@vigie/core";
import { createMedia } from "../src/index.ts";
import { MediaPacket } from "../src/packets/packet.ts";
import { FragmentMuxer } from "../src/record/fragment-muxer.ts";

const REQUEST: ScaleRequest = {
  rgb: { maxWidthPx: 416, maxHeightPx: 416 },
  gray: { maxWidthPx: 320, maxHeightPx: 180 },
};
const ROUNDS = 5;
const MASK = {
  id: "mask",
  name: "",
  polygon: [
    [0.1, 0.1],
    [0.4, 0.1],
    [0.4, 0.5],
    [0.1, 0.5],
  ] as [number, number][],
};

const media = createMedia();

type Work = "decode" | "decode+scale" | "decode+mask+scale" | "keys only";

async function packetsOf(path: string) {
  const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline" });
  const info = await source.open();
  const packets: EncodedPacket[] = [];
  for (let packet = await source.read(); packet; packet = await source.read()) packets.push(packet);
  return { source, info, packets };
}

/** Unit: ms of processor time of this process; other programs on the machine do not count. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;

for (const path of process.argv.slice(2)) {
  const { source, info, packets } = await packetsOf(path);
  const row: Record<string, string> = { size: `${info.widthPx}x${info.heightPx}`, codec: info.codec };
  for (const work of ["decode", "decode+scale", "decode+mask+scale", "keys only"] as Work[]) {
    const costs: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const decoder = media.createDecoder(info, source, work === "decode+mask+scale" ? [MASK] : []);
      decoder.setKeyFramesOnly(work === "keys only");
      const beganMs = cpuMs();
      let pictures = 0;
      for (const packet of packets) {
        for (const frame of decoder.decode(packet)) {
          pictures++;
          if (work.includes("scale")) frame.scale(REQUEST);
          frame.release();
        }
      }
      costs.push((cpuMs() - beganMs) / (work === "keys only" ? packets.length : pictures));
      decoder.close();
      await new Promise((resolve) => setImmediate(resolve));
    }
    row[`${work} ms`] = median(costs).toFixed(3);
  }
  try {
    row["mux us"] = muxCost(packets);
    row["live mux us"] = liveCost(info, packets);
  } catch {
    row["mux us"] = "cannot be stored";
  }
  console.log(basename(path), row);
  for (const packet of packets) packet.release();
  await source.close();
}

function muxCost(packets: readonly EncodedPacket[]): string {
  const muxer = new FragmentMuxer(MediaPacket.of(packets[0]!).track);
  const beganMs = cpuMs();
  for (const [i, packet] of packets.entries()) {
    muxer.push(MediaPacket.of(packet), 40_000);
    if (i % 25 === 24) {
      muxer.flush();
      muxer.take();
    }
  }
  muxer.finish();
  return (((cpuMs() - beganMs) * 1000) / packets.length).toFixed(1);
}

function liveCost(info: Parameters<typeof media.createLiveMuxer>[0], packets: readonly EncodedPacket[]): string {
  let chunks = 0;
  const muxer = media.createLiveMuxer(info, (_chunk: LiveChunk) => chunks++);
  const beganMs = cpuMs();
  for (const packet of packets) muxer.push(packet);
  muxer.close();
  return (((cpuMs() - beganMs) * 1000) / chunks).toFixed(1);
}
