// Situations of the camera's own sight: covered, sprayed, blurred, turned, frozen, black; too dark, foggy, dazzled.
import { infraredFrom, insects, lightStep, rain } from "../../scenes/picture-changes.ts";
import type { PictureChange } from "../../scenes/scene.ts";
import { blacken, blur, cover, darken, during, freeze, spray, turn, veil } from "../../scenes/sight-changes.ts";
import { type Kit, situationRow } from "../compose.ts";
import { passersBy } from "../people.ts";
import { PLAIN } from "../situation.ts";

const SITES = ["square", "junction", "yard"] as const;
const CONDITIONS = [PLAIN, { ...PLAIN, light: "night" }, { ...PLAIN, weather: "rain" }] as const;

function defect(kit: Kit, atS: number): PictureChange {
  const dark = kit.between(15, 60);
  const isBright = kit.pick([false, false, true]);
  const tone = isBright ? ([190, 186, 178] as const) : ([dark, dark * 0.95, dark * 0.85] as const);
  const side = kit.pick([-1, 1]);
  const changes = [
    cover(1, tone),
    spray(kit.whole(7, 10), tone),
    blur(kit.between(0.012, 0.05)),
    turn(side * kit.between(0.1, 0.35), kit.between(-0.15, 0.15)),
    freeze(),
    blacken(),
  ];
  return during(atS, Number.POSITIVE_INFINITY, kit.pick(changes));
}

/** What light, weather and animals do, and nobody should be called for. */
function harmless(kit: Kit): PictureChange {
  return kit.pick([
    lightStep(10, 24, kit.between(0.5, 0.7), 1.2),
    lightStep(12, 30, kit.between(0.4, 0.6), 0.1),
    infraredFrom(kit.between(12, 20)),
    insects(kit.whole(3, 6)),
    rain(240),
  ]);
}

export const tamperSituation = situationRow(
  "tamper",
  (kit, isSilent) => {
    const atS = kit.between(20, 26);
    const minStayS = 10;
    const people = passersBy(kit, [8, 12], 14, 46);
    return {
      site: kit.pick(SITES),
      seconds: 48,
      scenario: { id: "watch", kind: "tamper", minStayS },
      cast: people,
      truth: () => [{ startS: atS + minStayS, endS: null }],
      extra: { changes: [isSilent ? harmless(kit) : defect(kit, atS)] },
    };
  },
  CONDITIONS,
);

export const poorViewSituation = situationRow(
  "poor-view",
  (kit, isSilent) => {
    const atS = kit.between(8, 12);
    const minStayS = 30;
    const rampS = 3;
    const changes = [
      darken(kit.between(0.05, 0.09), rampS),
      veil(kit.between(0.94, 0.97), kit.between(150, 190), rampS),
      veil(0.9, 300, rampS),
    ];
    const poor = during(atS, Number.POSITIVE_INFINITY, kit.pick(changes));
    return {
      site: kit.pick(SITES),
      seconds: 62,
      scenario: { id: "watch", kind: "poor-view", minStayS, mode: "alarm" },
      cast: passersBy(kit, [10], 14, 50),
      truth: () => [{ startS: atS + rampS + minStayS - 2, endS: null }],
      extra: { changes: [isSilent ? harmless(kit) : poor] },
    };
  },
  [PLAIN, { ...PLAIN, weather: "rain" }],
);
