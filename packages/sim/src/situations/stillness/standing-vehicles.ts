// Situations of vehicles that stand: stopped, parked where they may not, and longer than they may.
import type { ScenarioInput, ScenarioKindName } from "@vigie/contracts";
import { car } from "../../actors/cast.ts";
import { Route } from "../../actors/route.ts";
import { situationRow } from "../compose.ts";
import { passersBy, rectangle } from "../people.ts";
import type { SituationRow } from "../situation.ts";

const COLOURS = ["#3f6f8f", "#b9b2a2", "#8d2f2b", "#35506b"];

function standing(kind: ScenarioKindName, limitS: number, scenario: ScenarioInput): SituationRow {
  return situationRow(kind, (kit, isSilent) => {
    const [x, speed, startS] = [kit.between(-4, 5), kit.between(6, 8), kit.between(1, 3)];
    const stopS = isSilent ? limitS - 3 : limitS + kit.between(8, 12);
    const thereS = startS + (x + 26) / speed;
    const people = passersBy(kit, kit.isCrowded ? [1.4, 2.4, 15.2, 16.4] : [15.6], 13, 40);
    const hex = kit.pick(COLOURS);
    const others = kit.isCrowded ? [kit.between(9, 12), kit.between(18, 24)] : [kit.between(12, 20)];
    return {
      site: "junction",
      seconds: 44,
      zones: [{ id: "kerb", name: "No stopping", polygon: rectangle(-9, 6.4, 10, 10) }],
      scenario,
      cast: (random, site) => [
        car("car that stops", new Route(startS, [-26, 8.3], speed, 0.9).to([x, 8.3]).wait(stopS).to([28, 8.3]), hex),
        ...others.map((s, i) =>
          car(`car ${i + 1}`, new Route(s, [26, 12], 8, 0.9).to([-26, 12]), COLOURS[i]!, "saloon"),
        ),
        ...people(random, site),
      ],
      truth: () => [{ startS: thereS + limitS - 0.5, endS: thereS + stopS }],
    };
  });
}

export const stoppedSituation = standing("stopped", 8, {
  id: "watch",
  kind: "stopped",
  zone: "kerb",
  classes: ["car"],
  minStayS: 8,
});
export const parkingSituation = standing("parking", 10, { id: "watch", kind: "parking", zone: "kerb", minStayS: 10 });
export const overstaySituation = standing("overstay", 12, {
  id: "watch",
  kind: "overstay",
  zone: "kerb",
  maxStayS: 12,
});
