// Copies of a film as a worse camera, a worse line or a worse night would have given it.
import { existsSync, renameSync } from "node:fs";
import { AV_LOG_ERROR, Decoder, Demuxer, Encoder, FF_ENCODER_LIBX264, FilterAPI, Log, Muxer, pipeline } from "node-av";

export interface PoorPicture {
  name: string;
  /** For a person: what was done. */
  what: string;
  /** FFmpeg filters, in their own words. */
  filters: string;
  /** Constant rate factor of the copy's H.264; 18 adds next to nothing of its own. */
  crf: number;
}

/** `as filmed` is compressed anew like the others, so that the difference is the spoiling alone. */
export const POOR_PICTURES: readonly PoorPicture[] = [
  { name: "as filmed", what: "compressed once more, nothing else", filters: "null", crf: 18 },
  {
    name: "noise",
    what: "a small sensor in dim light: fresh noise in every picture, on brightness and colour",
    filters: "noise=c0s=22:c0f=t:c1s=8:c1f=t:c2s=8:c2f=t:all_seed=7",
    crf: 18,
  },
  { name: "blur", what: "out of focus: Gaussian, sigma 0.4 % of the width", filters: "gblur=sigma=SIGMA", crf: 18 },
  {
    name: "low bit rate",
    what: "H.264 at a constant rate factor of 40: smeared, with blocks",
    filters: "null",
    crf: 40,
  },
  {
    name: "low resolution",
    what: "half as wide and half as high",
    filters: "scale=trunc(iw/4)*2:trunc(ih/4)*2:flags=area",
    crf: 18,
  },
  { name: "black and white", what: "no colour", filters: "lutyuv=u=128:v=128", crf: 18 },
  {
    name: "night",
    what: "a quarter of the light, no colour, the noise that comes with it",
    filters: "lutyuv=y=16+(val-16)*0.25:u=128:v=128,noise=c0s=12:c0f=t:all_seed=7",
    crf: 18,
  },
];

/** Writes the copy to `to`, unless it is there. Errors: what FFmpeg says. Cost: a few milliseconds a picture. */
export function degradedCopy(from: string, to: string, poor: PoorPicture): Promise<void> {
  return filteredCopy(from, to, poor);
}

/** The same for filters that spoil nothing. */
export async function filteredCopy(
  from: string,
  to: string,
  { filters: wanted, crf }: Pick<PoorPicture, "filters" | "crf">,
): Promise<void> {
  if (existsSync(to)) return;
  Log.setLevel(AV_LOG_ERROR);
  const unfinished = `${to}.part.mp4`;
  {
    await using input = await Demuxer.open(from);
    const video = input.video();
    if (!video) throw new Error(`${from} has no picture track.`);
    const sigma = Math.max(0.5, video.codecpar.width * 0.004).toFixed(2);
    // A clock so fine that no two pictures of a film with odd times meet.
    const filters = `${wanted.replace("SIGMA", sigma)},settb=1/90000,format=yuv420p`;
    using decoder = await Decoder.create(video);
    using filter = FilterAPI.create(filters);
    using encoder = await Encoder.create(FF_ENCODER_LIBX264, {
      decoder,
      filter,
      options: { crf, preset: "veryfast", g: 50 },
    });
    await using output = await Muxer.open(unfinished);
    await pipeline(input, decoder, filter, encoder, output).completion;
  }
  renameSync(unfinished, to);
}
