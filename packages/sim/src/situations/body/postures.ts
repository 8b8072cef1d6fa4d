// Situations of people who fall, lie and wave, and of those who only sit down, crouch or hold an arm up.
import type { Actor } from "../../actors/actor.ts";
import { somebody } from "../../actors/person.ts";
import { type Pose, posedLook } from "../../actors/pose.ts";
import { Route } from "../../actors/route.ts";
import type { Vec2 } from "../../render/vector.ts";
import { type Kit, situationRow } from "../compose.ts";
import { passersBy, rectangle } from "../people.ts";
import type { Site } from "../sites.ts";

const SECONDS = 34;
const ZONES = [{ id: "middle", name: "Middle of the square", polygon: rectangle(-6, 6.5, 6.5, 17) }];
const FALL_S = 0.7;

function poser(name: string, random: () => number, route: Route, site: Site, pose: (timeS: number) => Pose): Actor {
  const outfit = somebody(random, { skirt: false, backpack: null });
  return {
    name,
    className: "person",
    route,
    groundM: site.ground,
    look: (placement, timeS) => posedLook(outfit, placement, timeS, pose(timeS)),
  };
}

/** Comes from the side, stops at a place and stays; returns when it stands there. */
function comes(kit: Kit, at: Vec2): { route: (stayS?: number) => Route; thereS: number } {
  const side = kit.pick([-1, 1]);
  const [startS, speed] = [kit.between(0.5, 2), kit.between(1.3, 1.6)];
  const thereS = startS + Math.abs(at[0] - side * 9.5) / speed;
  return {
    thereS,
    route: (stayS = SECONDS - thereS) => new Route(startS, [side * 9.5, at[1]], speed).to(at).wait(stayS),
  };
}

const placeOf = (kit: Kit): Vec2 => [kit.between(-2.5, 2.8), kit.between(9, 12.5)];
const crowd = (kit: Kit) => passersBy(kit, kit.isCrowded ? [15.4, 20.8, 21.4] : [21], 12, SECONDS);

export const fallSituation = situationRow("fall", (kit, isSilent) => {
  const at = placeOf(kit);
  const way = comes(kit, at);
  const fallS = way.thereS + kit.between(2, 4);
  const harmless: Pose = { kind: kit.pick(["sitting", "crouching"] as const) };
  const pose = (timeS: number): Pose => {
    if (isSilent) return timeS > fallS ? harmless : { kind: "upright" };
    return { kind: "tipped", share: Math.max(0, timeS - fallS) ** 1.5 / FALL_S ** 1.5 };
  };
  const people = crowd(kit);
  return {
    site: "square",
    seconds: SECONDS,
    zones: ZONES,
    scenario: { id: "watch", kind: "fall", zone: "middle", minDownS: 2 },
    cast: (random, site) => [poser("one who falls", random, way.route(), site, pose), ...people(random, site)],
    truth: () => [{ startS: fallS + 0.4 + 2, endS: null }],
  };
});

export const lyingSituation = situationRow("lying", (kit, isSilent) => {
  const at = placeOf(kit);
  const turn = kit.pick([-1, 1]);
  // From the first moment on; the route only says which way the head points.
  const route = () => new Route(-1, [at[0] - turn * 0.5, at[1]], 1).to(at).wait(SECONDS);
  const harmless: Pose = { kind: kit.pick(["sitting", "crouching"] as const) };
  const pose = (): Pose => (isSilent ? harmless : { kind: "tipped", share: 1 });
  const people = crowd(kit);
  return {
    site: "square",
    seconds: SECONDS,
    zones: ZONES,
    scenario: { id: "watch", kind: "lying", zone: "middle", minStayS: 8 },
    cast: (random, site) => [poser("one who lies", random, route(), site, pose), ...people(random, site)],
    truth: () => [{ startS: 7.9, endS: null }],
  };
});

export const wavingSituation = situationRow("waving", (kit, isSilent) => {
  const at: Vec2 = [kit.between(-2, 2.4), kit.between(7.2, 9.5)];
  const way = comes(kit, [at[0], at[1] + 0.7]);
  // The last steps go towards the camera, so that both arms are seen.
  const route = () => {
    const last = way.thereS + 0.8;
    return way
      .route(0.1)
      .to(at)
      .wait(Math.max(1, SECONDS - last));
  };
  const [fromS, perSecond] = [way.thereS + kit.between(3, 5), kit.between(0.8, 1.3)];
  const pose = (timeS: number): Pose =>
    timeS < fromS || timeS > fromS + 9 ? { kind: "upright" } : { kind: "waving", perSecond: isSilent ? 0 : perSecond };
  const people = crowd(kit);
  return {
    site: "square",
    seconds: SECONDS,
    zones: ZONES,
    scenario: { id: "watch", kind: "waving", zone: "middle", minStayS: 3 },
    cast: (random, site) => [poser("one who waves", random, route(), site, pose), ...people(random, site)],
    truth: () => [{ startS: fromS + 2.5, endS: fromS + 9 }],
  };
});
