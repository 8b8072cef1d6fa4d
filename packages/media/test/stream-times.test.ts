// Times of packets: whatever the stream claims, they rise; what is right stays as it is; wall times follow without jitter.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ArrivalClock } from "../src/sources/arrival-clock.ts";
import { fillLeadIn, needsMore } from "../src/sources/lead-in.ts";
import { StreamClock } from "../src/sources/stream-clock.ts";
import { VirtualClock } from "./virtual-clock.ts";

const STEP = 40_000;
const clock = () => new StreamClock({ frameDurationUs: STEP, maxStepUs: 2_000_000 });

describe("repaired stream times", () => {
  const cases: { what: string; raw: (number | null)[]; repaired: number[] }[] = [
    {
      what: "a healthy stream is left alone",
      raw: [0, 40_000, 80_000, 121_000],
      repaired: [0, 40_000, 80_000, 121_000],
    },
    { what: "a stream that begins late keeps its times", raw: [900_000, 940_000], repaired: [900_000, 940_000] },
    {
      what: "packets without times go on by one picture",
      raw: [null, null, 7_000_000, 7_040_000],
      repaired: [0, 40_000, 80_000, 120_000],
    },
    {
      what: "the same time twice rises a little, without drift",
      raw: [0, 40_000, 40_000, 80_000],
      repaired: [0, 40_000, 40_100, 80_000],
    },
    {
      what: "a clock set back goes on from where it was",
      raw: [60_000_000, 60_040_000, 0, 40_000],
      repaired: [60_000_000, 60_040_000, 60_080_000, 60_120_000],
    },
    {
      what: "a 32-bit wrap goes on",
      raw: [47_721_858_844, 47_721_898_844, 30_000, 70_000],
      repaired: [47_721_858_844, 47_721_898_844, 47_721_938_844, 47_721_978_844],
    },
    {
      what: "a jump ahead is one picture long",
      raw: [0, 40_000, 86_400_000_000, 86_400_040_000],
      repaired: [0, 40_000, 80_000, 120_000],
    },
    { what: "a pause within the limit is kept", raw: [0, 1_900_000, 1_940_000], repaired: [0, 1_900_000, 1_940_000] },
  ];
  it.each(cases)("$what", ({ raw, repaired }) => {
    const times = clock();
    expect(raw.map((us) => times.next(us, us).dtsUs)).toEqual(repaired);
  });

  it("a jump of the camera's clock is worth the time that really passed", () => {
    const times = clock();
    times.next(0, 0, 0);
    expect(times.next(9_000_000_000, 9_000_000_000, 3_000_000).dtsUs).toBe(3_000_000);
  });

  it("pictures shown out of order keep their distance from their decode time", () => {
    const times = clock();
    times.next(100_000, 180_000);
    expect(times.next(0, 120_000)).toEqual({ dtsUs: 100_100, ptsUs: 120_000 });
  });

  it("any stream: decode times rise strictly and no picture is shown before it is decoded", () => {
    const time = fc.option(fc.integer({ min: -1e10, max: 1e11 }), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(time, time, fc.nat(5_000_000)), { minLength: 2 }), (packets) => {
        const times = clock();
        let last = Number.NEGATIVE_INFINITY;
        for (const [dts, pts, elapsed] of packets) {
          const { dtsUs, ptsUs } = times.next(dts, pts, elapsed);
          if (dtsUs <= last || ptsUs < dtsUs) return false;
          last = dtsUs;
        }
        return true;
      }),
    );
  });
});

describe("the first packets of a live stream", () => {
  it("get the times that follow from the later ones", () => {
    const raw = [
      { dtsUs: null, ptsUs: null },
      { dtsUs: null, ptsUs: 120_000 },
      { dtsUs: null, ptsUs: 40_000 },
      { dtsUs: 40_000, ptsUs: 80_000 },
    ];
    expect(raw.map((_, i) => needsMore(raw.slice(0, i + 1)))).toEqual([true, true, true, false]);
    expect(fillLeadIn(raw, STEP)).toEqual([
      { dtsUs: -80_000, ptsUs: 0 },
      { dtsUs: -40_000, ptsUs: 120_000 },
      { dtsUs: 0, ptsUs: 40_000 },
      { dtsUs: 40_000, ptsUs: 80_000 },
    ]);
  });

  it("are not held back for ever", () => {
    expect(needsMore(Array.from({ length: 8 }, () => ({ dtsUs: null, ptsUs: null })))).toBe(false);
  });
});

describe("wall times of a live stream", () => {
  /** Plays a stream at 25 pictures a second and tells the stamps. */
  function play(count: number, delayMs: (i: number) => number, rate = 1) {
    const time = new VirtualClock(1_000_000);
    const arrival = new ArrivalClock(time);
    const stamps: number[] = [];
    let nowMs = 1_000_000;
    for (let i = 0; i < count; i++) {
      const atMs = Math.max(nowMs, 1_000_000 + i * 40 * rate + delayMs(i));
      time.advance(atMs - nowMs);
      nowMs = atMs;
      stamps.push(arrival.stamp(i * STEP, i * STEP));
    }
    return stamps;
  }

  it("jitter of the network disappears", () => {
    const stamps = play(500, (i) => (i * 7919) % 60);
    for (const [i, ms] of stamps.entries()) {
      if (i < 50) continue;
      expect(Math.abs(ms - (1_000_000 + i * 40))).toBeLessThan(15);
      expect(Math.abs(ms - stamps[i - 1]! - 40)).toBeLessThanOrEqual(20);
    }
  });

  it("a burst at the start (pictures that waited in the camera) is taken as the past it is, soon", () => {
    const stamps = play(300, (i) => Math.max(0, 2000 - i * 40));
    expect(Math.abs(stamps.at(-1)! - (1_000_000 + 299 * 40))).toBeLessThan(15);
  });

  it("a camera whose clock runs wrong is followed", () => {
    for (const rate of [0.999, 1.001]) {
      const stamps = play(15_000, () => 0, rate);
      expect(Math.abs(stamps.at(-1)! - (1_000_000 + 14_999 * 40 * rate))).toBeLessThan(50);
    }
  });

  it("any delays: time never goes back", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6000), { minLength: 2, maxLength: 200 }), (delays) => {
        const stamps = play(delays.length, (i) => delays[i]!);
        return stamps.every((ms, i) => i === 0 || ms > stamps[i - 1]!);
      }),
    );
  });

  it("the machine's clock being set does not move a stream that is running", () => {
    const time = new VirtualClock(1_000_000);
    let offsetMs = 0;
    const arrival = new ArrivalClock({ ...bound(time), nowMs: () => time.nowMs() + offsetMs });
    const before = arrival.stamp(0, 0);
    for (const hours of [1, -1, 24]) {
      offsetMs = hours * 3_600_000;
      time.advance(40);
    }
    expect(Math.abs(arrival.stamp(120_000, 120_000) - before - 120)).toBeLessThan(5);
  });
});

function bound(clock: VirtualClock) {
  return {
    monotonicMs: () => clock.monotonicMs(),
    after: (ms: number, task: () => void) => clock.after(ms, task),
  };
}
