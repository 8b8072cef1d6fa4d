// Somebody walks over a line drawn across the square; others walk along it or turn back before it.
import { walker } from "../../actors/cast.ts";
import { Route } from "../../actors/route.ts";
import { situationRow } from "../compose.ts";

export const lineCrossingSituation = situationRow("line-crossing", (kit, isSilent) => {
  const lineY = kit.between(9.5, 12);
  const down = kit.pick([true, false]);
  const startS = kit.between(3, 9);
  const [nearY, farY] = [lineY - kit.between(4, 5), lineY + kit.between(4, 6)];
  const x = kit.between(-2.5, 2.5);
  const speed = kit.between(1.1, 1.6);
  const drift = kit.between(-1.5, 1.5);
  return {
    site: "square",
    seconds: 26,
    lines: [
      {
        id: "line",
        name: "Chalk line",
        points: [
          [-5, lineY],
          [5.5, lineY],
        ],
      },
    ],
    scenario: { id: "watch", kind: "line-crossing", line: "line", classes: ["person"] },
    cast: (random, { ground }) => {
      const ways = down ? ([farY, nearY] as const) : ([nearY, farY] as const);
      const crosser = walker(
        "crosser",
        random,
        isSilent
          ? new Route(startS, [x, nearY], speed)
              .to([x + drift, lineY - 1.6])
              .wait(3)
              .to([x, nearY])
          : new Route(startS, [x, ways[0]], speed).to([x + drift, ways[1]]),
        ground,
      );
      const along = walker(
        "walker along the line",
        random,
        new Route(2, [-9, lineY - 2.6], 1.3).to([9, lineY - 2.2]),
        ground,
      );
      const far = [0, 1, 2, 3].map((i) =>
        walker(`passer-by ${i}`, random, new Route(1 + i * 4, [-12, 21.2 + i * 0.4], 1.3).to([12, 21.6]), ground),
      );
      return [crosser, along, ...(kit.isCrowded ? far : [])];
    },
    truth: (m) => m.crossings("crosser", "line").map(({ timeS }) => ({ startS: timeS, endS: null })),
  };
});
