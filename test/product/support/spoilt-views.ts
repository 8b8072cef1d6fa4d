// Real clips, looked at once a second in a loop, and what may befall their camera: for every camera's own sight.
import { createSightWatch, isSightLost, type SightCondition, WATCH_PICTURE_PX, type WatchPicture } from "@vigie/core";
import { createMedia } from "@vigie/media";

interface View {
  widthPx: number;
  heightPx: number;
  data: Uint8Array;
}

/** A picture a second of the clip, as rules see it. */
export async function viewsOf(path: string): Promise<View[]> {
  const media = createMedia();
  const source = media.openSource({ kind: "file", path, loop: false }, { pace: "offline" });
  const decoder = media.createDecoder(await source.open(), source, []);
  const views: View[] = [];
  let nextMs = 0;
  for (let packet = await source.read(); packet; packet = await source.read()) {
    for (const frame of decoder.decode(packet)) {
      if (frame.capturedAtMs >= nextMs) {
        nextMs = frame.capturedAtMs + 997;
        const { gray } = frame.scale({ rgb: null, gray: null, watch: WATCH_PICTURE_PX }).watch!;
        const data = new Uint8Array(gray.widthPx * gray.heightPx);
        for (let y = 0; y < gray.heightPx; y++)
          data.set(gray.data.subarray(y * gray.strideBytes, y * gray.strideBytes + gray.widthPx), y * gray.widthPx);
        views.push({ widthPx: gray.widthPx, heightPx: gray.heightPx, data });
      }
      frame.release();
    }
    packet.release();
  }
  decoder.close();
  await source.close();
  return views;
}

type Spoil = (view: View, second: number, first: View) => Uint8Array;

const grain = (i: number, second: number): number => (i * 7919 + second * 31) % 5;
const each = ({ data }: View, level: (value: number, i: number) => number): Uint8Array =>
  data.map((v, i) => level(v, i));

export const SPOILT: Readonly<Record<string, Spoil>> = {
  black: (view) => each(view, () => 3),
  "covered by a dark cloth": (view, s) =>
    each(view, (_, i) => 40 + ((i % view.widthPx) / view.widthPx) * 20 + grain(i, s)),
  "covered by a bright bag": (view, s) => each(view, (_, i) => 170 + grain(i, s)),
  sprayed: (view, s) =>
    each(view, (v, i) => {
      const [x, y] = [(i % view.widthPx) / view.widthPx - 0.45, Math.floor(i / view.widthPx) / view.heightPx - 0.5];
      return Math.hypot(x, y) < 0.45 ? 60 + grain(i, s) : v;
    }),
  "a little out of focus": (view) => blurred(view, 3),
  "far out of focus": (view) => blurred(view, 9),
  "turned a little": (view) => moved(view, 0.1, 0.03),
  "turned far": (view) => moved(view, 0.35, 0.1),
  frozen: (_, __, first) => first.data,
};

/** What was told first, and how many seconds after it began; null when nothing was. */
export interface Told {
  condition: SightCondition;
  afterS: number;
}

/** Watches the clip in a loop for `cleanS` seconds, then spoilt for 30 s. */
export function watchSpoilt(views: readonly View[], spoil: Spoil | null, cleanS: number): Told | null {
  const watch = createSightWatch();
  const first = views[cleanS % views.length]!;
  for (let s = 0; s <= cleanS + 30; s++) {
    const view = views[s % views.length]!;
    const data = spoil && s >= cleanS ? spoil(view, s, first) : view.data;
    const { condition } = watch.step(pictureOf({ ...view, data }), s * 1000);
    if (isSightLost(condition)) return { condition, afterS: s - cleanS };
  }
  return null;
}

function pictureOf({ widthPx, heightPx, data }: View): WatchPicture {
  const size = { widthPx, heightPx, strideBytes: widthPx };
  return { gray: { ...size, data }, rgb: { ...size, r: data, g: data, b: data } };
}

function blurred(view: View, radius: number): Uint8Array {
  const { widthPx, heightPx } = view;
  let from = Float32Array.from(view.data);
  for (const [step, length, lines] of [
    [1, widthPx, heightPx],
    [widthPx, heightPx, widthPx],
    [1, widthPx, heightPx],
    [widthPx, heightPx, widthPx],
  ] as const) {
    const to = new Float32Array(from.length);
    for (let line = 0; line < lines; line++) {
      const start = step === 1 ? line * widthPx : line;
      for (let i = 0; i < length; i++) {
        let sum = 0;
        let n = 0;
        for (let k = Math.max(0, i - radius); k <= Math.min(length - 1, i + radius); k++, n++)
          sum += from[start + k * step]!;
        to[start + i * step] = sum / n;
      }
    }
    from = to;
  }
  return Uint8Array.from(from);
}

/** What lies beyond the edge is seen as in a mirror. */
function moved({ widthPx, heightPx, data }: View, shareX: number, shareY: number): Uint8Array {
  const fold = (at: number, length: number): number => (at < length ? at : 2 * length - 2 - at);
  return data.map((_, i) => {
    const x = fold((i % widthPx) + Math.round(shareX * widthPx), widthPx);
    const y = fold(Math.floor(i / widthPx) + Math.round(shareY * heightPx), heightPx);
    return data[y * widthPx + x]!;
  });
}
