// The pictures of a video file as JPEGs in memory.
import { AppError } from "@vigie/contracts";
import {
  AV_CODEC_ID_MJPEG,
  AV_PIX_FMT_YUV420P,
  AVCOL_RANGE_JPEG,
  type AVPixelFormat,
  Codec,
  CodecContext,
  Decoder,
  Demuxer,
  Frame,
  Packet,
  Rational,
  SoftwareScaleContext,
  SWS_BILINEAR,
} from "node-av";

export interface JpegFilm {
  pictures: Uint8Array[];
  frameMs: number;
}

/** Errors: `sim.file-unreadable`. */
export function readJpegs(file: string, maxPictures: number): JpegFilm {
  try {
    return transcode(file, maxPictures);
  } catch (cause) {
    throw new AppError({
      code: "sim.file-unreadable",
      kind: "invalid",
      message: `${file} cannot be shown as MJPEG: it does not exist or is not a video.`,
      cause,
    });
  }
}

function transcode(file: string, maxPictures: number): JpegFilm {
  using demuxer = Demuxer.openSync(file);
  const stream = demuxer.video()!;
  using decoder = Decoder.createSync(stream);
  const { width, height } = stream.codecpar;
  using encoder = new CodecContext();
  const codec = Codec.findEncoder(AV_CODEC_ID_MJPEG)!;
  encoder.allocContext3(codec);
  Object.assign(encoder, {
    width,
    height,
    pixelFormat: AV_PIX_FMT_YUV420P,
    colorRange: AVCOL_RANGE_JPEG,
    timeBase: new Rational(1, 25),
  });
  encoder.open2Sync(codec);
  using packet = new Packet();
  packet.alloc();
  using scaler = new SoftwareScaleContext();
  const pictures: Uint8Array[] = [];
  for (const source of demuxer.packetsSync(stream.index)) {
    if (!source || pictures.length >= maxPictures) break;
    for (const frame of decoder.decodeAllSync(source)) {
      using picture = new Frame();
      picture.alloc();
      Object.assign(picture, {
        width,
        height,
        format: AV_PIX_FMT_YUV420P,
        colorRange: AVCOL_RANGE_JPEG,
        pts: BigInt(pictures.length),
      });
      picture.getBuffer();
      scaler.getContext(width, height, frame.format as AVPixelFormat, width, height, AV_PIX_FMT_YUV420P, SWS_BILINEAR);
      scaler.scaleFrameSync(picture, frame);
      frame.free();
      encoder.sendFrameSync(picture);
      while (encoder.receivePacketSync(packet) >= 0) {
        pictures.push(Uint8Array.from(packet.data!));
        packet.unref();
      }
    }
    source.free();
  }
  const rate = stream.avgFrameRate;
  return { pictures, frameMs: rate.num > 0 ? (1000 * rate.den) / rate.num : 40 };
}
