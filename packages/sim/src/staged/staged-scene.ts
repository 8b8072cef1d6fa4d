// Staged scenes: a place, a camera and a light by chance, and at each whole second other people in it. For training pictures; no film is made of them.
import { seededRandom } from "../render/random.ts";
import type { SceneDefinition } from "../scenes/scene.ts";
import { sunny } from "../scenes/weather.ts";
import { castAt } from "./cast.ts";
import { chanceFrom } from "./chance.ts";
import { companyAt } from "./company.ts";
import { buildDeck, deckBy } from "./deck.ts";
import { buildPlace, type Stage } from "./place.ts";

/** What a staged scene is about: people in every posture, or pairs, groups, scaffolds and traffic. */
type Staging = "postures" | "company";

/** Share of the scenes of company in which a scaffold stands. */
const WITH_DECK = 0.45;

/** The same seed gives the same scene. Everybody of moment n (from 1 to `moments`) is there at second n. */
export function stagedScene(seed: number, moments: number, staging: Staging = "postures"): SceneDefinition {
  const chance = chanceFrom(seededRandom(seed * 2 + 1));
  const distanceM = chance.between(5.5, 16);
  const heightM = Math.min(chance.between(2.3, 9), distanceM * 0.9);
  const fovDeg = chance.between(42, 78);
  const pitchDeg = (Math.atan(heightM / distanceM) * 180) / Math.PI + chance.between(-7, 4);
  const stage: Stage = {
    distanceM,
    halfWidthM: (awayM) => Math.hypot(awayM, heightM) * Math.tan((fovDeg * Math.PI) / 360),
  };
  const around = chance.between(0, 2 * Math.PI);
  const placeSeed = chance.whole(1, 1_000_000);
  const about = chanceFrom(seededRandom(seed * 2 + 1_000_003));
  const deck = staging === "company" && about.happens(WITH_DECK) ? deckBy(about, stage) : null;
  return {
    id: `staged-${seed}`,
    name: `Staged scene ${seed}`,
    place: "nowhere",
    seconds: moments + 1,
    camera: { position: [0, 0, heightM], yawDeg: chance.between(-12, 12), pitchDeg: Math.max(5, pitchDeg), fovDeg },
    light: sunny([Math.cos(around), Math.sin(around), chance.between(0.4, 1.3)]),
    focus: [0, distanceM, 0],
    reachM: Math.max(22, distanceM * 2.4),
    build: (mesh) => {
      buildPlace(mesh, chanceFrom(seededRandom(placeSeed)), stage);
      if (deck) buildDeck(mesh, chanceFrom(seededRandom(placeSeed + 1)), deck);
    },
    actors: (random) => {
      const drawn = chanceFrom(random);
      return Array.from({ length: moments }, (_, n) =>
        staging === "company" ? companyAt(drawn, random, stage, n + 1, deck) : castAt(drawn, random, stage, n + 1),
      ).flat();
    },
    lines: [],
    zones: [],
    scenarios: [],
  };
}
