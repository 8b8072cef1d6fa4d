// The two ways in which RTP reaches a client: interleaved in the RTSP connection, or a pair of UDP ports.
import { createSocket, type Socket as UdpSocket } from "node:dgram";
import type { Socket } from "node:net";
import { AppError } from "@vigie/contracts";

/** More than this in a client's send buffer and pictures are dropped until the next key frame. Unit: bytes. */
const MAX_UNSENT_BYTES = 8 * 1024 * 1024;

export interface RtpTransport {
  /** The Transport header of the answer to SETUP. */
  readonly answer: string;
  /** True while the client does not keep up. */
  readonly isCongested: boolean;
  sendRtp(packet: Buffer): void;
  sendRtcp(packet: Buffer): void;
  close(): void;
}

/** Null when the client asks for something that is not spoken here (multicast, record). */
export async function negotiateTransport(
  header: string,
  connection: Socket,
  host: string,
  isLost: () => boolean,
): Promise<RtpTransport | null> {
  for (const offer of header.split(",")) {
    const fields = offer.trim().split(";");
    if (fields.includes("multicast")) continue;
    if (fields[0] === "RTP/AVP/TCP") return interleaved(connection, range(fields, "interleaved") ?? [0, 1]);
    const ports = range(fields, "client_port");
    if (/^RTP\/AVP(\/UDP)?$/.test(fields[0] ?? "") && ports) return udp(connection, host, ports, isLost);
  }
  return null;
}

function range(fields: readonly string[], name: string): [number, number] | null {
  const match = fields.map((field) => new RegExp(`^${name}=(\\d+)(?:-(\\d+))?$`).exec(field)).find(Boolean);
  if (!match) return null;
  return [Number(match[1]), Number(match[2] ?? Number(match[1]) + 1)];
}

function interleaved(connection: Socket, channels: [number, number]): RtpTransport {
  const send = (channel: number, packet: Buffer): void => {
    const head = Buffer.from([0x24, channel, packet.length >> 8, packet.length & 0xff]);
    connection.write(Buffer.concat([head, packet]));
  };
  return {
    answer: `RTP/AVP/TCP;unicast;interleaved=${channels.join("-")}`,
    get isCongested() {
      return connection.writableLength > MAX_UNSENT_BYTES;
    },
    sendRtp: (packet) => send(channels[0], packet),
    sendRtcp: (packet) => send(channels[1], packet),
    close: () => {},
  };
}

async function udp(
  connection: Socket,
  host: string,
  ports: [number, number],
  isLost: () => boolean,
): Promise<RtpTransport> {
  const [rtp, rtcp] = await bindPair(host);
  const address = connection.remoteAddress ?? host;
  const send = (socket: UdpSocket, port: number, packet: Buffer): void => {
    socket.send(packet, port, address, () => {
      // A client that is gone answers "port unreachable"; its RTSP connection ends the session.
    });
  };
  return {
    answer: `RTP/AVP;unicast;client_port=${ports.join("-")};server_port=${rtp.address().port}-${rtcp.address().port}`,
    isCongested: false,
    sendRtp: (packet) => {
      if (!isLost()) send(rtp, ports[0], packet);
    },
    sendRtcp: (packet) => send(rtcp, ports[1], packet),
    close: () => {
      rtp.close();
      rtcp.close();
    },
  };
}

/** An even port for RTP and the odd one after it for RTCP, both free. */
async function bindPair(host: string): Promise<[UdpSocket, UdpSocket]> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const first = await bind(host, 0);
    const port = first?.address().port ?? 0;
    const second = port % 2 === 0 ? await bind(host, port + 1) : null;
    if (first && second) return [first, second];
    first?.close();
  }
  throw new AppError({
    code: "sim.no-ports",
    kind: "exhausted",
    message: `No pair of free UDP ports was found on ${host}.`,
  });
}

function bind(host: string, port: number): Promise<UdpSocket | null> {
  return new Promise((resolve) => {
    const socket = createSocket("udp4");
    socket.on("error", () => resolve(null));
    socket.bind(port, host, () => resolve(socket));
  });
}
