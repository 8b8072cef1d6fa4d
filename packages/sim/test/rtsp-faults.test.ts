// What goes wrong with cameras, on demand; seen by a real FFmpeg and by a bare client.
import { createSocket } from "node:dgram";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type RtspServer, startRtspServer } from "../src/index.ts";
import { nalType } from "../src/rtsp/nal.ts";
import { makeFilm, scratchFolder } from "./films.ts";
import { RawRtsp } from "./raw-rtsp.ts";
import { watch } from "./rtsp-client.ts";

const scratch = scratchFolder();
const film = join(scratch.path, "a.mp4");
const bigger = join(scratch.path, "bigger.mp4");
const h265 = join(scratch.path, "c.mp4");
let server: RtspServer;

beforeAll(async () => {
  makeFilm(film, "h264");
  makeFilm(bigger, "h264", 30, [416, 240]);
  makeFilm(h265, "h265");
  server = await startRtspServer({ paths: { cam: { file: film }, second: { file: film } } });
});
afterEach(() => server.setFaults("cam", {}));
afterAll(async () => {
  await server.close();
  scratch.remove();
});

async function setUp(transport: string): Promise<{ client: RawRtsp; session: string; transport: string }> {
  const client = await RawRtsp.open(server.port);
  const answer = await client.ask("SETUP", `${server.url("cam")}/trackID=0`, { Transport: transport });
  expect(answer.status).toBe(200);
  return {
    client,
    session: answer.headers.get("session")!.split(";")[0]!,
    transport: answer.headers.get("transport")!,
  };
}

const TCP = "RTP/AVP/TCP;unicast;interleaved=0-1";

describe("a healthy camera, looked at closely", () => {
  it("describes its stream with parameter sets", async () => {
    const client = await RawRtsp.open(server.port);
    expect((await client.ask("OPTIONS", server.url("cam"))).headers.get("public")).toContain("GET_PARAMETER");
    const { status, body } = await client.ask("DESCRIBE", server.url("cam"));
    expect(status).toBe(200);
    expect(body).toMatch(/a=rtpmap:96 H264\/90000/);
    expect(body).toMatch(/sprop-parameter-sets=[\w+/=]+,[\w+/=]+; profile-level-id=[0-9a-f]{6}/);
    client.socket.destroy();
  });

  it("begins with SPS, PPS and an IDR picture, and with a sender report", async () => {
    const { client, session } = await setUp(TCP);
    const play = await client.ask("PLAY", server.url("cam"), { Session: session });
    const [, first] = /seq=(\d+);rtptime=\d+/.exec(play.headers.get("rtp-info")!)!;
    await client.until(() => client.packets.filter((packet) => packet.channel === 0).length > 4);
    const rtp = client.packets.filter((packet) => packet.channel === 0).map((packet) => packet.data);
    expect(rtp[0]!.readUInt16BE(2)).toBe(Number(first));
    expect(rtp.slice(0, 2).map((packet) => nalType("h264", packet.subarray(12)))).toEqual([7, 8]);
    const idr = rtp.find((packet) => [5, 28].includes(nalType("h264", packet.subarray(12))));
    expect(idr && (nalType("h264", idr.subarray(12)) === 5 || (idr[13]! & 0x1f) === 5)).toBe(true);
    expect(client.packets.find((packet) => packet.channel === 1)?.data[1]).toBe(200);
    expect((await client.ask("GET_PARAMETER", server.url("cam"), { Session: session })).status).toBe(200);
    expect(server.playing("cam")).toBe(1);
    expect((await client.ask("TEARDOWN", server.url("cam"), { Session: session })).status).toBe(200);
    expect(server.playing("cam")).toBe(0);
    client.socket.destroy();
  });

  it("refuses what it does not speak", async () => {
    const client = await RawRtsp.open(server.port);
    const url = `${server.url("cam")}/trackID=0`;
    expect((await client.ask("SETUP", url, { Transport: "RTP/AVP;multicast" })).status).toBe(461);
    expect((await client.ask("PLAY", server.url("cam"))).status).toBe(454);
    expect((await client.ask("RECORD", server.url("cam"))).status).toBe(501);
    client.socket.write("GET / HTTP/1.1\r\n\r\n");
    await client.closed;
  });
});

describe("a camera with a fault", () => {
  it("answers OPTIONS and never DESCRIBE", async () => {
    server.setFaults("cam", { neverDescribe: true });
    await expect(watch(server.url("cam"), "tcp", () => true, 1)).rejects.toThrow();
    const client = await RawRtsp.open(server.port);
    expect((await client.ask("OPTIONS", server.url("cam"))).status).toBe(200);
    client.socket.destroy();
  });

  it.each([
    [{ always401: true }, "401"],
    [{ notFound: true }, "404"],
  ])("refuses with %j", async (faults, status) => {
    server.setFaults("cam", faults);
    await expect(watch(server.url("cam"), "tcp", () => true)).rejects.toThrow(status);
    server.setFaults("cam", {});
    expect((await watch(server.url("cam"), "tcp", (times) => times.length >= 2)).timesS).toHaveLength(2);
  });

  it("stalls: nothing more comes, not even answers, and the connection stays open", async () => {
    const { client, session } = await setUp(TCP);
    await client.ask("PLAY", server.url("cam"), { Session: session });
    expect(server.playing("cam")).toBe(1);
    server.setFaults("cam", { stallAfterS: 0.4 });
    while (server.playing("cam") > 0) await new Promise((resolve) => setTimeout(resolve, 20));
    // What it sent before it stalled has arrived by the time that another camera has been watched.
    await watch(server.url("second"), "tcp", (times) => times.length >= 2);
    const before = client.packets.length;
    server.setFaults("cam", {});
    client.socket.write(`GET_PARAMETER ${server.url("cam")} RTSP/1.0\r\nCSeq: 99\r\n\r\n`);
    expect((await watch(server.url("cam"), "tcp", (times) => times.length >= 5)).timesS).toHaveLength(5);
    expect(client.packets.length).toBe(before);
    expect(client.socket.destroyed).toBe(false);
    client.socket.destroy();
  });

  it("drops the connection after a while and takes a new one", async () => {
    server.setFaults("cam", { dropAfterS: 1 });
    const result = await watch(server.url("cam"), "tcp", () => false);
    expect(result.timesS.length).toBeGreaterThan(5);
    expect(result.timesS.length).toBeLessThan(50);
    server.setFaults("cam", {});
    expect((await watch(server.url("cam"), "tcp", (times) => times.length >= 2)).timesS).toHaveLength(2);
  });

  it("loses about as many UDP packets as asked for", async () => {
    const rtp = createSocket("udp4");
    await new Promise<void>((resolve) => rtp.bind(0, "127.0.0.1", resolve));
    server.setFaults("cam", { udpLossRate: 0.3 });
    const port = rtp.address().port;
    const { client, session, transport } = await setUp(`RTP/AVP;unicast;client_port=${port}-${port + 1}`);
    expect(transport).toMatch(/server_port=\d*[02468]-\d+/);
    const sequences: number[] = [];
    const enough = new Promise<void>((resolve) => {
      rtp.on("message", (packet) => {
        sequences.push(packet.readUInt16BE(2));
        if (sequences.length >= 120) resolve();
      });
    });
    await client.ask("PLAY", server.url("cam"), { Session: session });
    await enough;
    const sent = ((sequences[sequences.length - 1]! - sequences[0]! + 65536) % 65536) + 1;
    expect(1 - sequences.length / sent).toBeGreaterThan(0.15);
    expect(1 - sequences.length / sent).toBeLessThan(0.45);
    client.socket.destroy();
    rtp.close();
  });
});

describe("a camera whose settings are changed", () => {
  it("goes on in another size with parameter sets in band", async () => {
    let switched = false;
    const result = await watch(server.url("second"), "tcp", (times) => {
      if (times.length === 12 && !switched) {
        switched = true;
        server.switchFile("second", bigger, "in-band");
      }
      return times.length >= 40;
    });
    expect(result.decodedSizes).toEqual(["320x192", "416x240"]);
    const steps = result.timesS.slice(2).map((time, i) => time - result.timesS[i + 1]!);
    for (const step of steps) expect(step).toBeCloseTo(0.04, 2);
  });

  it("drops its clients and describes the new codec to those who come back", async () => {
    const before = watch(server.url("second"), "tcp", (times) => {
      if (times.length === 5) server.switchFile("second", h265, "reconnect");
      return false;
    });
    expect((await before).codec).toBe("h264");
    expect((await watch(server.url("second"), "tcp", (times) => times.length >= 3)).codec).toBe("h265");
  });

  it("refuses another codec in band", () => {
    server.switchFile("second", film, "reconnect");
    expect(() => server.switchFile("second", h265, "in-band")).toThrow(/cannot change from h264 to h265 in band/);
    expect(() => server.switchFile("second", join(scratch.path, "none.mp4"), "reconnect")).toThrow(
      /cannot be streamed/,
    );
  });
});
