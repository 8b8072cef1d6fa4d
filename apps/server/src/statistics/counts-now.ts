// What each counting scenario of a camera says of this moment, and why it cannot where it cannot.
import type { CameraHealth, CountsNow, FigureNow, Scenario, Scene, SpaceState } from "@vigie/contracts";
import { createWatchHours } from "@vigie/core";
import type { CameraFigures } from "@vigie/engine";

const COUNTING = [
  "line-count",
  "occupancy",
  "crowd",
  "density",
  "queue",
  "turn-count",
  "axle-count",
  "parking-spaces",
] as const;
type CountingScenario = Extract<Scenario, { kind: (typeof COUNTING)[number] }>;

export interface CountsNowOf {
  /** With the site's holidays and arm mode joined, as it is in force. */
  camera: { id: string; name: string; scene: Scene };
  health: CameraHealth;
  /** What the camera's worker answered; null when it analyses nothing. */
  figures: CameraFigures | null;
  nowMs: number;
}

export function countsInScene(scene: Scene): boolean {
  return scene.scenarios.some(isCounting);
}

export function countsNow({ camera, health, figures, nowMs }: CountsNowOf): CountsNow {
  const told = figures?.notWatching ?? health.notWatching;
  return {
    cameraId: camera.id,
    cameraName: camera.name,
    atMs: figures?.atMs ?? null,
    placeNames: namesOf(camera.scene),
    figures: camera.scene.scenarios.filter(isCounting).map((scenario): FigureNow => {
      const reason = told.find(({ scenarioId }) => scenarioId === scenario.id) ?? null;
      // Spaces are judged one by one: one that nobody knows yet says nothing about the others.
      const isPartly = scenario.kind === "parking-spaces" && figures?.isSightLost === false && !reason?.planned;
      const unknown =
        whyNothing(health, figures, scenario.id) ??
        (reason?.planned ? reason.reason : restsNow(scenario, nowMs)) ??
        (isPartly ? null : (reason?.reason ?? null));
      return figureOf(scenario, figures, unknown);
    }),
  };
}

function namesOf({ lines, zones }: Scene): Record<string, string> {
  return Object.fromEntries([...lines, ...zones].flatMap(({ id, name }) => (name === undefined ? [] : [[id, name]])));
}

function isCounting(scenario: Scenario): scenario is CountingScenario {
  return (COUNTING as readonly string[]).includes(scenario.kind);
}

/** Why nothing of this camera can be known now; null when it is seen and analysed. */
function whyNothing(health: CameraHealth, figures: CameraFigures | null, scenarioId: string): string | null {
  const { state, analysing, notWatching } = health;
  const because = health.reason === "" ? "" : `: ${health.reason.replace(/\.$/, "")}`;
  if (state === "blind" || state === "unknown") return `the camera shows nothing${because}`;
  if (!analysing || !figures)
    return notWatching.find((item) => item.scenarioId === scenarioId)?.reason ?? "the camera is not analysed now";
  return figures.atMs === null ? "its first picture is being waited for" : null;
}

function restsNow(scenario: Scenario, nowMs: number): string | null {
  return createWatchHours(scenario)(nowMs) ? null : "it rests outside its watching hours";
}

function figureOf(scenario: CountingScenario, figures: CameraFigures | null, unknown: string | null): FigureNow {
  const { id } = scenario;
  const totals = figures?.totals;
  const about = {
    scenarioId: id,
    name: scenario.name ?? id,
    unknown,
    sinceMs: figures?.sinceMs[id] ?? null,
  };
  /** What speaks of now. */
  const known = <T>(value: T | undefined): T | null => (unknown === null ? (value ?? null) : null);
  switch (scenario.kind) {
    case "line-count": {
      const line = totals?.lines.find((item) => item.line === scenario.line);
      const { forward = {}, backward = {} } = line ?? {};
      return { ...about, kind: "line-count", line: scenario.line, forward, backward };
    }
    case "occupancy": {
      const zone = totals?.zones.find((item) => item.zone === scenario.zone);
      const { peak = {} } = zone ?? {};
      return {
        ...about,
        kind: "occupancy",
        zone: scenario.zone,
        now: known(zone?.now),
        peak,
        max: scenario.max ?? null,
      };
    }
    case "crowd": {
      const count = known(totals?.gathered?.find((item) => item.scenario === id)?.now);
      return { ...about, kind: "crowd", zone: scenario.zone, count, minCount: scenario.minCount };
    }
    case "density": {
      const seen = totals?.gathered?.find((item) => item.scenario === id);
      const count = known(seen?.now);
      const areaM2 = seen?.areaM2 ?? null;
      const perM2 = count === null || areaM2 === null ? null : Math.round((count / areaM2) * 100) / 100;
      const { zone, maxPerM2 } = scenario;
      return {
        ...about,
        kind: "density",
        zone,
        count,
        areaM2: areaM2 && Math.round(areaM2 * 10) / 10,
        perM2,
        maxPerM2,
      };
    }
    case "queue": {
      const queue = totals?.queues.find((item) => item.scenario === id);
      return {
        ...about,
        kind: "queue",
        zone: scenario.zone,
        length: known(queue?.now),
        peak: queue?.peak ?? 0,
        waitS: known(queue?.waitS),
        servedPerMinute: known(queue?.servedPerMinute),
        maxLength: scenario.maxLength,
        maxWaitS: scenario.maxWaitS ?? null,
      };
    }
    case "turn-count": {
      const pairs = scenario.entries.flatMap((from) =>
        scenario.exits.map((to) => {
          const row = totals?.turns.find((item) => item.scenario === id && item.from === from && item.to === to);
          return { from, to, counts: row?.counts ?? {} };
        }),
      );
      return { ...about, kind: "turn-count", pairs };
    }
    case "axle-count": {
      const { forward = {}, backward = {} } = totals?.axles?.find((item) => item.scenario === id) ?? {};
      return { ...about, kind: "axle-count", line: scenario.line, forward, backward };
    }
    case "parking-spaces": {
      const seen = unknown === null ? totals?.spaces?.find((item) => item.scenario === id)?.states : undefined;
      const states = Object.fromEntries(
        scenario.spaces.map((space): [string, SpaceState] => [space, seen?.[space] ?? "unknown"]),
      );
      const count = (state: SpaceState) => Object.values(states).filter((item) => item === state).length;
      const total = scenario.spaces.length;
      const isAnyKnown = count("unknown") < total;
      return {
        ...about,
        kind: "parking-spaces",
        total,
        free: isAnyKnown ? count("free") : null,
        taken: isAnyKnown ? count("taken") : null,
        states,
        minFree: scenario.minFree ?? null,
      };
    }
  }
}
