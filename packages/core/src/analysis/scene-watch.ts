// Everything behind the tracker: tracks of one camera in; events and counts out. Tests feed it tracks of their own.
import type { CameraHealth, CountTotals, ScenarioKindName, Scene, SceneEvent } from "@vigie/contracts";
import { seenClassesOf } from "@vigie/contracts/places";
import { createLineCounter, createZoneCounter, type LineCounter, type ZoneCounter } from "../counting/index.ts";
import { createObserver, type Observation } from "../observations/index.ts";
import { createSightWatch, isSightLost, type Sight } from "../picture/index.ts";
import type { WatchPicture } from "../ports/watch-picture.ts";
import { asksForStillObjects, isAboutSight, looksAtPicture, looksClosely } from "../scenarios/evidence.ts";
import { insideNow } from "../scenarios/many.ts";
import { createStillObjects, type StillObjects } from "../still-objects/index.ts";
import type { Tracks } from "../tracks/tracks.ts";
import type { CameraMemory } from "./camera-memory.ts";
import { createKnownObjects } from "./known-objects.ts";
import { blindSpot } from "./sight.ts";
import { sightProblem } from "./sight-problem.ts";
import { fingerprintOf, type WatchedScenario, watchScenario } from "./watched-scenario.ts";

const COUNTED_LINES = ["line-count"] as const;
/** Kinds whose zone is counted: how many now, at most, on average. */
const COUNTED_ZONES = ["occupancy", "queue"] as const;

/** A scene with what the site has in force: its arm mode; absent, every scenario watches. */
export type SceneInForce = Scene & { armMode?: string };

export interface SceneWatchOptions {
  cameraId: string;
  /** Class names by class id of the active detector. */
  classes: readonly string[];
  scene: SceneInForce;
}

export interface SceneWatch {
  /** Clock: capturedAtMs, strictly rising. Events by scenario, in the order of the scene. */
  step(tracks: Tracks, timeMs: number, aspect: number, picture?: WatchPicture | null): SceneEvent[];
  setScene(scene: SceneInForce): void;
  /** The picture is gone: all tracks end, open events end with the reason, counts stay, nobody is known to be inside. */
  interrupt(timeMs: number, because: string): SceneEvent[];
  /** The last frame was seen: the same, but who was inside then stays in the counts. */
  finish(timeMs: number, because: string): SceneEvent[];
  counts(): CountTotals;
  needsPicture(timeMs: number): boolean;
  needsFinePicture(): boolean;
  /** What the camera's own sight was like when it was last looked at; null before. */
  sight(): Sight | null;
  /** A person says that the present view is the right one: what lies still is learnt anew. False when nothing was wrong with it. */
  acceptView(): boolean;
  notWatching(): CameraHealth["notWatching"];
  /** Why a scenario could not watch at any hour: one sentence; null when all could. */
  hindrance(): string | null;
  /** Ids of notes on known objects that are spent: the object has left. */
  spentKnownObjects(): string[];
  /** What was learnt of the view and of drawn places. */
  kept(): Pick<CameraMemory, "sight" | "places">;
  /** Goes on from what was kept, where the drawing is the same. Before the first step only. */
  goOn(kept: Pick<CameraMemory, "sight" | "places">): void;
  /** How often the view was begun anew, because the picture came in another size. */
  viewResizes(): number;
  isViewLearnt(): boolean;
  /** True while nothing is in sight and nothing that was is still remembered. */
  isEmpty(): boolean;
  /** True when nobody waits for anything: after a few frames in which nothing was seen, more of them would tell nothing. */
  isIdle(): boolean;
  /** True while frames in which nothing is seen matter to a rule: none may be passed over. */
  countsFrames(): boolean;
}

export function createSceneWatch(options: SceneWatchOptions): SceneWatch {
  const { cameraId, classes } = options;
  const observer = createObserver(classes);
  let scenarios: WatchedScenario[] = [];
  let lineCounters = new Map<string, LineCounter>();
  let zoneCounters = new Map<string, ZoneCounter>();
  /** Ends of scenarios that were taken away between two frames. */
  let waiting: SceneEvent[] = [];
  let lastMs = 0;
  let armMode: string | null = null;
  /** Things in sight or not yet forgotten. */
  let remembered = 0;
  const sightWatch = createSightWatch();
  let sight: Sight | null = null;
  /** True while a scenario judges from every picture. */
  let looksAtEach = false;
  /** Kept while a scenario asks for it. */
  let still: StillObjects | null = null;
  const known = createKnownObjects();

  setScene(options.scene);
  return {
    step,
    setScene,
    interrupt,
    finish: endAll,
    counts,
    needsPicture,
    needsFinePicture: () => scenarios.some(({ definition }) => looksClosely(definition.kind)),
    notWatching,
    hindrance,
    spentKnownObjects: () => known.spent(),
    sight: () => sight,
    acceptView,
    kept: () => ({ sight: sightWatch.kept(), places: scenarios.flatMap(keptPlace) }),
    goOn,
    viewResizes: () => sightWatch.resizes,
    isViewLearnt: () => sightWatch.isLearnt,
    isEmpty: () => remembered === 0,
    countsFrames: () => scenarios.some((scenario) => scenario.countsFrames()),
    isIdle: () => scenarios.every((scenario) => scenario.isIdle()) && observer.isIdle(),
  };

  function setScene(scene: SceneInForce): void {
    armMode = scene.armMode ?? null;
    const before = scenarios;
    scenarios = scene.scenarios.map((definition) => {
      const fingerprint = fingerprintOf(definition, scene);
      const known = before.find((s) => s.definition.id === definition.id && s.fingerprint === fingerprint);
      return known ?? watchScenario(cameraId, definition, scene, classes);
    });
    for (const scenario of before)
      if (!scenarios.includes(scenario)) waiting.push(...scenario.end(lastMs, "the scenario was changed"));
    known.set(scene.knownObjects ?? []);
    observer.draw(scene);
    looksAtEach = scenarios.some(({ definition: { kind } }) => looksAtPicture(kind) && !isAboutSight(kind));
    still = scenarios.some(({ definition }) => asksForStillObjects(definition.kind))
      ? (still ?? createStillObjects())
      : null;
    lineCounters = keepCounters(lineCounters, COUNTED_LINES, (s) => s.line, createLineCounter);
    zoneCounters = keepCounters(zoneCounters, COUNTED_ZONES, (s) => s.zone, createZoneCounter);
  }

  function keepCounters<K extends ScenarioKindName, C extends { watch(names: Iterable<string>): void }>(
    known: Map<string, C>,
    kinds: readonly K[],
    placeOf: (definition: Extract<WatchedScenario["definition"], { kind: K }>) => string,
    create: (camera: string, place: string) => C,
  ): Map<string, C> {
    const kept = new Map<string, C>();
    for (const { definition, setting } of scenarios) {
      if (!(kinds as readonly string[]).includes(definition.kind)) continue;
      const place = placeOf(definition as Extract<WatchedScenario["definition"], { kind: K }>);
      const counter = kept.get(place) ?? known.get(place) ?? create(cameraId, place);
      counter.watch([...setting.classes].filter((name) => classes.includes(name)));
      kept.set(place, counter);
    }
    return kept;
  }

  function step(tracks: Tracks, timeMs: number, aspect: number, picture: WatchPicture | null = null): SceneEvent[] {
    lastMs = timeMs;
    const trusted = look(picture, timeMs);
    const observation = observer.observe(tracks, timeMs, aspect, trusted);
    remembered = observation.things.length;
    if (sight) observation.sight = sight;
    if (still) observation.still = still.step(trusted, observation.things, timeMs, aspect);
    const events = known.filter(judge(observation, timeMs), observation, timeMs);
    if (zoneCounters.size > 0) countZones(observation, timeMs);
    return events;
  }

  function goOn(kept: Pick<CameraMemory, "sight" | "places">): void {
    if (kept.sight) {
      sightWatch.goOn(kept.sight);
      sight = sightWatch.sight;
    }
    for (const { fingerprint, memory } of kept.places)
      scenarios
        .find((scenario) => scenario.fingerprint === fingerprint)
        ?.memory()
        ?.goOn(memory);
  }

  function acceptView(): boolean {
    if (!sightWatch.accept()) return false;
    sight = sightWatch.sight;
    still?.clear();
    return true;
  }

  /** The picture, when it shows what it should: nothing is judged by the picture of a covered camera. */
  function look(picture: WatchPicture | null, timeMs: number): WatchPicture | null {
    if (!picture) return null;
    sight = sightWatch.step(picture, timeMs);
    return sight.isDoubted || isSightLost(sight.condition) ? null : picture;
  }

  function judge(observation: Observation, timeMs: number): SceneEvent[] {
    const events = waiting;
    waiting = [];
    for (const scenario of scenarios) {
      const found = scenario.step(observation, timeMs, armMode);
      if (found.length === 0) continue;
      events.push(...found);
      const { definition } = scenario;
      if (definition.kind === "line-count") for (const event of found) lineCounters.get(definition.line)?.add(event);
    }
    return events;
  }

  function countZones(observation: Observation, timeMs: number): void {
    for (const [zone, counter] of zoneCounters) {
      const ids = new Set<object>();
      const perClass = new Map<string, number>();
      for (const scenario of scenarios) {
        const { definition, setting, isWatching } = scenario;
        if (definition.kind !== "occupancy" && definition.kind !== "queue") continue;
        if (definition.zone !== zone || !isWatching) continue;
        for (const thing of scenario.counted() ?? insideNow(observation, definition, setting, timeMs)) {
          if (ids.has(thing)) continue;
          ids.add(thing);
          perClass.set(thing.className, (perClass.get(thing.className) ?? 0) + 1);
        }
      }
      counter.update(perClass, timeMs);
    }
  }

  function endAll(timeMs: number, because: string): SceneEvent[] {
    const ending = observer.endAll(timeMs);
    const events = judge(ending, timeMs);
    for (const scenario of scenarios) events.push(...scenario.end(timeMs, because));
    return known.filter(events, ending, timeMs);
  }

  function interrupt(timeMs: number, because: string): SceneEvent[] {
    for (const counter of zoneCounters.values()) counter.pause();
    return endAll(timeMs, because);
  }

  function counts(): CountTotals {
    const totals = scenarios.map((scenario) => scenario.totals());
    const spaces = totals.flatMap((total) => total.spaces ?? []);
    const gathered = totals.flatMap((total) => total.gathered ?? []);
    const axles = totals.flatMap((total) => total.axles ?? []);
    return {
      lines: [...lineCounters.values()].map((counter) => counter.totals()),
      zones: [...zoneCounters.values()].map((counter) => counter.totals()),
      turns: totals.flatMap(({ turns }) => turns ?? []),
      queues: totals.flatMap(({ queues }) => queues ?? []),
      ...(spaces.length > 0 ? { spaces } : {}),
      ...(axles.length > 0 ? { axles } : {}),
      ...(gathered.length > 0 ? { gathered } : {}),
    };
  }

  function needsPicture(timeMs: number): boolean {
    return looksAtEach || sightWatch.isDue(timeMs);
  }

  function unseenBy({ definition }: WatchedScenario): string | null {
    return blindSpot(seenClassesOf(definition), classes);
  }

  function hindrance(): string | null {
    for (const scenario of scenarios) {
      const reason = scenario.cannotJudge() ?? unseenBy(scenario);
      if (reason !== null) return reason;
    }
    return null;
  }

  function notWatching(): CameraHealth["notWatching"] {
    const lost = sight && isSightLost(sight.condition) ? sightProblem(sight.condition) : null;
    return scenarios.flatMap((scenario) => {
      const { id: scenarioId } = scenario.definition;
      const unseen = unseenBy(scenario);
      const rests = scenario.restsBecause(lastMs, armMode);
      // Who could not watch in their hours either does not merely rest.
      if (rests !== null && unseen === null) return [{ scenarioId, reason: rests, planned: true }];
      const isBlind = lost !== null && !isAboutSight(scenario.definition.kind);
      const reason = (isBlind ? lost : null) ?? scenario.cannotJudge() ?? unseen;
      return reason === null ? [] : [{ scenarioId, reason }];
    });
  }
}

function keptPlace(scenario: WatchedScenario): CameraMemory["places"] {
  const memory = scenario.memory()?.kept();
  return memory ? [{ fingerprint: scenario.fingerprint, memory }] : [];
}
