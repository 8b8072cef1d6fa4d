// The same cameras from someone else's server: GStreamer, where this machine has it.
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { CameraSource } from "@vigie/contracts";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMedia } from "../src/index.ts";
import { decodeAll, readAll } from "./drain.ts";

const PYTHON = "/usr/bin/python3";
const PASSWORD = "Gr@n:d/Duc?";
const script = fileURLToPath(new URL("gstreamer_rtsp.py", import.meta.url));
const probe = "import gi; gi.require_version('GstRtspServer','1.0'); from gi.repository import GstRtspServer";
const hasGstreamer = spawnSync(PYTHON, ["-c", probe]).status === 0;

const media = createMedia();
let child: ChildProcess;
let port = 0;

describe.skipIf(!hasGstreamer)("GStreamer's RTSP server", () => {
  beforeAll(async () => {
    child = spawn(PYTHON, [script, PASSWORD], { stdio: ["ignore", "pipe", "ignore"] });
    const [line] = (await once(child.stdout!, "data")) as [Buffer];
    port = Number(line.toString());
    expect(port).toBeGreaterThan(0);
  });
  afterAll(() => {
    child.kill("SIGKILL");
  });

  const open = (path: string, more: Partial<Extract<CameraSource, { kind: "rtsp" }>> = {}) =>
    media.openSource(
      {
        kind: "rtsp",
        url: `rtsp://127.0.0.1:${port}/${path}`,
        transport: "tcp",
        username: "operator",
        password: PASSWORD,
        ...more,
      },
      { pace: "live", dialTimeoutMs: 10_000 },
    );

  it.each([
    { path: "h264", transport: "tcp", codec: "h264", codecString: /^avc1\.[0-9a-f]{6}$/ },
    { path: "h264", transport: "udp", codec: "h264", codecString: /^avc1\./ },
    { path: "h265", transport: "tcp", codec: "hevc", codecString: /^hvc1\.\d+\.[0-9A-F]+\.[LH]\d+/ },
    { path: "h265", transport: "udp", codec: "hevc", codecString: /^hvc1\./ },
  ] as const)("$path over $transport plays", async ({ path, transport, codec, codecString }) => {
    const source = open(path, { transport });
    const info = await source.open();
    expect(info).toMatchObject({ codec, widthPx: 320, heightPx: 240 });
    expect(info.codecString).toMatch(codecString);
    const packets = await readAll(source, 40);
    for (const [i, packet] of packets.entries()) if (i > 0) expect(packet.dtsUs).toBeGreaterThan(packets[i - 1]!.dtsUs);
    const decoder = media.createDecoder(info, source, []);
    const firstKey = packets.findIndex((packet) => packet.isKey);
    let pictures = 0;
    decodeAll(decoder, packets, () => pictures++);
    expect(firstKey).toBeGreaterThanOrEqual(0);
    expect(pictures).toBeGreaterThanOrEqual(40 - firstKey - 3);
    expect(decoder.damagedPackets).toBe(0);
    decoder.close();
    await source.close();
  });

  it("a wrong password and a path that does not exist are told apart", async () => {
    await expect(open("h264", { password: "wrong" }).open()).rejects.toMatchObject({
      code: "source.unauthorised",
    });
    await expect(open("nothing").open()).rejects.toMatchObject({ code: "source.not-found" });
  });
});
