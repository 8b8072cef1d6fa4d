// The light of every hour: where the sun stands, how warm it is, twilight, and the lamps that come on for the night.
import type { Light } from "../render/light.ts";
import type { Colour, Vec3 } from "../render/vector.ts";
import type { Site } from "../situations/sites.ts";
import { night, streetLight, sunny } from "./weather.ts";

export const SUNRISE_H = 6;
export const SUNSET_H = 20;
const HIGHEST = (52 * Math.PI) / 180;
/** The sun shines from here on, and is full there; daylight begins and is full. Unit: sine of its height. */
const SHINES = [0.02, 0.22] as const;
const DAY = [-0.12, 0.16] as const;
/** Lamps come on below this share of the daylight. */
const LAMPS_ON = 0.3;
const LAMP = 1.3;
const LOW_SUN: Colour = [1, 0.72, 0.46];

/** Range: 0 at night to 1 by day; `hour` 0 to 24. */
export function daylightAt(hour: number): number {
  return smooth(DAY, sunAt(hour)[2]);
}

/** As a camera shows it that adapts its exposure. The sun rises at +x, stands highest at -y and sets at -x. */
export function lightAt(site: Site, hour: number): Light {
  const sun = sunAt(hour);
  const [day, shines] = [smooth(DAY, sun[2]), smooth(SHINES, sun[2])];
  const [high, dark] = [sunny(sun), night(site.lamps.map((at) => streetLight(at, LAMP)))];
  const colour = (a: Colour, b: Colour): Colour => [mix(a[0], b[0], day), mix(a[1], b[1], day), mix(a[2], b[2], day)];
  const sunColour = high.sunColour.map(
    (v, k) => v * shines * mix(LOW_SUN[k]!, 1, shines) + dark.sunColour[k]! * (1 - day),
  );
  return {
    sun: sun[2] > 0 ? high.sun : dark.sun,
    sunColour: sunColour as [number, number, number],
    sky: colour(dark.sky, high.sky),
    bounce: colour(dark.bounce, high.bounce),
    zenith: colour(dark.zenith, high.zenith),
    horizon: colour(dark.horizon, high.horizon),
    exposure: mix(dark.exposure, high.exposure, day),
    grain: mix(dark.grain, high.grain, day),
    lamps: day < LAMPS_ON ? dark.lamps : [],
  };
}

/** Towards the sun, below the ground at night. */
function sunAt(hour: number): Vec3 {
  const turn = (Math.PI * (hour - SUNRISE_H)) / (SUNSET_H - SUNRISE_H);
  const height = HIGHEST * Math.max(-0.5, Math.sin(Math.max(-0.5, Math.min(Math.PI + 0.5, turn))));
  return [Math.cos(turn) * Math.cos(height), -Math.sin(turn) * Math.cos(height), Math.sin(height)];
}

function smooth([from, to]: readonly [number, number], value: number): number {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from)));
  return share * share * (3 - 2 * share);
}

function mix(a: number, b: number, share: number): number {
  return a + (b - a) * share;
}
