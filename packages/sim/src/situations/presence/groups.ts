// Situations about many: gatherings, density, queues, and more in a zone than allowed.
import { walker } from "../../actors/cast.ts";
import { Route } from "../../actors/route.ts";
import type { Vec2 } from "../../render/vector.ts";
import { type Kit, situationRow } from "../compose.ts";
import { groupPlaces, passersBy, rectangle } from "../people.ts";

interface Comer {
  name: string;
  at: Vec2;
  from: Vec2;
  startS: number;
  speed: number;
}

/** People who walk to their places within a few seconds and stand there until `leaveS`. */
function comers(kit: Kit, places: readonly Vec2[], fromS: number, spreadS: number): Comer[] {
  return places.map((at, i) => ({
    name: `person ${i + 1}`,
    at,
    // Beside the fountain and the stalls.
    from: [kit.pick([-1, 1]) * kit.between(9.4, 10.4), kit.between(6.4, 9.2)],
    startS: fromS + kit.between(0, spreadS),
    speed: kit.between(1.2, 1.6),
  }));
}

function routeOf({ at, from, startS, speed }: Comer, leaveS: number): Route {
  const arrivesS = startS + Math.hypot(at[0] - from[0], at[1] - from[1]) / speed;
  return new Route(startS, from, speed)
    .to(at)
    .wait(Math.max(1, leaveS - arrivesS))
    .to([at[0] > 0 ? 10.2 : -10.2, 7.4]);
}

const MIDDLE: Vec2 = [0.3, 11.2];
const ZONE = rectangle(-4.4, 7.6, 5, 15.4);
const ZONES = [{ id: "middle", name: "Middle of the square", polygon: ZONE }];

export const crowdSituation = situationRow("crowd", (kit, isSilent) => {
  const group = comers(kit, groupPlaces(kit, isSilent ? 4 : kit.whole(6, 7), MIDDLE, 2.6, 1.3), 1, 3);
  const people = passersBy(kit, kit.isCrowded ? [20.8, 21.4, 22, 21.8] : [21.2], 12, 34);
  const leaveS = 28;
  return {
    site: "square",
    seconds: 34,
    zones: ZONES,
    scenario: { id: "watch", kind: "crowd", zone: "middle", minCount: 5, minStayS: 6, classes: ["person"] },
    cast: (random, site) => [
      ...group.map((one) => walker(one.name, random, routeOf(one, leaveS), site.ground)),
      // Crosses the middle while four stand there: five, but not for long.
      ...(isSilent ? [walker("crosser", random, new Route(16, [-9, 8.6], 1.6).to([9, 9.4]), site.ground)] : []),
      ...people(random, site),
    ],
    truth: (m) => [reached(m, group, "middle", 5, 6)],
  };
});

export const densitySituation = situationRow("density", (kit, isSilent) => {
  const middle: Vec2 = [kit.between(-1, 1.6), 10.5];
  const zone = rectangle(middle[0] - 2, middle[1] - 2, middle[0] + 2, middle[1] + 2);
  const group = comers(kit, groupPlaces(kit, isSilent ? 4 : 8, middle, 1.6, 0.95), 1, 3);
  const people = passersBy(kit, kit.isCrowded ? [20.8, 21.4, 22] : [], 12, 32);
  return {
    site: "square",
    seconds: 32,
    zones: [{ id: "stage", name: "Before the stage", polygon: zone }],
    groundM: [...rectangle(-5, 5, 5, 16), [0, 10], [-3, 13]],
    scenario: { id: "watch", kind: "density", zone: "stage", maxPerM2: 0.34, minStayS: 4, classes: ["person"] },
    cast: (random, site) => [
      ...group.map((one) => walker(one.name, random, routeOf(one, 27), site.ground)),
      ...people(random, site),
    ],
    // More than 0.34 on 16 square metres: six.
    truth: (m) => [reached(m, group, "stage", 6, 4)],
  };
});

export const queueSituation = situationRow("queue", (kit, isSilent) => {
  const y = kit.between(9.5, 11.5);
  const count = isSilent ? 4 : kit.whole(6, 7);
  const gap = kit.between(1.1, 1.3);
  const line = Array.from(
    { length: count },
    (_, i): Comer => ({
      name: `person ${i + 1}`,
      at: [3.4 - i * gap, y + kit.between(-0.2, 0.2)],
      from: [-10, 8],
      startS: 1 + i * 2.2 + kit.between(0, 1),
      speed: kit.between(1.5, 1.9),
    }),
  );
  const people = passersBy(kit, kit.isCrowded ? [20.8, 21.4, 22] : [21], 12, 38);
  return {
    site: "square",
    seconds: 38,
    zones: [{ id: "queue", name: "Ticket window", polygon: rectangle(-5, y - 1.3, 4.4, y + 1.2) }],
    scenario: { id: "watch", kind: "queue", zone: "queue", maxLength: 4, minStayS: 5, classes: ["person"] },
    cast: (random, site) => [
      ...line.map((one) => walker(one.name, random, routeOf(one, 34), site.ground)),
      ...people(random, site),
    ],
    // Five have been in it for two seconds, and that for five.
    truth: (m) => [reached(m, line, "queue", 5, 7)],
  };
});

export const occupancySituation = situationRow("occupancy", (kit, isSilent) => {
  const group = comers(kit, groupPlaces(kit, isSilent ? 2 : 4, MIDDLE, 2.8, 1.4), 2, 5);
  const people = passersBy(kit, kit.isCrowded ? [20.8, 21.4, 22, 21.8] : [21.2], 12, 30);
  return {
    site: "square",
    seconds: 30,
    zones: ZONES,
    scenario: {
      id: "watch",
      kind: "occupancy",
      zone: "middle",
      max: 2,
      minStayS: 3,
      mode: "alarm",
      classes: ["person"],
    },
    cast: (random, site) => [
      ...group.map((one) => walker(one.name, random, routeOf(one, 25), site.ground)),
      ...people(random, site),
    ],
    truth: (m) => [reached(m, group, "middle", 3, 3)],
  };
});

/** When the n-th came in and then so many seconds passed. */
function reached(
  m: { stays(actor: string, zone: string): { fromS: number; toS: number }[] },
  group: readonly Comer[],
  zone: string,
  n: number,
  stayS: number,
): { startS: number; endS: number } {
  const stays = group.map(({ name }) => m.stays(name, zone)[0]!).sort((a, b) => a.fromS - b.fromS);
  const leaves = stays.map(({ toS }) => toS).sort((a, b) => b - a);
  return { startS: stays[n - 1]!.fromS + stayS, endS: leaves[n - 1]! };
}
