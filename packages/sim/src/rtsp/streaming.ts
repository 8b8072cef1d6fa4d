// Sends a camera's pictures to one client at the pace of the film, with sender reports, and lets its faults happen.
import { randomInt } from "node:crypto";
import type { SimulatedCamera } from "./camera.ts";
import { Playback } from "./playback.ts";
import { RtpSender } from "./rtp.ts";
import type { RtpTransport } from "./transport.ts";

const REPORT_EVERY_MS = 5000;
/** Pictures this late (the process slept) are not sent in a burst: the clock is moved instead. Unit: ms. */
const MAX_LATE_MS = 2000;

export interface StreamEnd {
  onDrop(): void;
  onStall(): void;
}

export class Streaming {
  readonly sender = new RtpSender(randomInt(2 ** 32), randomInt(2 ** 16), randomInt(2 ** 31));
  private readonly camera: SimulatedCamera;
  private readonly transport: RtpTransport;
  private readonly end: StreamEnd;
  private readonly beganAtMs: number;
  private readonly playback: Playback;
  private zeroMs: number;
  private reportAtMs = 0;
  private waitsForKey = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(camera: SimulatedCamera, transport: RtpTransport, end: StreamEnd) {
    this.camera = camera;
    this.transport = transport;
    this.end = end;
    this.beganAtMs = performance.now();
    this.zeroMs = camera.clockZeroMs(this.beganAtMs);
    this.playback = new Playback(camera.film, (this.beganAtMs - this.zeroMs) * 1000);
  }

  /** RTP time of the first picture, for the RTP-Info header. */
  get firstTimestamp(): number {
    return this.sender.timestamp(this.playback.next.ptsUs);
  }

  run(): void {
    this.timer = setTimeout(() => this.step(), 0);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }

  private step(): void {
    const nowMs = performance.now();
    const playedS = (nowMs - this.beganAtMs) / 1000;
    const { dropAfterS, stallAfterS } = this.camera.faults;
    if (playedS >= (dropAfterS ?? Number.POSITIVE_INFINITY)) this.end.onDrop();
    else if (playedS >= (stallAfterS ?? Number.POSITIVE_INFINITY)) this.end.onStall();
    else this.sendDue(nowMs);
  }

  private sendDue(nowMs: number): void {
    const lateMs = nowMs - this.zeroMs - this.playback.next.dueUs / 1000;
    if (lateMs > MAX_LATE_MS) this.zeroMs += lateMs;
    while (nowMs - this.zeroMs >= this.playback.next.dueUs / 1000) this.sendNext(nowMs);
    const waitMs = this.zeroMs + this.playback.next.dueUs / 1000 - performance.now();
    this.timer = setTimeout(() => this.step(), Math.max(0, Math.min(waitMs, 1000)));
  }

  private sendNext(nowMs: number): void {
    const { film, unit, ptsUs } = this.playback.next;
    this.playback.advance(this.camera.film);
    if (nowMs >= this.reportAtMs) {
      this.reportAtMs = nowMs + REPORT_EVERY_MS;
      this.transport.sendRtcp(this.sender.senderReport(ptsUs, Date.now()));
    }
    if (this.transport.isCongested) this.waitsForKey = true;
    if (this.waitsForKey && (!unit.isKey || this.transport.isCongested)) return;
    this.waitsForKey = false;
    const nals = unit.isKey ? [...film.parameterSets, ...unit.nals] : unit.nals;
    for (const packet of this.sender.packetise(film.codec, nals, ptsUs)) this.transport.sendRtp(packet);
  }
}
