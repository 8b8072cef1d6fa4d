// A simulated MJPEG camera: multipart/x-mixed-replace over HTTP, pictures from a video file looped in real time.
import { createServer, type ServerResponse } from "node:http";
import { AppError } from "@vigie/contracts";
import { type Credentials, challenge, isAuthorised, newNonce } from "../rtsp/access-control.ts";
import { readJpegs } from "./jpeg-film.ts";

export interface MjpegServerOptions {
  /** 0 (default): any free port. */
  port?: number;
  /** Any video that FFmpeg can decode; each picture is sent as a JPEG. */
  file: string;
  /** Only Basic is spoken here. */
  auth?: { user: string; password: string };
  /** At most this many pictures are held and looped. Default 250. */
  maxPictures?: number;
}

export interface MjpegServer {
  readonly port: number;
  readonly url: string;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";
const BOUNDARY = "vigie-picture";

/** Errors: `sim.file-unreadable`, `sim.port-taken`. */
export async function startMjpegServer(options: MjpegServerOptions): Promise<MjpegServer> {
  const film = readJpegs(options.file, options.maxPictures ?? 250);
  const expected: Credentials | null = options.auth ? { ...options.auth, scheme: "basic" } : null;
  const server = createServer((request, response) => {
    if (expected && !isAuthorised(expected, newNonce(), request.method ?? "GET", request.headers.authorization)) {
      response.writeHead(401, { "WWW-Authenticate": challenge("basic", "") }).end();
      return;
    }
    response.writeHead(200, {
      "Content-Type": `multipart/x-mixed-replace; boundary=${BOUNDARY}`,
      "Cache-Control": "no-store",
      Connection: "close",
    });
    play(response, film.pictures, film.frameMs);
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.once("error", (cause) =>
      reject(
        new AppError({
          code: "sim.port-taken",
          kind: "conflict",
          message: `The MJPEG test server cannot listen on ${HOST}:${options.port}: ${cause.message}.`,
          cause,
        }),
      ),
    );
    server.listen(options.port ?? 0, HOST, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    });
  });
  return {
    port,
    url: `http://${HOST}:${port}/video`,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function play(response: ServerResponse, pictures: readonly Uint8Array[], frameMs: number): void {
  let shown = 0;
  const timer = setInterval(() => {
    if (response.writableLength > 4 * 1024 * 1024) return;
    const picture = pictures[shown++ % pictures.length]!;
    response.write(`--${BOUNDARY}\r\nContent-Type: image/jpeg\r\nContent-Length: ${picture.length}\r\n\r\n`);
    response.write(picture);
    response.write("\r\n");
  }, frameMs);
  response.on("close", () => clearInterval(timer));
}
