// How a situation is put together: a site, a camera by chance, actors, what is drawn, and the truth measured on their boxes.
import type { Point, ScenarioInput, ScenarioKindName } from "@vigie/contracts";
import type { Actor } from "../actors/actor.ts";
import { type Lights, usualLights } from "../actors/cast.ts";
import { seededRandom } from "../render/random.ts";
import type { Vec2 } from "../render/vector.ts";
import { rain } from "../scenes/picture-changes.ts";
import type { GroundLine, GroundZone, SceneDefinition } from "../scenes/scene.ts";
import { crossing, isInside } from "../truth/geometry.ts";
import { createActorBoxes } from "./boxes.ts";
import { measuredGround, situationScene } from "./drawn.ts";
import { lightOf, SITES, type Site, type SiteName } from "./sites.ts";
import { type Conditions, PLAIN, type Situation, type SituationRow, type TrueEvent } from "./situation.ts";

/** Chance and conditions, as the writer of a situation needs them. */
export interface Kit {
  conditions: Conditions;
  isCrowded: boolean;
  /** Headlights at night. */
  lights: Lights;
  between(low: number, high: number): number;
  whole(low: number, high: number): number;
  pick<T>(list: readonly T[]): T;
}

export interface Plan {
  site: SiteName;
  seconds: number;
  lines?: readonly GroundLine[];
  zones?: readonly GroundZone[];
  /** Its id is `watch`; several when the kind needs it. */
  scenario: ScenarioInput;
  /** `random` is for clothes only; ways and times are chosen before. */
  cast(random: () => number, site: Site): Actor[];
  /** From the measured ways of the cast; times at which the limit is reached. */
  truth(measured: Measured): readonly Omit<TrueEvent, "scenario">[];
  /** Measured points for the ground plane, in the part of the ground that matters. */
  groundM?: readonly Vec2[];
  extra?: Partial<Pick<SceneDefinition, "props" | "build" | "changes">>;
}

/** By day, at night, in rain, and in a crowd. */
export const ALL_CONDITIONS: readonly Conditions[] = [
  PLAIN,
  { ...PLAIN, light: "night" },
  { ...PLAIN, weather: "rain" },
  { ...PLAIN, crowd: "crowd" },
];

/** One row: `plan` is asked for the true situation and for the silent one. */
export function situationRow(
  kind: ScenarioKindName,
  plan: (kit: Kit, isSilent: boolean) => Plan,
  conditions: readonly Conditions[] = ALL_CONDITIONS,
): SituationRow {
  return {
    kind,
    conditions,
    make: (seed, given) => compose(kind, seed, given, plan, false),
    makeSilent: (seed, given) => compose(kind, seed, given, plan, true),
  };
}

function compose(
  kind: ScenarioKindName,
  seed: number,
  conditions: Conditions,
  planOf: (kit: Kit, isSilent: boolean) => Plan,
  isSilent: boolean,
): Situation {
  const random = seededRandom(seed * 31 + kind.length * 1009 + kind.charCodeAt(0) + (isSilent ? 500_009 : 0));
  const kit: Kit = {
    conditions,
    isCrowded: conditions.crowd === "crowd",
    lights: usualLights(conditions.light === "night"),
    between: (low, high) => low + (high - low) * random(),
    whole: (low, high) => low + Math.floor(random() * (high - low + 1)),
    pick: (list) => list[Math.floor(random() * list.length)]!,
  };
  const plan = planOf(kit, isSilent);
  const site: Site = SITES[plan.site];
  const { position } = site.camera;
  const scene: SceneDefinition = {
    id: `${kind}-${isSilent ? "silent-" : ""}${seed}`,
    name: `${kind} ${seed}`,
    place: plan.site,
    seconds: plan.seconds,
    camera: {
      position: [
        position[0] + kit.between(-1.2, 1.2),
        position[1] + kit.between(-0.8, 0.6),
        position[2] + kit.between(-0.7, 1.1),
      ],
      yawDeg: site.camera.yawDeg + kit.between(-3, 3),
      pitchDeg: site.camera.pitchDeg + kit.between(-1, 3),
      fovDeg: site.camera.fovDeg + kit.between(-2, 5),
    },
    light: lightOf(site, conditions),
    focus: site.focus,
    reachM: site.reachM,
    build: plan.extra?.build ?? site.build,
    props: plan.extra?.props ?? [],
    changes: [...(conditions.weather === "rain" ? [rain(160)] : []), ...(plan.extra?.changes ?? [])],
    actors: (outfits) => plan.cast(outfits, site),
    lines: plan.lines ?? [],
    zones: plan.zones ?? [],
    scenarios: [plan.scenario],
  };
  const situation: Situation = {
    kind,
    seed,
    conditions,
    scene,
    groundPlane: plan.groundM ? measuredGround(scene, plan.groundM) : null,
    events: [],
  };
  const events = isSilent
    ? []
    : plan.truth(measure(situation)).map((event) => ({ scenario: plan.scenario.id, ...event }));
  return { ...situation, events };
}

const MEASURED = { widthPx: 1600, heightPx: 900 } as const;
const STEP_S = 0.1;

/** Where each actor's bottom centre goes in the picture, asked by the actor's name. Unit: s. */
export interface Measured {
  crossings(actor: string, line: string): { timeS: number; direction: "forward" | "backward" }[];
  stays(actor: string, zone: string): { fromS: number; toS: number }[];
  /** First moment at which all of them are inside at once, and the end of that time. */
  together(actors: readonly string[], zone: string): { fromS: number; toS: number } | null;
}

export function measure(situation: Situation): Measured {
  const drawn = situationScene(situation, MEASURED);
  const boxesAt = createActorBoxes(situation.scene, { seed: situation.seed, ...MEASURED });
  const names = situation.scene.actors(seededRandom(situation.seed)).map((actor) => actor.name);
  const feet = new Map<string, { timeS: number; foot: Point }[]>();
  for (let i = 0; i * STEP_S <= situation.scene.seconds; i++) {
    for (const { actor, box } of boxesAt(i * STEP_S)) {
      const name = names[actor - 1]!;
      const way = feet.get(name) ?? [];
      feet.set(name, way);
      way.push({ timeS: i * STEP_S, foot: [(box[0] + box[2]) / 2, box[3]] });
    }
  }
  const wayOf = (actor: string) => {
    const way = feet.get(actor);
    if (!way) throw new Error(`${situation.scene.id}: "${actor}" is never in the picture`);
    return way;
  };
  const stays = (actor: string, zone: string) => {
    const polygon = drawn.zones.find((item) => item.id === zone)!.polygon;
    const found: { fromS: number; toS: number }[] = [];
    for (const { timeS, foot } of wayOf(actor)) {
      if (!isInside(polygon, foot)) continue;
      const last = found.at(-1);
      if (last && timeS - last.toS < 0.45) last.toS = timeS;
      else found.push({ fromS: timeS, toS: timeS });
    }
    return found;
  };
  return {
    stays,
    crossings(actor, line) {
      const { points } = drawn.lines.find((item) => item.id === line)!;
      const way = wayOf(actor);
      return way.flatMap(({ timeS, foot }, i) => {
        const before = way[i - 1];
        const direction = before ? crossing(points, before.foot, foot) : null;
        return direction ? [{ timeS: timeS - STEP_S / 2, direction }] : [];
      });
    },
    together(actors, zone) {
      const all = actors.map((actor) => stays(actor, zone));
      const fromS = Math.max(...all.map((list) => list[0]?.fromS ?? Number.POSITIVE_INFINITY));
      const toS = Math.min(...all.map((list) => list.find((s) => s.toS >= fromS)?.toS ?? 0));
      return toS > fromS ? { fromS, toS } : null;
    },
  };
}
