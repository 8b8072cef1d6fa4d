// Recordings with their holes, counts, the site's days, and addresses as people paste them.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bytes, span } from "../src/app/time/format.ts";
import { dayStart, instantOf, nextTimeOfDay, wallClock } from "../src/app/time/zoned.ts";
import { streamSource, withoutUserInfo } from "../src/features/cameras/stream-source.ts";
import { countRows } from "../src/features/register/count-rows.ts";
import { recordingRuns, type Segment, segmentAt } from "../src/features/register/recording-runs.ts";

const segment = (sequence: number, startS: number, endS: number, gapReason = ""): Segment => ({
  path: `${sequence}.mp4`,
  sequence,
  startMs: startS * 1000,
  endMs: endS * 1000,
  sizeBytes: 10,
  sha256: "",
  codec: "h264",
  gapBeforeMs: 0,
  gapReason,
});

describe("recordings", () => {
  it("join where nothing is missing and show every hole with its length and reason", () => {
    const runs = recordingRuns([segment(3, 200, 260, "camera lost"), segment(1, 0, 60), segment(2, 60.4, 120)]);
    expect(runs.map(({ startMs, endMs, gapMs, gapReason }) => [startMs, endMs, gapMs, gapReason])).toEqual([
      [0, 120_000, 0, ""],
      [200_000, 260_000, 80_000, "camera lost"],
    ]);
    expect(runs[0]?.sizeBytes).toBe(20);
  });

  it("plus holes are the whole time from the first to the last picture", () => {
    const segments = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 1, max: 60 })), {
        minLength: 1,
        maxLength: 20,
      })
      .map((steps) => {
        let atS = 0;
        return steps.map(([gap, length], i) => {
          const start = atS + gap;
          atS = start + length;
          return segment(i, start, atS);
        });
      });
    fc.assert(
      fc.property(segments, (list) => {
        const runs = recordingRuns(list);
        const recordedMs = runs.reduce((sum, run) => sum + run.endMs - run.startMs, 0);
        const missingMs = runs.reduce((sum, run) => sum + run.gapMs, 0);
        expect(recordedMs + missingMs).toBe(list.at(-1)!.endMs - list[0]!.startMs);
      }),
    );
  });

  it.each([
    [30, 1],
    [150, 2],
    [500, 2],
  ])("play, from second %i, the piece %i", (atS, sequence) => {
    expect(segmentAt([segment(2, 200, 260), segment(1, 0, 60)], atS * 1000)?.sequence).toBe(sequence);
  });
});

describe("counts", () => {
  it("add up crossings, and take the largest of what was inside at once", () => {
    const bin = (placeId: string, className: string, direction: "forward" | "backward" | "inside", value: number) => ({
      placeId,
      className,
      direction,
      binStartMs: 0,
      value,
    });
    expect(
      countRows([
        bin("stop", "car", "forward", 3),
        bin("stop", "car", "forward", 4),
        bin("stop", "car", "backward", 1),
        bin("square", "person", "inside", 5),
        bin("square", "person", "inside", 2),
      ]),
    ).toEqual([
      { placeId: "square", className: "person", forward: null, backward: null, inside: 5 },
      { placeId: "stop", className: "car", forward: 7, backward: 1, inside: null },
    ]);
  });
});

describe("the site's clock", () => {
  it.each([
    ["2026-07-01T22:30:00Z", "Europe/Paris", "2026-07-01T22:00:00Z"],
    ["2026-07-01T21:30:00Z", "Europe/Paris", "2026-06-30T22:00:00Z"],
    ["2026-10-25T12:00:00Z", "Europe/Paris", "2026-10-24T22:00:00Z"],
    ["2026-03-29T12:00:00Z", "Europe/Paris", "2026-03-28T23:00:00Z"],
    ["2026-07-01T12:00:00Z", "Asia/Kolkata", "2026-06-30T18:30:00Z"],
  ])("at %s in %s the day began at %s", (now, zone, start) => {
    expect(new Date(dayStart(Date.parse(now), zone)).toISOString()).toBe(new Date(start).toISOString());
  });

  it("gives each wall time back, except in the hour that a change of clocks skips or repeats", () => {
    const instant = fc.integer({ min: Date.UTC(2026, 3, 1) / 60_000, max: Date.UTC(2026, 9, 24) / 60_000 });
    fc.assert(
      fc.property(
        instant,
        fc.constantFrom("Europe/Paris", "UTC", "America/New_York", "Asia/Kolkata"),
        (minutes, zone) => {
          const ms = minutes * 60_000;
          expect(instantOf(wallClock(ms, zone), zone)).toBe(ms);
          const next = nextTimeOfDay(ms, zone, 6);
          expect(next > ms && next - ms <= 24 * 3_600_000).toBe(true);
          expect(wallClock(next, zone)).toMatchObject({ hour: 6, minute: 0 });
        },
      ),
    );
  });

  it.each([
    [0, "0:00"],
    [65_900, "1:05"],
    [3_723_000, "1:02:03"],
    [-5, "0:00"],
  ])("shows a span of %i ms as %s", (ms, text) => {
    expect(span(ms)).toBe(text);
  });

  it.each([
    [0, "0 B"],
    [999, "999 B"],
    [1_500_000, "1.5 MB"],
  ])("shows %i bytes as %s", (value, text) => {
    expect(bytes(value, "en")).toBe(text);
  });
});

describe("a pasted address", () => {
  const input = { url: "", username: "", password: "", transport: "tcp" as const };
  it("loses its user and password to their own fields", () => {
    const moved = withoutUserInfo({ ...input, url: "rtsp://admin:p%40ss@10.0.0.4:554/stream?x=1" });
    expect(moved).toMatchObject({ url: "rtsp://10.0.0.4:554/stream?x=1", username: "admin", password: "p@ss" });
  });

  it.each([
    [" rtsp://10.0.0.4/a ", { kind: "rtsp", url: "rtsp://10.0.0.4/a", transport: "tcp" }],
    ["rtsps://10.0.0.4/a", { kind: "rtsp", url: "rtsps://10.0.0.4/a", transport: "tcp" }],
    ["http://10.0.0.4/mjpg", { kind: "http", url: "http://10.0.0.4/mjpg" }],
    ["ftp://10.0.0.4/a", null],
    ["10.0.0.4", null],
    ["", null],
  ])("%j is %j", (url, source) => {
    expect(streamSource({ ...input, url })).toEqual(source);
  });
});
