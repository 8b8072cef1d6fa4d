// A bare RTSP client over one TCP connection: every answer and every interleaved packet can be looked at.
import { connect, type Socket } from "node:net";

export interface RawAnswer {
  status: number;
  headers: Map<string, string>;
  body: string;
}

export class RawRtsp {
  readonly socket: Socket;
  /** Interleaved packets by channel. */
  readonly packets: { channel: number; data: Buffer }[] = [];
  readonly closed: Promise<void>;
  private pending = Buffer.alloc(0);
  private readonly answers: RawAnswer[] = [];
  private wake: () => void = () => {};
  private sequence = 0;

  private constructor(socket: Socket) {
    this.socket = socket;
    this.closed = new Promise((resolve) => socket.once("close", () => resolve()));
    socket.on("error", () => {});
    socket.on("data", (bytes) => {
      this.pending = Buffer.concat([this.pending, bytes]);
      this.cut();
      this.wake();
    });
  }

  static async open(port: number): Promise<RawRtsp> {
    const socket = connect(port, "127.0.0.1");
    await new Promise<void>((resolve, reject) => {
      socket.once("connect", () => resolve());
      socket.once("error", reject);
    });
    return new RawRtsp(socket);
  }

  async ask(method: string, url: string, headers: Record<string, string> = {}): Promise<RawAnswer> {
    const lines = Object.entries({ CSeq: String(++this.sequence), ...headers }).map(
      ([key, value]) => `${key}: ${value}`,
    );
    this.socket.write(`${method} ${url} RTSP/1.0\r\n${lines.join("\r\n")}\r\n\r\n`);
    await this.until(() => this.answers.length > 0);
    return this.answers.shift()!;
  }

  /** Resolves when `holds` is true after some received bytes. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds()) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
  }

  private cut(): void {
    for (;;) {
      if (this.pending[0] === 0x24) {
        const end = this.pending.length < 4 ? Number.POSITIVE_INFINITY : 4 + this.pending.readUInt16BE(2);
        if (this.pending.length < end) return;
        this.packets.push({ channel: this.pending[1]!, data: this.pending.subarray(4, end) });
        this.pending = this.pending.subarray(end);
        continue;
      }
      const head = this.pending.indexOf("\r\n\r\n");
      if (head < 0) return;
      const [first, ...lines] = this.pending.subarray(0, head).toString().split("\r\n");
      const headers = new Map(
        lines.map((line) => [line.split(":")[0]!.toLowerCase(), line.slice(line.indexOf(":") + 1).trim()]),
      );
      const end = head + 4 + Number(headers.get("content-length") ?? 0);
      if (this.pending.length < end) return;
      const body = this.pending.subarray(head + 4, end).toString();
      this.answers.push({ status: Number(first!.split(" ")[1]), headers, body });
      this.pending = this.pending.subarray(end);
    }
  }
}
