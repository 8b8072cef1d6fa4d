// A simulated camera behind one RTSP path: its film, its password, its present faults and the clients that watch it.
import { AppError } from "@vigie/contracts";
import type { Credentials } from "./access-control.ts";
import type { RtspFaults, SwitchMode } from "./faults.ts";
import { type Film, readFilm } from "./film.ts";

export interface RtspPathOptions {
  /** H.264 or H.265 video that FFmpeg can open; it is looped for ever. */
  file: string;
  /** Overrides the server's; null: no password for this path. */
  auth?: Credentials | null;
  faults?: RtspFaults;
  /** `beginning`: each client sees the film from its first picture · `live`: all clients see the same moment. Default `beginning`. */
  start?: "beginning" | "live";
}

/** What a camera may do to a client. */
export interface CameraClient {
  readonly isPlaying: boolean;
  drop(): void;
}

export class SimulatedCamera {
  readonly auth: Credentials | null;
  readonly start: "beginning" | "live";
  readonly clients = new Set<CameraClient>();
  faults: RtspFaults;
  private loaded: Film | null = null;
  private file: string;
  private beganAtMs: number | null = null;

  constructor(options: RtspPathOptions, serverAuth: Credentials | null) {
    this.auth = options.auth === undefined ? serverAuth : options.auth;
    this.start = options.start ?? "beginning";
    this.faults = options.faults ?? {};
    this.file = options.file;
  }

  /** Errors: as `readFilm`. Cost: reads the file at the first call. */
  get film(): Film {
    this.loaded ??= readFilm(this.file);
    return this.loaded;
  }

  /** Monotonic time at which this client's clock is zero. */
  clockZeroMs(nowMs: number): number {
    this.beganAtMs ??= nowMs;
    return this.start === "live" ? this.beganAtMs : nowMs;
  }

  /** Errors: `sim.codec-unsupported` when in-band parameter sets cannot announce the change. */
  switchTo(file: string, mode: SwitchMode): void {
    const film = readFilm(file);
    if (mode === "in-band" && film.codec !== this.film.codec)
      throw new AppError({
        code: "sim.codec-unsupported",
        kind: "invalid",
        message: `A stream cannot change from ${this.film.codec} to ${film.codec} in band; switch with "reconnect".`,
      });
    this.file = file;
    this.loaded = film;
    if (mode === "reconnect") this.dropAll();
  }

  dropAll(): void {
    for (const client of [...this.clients]) client.drop();
  }
}
