// Situations about two that come too near: a person and a machine in motion, one right behind another.
import { van, walker } from "../../actors/cast.ts";
import { Route } from "../../actors/route.ts";
import { situationRow } from "../compose.ts";
import { passersBy, rectangle } from "../people.ts";

/** Half of the van's length and width. Unit: m. */
const HALF = [2.6, 0.98] as const;
const LIMIT_M = 3;

export const proximitySituation = situationRow("proximity", (kit, isSilent) => {
  const startS = kit.between(4, 8);
  const y = kit.between(13.5, 14.5);
  const speed = kit.between(1.4, 2.2);
  const drive = new Route(startS, [-9, y], speed, 0.8).to([6.5, y]).wait(40);
  const parked = new Route(0, [-3, 15.4], 1).to([-2.9, 15.4]).wait(60);
  const x = kit.between(1.5, 3.5);
  const stand = new Route(1, [10, 11], 1.4)
    .to([x, y - (isSilent ? 5.4 : 2.2)])
    .wait(isSilent ? 20 : 12)
    .to([10, 11]);
  const beside = new Route(3, [8, 12], 1.3).to([0.5, 13.6], [-5, 13.2]).wait(3).to([-2.5, 13.3], [8, 12]);
  const people = passersBy(kit, kit.isCrowded ? [7.2, 7.8] : [], 13, 28);
  return {
    site: "yard",
    seconds: 28,
    zones: [{ id: "yard", name: "Yard", polygon: rectangle(-8.5, 6, 9, 19) }],
    groundM: [...rectangle(-6, 8, 6, 17), [0, 10], [3, 14], [-3, 13]],
    scenario: { id: "watch", kind: "proximity", zone: "yard", classes: ["person"] },
    cast: (random, site) => [
      // Silent: either the van stands and somebody walks along it, or it drives and everybody keeps away.
      kit.conditions.crowd === "crowd" && isSilent
        ? van("van", parked, "#d9d6c8", kit.lights)
        : van("van", drive, "#d9d6c8", kit.lights),
      walker("worker", random, kit.isCrowded && isSilent ? beside : stand, site.ground),
      ...people(random, site).map((person) => ({ ...person })),
    ],
    truth: () => {
      for (let t = startS; t < 28; t += 0.05) {
        const [v, w] = [drive.placement(t), stand.placement(t)];
        if (!v || !w || v.speedMps < 0.5) continue;
        const away = Math.hypot(Math.max(0, Math.abs(w.x - v.x) - HALF[0]), Math.max(0, Math.abs(w.y - v.y) - HALF[1]));
        if (away < LIMIT_M) return [{ startS: t + 0.5, endS: null }];
      }
      return [];
    },
  };
});

export const tailgatingSituation = situationRow("tailgating", (kit, isSilent) => {
  const startS = kit.between(2, 6);
  const gapS = isSilent ? kit.between(4, 5) : kit.between(1.1, 1.6);
  const speed = kit.between(1.2, 1.5);
  const x = kit.between(-0.4, 0.4);
  const laterS = startS + kit.between(9, 11);
  const people = passersBy(kit, kit.isCrowded ? [20.8, 21.6, 22] : [21.2], 12, 26);
  return {
    site: "square",
    seconds: 26,
    lines: [
      {
        id: "door",
        name: "Gate",
        points: [
          [-1.6, 11.5],
          [1.6, 11.5],
        ],
      },
    ],
    scenario: { id: "watch", kind: "tailgating", line: "door", classes: ["person"] },
    cast: (random, site) => [
      walker("first", random, new Route(startS, [x, 18], speed).to([x, 4.5]), site.ground),
      walker("second", random, new Route(startS + gapS, [x + 0.3, 18], speed).to([x + 0.4, 4.5]), site.ground),
      // Somebody comes the other way right after; that is another direction.
      walker("third", random, new Route(laterS, [x - 0.6, 5], speed).to([x - 0.6, 18]), site.ground),
      ...people(random, site),
    ],
    truth: (m) => m.crossings("second", "door").map(({ timeS }) => ({ startS: timeS, endS: null })),
  };
});
