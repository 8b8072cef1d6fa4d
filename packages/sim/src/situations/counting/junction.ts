// Situations on the junction in which everything is counted: over a line, and from arm to arm.
import { car, cyclist } from "../../actors/cast.ts";
import { Route } from "../../actors/route.ts";
import type { Vec2 } from "../../render/vector.ts";
import { situationRow } from "../compose.ts";
import { COLOURS, FAR, NEAR, traffic, WALKS } from "../movement/traffic.ts";
import { passersBy, rectangle } from "../people.ts";

export const lineCountSituation = situationRow("line-count", (kit, isSilent) => {
  const x = kit.between(-1.5, 1.5);
  const [near, far] = isSilent ? [0, 0] : [kit.whole(2, 4), kit.whole(2, 4)];
  const others = traffic(kit, near, far);
  const people = passersBy(kit, kit.isCrowded ? WALKS : WALKS.slice(0, 1), 13, 34);
  const cycles = [2, 9, 16].map((startS) => new Route(startS, [-20, 5.2], kit.between(4, 5)).to([20, 5.2]));
  const waits = new Route(3, [-36, NEAR], 7, 0.8).to([x - 3.2, NEAR]).wait(60);
  return {
    site: "junction",
    seconds: 34,
    lines: [
      {
        id: "road",
        name: "Main road",
        points: [
          [x, 4.2],
          [x, 13.9],
        ],
      },
    ],
    scenario: { id: "watch", kind: "line-count", line: "road", classes: ["vehicle"] },
    cast: (random, site) => [
      ...others(),
      ...cycles.map((route, i) => cyclist(`cyclist ${i + 1}`, random, route)),
      ...(isSilent ? [car("waiting car", waits, "#4c6b57", "saloon", kit.lights)] : []),
      ...people(random, site),
    ],
    truth: (m) =>
      [
        ...Array.from({ length: near }, (_, i) => `near car ${i + 1}`),
        ...Array.from({ length: far }, (_, i) => `far car ${i + 1}`),
      ].flatMap((name) => m.crossings(name, "road").map(({ timeS }) => ({ startS: timeS, endS: null }))),
  };
});

export const turnCountSituation = situationRow("turn-count", (kit, isSilent) => {
  const [west, east, north]: [Vec2, Vec2, Vec2] = [
    [-36, NEAR],
    [36, FAR],
    [-1.7, 48],
  ];
  const ways: { from: Vec2; bends: Vec2[]; exit: string }[] = [
    { from: west, bends: [[40, NEAR]], exit: "east" },
    { from: east, bends: [[-40, FAR]], exit: "west" },
    {
      from: east,
      bends: [
        [4, FAR],
        [2, 13],
        [1.7, 15.5],
        [1.7, 46],
      ],
      exit: "north",
    },
    {
      from: north,
      bends: [
        [-1.7, 16],
        [-2.6, 12.8],
        [-5, FAR],
        [-40, FAR],
      ],
      exit: "west",
    },
    {
      from: west,
      bends: [
        [-1.5, NEAR],
        [0.8, 9.6],
        [1.6, 12],
        [1.7, 16],
        [1.7, 46],
      ],
      exit: "north",
    },
  ];
  const chosen = Array.from({ length: 4 }, (_, i) => ({
    ...kit.pick(ways),
    name: `car ${i + 1}`,
    hex: kit.pick(COLOURS),
    startS: 1 + i * 8.5 + kit.between(0, 1),
    speed: kit.between(5, 6.5),
  }));
  const parks = new Route(2, west, 7, 0.8).to([-1, NEAR]).wait(80);
  const people = passersBy(kit, kit.isCrowded ? [1.2, 2.4] : [], 13, 40);
  return {
    site: "junction",
    seconds: 42,
    zones: [
      { id: "west", name: "West arm", polygon: rectangle(-7.5, 6.6, -3.9, 13.9) },
      { id: "east", name: "East arm", polygon: rectangle(3.8, 6.6, 6.5, 13.9) },
      { id: "north", name: "Side street", polygon: rectangle(-3.4, 15.5, 3.4, 21) },
    ],
    scenario: {
      id: "watch",
      kind: "turn-count",
      entries: ["west", "east", "north"],
      exits: ["west", "east", "north"],
      classes: ["vehicle"],
    },
    cast: (random, site) => [
      ...(isSilent
        ? [car("parked car", parks, "#4c6b57", "saloon", kit.lights)]
        : chosen.map(({ name, from, bends, hex, startS, speed }) =>
            car(name, new Route(startS, from, speed, 0.6).to(...bends), hex, "hatchback", kit.lights),
          )),
      ...people(random, site),
    ],
    truth: (m) => chosen.map(({ name, exit }) => ({ startS: m.stays(name, exit).at(-1)!.fromS, endS: null })),
  };
});
