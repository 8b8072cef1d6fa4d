// What a camera has learnt outlives the process: a run that was cut and went on tells what one run would have told.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CameraAnalysis, type CameraMemory, createCameraAnalysis, isCameraMemory } from "../src/analysis/index.ts";
import { createDetections } from "../src/detections/index.ts";
import { createSightWatch, type KeptSight } from "../src/picture/index.ts";
import { noise, sceneOf } from "./scenes/stage.ts";
import { onZone } from "./scenes/view-play.ts";
import { blocks, inBox, type Paint, type ViewOptions, viewPicture } from "./scenes/view-stage.ts";

const cover: Paint = () => [70, 66, 60];
const halfCover: Paint = (x) => (x < 0.36 ? [70, 66, 60] : null);
const elsewhere = blocks(7);
const onWire = <T>(kept: T): T => JSON.parse(JSON.stringify(kept)) as T;

/** A picture a second; cut at some second and gone on from what was kept, or never cut. Each new condition, with its second. */
function conditions(seconds: number, at: (s: number) => ViewOptions, cutAt: number | null): [number, string][] {
  let watch = createSightWatch();
  const told: [number, string][] = [];
  for (let s = 0; s < seconds; s++) {
    if (s === cutAt) {
      const kept = onWire(watch.kept());
      watch = createSightWatch();
      if (kept) watch.goOn(kept);
    }
    const { condition } = watch.step(viewPicture({ frame: s, ...at(s) }), s * 1000);
    if (condition !== (told.at(-1)?.[1] ?? "clear")) told.push([s, condition]);
  }
  return told;
}

describe("the camera's sight over a restart", () => {
  const changes: Record<string, ViewOptions> = {
    nothing: {},
    "a cover": { paint: cover },
    "a cover over a third": { paint: halfCover },
    "a turn": { view: elsewhere },
    "lamps that go out": { light: 0.4 },
    "a hand for some seconds": {},
  };

  it("VW-13 wherever a run is cut, the run that goes on tells the same, a doubt later at most", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...Object.keys(changes)),
        fc.integer({ min: 8, max: 70 }),
        fc.integer({ min: 20, max: 40 }),
        (name, cutAt, changeAt) => {
          const at = (s: number): ViewOptions => {
            if (name.startsWith("a hand")) return s >= changeAt && s < changeAt + 5 ? { paint: cover } : {};
            return s >= changeAt ? changes[name]! : {};
          };
          const whole = conditions(80, at, null);
          const cut = conditions(80, at, cutAt);
          expect(cut.map(([, condition]) => condition)).toEqual(whole.map(([, condition]) => condition));
          for (const [i, [s]] of cut.entries()) expect(Math.abs(s - whole[i]![0])).toBeLessThanOrEqual(16);
        },
      ),
      { numRuns: 16 },
    );
  });

  it.each<[string, ViewOptions, string]>([
    ["covered", { paint: cover }, "covered"],
    ["partly covered", { paint: halfCover }, "partly covered"],
    ["turned", { view: elsewhere }, "moved"],
  ])("VW-13 a lens that is %s while nobody looks is told, and is never the usual view", (_name, change, condition) => {
    const told = conditions(90, (s) => (s >= 30 ? change : {}), 30);
    expect(told.map(([, is]) => is)).toEqual([condition]);
    expect(told[0]![0]).toBeLessThanOrEqual(46);
  });

  it("VW-13 a camera that was covered before is covered at once", () => {
    expect(conditions(60, (s) => (s >= 20 ? { paint: cover } : {}), 50)).toEqual([[28, "covered"]]);
  });

  it("VW-13 what is kept shows edges at half the size and the light of 144 cells, and no picture", () => {
    const watch = createSightWatch();
    for (let s = 0; s < 10; s++) watch.step(viewPicture({ frame: s }), s * 1000);
    const { view } = watch.kept() as KeptSight;
    expect([view.half.widthPx, view.half.heightPx, view.means.length]).toEqual([64, 36, 144]);
    expect(Object.keys(view).sort()).toEqual(["fading", "fineShare", "half", "looks", "means", "quarter", "sharpness"]);
    expect(JSON.stringify(watch.kept()).length).toBeLessThan(60_000);
  });

  it("VW-13 at a picture of another size it begins anew, and counts that", () => {
    const watch = createSightWatch();
    for (let s = 0; s < 10; s++) watch.step(viewPicture({ frame: s }), s * 1000);
    const other = createSightWatch();
    other.goOn(onWire(watch.kept() as KeptSight));
    const { gray, rgb } = viewPicture({ view: elsewhere });
    const size = { widthPx: 96, heightPx: 72, strideBytes: 128 };
    for (let s = 10; s < 60; s++) other.step({ gray: { ...gray, ...size }, rgb: { ...rgb, ...size } }, s * 1000);
    expect(other.sight.condition).toBe("clear");
    expect([watch.resizes, other.resizes]).toEqual([0, 1]);
    other.step(viewPicture({ frame: 60 }), 60_000);
    expect(other.resizes).toBe(1);
  });
});

describe("a camera whose picture comes in two sizes by turns", () => {
  /** A part of the painted view, as a camera that switches to 4:3 shows. */
  const small = (options: ViewOptions) => {
    const { gray, rgb } = viewPicture(options);
    const size = { widthPx: 96, heightPx: 72, strideBytes: 128 };
    return { gray: { ...gray, ...size }, rgb: { ...rgb, ...size } };
  };
  /** Half a minute in each, with one change from a second on. */
  function watchTurns(seconds: number, change: ViewOptions = {}, fromS = Number.POSITIVE_INFINITY) {
    const watch = createSightWatch();
    const told: [number, string][] = [];
    for (let s = 0; s < seconds; s++) {
      const options = { frame: s, ...(s >= fromS ? change : {}) };
      const picture = Math.floor(s / 30) % 2 === 0 ? viewPicture(options) : small(options);
      const { condition } = watch.step(picture, s * 1000);
      if (condition !== (told.at(-1)?.[1] ?? "clear")) told.push([s, condition]);
    }
    return { watch, told };
  }

  it("VW-15 learns its view once in each size", () => {
    const { watch, told } = watchTurns(200);
    expect([watch.resizes, told]).toEqual([1, []]);
  });

  it.each([120, 150])("VW-15 a lens that was turned at the switch of second %i is told, in either size", (atS) => {
    const { told } = watchTurns(atS + 30, { view: elsewhere }, atS);
    expect(told.map(([, condition]) => condition)).toEqual(["moved"]);
  });

  it.each([0.3, 0.5, 0.8])("VW-15 light that grows from %d to 1 in the other size does not look blurred", (light) => {
    const watch = createSightWatch();
    const seen = new Set<string>();
    for (let s = 0; s < 400; s++) {
      const options = { frame: s, light: s < 150 ? light : Math.min(1, light + ((1 - light) * (s - 150)) / 60) };
      seen.add(watch.step(s >= 150 && s < 210 ? small(options) : viewPicture(options), s * 1000).condition);
    }
    expect([...seen]).toEqual(["clear"]);
  });

  it("VW-15 a view that was accepted in one size is not asked for again in the other", () => {
    const watch = createSightWatch();
    const seen: string[] = [];
    for (let s = 0; s < 320; s++) {
      const isSmall = s >= 100 && s < 260;
      const options: ViewOptions = { frame: s, ...(s >= 200 ? { view: elsewhere } : {}) };
      const { condition } = watch.step(isSmall ? small(options) : viewPicture(options), s * 1000);
      if (condition !== seen.at(-1)) seen.push(condition);
      if (s === 240) expect(watch.accept()).toBe(true);
    }
    expect(seen).toEqual(["clear", "moved", "clear"]);
  });

  it("VW-15 a third size, and one that was not seen for two hours, are learnt anew", () => {
    const watch = createSightWatch();
    for (let s = 0; s < 10; s++) watch.step(viewPicture({ frame: s }), s * 1000);
    for (let s = 10; s < 20; s++) watch.step(small({ frame: s }), s * 1000);
    watch.step(viewPicture({ frame: 20 }), 7_300_000);
    expect(watch.resizes).toBe(2);
    const tiny = viewPicture({ frame: 21 });
    const size = { widthPx: 64, heightPx: 72, strideBytes: 128 };
    watch.step({ gray: { ...tiny.gray, ...size }, rgb: { ...tiny.rgb, ...size } }, 7_301_000);
    watch.step(small({ frame: 22 }), 7_302_000);
    expect(watch.resizes).toBe(4);
  });

  it("VW-15 a door that was opened at a switch is told as open", () => {
    const scene = sceneOf(onZone({ kind: "door-state", normally: "closed", minStayS: 4 }));
    const analysis = createCameraAnalysis({ cameraId: "cam", classes: ["person"], scene });
    const open = inBox([0.4, 0.4, 0.6, 0.7], [20, 20, 24]);
    const events: string[] = [];
    for (let s = 0; s < 120; s += 0.5) {
      const options: ViewOptions = { frame: s * 2, ...(s >= 80 ? { paint: open } : {}) };
      const isSmall = s >= 40 && s < 80;
      const picture = isSmall ? small(options) : viewPicture(options);
      const aspect = isSmall ? 4 / 3 : 16 / 9;
      const told = analysis.step({ timeMs: s * 1000, detections: createDetections(0), aspect, picture }).events;
      events.push(...told.map(({ kind, phase }) => `${kind} ${phase}`));
    }
    expect(events).toEqual(["door-state started"]);
  });

  it("HE-8 the view counts as learnt after a minute of pictures that show it, and anew in another size", () => {
    const watch = createSightWatch();
    const learntAtS: number[] = [];
    for (let s = 0; s < 160; s++) {
      const isHidden = s >= 20 && s < 50;
      const options = { frame: s, ...(isHidden ? { paint: cover } : {}) };
      watch.step(s < 120 ? viewPicture(options) : small(options), s * 1000);
      if (watch.isLearnt) learntAtS.push(s);
    }
    expect(learntAtS[0]).toBeGreaterThan(80);
    expect(learntAtS[0]).toBeLessThan(119);
    expect(learntAtS.at(-1)).toBe(119);
  });
});

describe("places and fixtures over a restart", () => {
  const door = sceneOf(onZone({ kind: "door-state", normally: "closed", minStayS: 4 }));
  const begin = (scene = door): CameraAnalysis => createCameraAnalysis({ cameraId: "cam", classes: ["person"], scene });
  const shake = noise(5);
  const post = [0.1, 0.5, 0.16, 0.9];

  /** Two looks a second with a post that a detector takes for somebody; returns what is told and how many boxes are left. */
  function run(analysis: CameraAnalysis, fromS: number, toS: number, paint: Paint | null, hasPost = true) {
    const events: string[] = [];
    let left = 0;
    for (let s = fromS; s < toS; s += 0.5) {
      const detections = createDetections(4);
      if (hasPost) {
        detections.boxes.set(post.map((side) => side + 0.001 * shake()));
        detections.scores[0] = 0.5;
        detections.count = 1;
      }
      const picture = viewPicture({ frame: s * 2, paint });
      const result = analysis.step({ timeMs: s * 1000, detections, aspect: 16 / 9, picture });
      events.push(...result.events.map(({ kind, phase }) => `${kind} ${phase}`));
      left += detections.count;
    }
    return { events, left };
  }

  it("DO-3 a door that stands open after a restart is open, not as usual", () => {
    const open = inBox([0.4, 0.4, 0.6, 0.7], [20, 20, 24]);
    const before = begin();
    run(before, 0, 20, null);
    const after = begin();
    expect(after.goOn(onWire(before.kept() as CameraMemory))).toBe(true);
    expect(run(after, 25, 45, open).events).toContain("door-state started");
    expect(run(begin(), 25, 45, open).events).toEqual([]);
  });

  it("FX-7 a post that was learnt is left out from the first look after a restart on", () => {
    const before = begin();
    run(before, 0, 40, null);
    const after = begin();
    after.goOn(onWire(before.kept() as CameraMemory));
    expect(run(after, 45, 60, null).left).toBe(0);
    expect(run(begin(), 45, 60, null).left).toBeGreaterThan(8);
  });

  it("FX-7 of who merely stands there, nothing is kept", () => {
    const before = begin();
    run(before, 0, 4, null);
    const { fixtures } = before.kept() as CameraMemory;
    expect(fixtures).toEqual([]);
  });

  it("DO-3 a place that is drawn anew is learnt anew", () => {
    const before = begin();
    run(before, 0, 20, null);
    const drawn = sceneOf(
      onZone({ kind: "door-state", normally: "closed", minStayS: 4 }, [
        [0.3, 0.3],
        [0.6, 0.3],
        [0.6, 0.7],
      ]),
    );
    const after = begin(drawn);
    after.goOn(onWire(before.kept() as CameraMemory));
    expect(after.notWatching().map(({ reason }) => reason)).toEqual([
      expect.stringContaining("has not yet seen how the place looks"),
    ]);
  });

  it("VW-13 memory of another version, and memory that comes late, are not taken over", () => {
    const before = begin();
    run(before, 0, 10, null);
    const kept = before.kept() as CameraMemory;
    expect(begin().goOn({ ...kept, version: 99 })).toBe(false);
    expect(before.goOn(kept)).toBe(false);
    expect(begin().kept()).toBeNull();
  });

  it.each(["smoke-fire", "door-state"] as const)(
    "SM-6, DO-3 what a %s scenario has learnt goes on after a restart",
    (kind) => {
      const scene = sceneOf(
        kind === "smoke-fire" ? onZone({ kind }) : onZone({ kind, normally: "closed", minStayS: 4 }),
      );
      const [before, after] = [begin(scene), begin(scene)];
      for (let i = 0; i < 60; i++)
        before.step({
          timeMs: i * 200,
          detections: createDetections(4),
          aspect: 16 / 9,
          picture: viewPicture({ frame: i }),
        });
      const kept = onWire(before.kept() as CameraMemory);
      expect([isCameraMemory(kept), kept.places.length, after.goOn(kept)]).toEqual([true, 1, true]);
      after.step({
        timeMs: 12_200,
        detections: createDetections(4),
        aspect: 16 / 9,
        picture: viewPicture({ frame: 61 }),
      });
      expect(after.notWatching()).toEqual([]);
    },
  );

  it("VW-13 what was written is known again, and with any part lost or another it is no memory", () => {
    const before = begin();
    run(before, 0, 40, null);
    const kept = onWire(before.kept() as CameraMemory);
    expect([kept.fixtures.length, kept.places.length, isCameraMemory(kept)]).toEqual([1, 1, true]);
    const parts: [unknown, string][] = [];
    const gather = (value: unknown): void => {
      if (typeof value !== "object" || value === null) return;
      for (const name of Object.keys(value).slice(0, 24)) {
        parts.push([value, name]);
        gather((value as Record<string, unknown>)[name]);
      }
    };
    gather(kept);
    expect(parts.length).toBeGreaterThan(60);
    fc.assert(
      fc.property(fc.constantFrom(...parts), fc.constantFrom(undefined, {}, [Number.NaN]), (part, value) => {
        const [whole, name] = part as [Record<string, unknown>, string];
        const was = whole[name];
        whole[name] = value;
        const isMemory = isCameraMemory(kept);
        whole[name] = was;
        expect(isMemory).toBe(false);
      }),
      { numRuns: 300 },
    );
    expect(isCameraMemory(kept)).toBe(true);
  });
});
