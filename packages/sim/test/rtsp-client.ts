// A real FFmpeg as the client of the simulated cameras, bounded in time.
import { Decoder, Demuxer } from "node-av";

export interface WatchResult {
  codec: string;
  widthPx: number;
  heightPx: number;
  /** Presentation times of the packets read. Unit: s. */
  timesS: number[];
  decodedFrames: number;
  decodedSizes: string[];
}

/** Opens the address with FFmpeg, reads packets until `done` says so, and decodes them. */
export async function watch(
  url: string,
  transport: "tcp" | "udp" | "http",
  done: (timesS: readonly number[]) => boolean,
  timeoutS = 15,
): Promise<WatchResult> {
  const options =
    transport === "http" ? { timeout: timeoutS * 1e6 } : { rtsp_transport: transport, timeout: timeoutS * 1e6 };
  await using demuxer = await Demuxer.open(url, { options: { ...options, fpsprobesize: 0 } });
  const stream = demuxer.video()!;
  using decoder = Decoder.createSync(stream);
  const { timeBase } = stream;
  const timesS: number[] = [];
  const sizes = new Set<string>();
  let decodedFrames = 0;
  for await (const packet of demuxer.packets(stream.index)) {
    if (!packet) break;
    const pts = packet.pts < -(2n ** 62n) ? 0n : packet.pts;
    timesS.push((Number(pts) * timeBase.num) / timeBase.den);
    for (const frame of decoder.decodeAllSync(packet)) {
      decodedFrames++;
      sizes.add(`${frame.width}x${frame.height}`);
      frame.free();
    }
    packet.free();
    if (done(timesS)) break;
  }
  return {
    codec: stream.codecpar.codecId === 27 ? "h264" : "h265",
    widthPx: stream.codecpar.width,
    heightPx: stream.codecpar.height,
    timesS,
    decodedFrames,
    decodedSizes: [...sizes],
  };
}
