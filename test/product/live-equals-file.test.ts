// The same film from a file and over the network: an operator is told the same of both.
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type CameraConfig, cameraConfigSchema, type Scene, type SceneEvent } from "@vigie/contracts";
import { analyseVideo, type Fact, type ToSupervisor, WorkerHost } from "@vigie/engine";
import { createDetectorCatalogue, createMotionMeter, EMBEDDED_FOLDER, MOTION_GATE_THRESHOLD } from "@vigie/inference";
import { createMedia } from "@vigie/media";
import { demoAssetsFolder, demoCameras, startRtspServer } from "@vigie/sim";
import { createNodeFileSystem, systemClock } from "@vigie/store";
import { describe, expect, it } from "vitest";

/** The camera keeps the newest analysed picture. */
const LATEST = 1;
/** The film is watched up to here; what begins later may still be decided differently at its end. Unit: s. */
const WATCHED_S = 24;
const catalogue = createDetectorCatalogue({ folders: [], embeddedFolder: EMBEDDED_FOLDER });

type Analysis = Pick<CameraConfig["analysis"], "detector" | "fps">;

async function offline(path: string, scene: Scene, { detector, fps }: Analysis): Promise<SceneEvent[]> {
  const events: SceneEvent[] = [];
  await analyseVideo({
    media: createMedia(),
    model: await catalogue.open(detector),
    createMeter: createMotionMeter,
    gateThreshold: MOTION_GATE_THRESHOLD,
    path,
    cameraId: "camera",
    scene,
    fps,
    startAtMs: 0,
    onFrame: () => {},
    onEvent: (event) => events.push(event),
  });
  return events;
}

async function live(
  url: string,
  scene: Scene,
  { detector, fps }: Analysis,
): Promise<{ events: SceneEvent[]; streamS(capturedAtMs: number): number; dropped: number }> {
  const events: SceneEvent[] = [];
  /** Stream time and wall time of each frame, as they came. */
  const clock: { ptsS: number; capturedAtMs: number }[] = [];
  let dropped = 0;
  const send = (message: ToSupervisor): void => {
    if (message.type === "fact") note(message.fact);
    if (message.type === "heartbeat") dropped = message.health[0]?.droppedFrames ?? dropped;
  };
  const note = (fact: Fact): void => {
    if (fact.type === "event") events.push(fact.event);
  };
  const media = createMedia();
  // How fast this machine is does not matter here: the stream waits until the pictures before are analysed.
  let held = 0;
  let go = () => {};
  const released = () => {
    held -= 1;
    if (held <= LATEST) go();
  };
  const host = new WorkerHost({
    media: {
      ...media,
      openSource: (...args) => {
        const source = media.openSource(...args);
        const read = source.read.bind(source);
        source.read = async () => {
          if (held > LATEST) await new Promise<void>((resolve) => (go = resolve));
          return read();
        };
        return source;
      },
      createDecoder: (...args) => {
        const decoder = media.createDecoder(...args);
        return {
          ...decoder,
          get damagedPackets() {
            return decoder.damagedPackets;
          },
          flush: () => decoder.flush(),
          close: () => decoder.close(),
          setKeyFramesOnly: (only) => decoder.setKeyFramesOnly(only),
          decode: (packet) => {
            const frames = decoder.decode(packet);
            for (const frame of frames) {
              clock.push({ ptsS: frame.ptsUs / 1e6, capturedAtMs: frame.capturedAtMs });
              const release = frame.release.bind(frame);
              held += 1;
              frame.release = () => {
                release();
                released();
              };
            }
            return frames;
          },
        };
      },
    },
    files: createNodeFileSystem(await mkdtemp(join(tmpdir(), "vigie-live-"))),
    clock: systemClock(),
    catalogue,
    createMeter: createMotionMeter,
    gateThreshold: MOTION_GATE_THRESHOLD,
    send,
    noteInHand: () => {},
    usage: () => ({ rssBytes: 0, cpuShare: 0 }),
  });
  const camera = cameraConfigSchema.parse({
    id: "camera",
    name: "camera",
    source: { kind: "rtsp", url },
    analysis: { detector, fps },
    scene,
  });
  await host.receive({ type: "put", camera, chain: null });
  await expect
    .poll(() => (clock.at(-1)?.ptsS ?? 0) - (clock[0]?.ptsS ?? 0), { timeout: (WATCHED_S + 120) * 1000, interval: 200 })
    .toBeGreaterThan(WATCHED_S + 3);
  await host.stop();
  // The wall clock of a live stream settles during its first seconds; the stream's own clock does not.
  const streamS = (capturedAtMs: number): number => {
    const frame = clock.find((seen) => seen.capturedAtMs >= capturedAtMs) ?? clock.at(-1)!;
    return frame.ptsS - clock[0]!.ptsS;
  };
  return { events, streamS, dropped };
}

interface Told {
  what: string;
  atS: number;
}

/** What an operator would have been told, and the second at which it began. */
const told = (events: readonly SceneEvent[], secondOf: (startedAtMs: number) => number): Told[] =>
  events
    .filter((event) => event.phase !== "ended" && secondOf(event.startedAtMs) < WATCHED_S)
    .map((event) => ({
      what: `${event.scenarioId} ${event.classes.join()} ${event.direction}`,
      atS: secondOf(event.startedAtMs),
    }))
    .sort((a, b) => a.atS - b.atS);

describe("the same film from a file and from a live camera", () => {
  it.concurrent.each(["mill-lane", "station-junction"])(
    "gives the same events: %s",
    async (id) => {
      const film = join(demoAssetsFolder, `${id}.mp4`);
      const demo = demoCameras({ rtspBaseUrl: "rtsp://127.0.0.1:1", assetsFolder: demoAssetsFolder }).find(
        (camera) => camera.id === id,
      )!;
      const { scene, analysis } = cameraConfigSchema.parse(demo);
      const rtsp = await startRtspServer({ paths: { film: { file: film } } });
      try {
        const fromFile = await offline(film, scene, analysis);
        const fromCamera = await live(rtsp.url("film"), scene, analysis);
        expect(fromCamera.dropped).toBe(0);
        const [filed, seen] = [told(fromFile, (ms) => ms / 1000), told(fromCamera.events, fromCamera.streamS)];
        expect(filed.length).toBeGreaterThan(0);
        expect(seen.map((event) => event.what)).toEqual(filed.map((event) => event.what));
        // The live clock is the arrival of packets: it may differ by less than one analysed frame.
        for (const [i, event] of filed.entries())
          expect(Math.abs(seen[i]!.atS - event.atS)).toBeLessThan(1 / analysis.fps);
      } finally {
        await rtsp.close();
      }
    },
    400_000,
  );
});
