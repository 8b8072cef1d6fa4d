// Left and right, here and there: what is drawn and what moves, mirrored or shifted together, gives the same events; and each says why.
import type { SceneInput } from "@vigie/contracts";
import fc from "fast-check";
import { expect, it } from "vitest";
import { type Actor, show, walk } from "../scenes/stage.ts";

type P = [number, number];
type Turn = (p: readonly [number, number]) => P;
const box = (x0: number, y0: number, x1: number, y1: number): P[] => [
  [x0, y0],
  [x1, y0],
  [x1, y1],
  [x0, y1],
];
const GROUND: [P, P][] = box(0.1, 0.1, 0.9, 0.9).map((p): [P, P] => [p, [p[0] * 16, p[1] * 9]]);

/** Every kind that is judged from tracks and needs a direction, a number, a place or the ground; all of them drawn in one place. */
function sceneFor(turn: Turn, isMirrored: boolean): SceneInput {
  const about = { classes: ["person", "car", "truck"] };
  // Mirrored, the line is drawn from its other end, so that forward stays forward.
  const line = (
    [
      [0.3, 0.5],
      [0.7, 0.52],
    ] as P[]
  ).map(turn);
  return {
    lines: [{ id: "line", name: "Gate", points: isMirrored ? line.reverse() : line }],
    zones: [
      { id: "zone", name: "Yard", polygon: box(0.25, 0.3, 0.75, 0.8).map(turn) },
      { id: "left", name: "Left", polygon: box(0.25, 0.4, 0.42, 0.7).map(turn) },
      { id: "right", name: "Right", polygon: box(0.55, 0.4, 0.75, 0.7).map(turn) },
    ],
    groundPlane: { points: GROUND.map(([p, groundM]) => ({ picture: turn(p), groundM })) },
    scenarios: [
      { id: "a", kind: "wrong-way-zone", zone: "zone", heading: [turn([0.3, 0.5]), turn([0.6, 0.55])], ...about },
      { id: "b", kind: "zone-sequence", zones: ["left", "right"], ...about },
      { id: "c", kind: "turn-count", entries: ["left", "right"], exits: ["left", "right"], ...about },
      { id: "d", kind: "speed", zone: "zone", maxKmh: 5, minTravelM: 2, ...about },
      { id: "e", kind: "pavement", zone: "zone", ...about },
      { id: "f", kind: "on-tracks", zone: "left", ...about },
      { id: "g", kind: "work-at-height", zone: "right", ...about },
      { id: "h", kind: "crowd-movement", zone: "zone", minCount: 3, minSpeed: 0.4, minStayS: 0.4, ...about },
      { id: "i", kind: "crowd", zone: "zone", minCount: 3, minStayS: 1, ...about },
      { id: "j", kind: "density", zone: "zone", maxPerM2: 0.1, minStayS: 1, ...about },
      { id: "k", kind: "queue", zone: "zone", maxLength: 2, minStayS: 1, ...about },
      { id: "l", kind: "proximity", zone: "zone", machines: ["truck"], classes: ["person"], minDistanceM: 2 },
      { id: "m", kind: "tailgating", line: "line", direction: "both", withinS: 3, ...about },
    ],
  };
}

const place = fc.tuple(
  fc.double({ min: 0.2, max: 0.8, noNaN: true }),
  fc.double({ min: 0.25, max: 0.85, noNaN: true }),
);
interface Walk {
  from: P;
  to: P;
  startMs: number;
  tookMs: number;
  className: string;
}
const cast = fc.array(
  fc.record<Walk>({
    from: place,
    to: place,
    startMs: fc.integer({ min: 0, max: 3000 }),
    tookMs: fc.integer({ min: 3000, max: 9000 }),
    className: fc.constantFrom("person", "person", "car", "truck"),
  }),
  { minLength: 2, maxLength: 9 },
);

function told(walks: readonly Walk[], turn: Turn, isMirrored = false) {
  const actors = walks.map(
    ({ from, to, startMs, tookMs, className }, i): Actor => ({
      id: i + 1,
      className,
      size: className === "person" ? [0.03, 0.12] : [0.1, 0.1],
      path: walk(turn(from), turn(to), startMs, startMs + tookMs),
    }),
  );
  return show(sceneFor(turn, isMirrored), actors, { untilMs: 13_000, fps: 5 }).events;
}
const facts = (events: ReturnType<typeof told>) =>
  events.map((e) => `${e.scenarioId} ${e.phase} ${e.startedAtMs} ${e.trackIds.join(",")}`);

it.each<[string, Turn, boolean]>([
  ["in a mirror", ([x, y]) => [1 - x, y], true],
  ["shifted to the right and down", ([x, y]) => [x + 0.08, y + 0.06], false],
])(
  "FI-2, WZ-1, ZS-1, TC-1, SP-1, GA-1, QU-1, PX-1, TG-1 everything %s gives the same events",
  (_, turn, isMirrored) => {
    fc.assert(
      fc.property(cast, (walks) => {
        expect(facts(told(walks, turn, isMirrored))).toEqual(facts(told(walks, (p) => [p[0], p[1]])));
      }),
      { numRuns: 25, seed: 7 },
    );
  },
);

it("AN-8 each number and each place of a sentence is a fact", () => {
  const seen = new Set<string>();
  for (const walks of fc.sample(cast, { numRuns: 30, seed: 11 })) {
    for (const event of told(walks, (p) => [p[0], p[1]])) {
      seen.add(event.kind);
      expect(event.why).not.toMatch(/undefined|NaN|null|Infinity/);
      expect(event.why).toContain(String(event.facts.placeName));
      for (const number of event.why.match(/\d+(\.\d+)?/g) ?? [])
        expect(Object.values(event.facts), event.why).toContain(Number(number));
    }
  }
  expect(seen.size).toBe(13);
});
