// Situations on the junction: against the direction, a forbidden turn, too fast, on the pavement.
import { car, van } from "../../actors/cast.ts";
import { Route } from "../../actors/route.ts";
import type { Vec2 } from "../../render/vector.ts";
import { KERB_M } from "../../town/ground.ts";
import { situationRow } from "../compose.ts";
import { passersBy, rectangle } from "../people.ts";
import { COLOURS, FAR, NEAR, traffic, WALKS } from "./traffic.ts";

export const wrongWaySituation = situationRow("wrong-way", (kit, isSilent) => {
  const x = kit.between(-2, 2);
  const startS = kit.between(4, 10);
  const speed = kit.between(4.5, 8);
  const hex = kit.pick(COLOURS);
  const others = traffic(kit, isSilent ? 3 : 0, 3);
  const people = passersBy(kit, kit.isCrowded ? WALKS : WALKS.slice(0, 1), 13, 26);
  return {
    site: "junction",
    seconds: 26,
    lines: [
      {
        id: "lane",
        name: "Near lane",
        points: [
          [x, 6.6],
          [x, 10],
        ],
      },
    ],
    scenario: { id: "watch", kind: "wrong-way", line: "lane", allowed: "forward", classes: ["vehicle"] },
    cast: (random, site) => [
      ...(isSilent ? [] : [car("ghost driver", new Route(startS, [34, NEAR], speed).to([-36, NEAR]), hex)]),
      ...others(),
      ...people(random, site),
    ],
    truth: (m) => m.crossings("ghost driver", "lane").map(({ timeS }) => ({ startS: timeS, endS: null })),
  };
});

export const wrongWayZoneSituation = situationRow("wrong-way-zone", (kit, isSilent) => {
  const startS = kit.between(4, 9);
  const speed = kit.between(3.5, 7);
  const hex = kit.pick(COLOURS);
  const others = traffic(kit, isSilent ? 2 : 0, 2);
  const people = passersBy(kit, kit.isCrowded ? WALKS : WALKS.slice(0, 1), 13, 26);
  // Rolls back by less than its length, as drivers do who stopped too far ahead.
  const parker = new Route(14, [-36, NEAR], 8, 0.8).to([1.5, NEAR]).wait(1).at(1).to([0.4, NEAR]).wait(40);
  return {
    site: "junction",
    seconds: 26,
    zones: [{ id: "lane", name: "One-way lane", polygon: rectangle(-7, 6.7, 6, 10) }],
    scenario: {
      id: "watch",
      kind: "wrong-way-zone",
      zone: "lane",
      heading: [
        [0.2, 0.6],
        [0.8, 0.6],
      ],
      minTravel: 1,
      classes: ["vehicle"],
    },
    cast: (random, site) => [
      isSilent
        ? car("parker", parker, hex)
        : car("ghost driver", new Route(startS, [34, NEAR], speed).to([-36, NEAR]), hex),
      ...others(),
      ...people(random, site),
    ],
    // One size of a car seen from the side is a little less than its length.
    truth: (m) => m.stays("ghost driver", "lane").map(({ fromS, toS }) => ({ startS: fromS + 2.6 / speed, endS: toS })),
  };
});

export const zoneSequenceSituation = situationRow("zone-sequence", (kit, isSilent) => {
  const startS = kit.between(3, 8);
  const speed = kit.between(4, 6);
  const hex = kit.pick(COLOURS);
  const turn: Vec2[] = [
    [-1.5, NEAR],
    [0.8, 9.6],
    [1.6, 12],
    [1.7, 16],
    [1.7, 44],
  ];
  const allowed = new Route(startS, [36, FAR], 6, 0.8).to([4, FAR]).at(4).to([2, 13], [1.7, 15.5], [1.7, 44]);
  const others = traffic(kit, isSilent ? 2 : 0, 1);
  const people = passersBy(kit, kit.isCrowded ? WALKS : [], 13, 26);
  return {
    site: "junction",
    seconds: 26,
    zones: [
      { id: "main", name: "Main road", polygon: rectangle(-7, 6.7, -2.6, 10) },
      { id: "side", name: "Side street", polygon: rectangle(-0.2, 14.6, 3.4, 20) },
    ],
    scenario: { id: "watch", kind: "zone-sequence", zones: ["main", "side"], withinS: 20, classes: ["vehicle"] },
    cast: (random, site) => [
      car(
        "turner",
        isSilent
          ? allowed
          : new Route(startS, [-34, NEAR], 7, 0.8)
              .to([-6, NEAR])
              .at(speed)
              .to(...turn),
        hex,
      ),
      ...others(),
      ...people(random, site),
    ],
    truth: (m) => m.stays("turner", "side").map(({ fromS }) => ({ startS: fromS, endS: null })),
  };
});

export const speedSituation = situationRow("speed", (kit, isSilent) => {
  const startS = kit.between(4, 9);
  const kmh = kit.between(44, 58);
  const hex = kit.pick(COLOURS);
  const lane = kit.pick([NEAR, FAR]);
  const side = lane === NEAR ? -1 : 1;
  const others = traffic(kit, isSilent || lane === FAR ? 3 : 0, isSilent || lane === NEAR ? 3 : 0, [5.5, 6.6]);
  const people = passersBy(kit, kit.isCrowded ? WALKS : [], 13, 26);
  return {
    site: "junction",
    seconds: 26,
    zones: [{ id: "road", name: "Zone 30", polygon: rectangle(-8, 6.6, 7.5, 13.8) }],
    groundM: [...rectangle(-6, 7, 5.5, 13.5), [0, 10], [-6, 17], [5, 17.5], [-3, 4.2]],
    scenario: { id: "watch", kind: "speed", zone: "road", maxKmh: 30, classes: ["vehicle"] },
    cast: (random, site) => [
      ...(isSilent
        ? []
        : [car("speeder", new Route(startS, [side * 50, lane], kmh / 3.6).to([-side * 60, lane]), hex)]),
      ...others(),
      ...people(random, site),
    ],
    truth: (m) => m.stays("speeder", "road").map(({ fromS, toS }) => ({ startS: fromS + 0.4, endS: toS })),
  };
});

export const pavementSituation = situationRow("pavement", (kit, isSilent) => {
  const startS = kit.between(3, 7);
  const x = kit.between(5.4, 7);
  const hex = kit.pick(COLOURS);
  const others = traffic(kit, 2, 0);
  const people = passersBy(kit, kit.isCrowded ? [16.6, 15.8, 2.4] : [16.6], 13, 26);
  const stops = new Route(startS, [36, FAR], 7, 0.8)
    .to([x + 5, 12.6])
    .at(2.5)
    .to(
      ...(isSilent
        ? [[x, 12.8] as const]
        : ([
            [x + 2.5, 16.2],
            [x - 1, 16.6],
          ] as const)),
    )
    .wait(40);
  return {
    site: "junction",
    seconds: 26,
    zones: [
      {
        id: "pavement",
        name: "Pavement",
        polygon: rectangle(3.6, 14.1, 9.5, 17.8),
        heightsM: [KERB_M, KERB_M, KERB_M, KERB_M],
      },
    ],
    scenario: { id: "watch", kind: "pavement", zone: "pavement", classes: ["vehicle"] },
    cast: (random, site) => [
      kit.isCrowded ? van("delivery", stops, "#e8b93c", kit.lights) : car("delivery", stops, hex, "estate", kit.lights),
      ...others(),
      ...people(random, site),
    ],
    truth: (m) =>
      m
        .stays("delivery", "pavement")
        .slice(0, 1)
        .map(({ fromS, toS }) => ({ startS: fromS + 0.5, endS: toS })),
  };
});
