// Situations with people on the move: on the tracks, and a crowd that runs or turns at once.
import { walker } from "../../actors/cast.ts";
import { Route } from "../../actors/route.ts";
import { situationRow } from "../compose.ts";
import { groupPlaces, passersBy, rectangle } from "../people.ts";

export const onTracksSituation = situationRow("on-tracks", (kit, isSilent) => {
  const startS = kit.between(3, 9);
  const x = kit.between(-3, 3);
  const along = kit.between(-3, 3);
  const speed = kit.between(1, 1.5);
  const people = passersBy(kit, kit.isCrowded ? [3, 4.2, 5.4, 15.6] : [15.6], 13, 28);
  return {
    site: "rails",
    seconds: 28,
    zones: [{ id: "tracks", name: "Tracks", polygon: rectangle(-14, 9.5, 14, 12.6) }],
    scenario: { id: "watch", kind: "on-tracks", zone: "tracks", classes: ["person"] },
    cast: (random, site) => [
      walker(
        "trespasser",
        random,
        isSilent
          ? new Route(startS, [-9, 8.7], speed).to([x, 8.8]).wait(4).to([9, 8.7])
          : new Route(startS, [x - 6, 6], speed)
              .to([x, 8.6], [x + 0.3, 11])
              .wait(2)
              .to([x + along, 11.2], [x, 8.2], [x - 8, 6]),
        (px, py) => site.ground(px, py),
      ),
      ...people(random, site),
    ],
    truth: (m) =>
      m
        .stays("trespasser", "tracks")
        .slice(0, 1)
        .map(({ fromS, toS }) => ({ startS: fromS + 0.5, endS: toS })),
  };
});

export const crowdMovementSituation = situationRow("crowd-movement", (kit, isSilent) => {
  const atS = kit.between(8, 13);
  const side = kit.pick([-1, 1]);
  const turns = kit.pick([true, false]);
  const count = kit.whole(7, 9) + (kit.isCrowded ? 3 : 0);
  const places = groupPlaces(kit, count, [turns ? side * 1.5 : -side * 2.5, 11], 3.4, 1);
  const people = places.map(([x, y]) => ({
    x,
    y,
    walks: kit.between(1.1, 1.4),
    runs: kit.between(3.2, 4),
    drift: kit.between(-1.5, 1.5),
  }));
  return {
    site: "square",
    seconds: 24,
    zones: [{ id: "square", name: "Square", polygon: rectangle(-7.5, 4.5, 8, 18) }],
    scenario: { id: "watch", kind: "crowd-movement", zone: "square", minCount: 5, classes: ["person"] },
    cast: (random, { ground }) =>
      people.map(({ x, y, walks, runs, drift }, i) => {
        const back = 6.5;
        const route = isSilent
          ? // All go the same way, but they walk; one runs.
            new Route(atS - 7, [x - side * 7, y], i === 0 ? 3.4 : walks).to([x + side * 14, y])
          : turns
            ? new Route(atS - back / walks, [x - side * back, y], walks, 0.3).to([x, y], [x - side * 16, y + drift])
            : new Route(atS - 5, [x - side * 2, y], 0.4)
                .to([x, y])
                .at(runs)
                .to([x + side * 14, y + drift]);
        return walker(`person ${i + 1}`, random, route, ground);
      }),
    truth: () => [{ startS: atS + 1, endS: null }],
  };
});
