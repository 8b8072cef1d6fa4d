// Situation of a red light: cars wait for it or do not, and once a bus stands before the lamps.
import { bus, car } from "../../actors/cast.ts";
import { Route } from "../../actors/route.ts";
import { Mesh } from "../../render/mesh.ts";
import { type Colour, paint, type Vec2 } from "../../render/vector.ts";
import type { ChangingProp, GroundZone } from "../../scenes/scene.ts";
import { PALETTE } from "../../town/palette.ts";
import { situationRow } from "../compose.ts";
import { passersBy } from "../people.ts";
import { PLAIN } from "../situation.ts";

const LIGHT = { x: 6.4, y: 14.6 } as const;
const DARK: Colour = paint("#3a3f3c");

/** A big light over the far kerb, as towns hang them; LEDs that the camera sometimes catches dark. */
function trafficLight(stateAt: (timeS: number) => "red" | "amber" | "green", flickers: boolean): ChangingProp {
  return {
    mesh: (timeS) => {
      const mesh = new Mesh();
      const state = flickers && Math.floor(timeS * 5) % 7 === 3 ? "dark" : stateAt(timeS);
      mesh.tube([LIGHT.x, LIGHT.y, 0], [LIGHT.x, LIGHT.y, 3.2], 0.07, 0.06, PALETTE.iron, 8);
      mesh.box([LIGHT.x, LIGHT.y], 2.4, [0.62, 0.36, 1.7], paint("#23282a"));
      const lamps: [number, Colour][] = [
        [3.8, state === "red" ? [4, 0.2, 0.12] : DARK],
        [3.25, state === "amber" ? [4, 2, 0.2] : DARK],
        [2.7, state === "green" ? [0.2, 2.8, 0.9] : DARK],
      ];
      for (const [z, colour] of lamps)
        mesh.ball(
          [LIGHT.x, LIGHT.y - 0.16, z],
          [0.22, 0.16, 0.22],
          colour,
          colour === DARK ? "matte" : "shining",
          10,
          8,
        );
      return mesh;
    },
  };
}

const ZONE: GroundZone = {
  id: "light",
  name: "Traffic light",
  polygon: [
    [LIGHT.x - 0.36, LIGHT.y - 0.2],
    [LIGHT.x + 0.36, LIGHT.y - 0.2],
    [LIGHT.x + 0.36, LIGHT.y - 0.2],
    [LIGHT.x - 0.36, LIGHT.y - 0.2],
  ],
  heightsM: [2.42, 2.42, 4.08, 4.08],
};

export const redLightSituation = situationRow(
  "red-light",
  (kit, isSilent) => {
    const redS = kit.between(8, 11);
    const greenS = redS + kit.between(11, 14);
    const stateAt = (timeS: number) =>
      timeS >= redS && timeS < greenS ? "red" : timeS >= redS - 1.5 && timeS < redS ? "amber" : "green";
    const lineX = kit.between(-1, 1.5);
    const speed = kit.between(6.5, 8.5);
    // From x = -34 to the line, so that the crossing falls into the middle of the red.
    const crossS = redS + kit.between(3, 8);
    const offenderS = crossS - (lineX + 34) / speed;
    const lawful = [1, greenS + 2].map((startS, i) => ({
      name: `lawful car ${i + 1}`,
      route: new Route(startS, [-34, 8.3], 8).to([40, 8.3]),
    }));
    const waits = new Route(redS - 1.5, [-34, 8.3], 7, 0.8)
      .to([lineX - 4.2, 8.3])
      .wait(Math.max(1, greenS + 1 - (redS - 1.5) - (lineX - 4.2 + 34) / 7))
      .at(6)
      .to([40, 8.3]);
    const busWay = new Route(redS - 4, [44, 12], 7.5).to([-44, 12]);
    const line: Vec2[] = [
      [lineX, 6.6],
      [lineX, 10],
    ];
    return {
      site: "junction",
      seconds: 36,
      lines: [{ id: "stop", name: "Stop line", points: line }],
      zones: [ZONE],
      scenario: { id: "watch", kind: "red-light", line: "stop", light: "light", direction: "forward", graceS: 0.5 },
      cast: (random, site) => [
        ...lawful.map(({ name, route }) => car(name, route, "#b9c0c4", "estate", kit.lights)),
        isSilent
          ? car("car that waits", waits, "#2c5d96", "hatchback", kit.lights)
          : car("offender", new Route(offenderS, [-34, 8.3], speed).to([40, 8.3]), "#b8372f", "hatchback", kit.lights),
        ...(kit.isCrowded || isSilent ? [bus("bus", busWay)] : []),
        ...passersBy(kit, [2], 13, 30)(random, site),
      ],
      truth: (m) =>
        m
          .crossings("offender", "stop")
          .filter(({ timeS }) => timeS > redS + 0.5 && timeS < greenS)
          .map(({ timeS }) => ({ startS: timeS, endS: null })),
      extra: { props: [trafficLight(stateAt, kit.whole(0, 1) === 1)] },
    };
  },
  [PLAIN, { ...PLAIN, light: "night" }, { ...PLAIN, weather: "rain" }, { ...PLAIN, crowd: "crowd" }],
);
