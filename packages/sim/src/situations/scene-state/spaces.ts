// Situations of parking spaces: cars come and take one place after the other.
import { car } from "../../actors/cast.ts";
import { Route } from "../../actors/route.ts";
import { Mesh } from "../../render/mesh.ts";
import type { ChangingProp, GroundZone } from "../../scenes/scene.ts";
import { mark } from "../../town/ground.ts";
import { PALETTE } from "../../town/palette.ts";
import { situationRow } from "../compose.ts";
import { passersBy, rectangle } from "../people.ts";
import { PLAIN } from "../situation.ts";

const WIDE = 2.7;
const FIRST_X = -6.6;
const COUNT = 4;
const COLOURS = ["#2c5d96", "#b9c0c4", "#b8372f", "#e3d9c3", "#4c6b57", "#22272b"] as const;
const middleOf = (i: number): number => FIRST_X + WIDE * (i + 0.5);

const asphalt: ChangingProp = {
  mesh: () => {
    const mesh = new Mesh();
    mesh.rectangle(-14.5, 9.6, 14.5, 19.5, 0.01, PALETTE.asphalt, "asphalt");
    for (let i = 0; i <= COUNT; i++) mark(mesh, FIRST_X + i * WIDE - 0.05, 11, FIRST_X + i * WIDE + 0.05, 15.6);
    return mesh;
  },
};

export const parkingSpacesSituation = situationRow(
  "parking-spaces",
  (kit, isSilent) => {
    const order = [0, 1, 2, 3].sort(() => kit.between(-1, 1));
    const parkedBefore = order.slice(0, 2);
    const comes = order.slice(2, isSilent ? 3 : 4);
    const startS = kit.between(3, 6);
    const minStayS = 6;
    const cars = [
      ...parkedBefore.map((space, i) => ({
        name: `parked car ${i + 1}`,
        route: new Route(-20, [middleOf(space), 17], 4).to([middleOf(space), 13.2]).wait(80),
        hex: kit.pick(COLOURS),
      })),
      ...comes.map((space, i) => ({
        name: `arriving car ${i + 1}`,
        route: new Route(startS + i * 6, [26, 17.5], 5)
          .to([middleOf(space) + 1.5, 17.5], [middleOf(space), 16.6])
          .at(2)
          .to([middleOf(space), 13.2])
          .wait(80),
        hex: kit.pick(COLOURS),
      })),
    ];
    const zones: GroundZone[] = Array.from({ length: COUNT }, (_, i) => ({
      id: `space-${i + 1}`,
      name: `Space ${i + 1}`,
      polygon: rectangle(middleOf(i) - 1.15, 11.3, middleOf(i) + 1.15, 15.3),
    }));
    return {
      site: "yard",
      seconds: 42,
      zones,
      scenario: {
        id: "watch",
        kind: "parking-spaces",
        spaces: zones.map(({ id }) => id),
        minFree: 1,
        minStayS,
        mode: "alarm",
      },
      cast: (random, site) => [
        ...cars.map(({ name, route, hex }) => car(name, route, hex, "hatchback", kit.lights)),
        ...passersBy(kit, [8], 14, 34)(random, site),
      ],
      truth: (m) => {
        const last = `arriving car ${comes.length}`;
        const inside = Math.max(...comes.map((space) => m.stays(last, `space-${space + 1}`)[0]?.fromS ?? 0));
        return [{ startS: inside + minStayS, endS: null }];
      },
      extra: { props: [asphalt] },
    };
  },
  [PLAIN, { ...PLAIN, light: "night" }, { ...PLAIN, weather: "rain" }],
);
