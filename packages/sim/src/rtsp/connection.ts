// One RTSP connection: the requests of a client in order, its session, and its end.
import { randomBytes } from "node:crypto";
import type { Socket } from "node:net";
import { seededRandom } from "../render/random.ts";
import { challenge, isAuthorised, newNonce } from "./access-control.ts";
import type { CameraClient, SimulatedCamera } from "./camera.ts";
import { formatAnswer, RequestReader, type RtspRequest } from "./message.ts";
import { describeFilm, TRACK } from "./sdp.ts";
import { Streaming } from "./streaming.ts";
import { negotiateTransport, type RtpTransport } from "./transport.ts";

const METHODS = "OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER, SET_PARAMETER";
const SESSION_TIMEOUT_S = 60;

export class RtspConnection implements CameraClient {
  private readonly socket: Socket;
  private readonly host: string;
  private readonly cameras: ReadonlyMap<string, SimulatedCamera>;
  private readonly reader = new RequestReader();
  private readonly nonce = newNonce();
  private readonly sessionId = randomBytes(4).toString("hex");
  private readonly random = seededRandom(1);
  private camera: SimulatedCamera | null = null;
  private transport: RtpTransport | null = null;
  private streaming: Streaming | null = null;
  private isFrozen = false;
  private queue: Promise<void> = Promise.resolve();

  constructor(socket: Socket, host: string, cameras: ReadonlyMap<string, SimulatedCamera>) {
    this.socket = socket;
    this.host = host;
    this.cameras = cameras;
    socket.setNoDelay(true);
    socket.on("data", (bytes) => this.receive(bytes));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.endSession());
  }

  get isPlaying(): boolean {
    return this.streaming !== null && !this.isFrozen;
  }

  drop(): void {
    this.endSession();
    this.socket.destroy();
  }

  private receive(bytes: Buffer): void {
    const requests = this.reader.push(bytes);
    if (!requests) this.drop();
    for (const request of requests ?? []) this.queue = this.queue.then(() => this.serve(request));
  }

  private async serve(request: RtspRequest): Promise<void> {
    if (this.isFrozen || this.socket.destroyed) return;
    try {
      await this.answer(request);
    } catch (error) {
      console.error(`RTSP test server: ${error instanceof Error ? error.message : String(error)}`);
      this.drop();
    }
  }

  private async answer(request: RtspRequest): Promise<void> {
    if (request.method === "OPTIONS") return this.reply(request, 200, { Public: METHODS });
    const camera = this.cameras.get(pathOf(request.url));
    if (!camera || camera.faults.notFound) return this.reply(request, 404);
    if (!this.mayWatch(camera, request)) {
      const scheme = camera.auth?.scheme ?? "digest";
      return this.reply(request, 401, { "WWW-Authenticate": challenge(scheme, this.nonce) });
    }
    switch (request.method) {
      case "DESCRIBE":
        return this.describe(request, camera);
      case "SETUP":
        return this.setUp(request, camera);
      case "PLAY":
        return this.play(request, camera);
      case "GET_PARAMETER":
      case "SET_PARAMETER":
        return this.reply(request, 200, this.sessionHeader());
      case "TEARDOWN":
        this.reply(request, 200);
        return this.endSession();
      default:
        return this.reply(request, 501, { Public: METHODS });
    }
  }

  private mayWatch(camera: SimulatedCamera, request: RtspRequest): boolean {
    if (camera.faults.always401) return false;
    if (!camera.auth) return true;
    return isAuthorised(camera.auth, this.nonce, request.method, request.headers.get("authorization"));
  }

  private describe(request: RtspRequest, camera: SimulatedCamera): void {
    if (camera.faults.neverDescribe) return;
    const base = `${request.url.split("?")[0]!.replace(/\/+$/, "")}/`;
    const headers = { "Content-Base": base, "Content-Type": "application/sdp" };
    this.reply(request, 200, headers, describeFilm(camera.film, this.host));
  }

  private async setUp(request: RtspRequest, camera: SimulatedCamera): Promise<void> {
    if (this.streaming) return this.reply(request, 455);
    this.transport?.close();
    const isLost = (): boolean => this.random() < (camera.faults.udpLossRate ?? 0);
    const header = request.headers.get("transport") ?? "";
    this.transport = await negotiateTransport(header, this.socket, this.host, isLost);
    if (!this.transport) return this.reply(request, 461);
    this.camera = camera;
    this.reply(request, 200, { ...this.sessionHeader(), Transport: this.transport.answer });
  }

  private async play(request: RtspRequest, camera: SimulatedCamera): Promise<void> {
    if (!this.transport || request.headers.get("session")?.split(";")[0] !== this.sessionId)
      return this.reply(request, 454);
    if (this.streaming) return this.reply(request, 200, this.sessionHeader());
    const streaming = new Streaming(camera, this.transport, {
      onDrop: () => this.drop(),
      onStall: () => this.freeze(),
    });
    this.streaming = streaming;
    camera.clients.add(this);
    const track = `${request.url.replace(/\/+$/, "")}/${TRACK}`;
    const info = `url=${track};seq=${streaming.sender.sequence};rtptime=${streaming.firstTimestamp}`;
    this.reply(request, 200, { ...this.sessionHeader(), Range: "npt=0.000-", "RTP-Info": info });
    streaming.run();
  }

  private sessionHeader(): Record<string, string> {
    return { Session: `${this.sessionId};timeout=${SESSION_TIMEOUT_S}` };
  }

  private reply(request: RtspRequest, status: number, headers: Record<string, string> = {}, body = ""): void {
    if (!this.socket.destroyed) this.socket.write(formatAnswer(request, status, headers, body));
  }

  private freeze(): void {
    this.isFrozen = true;
    this.streaming?.stop();
  }

  private endSession(): void {
    this.streaming?.stop();
    this.streaming = null;
    this.transport?.close();
    this.transport = null;
    this.camera?.clients.delete(this);
  }
}

/** `rtsp://host:port/school/trackID=0?x` is the camera `school`. */
function pathOf(url: string): string {
  const path = url.replace(/^[a-z]+:\/\/[^/]*/i, "").split("?")[0]!;
  return path.replace(new RegExp(`/${TRACK}$`), "").replace(/^\/+|\/+$/g, "");
}
