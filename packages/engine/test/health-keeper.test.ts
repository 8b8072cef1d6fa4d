// What a camera says of a stream that comes damaged, and of an analysis that cannot keep up: watched in part, with how much of it.
import { cameraConfigSchema } from "@vigie/contracts";
import { createVirtualClock } from "@vigie/core";
import { describe, expect, it } from "vitest";
import { HealthKeeper } from "../src/pipeline/health-keeper.ts";

const info = { codec: "h264", codecString: null, widthPx: 640, heightPx: 360, fps: 25, durationUs: null };
const camera = cameraConfigSchema.parse({
  id: "yard",
  name: "Yard",
  source: { kind: "rtsp", url: "rtsp://127.0.0.1/yard" },
});

/** Ten seconds of 25 pictures a second, of which every `damagedEvery`-th is damaged; 0: none. */
function watch(keeper: HealthKeeper, clock: ReturnType<typeof createVirtualClock>, damagedEvery: number): void {
  for (let i = 1; i <= 250; i++) {
    clock.advance(40);
    keeper.packet();
    if (damagedEvery > 0 && i % damagedEvery === 0) keeper.damaged(1);
    keeper.decoded(clock.nowMs());
  }
}

describe("a stream that comes damaged", () => {
  it.each([
    [0, "ok", ""],
    [20, "ok", ""],
    [5, "degraded", "The stream is damaged: about 20 % of its pictures; look at the network or the file."],
    [1, "degraded", "The stream is damaged: about 100 % of its pictures; look at the network or the file."],
  ])("one picture of %i damaged: %s", (damagedEvery, state, reason) => {
    const clock = createVirtualClock(1_700_000_000_000);
    const keeper = new HealthKeeper("yard", clock);
    keeper.opened(info, camera);
    keeper.analysisOn("motion");
    watch(keeper, clock, damagedEvery);
    expect(keeper.health([])).toMatchObject({ state, reason });
  });

  it("is told for half a minute after it was last so, then no more", () => {
    const clock = createVirtualClock(1_700_000_000_000);
    const keeper = new HealthKeeper("yard", clock);
    keeper.opened(info, camera);
    keeper.analysisOn("motion");
    watch(keeper, clock, 2);
    expect(keeper.health([]).code).toBe("source.damaged");
    watch(keeper, clock, 0);
    expect(keeper.health([])).toMatchObject({ state: "degraded", code: "source.damaged" });
    for (let i = 0; i < 3; i++) watch(keeper, clock, 0);
    expect(keeper.health([])).toMatchObject({ state: "ok", code: null });
  });
});

/** So many seconds of five pictures a second that are due for analysis, of which `leftOut` are not looked at. */
function analyse(keeper: HealthKeeper, clock: ReturnType<typeof createVirtualClock>, seconds: number, leftOut: number) {
  const told = new Set<string>();
  for (let s = 0; s < seconds; s++) {
    for (let i = 0; i < 5; i++) {
      clock.advance(200);
      keeper.packet();
      keeper.decoded(clock.nowMs());
      if (i < leftOut) keeper.dropped();
      else keeper.analysed();
    }
    const { code, reason } = keeper.health([]);
    if (code !== null) told.add(`${code}: ${reason}`);
  }
  return [...told];
}

function begun() {
  const clock = createVirtualClock(1_700_000_000_000);
  const keeper = new HealthKeeper("yard", clock);
  keeper.opened(info, camera);
  keeper.analysisOn("embedded");
  return { clock, keeper };
}

describe("an analysis that cannot keep up", () => {
  it.each([
    [0, "ok", null],
    [1, "degraded", "about 20 %"],
    [2, "degraded", "about 40 %"],
    [5, "degraded", "about 100 %"],
  ])("%i of 5 pictures left out for a minute: %s", (leftOut, state, share) => {
    const { clock, keeper } = begun();
    analyse(keeper, clock, 90, leftOut);
    const health = keeper.health([]);
    expect(health).toMatchObject({ state, code: share === null ? null : "analysis.behind" });
    if (share !== null)
      expect(health.reason).toContain(`${share} of the pictures that should be analysed are left out`);
  });

  it("nothing is said of one slow moment, nor of the first minute", () => {
    const { clock, keeper } = begun();
    expect(analyse(keeper, clock, 55, 5), "the first minute").toEqual([]);
    const steady = begun();
    analyse(steady.keeper, steady.clock, 90, 0);
    expect(analyse(steady.keeper, steady.clock, 10, 5), "ten slow seconds").toEqual([]);
  });

  it("is told once with one share while it lasts, and no more once the pictures are looked at again", () => {
    const { clock, keeper } = begun();
    analyse(keeper, clock, 70, 2);
    expect(analyse(keeper, clock, 120, 2), "one sentence, not one a second").toHaveLength(1);
    analyse(keeper, clock, 70, 0);
    expect(keeper.health([])).toMatchObject({ state: "ok", code: null });
  });

  it("a stream that is opened anew begins with a clean sheet", () => {
    const { clock, keeper } = begun();
    analyse(keeper, clock, 90, 4);
    keeper.opened(info, camera);
    analyse(keeper, clock, 2, 0);
    expect(keeper.health([])).toMatchObject({ state: "ok" });
  });
});

it("says why the view is learnt anew until it is known again", () => {
  const clock = createVirtualClock(1_700_000_000_000);
  const keeper = new HealthKeeper("yard", clock);
  keeper.opened(info, camera);
  keeper.viewLearnt();
  keeper.learnsAnew("The camera was not watched for more than two hours; it learns its view anew.");
  const { learnsAnew } = keeper.health([]);
  expect(learnsAnew).toEqual({ sinceMs: clock.nowMs(), reason: expect.stringMatching(/two hours/) });
  clock.advance(70_000);
  keeper.viewLearnt();
  expect(keeper.health([])).not.toHaveProperty("learnsAnew");
});
