// Situations of places: a light left on, a gate left open, a wall that was painted on, a bin that fills.
import { Mesh } from "../../render/mesh.ts";
import { type Colour, paint, type Vec2 } from "../../render/vector.ts";
import { lightStep } from "../../scenes/picture-changes.ts";
import type { ChangingProp, GroundZone } from "../../scenes/scene.ts";
import { PALETTE } from "../../town/palette.ts";
import { situationRow } from "../compose.ts";
import { passersBy } from "../people.ts";
import { PLAIN } from "../situation.ts";

const CONDITIONS = [PLAIN, { ...PLAIN, light: "night" }, { ...PLAIN, weather: "rain" }] as const;
/** The shed's front, a hand's breadth before its wall. Unit: m. */
const FRONT = 20.36;

/** An upright rectangle on a wall that faces the camera. */
function onWall(id: string, name: string, x0: number, x1: number, z0: number, z1: number, y = FRONT): GroundZone {
  const polygon: Vec2[] = [
    [x0, y],
    [x1, y],
    [x1, y],
    [x0, y],
  ];
  return { id, name, polygon, heightsM: [z0, z0, z1, z1] };
}

function panel(mesh: Mesh, x0: number, x1: number, z0: number, z1: number, colour: Colour, y = FRONT): void {
  mesh.quad([x0, y, z0], [x1, y, z0], [x1, y, z1], [x0, y, z1], colour, "matte");
}

export const lightOnSituation = situationRow(
  "light-on",
  (kit, isSilent) => {
    const onS = kit.between(6, 12);
    const minStayS = 8;
    const x = kit.between(0.4, 0.8);
    const glow: Colour = [kit.between(2.4, 4), kit.between(2, 3), kit.between(1.2, 2.2)];
    // Somebody looks in with a torch, or the window beside is lit: neither is a light left on here.
    const untilS = isSilent ? onS + 3 : 100;
    const beside = isSilent;
    const window: ChangingProp = {
      mesh: (timeS) => {
        const mesh = new Mesh();
        const isLit = timeS >= onS && timeS < untilS;
        pane(mesh, x, isLit ? glow : null);
        if (beside) pane(mesh, x + 5.4, timeS > 4 ? glow : null);
        return mesh;
      },
    };
    return {
      site: "yard",
      seconds: 34,
      zones: [onWall("window", "Office window", x - 0.1, x + 2.1, 1.1, 2.7)],
      scenario: { id: "watch", kind: "light-on", zone: "window", minStayS },
      cast: passersBy(kit, [7.5, 12], 14, 30),
      truth: () => [{ startS: onS + minStayS, endS: null }],
      extra: { props: [window] },
    };
  },
  [
    { ...PLAIN, light: "night" },
    { ...PLAIN, light: "night", weather: "rain" },
  ],
);

function pane(mesh: Mesh, x: number, glow: Colour | null): void {
  panel(mesh, x - 0.08, x + 2.08, 1.12, 2.68, PALETTE.steel);
  const y = FRONT - 0.02;
  for (const [from, to] of [
    [x, x + 0.96],
    [x + 1.04, x + 2],
  ] as const)
    if (glow) mesh.quad([from, y, 1.2], [to, y, 1.2], [to, y, 2.6], [from, y, 2.6], glow, "shining");
    else panel(mesh, from, to, 1.2, 2.6, PALETTE.glass, y);
}

export const doorStateSituation = situationRow(
  "door-state",
  (kit, isSilent) => {
    const openS = kit.between(8, 14);
    const minStayS = 8;
    const closeS = isSilent ? openS + kit.between(2, 5) : 100;
    const x = kit.pick([-9, -3]);
    const leaf = paint("#3d6479");
    const gate: ChangingProp = {
      mesh: (timeS) => {
        const mesh = new Mesh();
        const open = Math.min(1, Math.max(0, (timeS - openS) / 1.5)) - Math.min(1, Math.max(0, (timeS - closeS) / 1.5));
        const left = x - 2.05 + 4.1 * open;
        panel(mesh, x - 2.05, x + 2.05, 0, 3.4, paint("#15181a"), FRONT - 0.01);
        if (open < 0.98) {
          panel(mesh, left, x + 2.05, 0, 3.4, leaf, FRONT - 0.04);
          for (let z = 0.3; z < 3.4; z += 0.4) panel(mesh, left, x + 2.05, z, z + 0.06, paint("#2f4f61"), FRONT - 0.05);
        }
        return mesh;
      },
    };
    return {
      site: "yard",
      seconds: 36,
      zones: [onWall("gate", "Yard gate", x - 2, x + 2, 0.1, 3.3)],
      scenario: { id: "watch", kind: "door-state", zone: "gate", minStayS },
      cast: passersBy(kit, kit.isCrowded ? [7.6, 18.6, 19.2] : [7.6, 19], 14, 34),
      truth: () => [{ startS: openS + 0.8 + minStayS, endS: null }],
      extra: { props: [gate] },
    };
  },
  [...CONDITIONS, { ...PLAIN, crowd: "crowd" }],
);

export const sceneChangeSituation = situationRow(
  "scene-change",
  (kit, isSilent) => {
    const atS = kit.between(8, 12);
    const minStayS = 10;
    const x = kit.between(0.2, 0.5);
    const ink = paint(kit.pick(["#b3202a", "#1d4fa0", "#151515", "#f3e24a"]));
    const letters = kit.whole(3, 5);
    const strokes = Array.from({ length: letters * 3 }, () => [kit.between(0, 1), kit.between(0, 1), kit.pick([0, 1])]);
    const painting: ChangingProp = {
      mesh: (timeS) => {
        const mesh = new Mesh();
        panel(mesh, x - 0.2, x + 2.9, 0.3, 3.2, paint("#b9b4a6"), FRONT);
        if (isSilent || timeS < atS) return mesh;
        strokes.forEach(([a, b, upright], i) => {
          const left = x + 0.1 + (Math.floor(i / 3) * 2.4) / letters + a! * 0.35;
          const low = 0.8 + b! * 1.3;
          const [wide, high] = upright ? [0.22, 0.95] : [0.75, 0.22];
          panel(mesh, left, Math.min(x + 2.8, left + wide), low, low + high, ink, FRONT - 0.02);
        });
        return mesh;
      },
    };
    return {
      site: "yard",
      seconds: 38,
      zones: [onWall("wall", "Yard wall", x - 0.15, x + 2.85, 0.4, 3.1)],
      scenario: { id: "watch", kind: "scene-change", zone: "wall", minStayS, minShare: 0.08 },
      cast: passersBy(kit, [7.6, 12, 18.8], 14, 34),
      truth: () => [{ startS: atS + minStayS, endS: null }],
      extra: { props: [painting], changes: isSilent ? [lightStep(10, 26, kit.between(0.55, 0.7), 1)] : [] },
    };
  },
  CONDITIONS,
);

export const binLevelSituation = situationRow(
  "bin-level",
  (kit, isSilent) => {
    const steps = [5, 8, 11, 14].map((s) => s + kit.between(0, 1.5));
    const minStayS = 8;
    const [x, y] = [kit.between(-1.5, 2.5), kit.between(9, 10.5)];
    const most = isSilent ? 1 : 4;
    const bags = Array.from({ length: 16 }, (_, i) => ({
      x: x - 0.62 + (i % 4) * 0.42 + kit.between(-0.05, 0.05),
      layer: Math.floor(i / 4),
      colour: paint(kit.pick(["#23262b", "#e6e4dc", "#2f5f8f", "#3a3f36"])),
    }));
    const bin: ChangingProp = {
      mesh: (timeS) => {
        const mesh = new Mesh();
        mesh.box([x, y + 0.5], 0, [1.9, 1, 0.9], paint("#3f7150"), "matte");
        mesh.box([x, y + 1.02], 0.9, [1.9, 0.08, 1.5], paint("#35604a"), "matte");
        for (const bag of bags) {
          if (bag.layer >= most || timeS < steps[bag.layer]!) continue;
          mesh.ball([bag.x, y + 0.15, 0.9 + bag.layer * 0.24], [0.27, 0.25, 0.24], bag.colour, "matte", 8, 6);
        }
        return mesh;
      },
    };
    return {
      site: "square",
      seconds: 40,
      zones: [onWall("bin", "Bin by the fountain", x - 0.85, x + 0.85, 0.92, 2.35, y)],
      scenario: { id: "watch", kind: "bin-level", zone: "bin", maxLevel: "full", minStayS, mode: "alarm" },
      cast: passersBy(kit, [6, 14], 14, 36),
      truth: () => [{ startS: steps[FULL_LAYER]! + minStayS, endS: null }],
      extra: { props: [bin] },
    };
  },
  [PLAIN, { ...PLAIN, light: "night" }, { ...PLAIN, weather: "rain" }],
);

/** Layer of bags with which more than half of the drawn height is filled. */
const FULL_LAYER = 2;
