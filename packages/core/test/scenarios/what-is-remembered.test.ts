// What rules remember of who is gone stays small, however long a camera watches.
import { scenarioSchema } from "@vigie/contracts";
import { describe, expect, it } from "vitest";
import { watchScenario } from "../../src/analysis/watched-scenario.ts";
import { createObserver, type Presence } from "../../src/observations/index.ts";
import { addLook, createThing } from "../../src/observations/thing.ts";
import { type Cause, newCause, takeOver } from "../../src/scenarios/cause-memory.ts";
import { stopped } from "../../src/scenarios/stopped/stopped.ts";
import { CLASSES, sceneOf, tracksOf, walk } from "../scenes/stage.ts";

const ASPECT = 16 / 9;

describe("a cause that goes on from one thing to the next for an hour", () => {
  it.each<[string, number]>([
    ["two tracks seen in turn", 2],
    ["always another track", Number.POSITIVE_INFINITY],
  ])("%s: only who may still come back is kept", (_name, tracks) => {
    const causes = new Map<ReturnType<typeof createThing>, Cause>();
    const known = new Map<number, Presence>();
    let most = 0;
    for (let turn = 0; turn < 3600; turn++) {
      const ms = turn * 1000;
      const id = turn % tracks;
      const thing = known.get(id)?.thing ?? createThing(id, ms);
      for (const other of causes.keys()) other.seen = false;
      addLook(thing, ms, [0.4, 0.4, 0.5, 0.5], 0, ASPECT);
      const presence = known.get(id) ?? { thing, isInside: true, sinceMs: ms, insideMs: ms, bornInside: true };
      known.set(id, presence);
      const cause = takeOver(causes, presence, ASPECT);
      expect(cause === null, `turn ${turn}`).toBe(turn === 0);
      if (!cause) causes.set(thing, newCause(thing, ms));
      else most = Math.max(most, cause.earlier?.length ?? 0);
    }
    expect(causes.size).toBe(1);
    expect(most).toBeLessThanOrEqual(4);
  });
});

describe("a road on which nobody stops", () => {
  it("leaves nothing behind but who has just driven off", () => {
    const polygon = [
      [0.3, 0.3],
      [0.7, 0.3],
      [0.7, 0.8],
      [0.3, 0.8],
    ] as [number, number][];
    const scene = sceneOf({ zones: [{ id: "road", polygon }] });
    const parsed = scenarioSchema.parse({ id: "stop", kind: "stopped", zone: "road", classes: ["car"], minStayS: 10 });
    if (parsed.kind !== "stopped") throw new Error("the kind that was asked for");
    const { setting } = watchScenario("cam", parsed, scene, CLASSES);
    let state = stopped.begin(parsed, setting);
    const observer = createObserver(CLASSES);
    observer.draw(scene);
    const bornMs = new Map<number, number>();
    let most = 0;
    for (let ms = 0; ms < 1_800_000; ms += 200) {
      const n = Math.floor(ms / 5000);
      const car = { id: n + 1, className: "car", path: walk([0.1, 0.5], [0.9, 0.5], n * 5000, n * 5000 + 3000) };
      const observation = observer.observe(tracksOf([car], ms, bornMs), ms, ASPECT, null);
      state = stopped.step(state, observation, ms).state;
      most = Math.max(most, state.formers.length);
    }
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(30);
  });
});
