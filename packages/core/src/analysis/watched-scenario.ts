// One scenario of one camera at work: its rule, its hours, its lines and zones, its scores.
import type { Line, Scenario, Scene, SceneEvent, Zone } from "@vigie/contracts";
import { expandClasses } from "@vigie/contracts/classes";
import { classesOf, placeReferences } from "@vigie/contracts/places";
import type { Observation, Thing } from "../observations/index.ts";
import type { LookKeeper } from "../picture/index.ts";
import { startScenario } from "../scenarios/registry.ts";
import type { RunningScenario, ScenarioTotals, Setting } from "../scenarios/scenario-rule.ts";
import { createWatchHours } from "../schedule/index.ts";

export interface WatchedScenario {
  readonly definition: Scenario;
  readonly setting: Setting;
  /** Definition and drawing as one text: unchanged text, unchanged state. */
  readonly fingerprint: string;
  /** True when hours and arm mode let it watch at the newest frame. */
  readonly isWatching: boolean;
  /** `armMode`: the site's mode in force; null when it has none. */
  step(observation: Observation, nowMs: number, armMode: string | null): readonly SceneEvent[];
  end(nowMs: number, because: string): readonly SceneEvent[];
  /** One sentence while it cannot watch, whatever the detector sees; null otherwise. */
  cannotJudge(): string | null;
  /** One sentence while a person has it rest: the site's arm mode, its end that has come, its hours; null otherwise. */
  restsBecause(nowMs: number, armMode: string | null): string | null;
  /** What it has counted. */
  totals(): ScenarioTotals;
  /** Whom the count of its zone counts at the newest frame; null where everybody inside counts. */
  counted(): readonly Thing[] | null;
  /** See ScenarioRule; false where nobody knows. */
  isIdle(): boolean;
  /** See ScenarioRule. */
  countsFrames(): boolean;
  /** How its place usually looks; null for kinds that learn nothing of a place. */
  memory(): LookKeeper | null;
}

const nothing: readonly SceneEvent[] = [];

export function watchScenario(
  cameraId: string,
  definition: Scenario,
  scene: Scene,
  seenClasses: readonly string[],
): WatchedScenario {
  const watchesAt = createWatchHours(definition);
  const { lines, zones } = drawnFor(definition, scene);
  const [place] = [...lines.values(), ...zones.values()];
  const setting: Setting = {
    cameraId,
    placeName: place?.name ?? place?.id ?? "",
    lines,
    zones,
    groundPlane: scene.groundPlane ?? null,
    classes: new Set(expandClasses(classesOf(definition))),
    seenClasses: new Set(seenClasses),
    watchesAt,
  };
  const running: RunningScenario | null = startScenario(definition, setting);
  // A crossing settles after the frame that shows it: line kinds see every frame and ask for the hours of the crossing itself.
  const needsEveryFrame = "line" in definition;
  let isWatching = false;
  return {
    definition,
    setting,
    fingerprint: fingerprintOf(definition, scene),
    get isWatching() {
      return isWatching;
    },
    step(observation, nowMs, armMode) {
      if (!running) return nothing;
      const wasWatching = isWatching;
      const isArmed = watchesIn(definition, armMode);
      isWatching = isArmed && watchesAt(nowMs);
      if (isArmed && (isWatching || needsEveryFrame)) return heard(running.step(observation, nowMs), definition);
      const because = isArmed ? "its watching hours are over" : inMode(armMode);
      return wasWatching ? heard(running.end(nowMs, because), definition) : nothing;
    },
    end: (nowMs, because) => heard(running?.end(nowMs, because) ?? nothing, definition),
    cannotJudge: () =>
      running ? running.cannotJudge() : `this build has no rule for scenarios of kind ${definition.kind}`,
    restsBecause(nowMs, armMode) {
      if (!watchesIn(definition, armMode)) return inMode(armMode);
      const endMs = definition.until === undefined ? Number.POSITIVE_INFINITY : Date.parse(definition.until);
      if (nowMs >= endMs) return "its time is over";
      // Before the first frame, at 0, nobody knows what time it is there.
      const isOff = definition.schedule !== undefined && nowMs > 0 && !watchesAt(nowMs);
      return isOff ? "it rests outside its watching hours" : null;
    },
    totals: () => running?.totals() ?? {},
    counted: () => running?.counted() ?? null,
    countsFrames: () => running?.countsFrames() ?? false,
    isIdle: () => running?.isIdle() ?? true,
    memory: () => running?.memory() ?? null,
  };
}

function watchesIn({ armModes }: Scenario, armMode: string | null): boolean {
  return armModes === undefined || armMode === null || armModes.includes(armMode);
}

function inMode(armMode: string | null): string {
  return `the site is in mode "${armMode}"`;
}

/** What scores too low to be an alarm fills the register only. */
function heard(events: readonly SceneEvent[], { alarmScore }: Scenario): readonly SceneEvent[] {
  if (alarmScore === 0 || events.length === 0) return events;
  return events.map((event) =>
    event.mode === "alarm" && event.score < alarmScore ? { ...event, mode: "record" } : event,
  );
}

export function fingerprintOf(definition: Scenario, scene: Scene): string {
  const { lines, zones } = drawnFor(definition, scene);
  return JSON.stringify([definition, [...lines.values()], [...zones.values()], scene.groundPlane ?? null]);
}

function drawnFor(definition: Scenario, scene: Scene): { lines: Map<string, Line>; zones: Map<string, Zone> } {
  const lines = new Map<string, Line>();
  const zones = new Map<string, Zone>();
  for (const { shape, id } of placeReferences(definition)) {
    const line = shape === "line" ? scene.lines.find((item) => item.id === id) : undefined;
    const zone = shape === "line" ? undefined : scene.zones.find((item) => item.id === id);
    if (line) lines.set(id, line);
    if (zone) zones.set(id, zone);
  }
  return { lines, zones };
}
