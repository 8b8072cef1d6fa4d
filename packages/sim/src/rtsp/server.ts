// The project's own RTSP/1.0 camera simulator for tests and the demo: real protocol, real packets, faults on demand.
import { createServer, type Server, type Socket } from "node:net";
import { AppError } from "@vigie/contracts";
import type { Credentials } from "./access-control.ts";
import { type RtspPathOptions, SimulatedCamera } from "./camera.ts";
import { RtspConnection } from "./connection.ts";
import type { RtspFaults, SwitchMode } from "./faults.ts";

export interface RtspServerOptions {
  /** 0 (default): any free port. */
  port?: number;
  /** Cameras by path, without a leading slash. */
  paths: Readonly<Record<string, RtspPathOptions>>;
  /** User and password for all paths that do not say otherwise. */
  auth?: Credentials;
}

export interface RtspServer {
  readonly port: number;
  /** rtsp://127.0.0.1:port */
  readonly baseUrl: string;
  /** Address of a camera, without user and password. Errors: `sim.no-such-path`. */
  url(path: string): string;
  /** Replaces the faults of a camera; `{}` heals it. Clients that already stalled stay stalled. */
  setFaults(path: string, faults: RtspFaults): void;
  /** Goes on with another video file. Errors: `sim.file-unreadable`, `sim.codec-unsupported`. */
  switchFile(path: string, file: string, mode: SwitchMode): void;
  /** Closes the connections of all clients of a camera; it takes new ones. */
  dropClients(path: string): void;
  /** Clients that get pictures of this camera now. */
  playing(path: string): number;
  /** Ends all sessions and frees the port. */
  close(): Promise<void>;
}

const HOST = "127.0.0.1";

/**
 * Starts cameras that loop video files in real time, with continuous timestamps, on this machine only.
 * Errors: `sim.port-taken`. A file is read when its first client asks; a file that cannot be streamed ends that connection.
 */
export async function startRtspServer(options: RtspServerOptions): Promise<RtspServer> {
  const cameras = new Map<string, SimulatedCamera>();
  for (const [path, camera] of Object.entries(options.paths)) {
    cameras.set(path.replace(/^\/+|\/+$/g, ""), new SimulatedCamera(camera, options.auth ?? null));
  }
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
    new RtspConnection(socket, HOST, cameras);
  });
  const port = await listen(server, options.port ?? 0);
  const baseUrl = `rtsp://${HOST}:${port}`;
  const find = (path: string): SimulatedCamera => {
    const camera = cameras.get(path);
    if (camera) return camera;
    throw new AppError({
      code: "sim.no-such-path",
      kind: "not-found",
      message: `The RTSP server has no path "${path}"; it has ${[...cameras.keys()].join(", ")}.`,
    });
  };
  return {
    port,
    baseUrl,
    url: (path) => {
      find(path);
      return `${baseUrl}/${path}`;
    },
    setFaults: (path, faults) => {
      find(path).faults = faults;
    },
    switchFile: (path, file, mode) => find(path).switchTo(file, mode),
    dropClients: (path) => find(path).dropAll(),
    playing: (path) => [...find(path).clients].filter((client) => client.isPlaying).length,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) =>
      reject(
        new AppError({
          code: "sim.port-taken",
          kind: "conflict",
          message: `The RTSP test server cannot listen on ${HOST}:${port}: ${cause.message}.`,
          audience: "operator",
          cause,
        }),
      ),
    );
    server.listen(port, HOST, () => {
      const address = server.address();
      resolve(typeof address === "object" && address ? address.port : port);
    });
  });
}
