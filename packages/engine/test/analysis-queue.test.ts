import { createVirtualClock, type DecodedFrame } from "@vigie/core";
import { describe, expect, it } from "vitest";
import { AnalysisQueue, type QueueMember } from "../src/pipeline/analysis-queue.ts";

interface TestFrame extends DecodedFrame {
  released: number;
}

function frame(ptsUs: number): TestFrame {
  const made = {
    ptsUs,
    released: 0,
    release: () => {
      made.released += 1;
    },
  } as unknown as TestFrame;
  return made;
}

class Camera implements QueueMember {
  readonly seen: number[] = [];
  dropped = 0;
  readonly #log: string[];
  readonly #name: string;
  constructor(name: string, log: string[]) {
    this.#name = name;
    this.#log = log;
  }
  async analyse(given: DecodedFrame): Promise<void> {
    this.#log.push(this.#name);
    this.seen.push(given.ptsUs);
    given.release();
  }
  onDropped(): void {
    this.dropped += 1;
  }
}

const settled = async () => {
  for (let i = 0; i < 20; i++) await new Promise((resolve) => setImmediate(resolve));
};

describe("the analysis queue", () => {
  it("gives up the older of two waiting frames of a camera, counts it, and releases it once", async () => {
    const queue = new AnalysisQueue(createVirtualClock());
    const camera = new Camera("a", []);
    const frames = [1, 2, 3].map(frame);
    for (const f of frames) queue.offer(camera, f);
    await settled();
    expect(camera.seen).toEqual([1, 3]);
    expect(camera.dropped).toBe(1);
    expect(frames.map((f) => f.released)).toEqual([1, 1, 1]);
  });

  it("lets cameras take turns, so that a busy one does not starve the others", async () => {
    const log: string[] = [];
    const queue = new AnalysisQueue(createVirtualClock());
    const [a, b] = [new Camera("a", log), new Camera("b", log)];
    queue.offer(a, frame(1));
    queue.offer(a, frame(2));
    queue.offer(b, frame(1));
    queue.offer(a, frame(3));
    await settled();
    expect(log).toEqual(["a", "a", "b"]);
    expect(a.seen).toEqual([1, 3]);
    expect(b.seen).toEqual([1]);
  });

  it("releases what a leaving camera had waiting", async () => {
    const queue = new AnalysisQueue(createVirtualClock());
    const camera = new Camera("a", []);
    const waiting = frame(2);
    queue.offer(camera, frame(1));
    queue.offer(camera, waiting);
    queue.leave(camera);
    await settled();
    expect(waiting.released).toBe(1);
    expect(camera.seen).toEqual([1]);
  });

  it("tells a leaving camera when the frame in hand is done, and goes on after one that breaks its promise", async () => {
    const queue = new AnalysisQueue(createVirtualClock());
    let finish = () => {};
    const log: string[] = [];
    const slow: QueueMember = {
      analyse: () =>
        new Promise((_resolve, reject) => {
          finish = () => reject(new Error("the detector fell over"));
        }),
      onDropped: () => {},
    };
    const inHand = frame(1);
    queue.offer(slow, inHand);
    const left = queue.leave(slow).then(() => log.push("left"));
    await settled();
    expect(log).toEqual([]);
    finish();
    await left;
    expect(inHand.released).toBe(1);
    const other = new Camera("b", log);
    queue.offer(other, frame(2));
    await settled();
    expect(other.seen).toEqual([2]);
  });
});
