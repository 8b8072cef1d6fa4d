// Situations about one who is where nobody should be, or for too long.
import { walker } from "../../actors/cast.ts";
import { Route } from "../../actors/route.ts";
import type { Mesh } from "../../render/mesh.ts";
import { paint, type Vec2 } from "../../render/vector.ts";
import { situationRow } from "../compose.ts";
import { passersBy, rectangle } from "../people.ts";
import { SITES } from "../sites.ts";

export const intrusionSituation = situationRow("intrusion", (kit, isSilent) => {
  const startS = kit.between(1, 6);
  const speed = kit.between(1, 1.5);
  const [x, y] = [kit.between(1.5, 5), kit.between(13, 16)];
  const people = passersBy(kit, kit.isCrowded ? [7.3, 7.7, 8.1] : [7.6], 13, 30);
  const inside: Vec2[] = [
    [4, 7.8],
    [3.2, 9.4],
    [2.6, 12.4],
    [x, y],
  ];
  return {
    site: "yard",
    seconds: 30,
    zones: [{ id: "yard", name: "Yard", polygon: rectangle(-2, 11.4, 8, 18.5) }],
    scenario: { id: "watch", kind: "intrusion", zone: "yard", minStayS: 1.5, classes: ["person"] },
    cast: (random, site) => [
      walker(
        "intruder",
        random,
        isSilent
          ? new Route(startS, [14, 7.6], speed)
              .to([4, 7.8], [3.2, 9.2], [2.8, 10.2])
              .wait(4)
              .to([3.2, 9], [4, 7.7], [14, 7.6])
          : new Route(startS, [12, 7.6], speed)
              .to(...inside)
              .wait(3)
              .to([2.6, 12.2], [3.2, 9], [4, 7.7], [14, 7.6]),
        site.ground,
      ),
      ...people(random, site),
    ],
    truth: (m) =>
      m
        .stays("intruder", "yard")
        .slice(0, 1)
        .map(({ fromS, toS }) => ({ startS: fromS + 1.5, endS: toS })),
  };
});

export const loiteringSituation = situationRow("loitering", (kit, isSilent) => {
  const startS = kit.between(1, 4);
  const speed = kit.between(0.6, 0.9);
  const turn = (): Vec2 => [kit.between(-3, 3.6), kit.between(8.6, 14)];
  const [a, b, c, d, e] = [turn(), turn(), turn(), turn(), turn()];
  const outside: Vec2 = [6.4, kit.between(9, 12)];
  const people = passersBy(kit, kit.isCrowded ? [8.8, 10.2, 21.2] : [9.6], 10.4, 44);
  return {
    site: "square",
    seconds: 44,
    zones: [{ id: "middle", name: "Middle of the square", polygon: rectangle(-4.4, 7.6, 5, 15.4) }],
    scenario: { id: "watch", kind: "loitering", zone: "middle", minStayS: 16, classes: ["person"] },
    cast: (random, site) => [
      walker(
        "loiterer",
        random,
        isSilent
          ? // Walks in, looks round for some seconds and goes.
            new Route(startS, [-9, 9], 1.4).to([0, 11]).wait(5).to([1.5, 1])
          : new Route(startS, [-8, 9], 1.3)
              .to(a)
              .at(speed)
              .wait(4)
              .to(b, c)
              .at(1.2)
              .to(outside)
              .wait(2)
              .to(d)
              .wait(6)
              .to(e)
              .wait(8)
              .to([9, 9]),
        site.ground,
      ),
      ...people(random, site),
    ],
    truth: (m) => {
      let left = 16;
      for (const { fromS, toS } of m.stays("loiterer", "middle")) {
        if (toS - fromS >= left) return [{ startS: fromS + left, endS: null }];
        left -= toS - fromS;
      }
      return [];
    },
  };
});

const DECK_M = 3.1;
const DECK = rectangle(-3.4, 15.6, 3.6, 17.4);

function scaffold(mesh: Mesh): void {
  SITES.square.build(mesh);
  const wood = paint("#a98454");
  mesh.box([0.1, 16.5], DECK_M - 0.12, [7, 1.8, 0.1], wood);
  for (const x of [-3.2, 0.1, 3.4])
    for (const y of [15.7, 17.3]) mesh.tube([x, y, 0], [x, y, DECK_M], 0.05, 0.05, paint("#8d949a"), 6, "gloss");
}

export const workAtHeightSituation = situationRow("work-at-height", (kit, isSilent) => {
  const startS = kit.between(3, 8);
  const side = kit.pick([-1, 1]);
  const x = kit.between(-1.5, 1.5);
  const people = passersBy(kit, kit.isCrowded ? [6.4, 8.2, 9.6] : [9], 10.4, 28);
  const onDeck = (_: number, y: number): number => (y > 15.4 && y < 17.6 ? DECK_M : 0);
  return {
    site: "square",
    seconds: 28,
    extra: { build: scaffold },
    zones: [{ id: "deck", name: "Scaffold", polygon: DECK, heightsM: [DECK_M, DECK_M, DECK_M, DECK_M] }],
    scenario: { id: "watch", kind: "work-at-height", zone: "deck", classes: ["person"] },
    cast: (random, site) => [
      isSilent
        ? walker(
            "passer below",
            random,
            new Route(startS, [-8, 14.2], 1.2).to([x, 14.4]).wait(5).to([9, 14.2]),
            site.ground,
          )
        : walker(
            "worker",
            random,
            new Route(startS, [side * 3, 16.5], 0.7)
              .to([x, 16.6])
              .wait(8)
              .to([side * 3, 16.5]),
            onDeck,
          ),
      ...people(random, site),
    ],
    truth: (m) =>
      m
        .stays("worker", "deck")
        .slice(0, 1)
        .map(({ fromS, toS }) => ({ startS: fromS + 2, endS: toS })),
  };
});
