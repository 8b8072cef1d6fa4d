// Which vehicle something is a part of that lies still in its box: none that is only a doubtful box around others.
import { expect, it } from "vitest";
import { createThing, type Thing } from "../../src/observations/index.ts";
import { vehicleAt } from "../../src/still-objects/names.ts";
import { createVisitorBook } from "../../src/still-objects/visitors.ts";

const NOW_MS = 15_000;
const HEAP = [0.32, 0.58, 0.38, 0.66];

/** A vehicle that has stood since 8 s. */
function standing(id: number, score: number, box: readonly [number, number, number, number]): Thing {
  const thing = createThing(id, 8_000);
  Object.assign(thing, { className: "truck", score, looks: 30, seen: true, seenMs: NOW_MS, stillSinceMs: 8_000 });
  thing.box.splice(0, 4, ...box);
  return thing;
}

const parked = standing(1, 0.95, [0.3, 0.38, 0.47, 0.54]);
const van = standing(3, 0.97, [0.38, 0.44, 0.61, 0.66]);
const around = (score: number, box: readonly [number, number, number, number] = [0.31, 0.39, 0.56, 0.67]) =>
  standing(5, score, box);

it.each<[string, Thing[], number | null]>([
  ["a box likelier a vehicle than not is one", [parked, van, around(0.8)], 5],
  ["one doubtful box around parts of two likelier ones is those", [parked, van, around(0.4)], null],
  ["a doubtful one beside a single other is a vehicle", [van, around(0.4)], 5],
  ["a doubtful one that stands mostly apart is a vehicle", [parked, van, around(0.4, [0.1, 0.4, 0.4, 0.7])], 5],
])("SO-13 %s", (_, things, id) => {
  const surroundings = { things, book: createVisitorBook(), nowMs: NOW_MS, aspect: 16 / 9 };
  expect(vehicleAt(HEAP, 11_000, surroundings)?.id ?? null).toBe(id);
});
