// Stills: one picture as a JPEG, by FFmpeg's own encoder.
import {
  AV_CODEC_FLAG_QSCALE,
  AV_CODEC_ID_MJPEG,
  AV_PIX_FMT_YUVJ420P,
  AVCOL_RANGE_JPEG,
  Codec,
  CodecContext,
  Frame,
  Packet,
} from "node-av";
import { FilterChain, pictureKind } from "./filter-chain.ts";
import { fitInside } from "./fit.ts";

/** FFmpeg's quality scale, 2 (best) to 31; 4 keeps faces and plates readable at about a tenth of the raw size. */
const QUALITY = 4;
const LAMBDA_PER_QUALITY = 118;

/** Keeps encoder and graph of the last picture kind and width. */
export class JpegEncoder {
  #key = "";
  #chain: FilterChain | null = null;
  #encoder: CodecContext | null = null;

  /** Cost: several ms at 1080p. */
  encode(picture: Frame, maxWidthPx: number): Uint8Array {
    this.#prepare(picture, Math.max(16, Math.floor(maxWidthPx)));
    using scaled = new Frame();
    scaled.alloc();
    this.#chain!.run(picture, [scaled]);
    scaled.pts = this.#nextPts++;
    scaled.quality = QUALITY * LAMBDA_PER_QUALITY;
    using packet = new Packet();
    packet.alloc();
    let result = this.#encoder!.sendFrameSync(scaled);
    if (result >= 0) result = this.#encoder!.receivePacketSync(packet);
    if (result < 0) throw new Error(`the JPEG encoder failed (${result})`);
    return Uint8Array.from(packet.data!);
  }

  #nextPts = 0n;

  #prepare(picture: Frame, maxWidthPx: number): void {
    const key = `${pictureKind(picture)}>${maxWidthPx}`;
    if (key === this.#key) return;
    this.close();
    const size = { widthPx: picture.width, heightPx: picture.height };
    const fit = fitInside(size, { widthPx: maxWidthPx, heightPx: Number.MAX_SAFE_INTEGER }, false);
    const body = `[in]scale=${fit.widthPx}:${fit.heightPx}:flags=bilinear:out_range=full,format=yuvj420p,buffersink@out`;
    this.#chain = new FilterChain(picture, body, ["out"]);
    const encoder = new CodecContext();
    encoder.allocContext3(Codec.findEncoder(AV_CODEC_ID_MJPEG));
    encoder.width = fit.widthPx;
    encoder.height = fit.heightPx;
    encoder.pixelFormat = AV_PIX_FMT_YUVJ420P;
    encoder.colorRange = AVCOL_RANGE_JPEG;
    encoder.timeBase = { num: 1, den: 25 } as CodecContext["timeBase"];
    encoder.threadCount = 1;
    encoder.setFlags(AV_CODEC_FLAG_QSCALE);
    encoder.globalQuality = QUALITY * LAMBDA_PER_QUALITY;
    this.#encoder = encoder;
    const result = encoder.open2Sync();
    if (result < 0) throw new Error(`the JPEG encoder could not be opened (${result})`);
    this.#key = key;
  }

  close(): void {
    this.#chain?.close();
    this.#encoder?.freeContext();
    this.#chain = null;
    this.#encoder = null;
    this.#key = "";
  }
}
