// Makes what analysis wants of a picture: planar RGB and luminance in one pass, at the sizes it asked for.
import type { GrayImage, PartPx, PlanarImage, ScaledPictures, ScaleRequest } from "@vigie/core";
import { Frame } from "node-av";
import { FilterChain, pictureKind } from "./filter-chain.ts";
import { fitInside, type SizePx } from "./fit.ts";

/** The native pictures behind ScaledPictures; they belong to one frame and are used again by the next. */
export class ScaleOutput {
  readonly rgb = allocated();
  readonly gray = allocated();
  readonly watchRgb = allocated();
  readonly watchGray = allocated();
  readonly fine = allocated();

  /** What rules look at stays while parts of the same frame are looked at. */
  clearForPart(): void {
    this.rgb.unref();
    this.gray.unref();
  }

  clear(): void {
    this.clearForPart();
    this.watchRgb.unref();
    this.watchGray.unref();
    this.fine.unref();
  }

  free(): void {
    for (const frame of [this.rgb, this.gray, this.watchRgb, this.watchGray, this.fine]) frame.free();
  }
}

/** Sizes of one request for one picture; null for what nobody asked for. */
interface Sizes {
  rgb: SizePx | null;
  gray: SizePx | null;
  watch: SizePx | null;
  fine: SizePx | null;
}

/** Keeps the graphs of the last requests and picture kind: one for whole pictures, one when rules look too, one for parts. */
export class Scaler {
  readonly #whole = new KeptChain();
  readonly #watched = new KeptChain();
  readonly #part = new KeptChain();

  scale(picture: Frame, request: ScaleRequest, output: ScaleOutput): ScaledPictures {
    const { part } = request;
    if (part) output.clearForPart();
    else output.clear();
    const size = part ?? { widthPx: picture.width, heightPx: picture.height };
    const sizes = sizesOf(request, size);
    const { rgb, gray, watch, fine } = sizes;
    if (!rgb && !gray && !watch) return { rgb: null, gray: null, watch: null };
    const key = [
      pictureKind(picture),
      ...[size, rgb, gray, watch, fine].map((s) => `${s?.widthPx}x${s?.heightPx}`),
    ].join();
    const kept = part ? this.#part : watch ? this.#watched : this.#whole;
    const chain = kept.of(key, () => build(picture, part, sizes));
    if (part) {
      chain.tell(CROP, "x", part.xPx);
      chain.tell(CROP, "y", part.yPx);
    }
    chain.run(picture, [
      ...(rgb ? [output.rgb] : []),
      ...(gray ? [output.gray] : []),
      ...(watch ? [output.watchRgb, output.watchGray] : []),
      ...(fine ? [output.fine] : []),
    ]);
    return {
      rgb: rgb && planarOf(output.rgb),
      gray: gray && grayOf(output.gray),
      watch: watch && {
        rgb: planarOf(output.watchRgb),
        gray: grayOf(output.watchGray),
        fine: fine && grayOf(output.fine),
      },
    };
  }

  close(): void {
    for (const chain of [this.#whole, this.#watched, this.#part]) chain.close();
  }
}

/** A graph that is built again only when another one is wanted. */
class KeptChain {
  #chain: FilterChain | null = null;
  #key = "";

  of(key: string, make: () => FilterChain): FilterChain {
    if (this.#chain && key === this.#key) return this.#chain;
    this.close();
    this.#chain = make();
    this.#key = key;
    return this.#chain;
  }

  close(): void {
    this.#chain?.close();
    this.#chain = null;
  }
}

/** Name of the filter that cuts; where it cuts is told before each picture. */
const CROP = "crop@part";

function sizesOf(request: ScaleRequest, size: SizePx): Sizes {
  const limit = (of: { maxWidthPx: number; maxHeightPx: number } | null | undefined): SizePx | null =>
    of ? { widthPx: of.maxWidthPx, heightPx: of.maxHeightPx } : null;
  const [rgb, gray] = [limit(request.rgb), limit(request.gray)];
  const [watch, fine] = request.part ? [null, null] : [limit(request.watch), limit(request.fine)];
  return {
    rgb: rgb && (request.rgb?.stretch ? rgb : fitInside(size, rgb, true)),
    gray: gray && fitInside(size, gray, true),
    watch: watch && fitInside(size, watch, false),
    fine: watch && fine && fitInside(size, fine, false),
  };
}

function build(picture: Frame, part: PartPx | undefined, { rgb, gray, watch, fine }: Sizes): FilterChain {
  const from = part ? `[in]${CROP}=${part.widthPx}:${part.heightPx}:0:0,` : "[in]";
  const scaled = (size: SizePx, flags: string): string => `scale=${size.widthPx}:${size.heightPx}:flags=${flags}`;
  const ways: [string, string[]][] = [];
  if (rgb) ways.push([`${scaled(rgb, "bilinear")},format=gbrp,buffersink@rgb`, ["rgb"]]);
  if (gray) ways.push([`${scaled(gray, "area")},format=gray,buffersink@gray`, ["gray"]]);
  if (watch) {
    // Made small once, then given twice: in colour and in light.
    const twice = "split=2[c][l];[c]format=gbrp,buffersink@watchRgb;[l]format=gray,buffersink@watchGray";
    ways.push([`${scaled(watch, "area")},${twice}`, ["watchRgb", "watchGray"]]);
  }
  if (fine) ways.push([`${scaled(fine, "area")},format=gray,buffersink@fine`, ["fine"]]);
  const names = ways.flatMap(([, sinks]) => sinks);
  if (ways.length === 1) return new FilterChain(picture, `${from}${ways[0]![0]}`, names);
  const pads = ways.map((_, i) => `[w${i}]`);
  const body = ways.map(([way], i) => `${pads[i]}${way}`).join(";");
  return new FilterChain(picture, `${from}split=${ways.length}${pads.join("")};${body}`, names);
}

function planarOf(frame: Frame): PlanarImage {
  const [g, b, r] = frame.data!;
  return { widthPx: frame.width, heightPx: frame.height, strideBytes: frame.linesize[0]!, r: r!, g: g!, b: b! };
}

function grayOf(frame: Frame): GrayImage {
  return { widthPx: frame.width, heightPx: frame.height, strideBytes: frame.linesize[0]!, data: frame.data![0]! };
}

function allocated(): Frame {
  const frame = new Frame();
  frame.alloc();
  return frame;
}
