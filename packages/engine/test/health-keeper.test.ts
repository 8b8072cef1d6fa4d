// What a camera says of a stream that comes damaged: watched in part, with how much of it, and well again when it is.
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
