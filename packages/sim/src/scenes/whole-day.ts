// A whole day before one camera: the sun goes round, clouds and a shower come, dusk, lamps, insects, infrared, and whoever passes at each hour.
import type { Actor } from "../actors/actor.ts";
import { smoothNoise } from "../render/random.ts";
import { SITES } from "../situations/sites.ts";
import { daylightAt, lightAt, SUNRISE_H, SUNSET_H } from "./daylight.ts";
import { type Chance, chanceFrom, street } from "./passers-by.ts";
import { infraredFrom, insects, rain } from "./picture-changes.ts";
import type { PictureChange, SceneDefinition } from "./scene.ts";

/** A piece of the day: the light of its beginning, which goes over into that of the next. Clock: seconds since the film began. */
export interface DaySlice {
  fromS: number;
  untilS: number;
  scene: SceneDefinition;
}

export type DayPlace = "street" | "yard";

export const DAY_S = 86_400;
/** The film begins when somebody would put up a camera. */
const FIRST_H = 10;
/** A high sun goes on by its own width, so that the blend of two lights is its penumbra; a low one also changes its colour; the night stays. Unit: s. */
const HIGH_SUN_S = 120;
const LOW_SUN_S = 60;
const BY_NIGHT_S = 1_800;
/** After sunrise and before sunset. Unit: h. */
const LOW_FOR_H = 2;
/** At the busiest hour. Unit: s. */
const [CAR_EVERY_S, WALKER_EVERY_S] = [12, 30];
/** Share of the busiest hour, from midnight on. */
const BUSY = [
  0.05, 0.03, 0.02, 0.02, 0.04, 0.1, 0.3, 0.8, 1, 0.7, 0.5, 0.5, 0.7, 0.6, 0.5, 0.6, 0.8, 1, 0.8, 0.5, 0.3, 0.2, 0.12,
  0.08,
] as const;
const HEADLIGHTS = 0.4;
const INFRARED = 0.3;

/** One day from ten to ten; the same seed gives the same people at the same moments. For scoring: no true event in it. */
export function wholeDay(place: DayPlace, seed: number): DaySlice[] {
  const site = place === "street" ? SITES.junction : SITES.yard;
  const everybody = place === "street" ? passersBy(seed) : [];
  const changes = changesOf(place);
  return slices().map(([fromS, untilS], k, all) => ({
    fromS,
    untilS,
    scene: {
      id: `whole-day-${place}`,
      name: `A day before the ${place}`,
      place,
      seconds: DAY_S,
      camera: site.camera,
      light: lightAt(site, hourOf(fromS)),
      focus: site.focus,
      reachM: site.reachM,
      build: site.build,
      changes,
      // Already seen while the light of the piece before goes over into this one.
      actors: () => everybody.filter(({ route }) => route.endS >= (all[k - 1]?.[0] ?? 0) && route.startS <= untilS),
      lines: [],
      zones: [],
      scenarios: [],
    },
  }));
}

/** Range: 0 to 24. */
function hourOf(timeS: number): number {
  return (FIRST_H + timeS / 3600) % 24;
}

function slices(): [fromS: number, untilS: number][] {
  const found: [number, number][] = [];
  for (let fromS = 0; fromS < DAY_S; ) {
    const untilS = Math.min(DAY_S, fromS + sliceS(fromS));
    found.push([fromS, untilS]);
    fromS = untilS;
  }
  return found;
}

function sliceS(fromS: number): number {
  const isDay = [0, BY_NIGHT_S].some((laterS) => isLight(hourOf(fromS + laterS)));
  if (!isDay) return BY_NIGHT_S;
  const hour = hourOf(fromS);
  return hour >= SUNRISE_H + LOW_FOR_H && hour < SUNSET_H - LOW_FOR_H ? HIGH_SUN_S : LOW_SUN_S;
}

function isLight(hour: number): boolean {
  return hour > SUNRISE_H - 1 && hour < SUNSET_H + 1;
}

function passersBy(seed: number): Actor[] {
  const chance = chanceFrom(seed);
  return street(CAR_EVERY_S, WALKER_EVERY_S).flatMap(([everyS, passing], kind) =>
    times(everyS, chance).map((atS, i) => passing(atS, `${kind}-${i}`, chance, daylightAt(hourOf(atS)) < HEADLIGHTS)),
  );
}

/** As often as the hour is busy. Unit: s. */
function times(everyS: number, { between }: Chance): number[] {
  const found: number[] = [];
  let atS = between(0, everyS);
  while (atS < DAY_S) {
    found.push(atS);
    atS += (between(0.4, 1.6) * everyS) / BUSY[Math.floor(hourOf(atS))]!;
  }
  return found;
}

/** Clouds at noon, a shower in the afternoon; a yard is seen by infrared at night, with insects before midnight. */
function changesOf(place: DayPlace): readonly PictureChange[] {
  const sky: PictureChange[] = [
    during((hour) => hour > 11 && hour < 16, clouds),
    during((hour) => hour > 16 && hour < 16.75, rain(160)),
  ];
  if (place === "street") return sky;
  return [
    ...sky,
    during((hour) => daylightAt(hour) < INFRARED, infraredFrom(0)),
    during((hour) => hour > 22.5 && hour < 23.5, insects(4)),
  ];
}

function during(holds: (hour: number) => boolean, change: PictureChange): PictureChange {
  return (picture) => {
    if (holds(hourOf(picture.timeS))) change(picture);
  };
}

/** Pass within half a minute each and take up to a third of the light. */
const clouds: PictureChange = ({ rgb, timeS, seed }) => {
  const shade = Math.max(0, smoothNoise(timeS / 45, seed, 3) - 0.4) / 0.6;
  const gain = 1 - 0.36 * shade;
  for (let i = 0; i < rgb.length; i++) rgb[i] = rgb[i]! * gain;
};
