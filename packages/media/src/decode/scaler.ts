// Makes what analysis wants of a picture: planar RGB and luminance in one pass, at the sizes it asked for.
import type { PartPx, ScaledPictures, ScaleRequest } from "@vigie/core";
import { Frame } from "node-av";
import { FilterChain, pictureKind } from "./filter-chain.ts";
import { fitInside, type SizePx } from "./fit.ts";

/** The native pictures behind ScaledPictures; they belong to one frame and are used again by the next. */
export class ScaleOutput {
  readonly rgb = allocated();
  readonly gray = allocated();

  clear(): void {
    this.rgb.unref();
    this.gray.unref();
  }

  free(): void {
    this.rgb.free();
    this.gray.free();
  }
}

/** Keeps the graphs of the last request and picture kind: one for whole pictures, one for parts of them. */
export class Scaler {
  readonly #whole = new KeptChain();
  readonly #part = new KeptChain();

  scale(picture: Frame, request: ScaleRequest, output: ScaleOutput): ScaledPictures {
    output.clear();
    const limit = (of: ScaleRequest["rgb"]): SizePx | null =>
      of && { widthPx: of.maxWidthPx, heightPx: of.maxHeightPx };
    const { part } = request;
    const size = part ?? { widthPx: picture.width, heightPx: picture.height };
    const rgbLimit = limit(request.rgb);
    const grayLimit = limit(request.gray);
    if (!rgbLimit && !grayLimit) return { rgb: null, gray: null };
    const rgb = rgbLimit && (request.rgb?.stretch ? rgbLimit : fitInside(size, rgbLimit, true));
    const gray = grayLimit && fitInside(size, grayLimit, true);
    const key = `${pictureKind(picture)}/${size.widthPx}x${size.heightPx}>${rgb?.widthPx}x${rgb?.heightPx},${gray?.widthPx}x${gray?.heightPx}`;
    const chain = (part ? this.#part : this.#whole).of(key, () => build(picture, part, rgb, gray));
    if (part) {
      chain.tell(CROP, "x", part.xPx);
      chain.tell(CROP, "y", part.yPx);
    }
    chain.run(picture, [...(rgb ? [output.rgb] : []), ...(gray ? [output.gray] : [])]);
    return { rgb: rgb && planarOf(output.rgb), gray: gray && grayOf(output.gray) };
  }

  close(): void {
    this.#whole.close();
    this.#part.close();
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

function build(picture: Frame, part: PartPx | undefined, rgb: SizePx | null, gray: SizePx | null): FilterChain {
  const from = part ? `[in]${CROP}=${part.widthPx}:${part.heightPx}:0:0,` : "[in]";
  const toRgb = rgb && `scale=${rgb.widthPx}:${rgb.heightPx}:flags=bilinear,format=gbrp,buffersink@rgb`;
  const toGray = gray && `scale=${gray.widthPx}:${gray.heightPx}:flags=area,format=gray,buffersink@gray`;
  if (toRgb && toGray)
    return new FilterChain(picture, `${from}split=2[a][b];[a]${toRgb};[b]${toGray}`, ["rgb", "gray"]);
  if (toRgb) return new FilterChain(picture, `${from}${toRgb}`, ["rgb"]);
  return new FilterChain(picture, `${from}${toGray}`, ["gray"]);
}

function planarOf(frame: Frame): ScaledPictures["rgb"] {
  const [g, b, r] = frame.data!;
  return { widthPx: frame.width, heightPx: frame.height, strideBytes: frame.linesize[0]!, r: r!, g: g!, b: b! };
}

function grayOf(frame: Frame): ScaledPictures["gray"] {
  return { widthPx: frame.width, heightPx: frame.height, strideBytes: frame.linesize[0]!, data: frame.data![0]! };
}

function allocated(): Frame {
  const frame = new Frame();
  frame.alloc();
  return frame;
}
