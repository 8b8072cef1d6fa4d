// The demo town seen otherwise: other heights, lenses and hours, rain and infrared, and parked cars that the truth knows of.
import { demoScenes, disturbanceScenes, type SceneDefinition } from "@vigie/sim";

type Mesh = Parameters<SceneDefinition["build"]>[0];
type Actor = ReturnType<SceneDefinition["actors"]>[number];
type Light = SceneDefinition["light"];

export const WEATHERS = ["clear", "overcast", "dusk", "night", "rain", "infrared", "insects"] as const;
export type Weather = (typeof WEATHERS)[number];

export interface Variant {
  scene: SceneDefinition;
  lighting: "day" | "night";
  weather: Weather;
}

/** The scene at another hour, from another place. `random` gives numbers from 0 to 1; `moved` 0 leaves the camera where it is. */
export function variantOf(base: SceneDefinition, weather: Weather, moved: number, random: () => number): Variant {
  const parked: Actor[] = [];
  const isNightScene = base.id === "works-yard";
  const lighting = weather === "night" || weather === "infrared" ? "night" : "day";
  const scene: SceneDefinition = {
    ...base,
    camera: movedCamera(base.camera, moved, random),
    light: lightFor(base, weather, isNightScene, random),
    build: (mesh) => buildWithoutVehicles(base, mesh, parked),
    actors: (seeded) => [...base.actors(seeded), ...parked],
    changes: changesFor(weather),
  };
  return { scene, lighting, weather };
}

function movedCamera(
  camera: SceneDefinition["camera"],
  moved: number,
  random: () => number,
): SceneDefinition["camera"] {
  const swing = (most: number): number => (random() * 2 - 1) * most * moved;
  const [x, y, z] = camera.position;
  const riseM = (random() < 0.4 ? random() * 4 : -random() * 3) * moved;
  return {
    position: [x + swing(5), y + swing(2.5), Math.max(2.4, z + riseM)],
    yawDeg: camera.yawDeg + swing(16),
    pitchDeg: Math.max(6, camera.pitchDeg + riseM * 2 + swing(3)),
    fovDeg: Math.min(84, Math.max(24, camera.fovDeg * (1 + swing(0.45)))),
  };
}

/** What drives is known by its measures: houses and furniture have others. */
function isVehicle(mesh: Mesh): boolean {
  const low = [1e9, 1e9, 1e9];
  const high = [-1e9, -1e9, -1e9];
  for (let i = 0; i < mesh.count * 9; i++) {
    low[i % 3] = Math.min(low[i % 3]!, mesh.positions[i]!);
    high[i % 3] = Math.max(high[i % 3]!, mesh.positions[i]!);
  }
  const [longM, wideM, tallM] = high.map((v, k) => v - low[k]!) as [number, number, number];
  return mesh.count > 150 && longM > 3 && longM < 6.5 && wideM > 1.4 && wideM < 2.6 && tallM > 1.2 && tallM < 3;
}

/** Vehicles that stand in a scene as furniture become actors that stand still, so that their boxes are known. */
function buildWithoutVehicles(base: SceneDefinition, mesh: Mesh, parked: Actor[]): void {
  const append = mesh.append.bind(mesh);
  mesh.append = (part, at, turn) => {
    if (!isVehicle(part)) return append(part, at, turn);
    const placement = { x: at[0], y: at[1], heading: turn, speedMps: 0, travelledM: 0 };
    const tallM = Math.max(...Array.from({ length: part.count * 3 }, (_, i) => part.positions[i * 3 + 2]!));
    const look = {
      mesh: part,
      footprint: [
        [-2, -0.85],
        [2, -0.85],
        [2, 0.85],
        [-2, 0.85],
      ] as const,
      heightM: tallM,
      lamps: [],
    };
    parked.push({
      name: "parked",
      className: tallM > 1.9 ? "truck" : "car",
      route: { placement: () => placement } as unknown as Actor["route"],
      look: () => look as unknown as ReturnType<Actor["look"]>,
    });
  };
  base.build(mesh);
  mesh.append = append;
}

function changesFor(weather: Weather): NonNullable<SceneDefinition["changes"]> {
  const name = { rain: "quiet-rain", infrared: "quiet-infrared", insects: "quiet-insects" }[weather as "rain"];
  const changes = disturbanceScenes.find(({ id }) => id === name)?.changes ?? [];
  // The infrared scene switches over after some seconds; here it has always done so.
  return changes.map((change) => (picture) => change({ ...picture, timeS: picture.timeS + 60 }));
}

const dayLight = demoScenes.find(({ id }) => id === "school-street")!.light;
const nightLight = demoScenes.find(({ id }) => id === "works-yard")!.light;

function lightFor(base: SceneDefinition, weather: Weather, isNightScene: boolean, random: () => number): Light {
  if (weather === "night" || weather === "infrared") return isNightScene ? base.light : nightAround(base, random);
  if (weather === "insects") return base.light;
  const light = isNightScene ? dayLight : base.light;
  const around = random() * 2 * Math.PI;
  const rise = 0.35 + random() * 0.9;
  const sun = unit([Math.cos(around), Math.sin(around), rise]);
  if (weather === "overcast" || weather === "rain")
    return {
      ...light,
      sun,
      sunColour: [0.35, 0.36, 0.38],
      sky: [0.85, 0.88, 0.93],
      lamps: [],
      exposure: 0.6 + random() * 0.3,
    };
  if (weather === "dusk")
    return {
      ...light,
      sun: unit([Math.cos(around), Math.sin(around), 0.25]),
      sunColour: [1.3, 0.75, 0.4],
      sky: [0.3, 0.33, 0.45],
      bounce: [0.12, 0.11, 0.1],
      exposure: 0.55 + random() * 0.35,
      grain: 2.2,
      lamps: [],
    };
  return { ...light, sun, lamps: [], exposure: light.exposure * (0.8 + random() * 0.4) };
}

function nightAround(base: SceneDefinition, random: () => number): Light {
  const pattern = nightLight.lamps[0];
  if (!pattern) return nightLight;
  const [fx, fy] = base.focus;
  const lamps = [-14, -5, 4, 13].map((dx) => ({
    ...pattern,
    at: [fx + dx + random() * 3, fy - 3 + random() * 8, 5.5] as [number, number, number],
    towards: [0, 0, -1] as [number, number, number],
  }));
  return { ...nightLight, lamps, exposure: nightLight.exposure * (0.8 + random() * 0.5) };
}

function unit([x, y, z]: [number, number, number]): [number, number, number] {
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
