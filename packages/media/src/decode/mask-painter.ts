// Paints masks black on decoded pictures before anyone else can see them.
import type { Mask } from "@vigie/contracts";
import {
  AV_PIX_FMT_GRAY8,
  AV_PIX_FMT_YUV420P,
  AV_PIX_FMT_YUV422P,
  AV_PIX_FMT_YUV444P,
  AV_PIX_FMT_YUVJ420P,
  AV_PIX_FMT_YUVJ422P,
  AV_PIX_FMT_YUVJ444P,
  AVCOL_RANGE_JPEG,
  type AVPixelFormat,
} from "node-av";
import { planeSpans, rasteriseMasks, type Spans } from "./mask-raster.ts";
import type { PictureCopy } from "./picture-copy.ts";

/** Picture pixels that one chroma sample covers, per format that can be painted in place. */
const CHROMA_STEPS = new Map<AVPixelFormat, { x: number; y: number; fullRange: boolean }>([
  [AV_PIX_FMT_YUV420P, { x: 2, y: 2, fullRange: false }],
  [AV_PIX_FMT_YUVJ420P, { x: 2, y: 2, fullRange: true }],
  [AV_PIX_FMT_YUV422P, { x: 2, y: 1, fullRange: false }],
  [AV_PIX_FMT_YUVJ422P, { x: 2, y: 1, fullRange: true }],
  [AV_PIX_FMT_YUV444P, { x: 1, y: 1, fullRange: false }],
  [AV_PIX_FMT_YUVJ444P, { x: 1, y: 1, fullRange: true }],
  [AV_PIX_FMT_GRAY8, { x: 1, y: 1, fullRange: true }],
]);

/** True when `paint` can work on this format; others must be converted first. */
export function isPaintable(format: AVPixelFormat): boolean {
  return CHROMA_STEPS.has(format);
}

/** Black in limited range; a picture in full range gets 0. */
const BLACK_LIMITED = 16;
const NEUTRAL_CHROMA = 128;

export class MaskPainter {
  readonly #masks: readonly Mask[];
  #key = "";
  #luma: Spans = new Int32Array();
  #chroma: Spans = new Int32Array();

  constructor(masks: readonly Mask[]) {
    this.#masks = masks;
  }

  get isNeeded(): boolean {
    return this.#masks.length > 0;
  }

  /** Blackens the masks in a copy: the decoder builds later pictures from the one that it gave out. */
  paint({ frame, planes }: PictureCopy): void {
    const format = frame.format as AVPixelFormat;
    const step = CHROMA_STEPS.get(format);
    if (!step) throw new Error("the picture's format cannot be painted");
    const key = `${frame.width}x${frame.height}/${step.x}${step.y}`;
    if (key !== this.#key) {
      const bitmap = rasteriseMasks(this.#masks, frame.width, frame.height);
      this.#luma = planeSpans(bitmap, 1, 1);
      this.#chroma = planeSpans(bitmap, step.x, step.y);
      this.#key = key;
    }
    const isFullRange = step.fullRange || frame.colorRange === AVCOL_RANGE_JPEG;
    const strides = frame.linesize;
    fillSpans(planes[0]!, strides[0]!, this.#luma, isFullRange ? 0 : BLACK_LIMITED);
    if (format === AV_PIX_FMT_GRAY8) return;
    fillSpans(planes[1]!, strides[1]!, this.#chroma, NEUTRAL_CHROMA);
    fillSpans(planes[2]!, strides[2]!, this.#chroma, NEUTRAL_CHROMA);
  }
}

function fillSpans(plane: Uint8Array, strideBytes: number, spans: Spans, value: number): void {
  for (let i = 0; i < spans.length; i += 3) {
    const row = spans[i]! * strideBytes;
    plane.fill(value, row + spans[i + 1]!, row + spans[i + 2]!);
  }
}
