// Uploading a video file that is then played as a camera: streamed to disk, and kept only when it opens as a video.
import { basename } from "node:path";
import { AppError, videoUploadSchema } from "@vigie/contracts";
import type { FileSystem } from "@vigie/core";
import type { AppDeps } from "../app-deps.ts";
import { newVideoPath, VIDEO_FOLDER } from "../cameras/unused-videos.ts";
import { PROBLEMS, type ZodApp } from "../http/zod-app.ts";

const EXTENSIONS = new Set(["mp4", "mkv", "mov", "avi", "webm", "ts", "m4v", "mpg", "mpeg"]);
/** Kept free for recordings and alarms. Unit: bytes. */
const RESERVE_BYTES = 512 * 1024 ** 2;

export function videoRoutes(app: ZodApp, { files, fleet, config }: AppDeps): void {
  app.post(
    "/videos",
    {
      config: { policy: { allow: "administrator", action: "video.upload" } },
      bodyLimit: config.maxUploadBytes + 1024 ** 2,
      schema: {
        tags: ["cameras"],
        summary: "Takes a video file (multipart field `file`)",
        consumes: ["multipart/form-data"],
        response: { 201: videoUploadSchema, ...PROBLEMS },
      },
    },
    async (request, reply) => {
      const upload = request.isMultipart() ? await request.file() : undefined;
      if (upload?.fieldname !== "file") {
        throw new AppError({
          code: "video.missing",
          kind: "invalid",
          message: 'Send one video file as multipart/form-data in the field "file".',
        });
      }
      const path = newVideoPath(extensionOf(upload.filename));
      try {
        const sizeBytes = await store(files, path, upload.file, config.maxUploadBytes);
        await fleet.probe({ kind: "file", path: files.absolute(path), loop: true });
        return await reply.status(201).send({ path, sizeBytes });
      } catch (cause) {
        await files.remove(path).catch(() => {});
        if ((cause as { statusCode?: unknown }).statusCode === 413) throw tooLarge(config.maxUploadBytes);
        throw withoutPath(cause, files.absolute(path), upload.filename);
      }
    },
  );
}

/** The name on disk is ours; of the given name only a known extension stays. */
function extensionOf(name: string): string {
  const extension = /\.([a-z0-9]{2,4})$/i.exec(name)?.[1]?.toLowerCase() ?? "";
  return EXTENSIONS.has(extension) ? extension : "video";
}

async function store(
  files: FileSystem,
  path: string,
  bytes: AsyncIterable<Uint8Array> & { truncated?: boolean },
  maxBytes: number,
): Promise<number> {
  const file = await files.create(path);
  let sizeBytes = 0;
  let checkedAtBytes = 0;
  try {
    for await (const chunk of bytes) {
      sizeBytes += chunk.byteLength;
      if (sizeBytes > maxBytes) throw tooLarge(maxBytes);
      if (sizeBytes >= checkedAtBytes) {
        if ((await files.freeBytes()) < RESERVE_BYTES) throw diskFull();
        checkedAtBytes = sizeBytes + 64 * 1024 ** 2;
      }
      await file.append(chunk);
    }
    if (bytes.truncated) throw tooLarge(maxBytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await files.syncFolder(VIDEO_FOLDER);
  return sizeBytes;
}

/** The person knows the file by the name they gave it, not by ours. */
function withoutPath(cause: unknown, path: string, name: string): unknown {
  if (!(cause instanceof AppError)) return cause;
  const { code, kind, audience, retryable } = cause;
  const message = cause.message.replaceAll(path, name).replaceAll(basename(path), name);
  return new AppError({ code, kind, audience, retryable, message, cause });
}

function tooLarge(maxBytes: number): Error {
  const limit = maxBytes >= 1024 ** 3 ? `${maxBytes / 1024 ** 3} GB` : `${Math.ceil(maxBytes / 1024)} kB`;
  const message = `The video is larger than ${limit}, which is the most that may be uploaded; cut it or encode it smaller.`;
  return Object.assign(new Error(message), { statusCode: 413, code: "video.too-large" });
}

function diskFull(): AppError {
  return new AppError({
    code: "files.full",
    kind: "unavailable",
    message: "The disk of the server is almost full; free some space, then send the video again.",
  });
}
