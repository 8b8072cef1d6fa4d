// Situations of things that are left, dumped, thrown away, in the way, or taken.
import { van, walker } from "../../actors/cast.ts";
import { Route } from "../../actors/route.ts";
import type { Vec2 } from "../../render/vector.ts";
import { type Kit, situationRow } from "../compose.ts";
import { passersBy, rectangle } from "../people.ts";
import { object } from "./objects.ts";

const SECONDS = 44;
const ZONES = [{ id: "middle", name: "Middle of the square", polygon: rectangle(-6, 7, 6.5, 17) }];

/** Somebody who comes along a row, stops beside a place for a while, and goes on or stays. */
function visit(kit: Kit, at: Vec2, stopS: number, staysOn: boolean) {
  const side = kit.pick([-1, 1]);
  const [startS, speed] = [kit.between(3.5, 5), kit.between(1.2, 1.5)];
  const beside: Vec2 = [at[0] - side * 0.75, at[1] + 0.25];
  const from: Vec2 = [-side * 11, beside[1]];
  const wayM = Math.abs(beside[0] - from[0]);
  const thereS = startS + wayM / speed;
  const leaveS = thereS + stopS;
  const route = new Route(startS, from, speed).to(beside).wait(staysOn ? Math.max(1, SECONDS - thereS) : stopS);
  if (!staysOn) route.to([-side * 11, beside[1] + 0.4]);
  return { route, thereS, leaveS, speed };
}

/** A place in the free part of the square. */
const placeOf = (kit: Kit): Vec2 => [kit.between(-2.5, 3), kit.between(9.5, 13)];
const crowd = (kit: Kit) => passersBy(kit, kit.isCrowded ? [8.4, 15.6, 20.8, 21.4] : [20.9], 12, SECONDS);

export const abandonedSituation = situationRow("abandoned", (kit, isSilent) => {
  const at = placeOf(kit);
  const owner = visit(kit, at, kit.between(2.5, 4), isSilent);
  const people = crowd(kit);
  const tint = kit.between(0, 1);
  return {
    site: "square",
    seconds: SECONDS,
    zones: ZONES,
    scenario: { id: "watch", kind: "abandoned", zone: "middle", minStayS: 10, ownerDistance: 2 },
    cast: (random, site) => [
      walker("owner", random, owner.route, site.ground),
      object("bag", "bag", at, [owner.thereS + 1, SECONDS], site, tint),
      ...people(random, site),
    ],
    truth: () => [{ startS: owner.leaveS + 2.6 / owner.speed + 10, endS: null }],
  };
});

export const wasteSituation = situationRow("waste", (kit, isSilent) => {
  const at = placeOf(kit);
  const litterer = visit(kit, at, 1.5, false);
  const people = crowd(kit);
  const tint = kit.between(0, 1);
  return {
    site: "square",
    seconds: SECONDS,
    zones: ZONES,
    scenario: { id: "watch", kind: "waste", zone: "middle", minStayS: 8, mode: "alarm" },
    cast: (random, site) => [
      walker("litterer", random, litterer.route, site.ground),
      ...(isSilent ? [] : [object("can", "can", at, [litterer.thereS + 0.7, SECONDS], site, tint)]),
      ...people(random, site),
    ],
    truth: () => [{ startS: litterer.leaveS + 1.7 / litterer.speed + 8, endS: null }],
  };
});

export const obstructionSituation = situationRow("obstruction", (kit, isSilent) => {
  const at = placeOf(kit);
  const porter = visit(kit, at, isSilent ? 18 : 2.5, false);
  const people = crowd(kit);
  const tint = kit.between(0, 1);
  return {
    site: "square",
    seconds: SECONDS,
    zones: ZONES,
    scenario: { id: "watch", kind: "obstruction", zone: "middle", minStayS: 10 },
    cast: (random, site) => [
      walker("porter", random, porter.route, site.ground),
      ...(isSilent ? [] : [object("box", "box", at, [porter.thereS + 1, SECONDS], site, tint)]),
      ...people(random, site),
    ],
    truth: () => [{ startS: porter.thereS + 11, endS: null }],
  };
});

export const removedSituation = situationRow("removed", (kit, isSilent) => {
  const at = placeOf(kit);
  const thief = visit(kit, at, kit.between(2, 3.5), false);
  const people = crowd(kit);
  const tint = kit.between(0, 1);
  const goneS = isSilent ? SECONDS : thief.thereS + 1.2;
  return {
    site: "square",
    seconds: SECONDS,
    zones: [{ id: "place", name: "Exhibit", polygon: rectangle(at[0] - 1, at[1] - 1, at[0] + 1, at[1] + 1) }],
    scenario: { id: "watch", kind: "removed", zone: "place", minStayS: 5 },
    cast: (random, site) => [
      walker("visitor", random, thief.route, site.ground),
      object("exhibit", "box", at, [0, goneS], site, tint),
      ...people(random, site),
    ],
    truth: () => [{ startS: goneS + 5, endS: null }],
  };
});

export const dumpingSituation = situationRow("dumping", (kit, isSilent) => {
  const [x, speed, startS] = [kit.between(-1, 3), kit.between(4, 5), kit.between(4, 5)];
  const y = kit.between(13, 14.5);
  const stopS = kit.between(7, 10);
  const thereS = startS + (x + 24) / speed;
  const route = new Route(startS, [-24, y], speed, 0.9).to([x, y]).wait(stopS).to([26, y]);
  const heap: Vec2 = [x - 3.6, y - 0.6];
  const tint = kit.between(0, 1);
  return {
    site: "yard",
    seconds: SECONDS,
    zones: [{ id: "yard", name: "Yard", polygon: rectangle(-9, 9.5, 9.5, 17) }],
    scenario: { id: "watch", kind: "dumping", zone: "yard", minStopS: 5, minLeftS: 6, classes: ["person", "vehicle"] },
    cast: (_, site) => [
      van("van", route, "#e6e6e0", kit.lights),
      ...(isSilent ? [] : [object("heap", "heap", heap, [thereS + 3, SECONDS], site, tint)]),
    ],
    truth: () => [{ startS: thereS + stopS + 6, endS: null }],
  };
});
