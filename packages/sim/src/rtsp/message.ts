// RTSP/1.0 requests and answers on a TCP connection, with interleaved binary frames between them (RFC 2326).

export interface RtspRequest {
  method: string;
  url: string;
  /** Lower-case names. */
  headers: ReadonlyMap<string, string>;
}

const MAX_BUFFERED_BYTES = 64 * 1024;

/** Cuts the bytes of a connection into requests; binary frames of the client (RTCP) are skipped. */
export class RequestReader {
  private pending: Buffer = Buffer.alloc(0);

  /** Requests completed by these bytes, or null when they are no RTSP at all. */
  push(bytes: Buffer): RtspRequest[] | null {
    this.pending = Buffer.concat([this.pending, bytes]);
    const requests: RtspRequest[] = [];
    for (;;) {
      if (this.pending[0] === 0x24) {
        if (this.pending.length < 4) break;
        const end = 4 + this.pending.readUInt16BE(2);
        if (this.pending.length < end) break;
        this.pending = this.pending.subarray(end);
        continue;
      }
      const headEnd = this.pending.indexOf("\r\n\r\n");
      if (headEnd < 0) break;
      const request = parseHead(this.pending.subarray(0, headEnd).toString("latin1"));
      if (!request) return null;
      const end = headEnd + 4 + Number(request.headers.get("content-length") ?? 0);
      if (this.pending.length < end) break;
      this.pending = this.pending.subarray(end);
      requests.push(request);
    }
    return this.pending.length > MAX_BUFFERED_BYTES ? null : requests;
  }
}

function parseHead(head: string): RtspRequest | null {
  const [first, ...lines] = head.replace(/^[\r\n]+/, "").split("\r\n");
  const [method, url, version] = (first ?? "").split(" ");
  if (!method || !url || !version?.startsWith("RTSP/")) return null;
  const headers = new Map<string, string>();
  for (const line of lines) {
    const at = line.indexOf(":");
    if (at > 0) headers.set(line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim());
  }
  return { method, url, headers };
}

const REASONS: Readonly<Record<number, string>> = {
  200: "OK",
  400: "Bad Request",
  401: "Unauthorized",
  404: "Not Found",
  454: "Session Not Found",
  455: "Method Not Valid in This State",
  461: "Unsupported Transport",
  501: "Not Implemented",
};

/** Bytes of an answer; CSeq is taken from the request. */
export function formatAnswer(
  request: RtspRequest,
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body = "",
): string {
  const all: Record<string, string> = { CSeq: request.headers.get("cseq") ?? "0", Server: "Vigie simulated camera" };
  Object.assign(all, headers);
  if (body) all["Content-Length"] = String(Buffer.byteLength(body));
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `RTSP/1.0 ${status} ${REASONS[status] ?? "Error"}\r\n${lines.join("\r\n")}\r\n\r\n${body}`;
}
