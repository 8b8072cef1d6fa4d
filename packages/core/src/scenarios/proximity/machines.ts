// Machines in motion: where their near edge touches the ground, and whether they move.
import type { GroundMap, GroundPoint } from "../../geometry/index.ts";
import type { Observation, Thing } from "../../observations/index.ts";
import { addGroundLook, type GroundSample, groundSpeed } from "../ground-way.ts";

export interface Machine {
  thing: Thing;
  samples: GroundSample[];
  /** Clock: frame time at which it last surely moved. */
  movedMs: number;
  /** Looks in a row that showed it moving. */
  moving: number;
}

const MEMORY_MS = 1_500;
/** Slower stands. Unit: metres per second. */
const MOVES_MPS = 0.4;
/** ... and so many standard deviations above nothing. */
const SURE = 4;
/** Within a quarter of its size for longer, it stands. */
const STILL_MS = 4_000;
/** A machine that just stopped may go on at once. */
const AFTER_MS = 1_000;

export function watchMachines(
  machines: Map<Thing, Machine>,
  { things, gone }: Observation,
  classes: ReadonlySet<string>,
  map: GroundMap,
  nowMs: number,
): void {
  for (const thing of gone) machines.delete(thing);
  for (const thing of things) {
    if (!thing.seen || !classes.has(thing.className)) continue;
    const machine = machines.get(thing) ?? { thing, samples: [], movedMs: Number.NEGATIVE_INFINITY, moving: 0 };
    machines.set(thing, machine);
    addGroundLook(machine.samples, thing, map, MEMORY_MS);
    machine.moving = seemsToMove(machine, nowMs) ? machine.moving + 1 : 0;
    if (machine.moving >= 2) machine.movedMs = nowMs;
  }
}

/** Both on the ground, beyond the doubt of the measurement, and in the picture, where a trembling box stays at its place. */
function seemsToMove({ thing, samples }: Machine, nowMs: number): boolean {
  if (nowMs - thing.stillSinceMs > STILL_MS) return false;
  const speed = groundSpeed(samples);
  return speed !== null && speed.mps >= MOVES_MPS && speed.mps >= SURE * speed.sigmaMps && speed.wayM >= MOVES_MPS;
}

export function isMoving({ movedMs }: Machine, nowMs: number): boolean {
  return nowMs - movedMs <= AFTER_MS;
}

/** From a place on the ground to the lower edge of the machine's box; null when that is beyond the measured ground. Unit: m. */
export function metresFrom(place: GroundPoint, { thing }: Machine, map: GroundMap): number | null {
  const [x1, , x2, y2] = thing.box;
  const a = map.toGround([Math.max(0, x1), Math.min(1, y2)]);
  const b = map.toGround([Math.min(1, x2), Math.min(1, y2)]);
  if (!a || !b) return null;
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
  const long = dx * dx + dy * dy;
  const along = long === 0 ? 0 : ((place[0] - a[0]) * dx + (place[1] - a[1]) * dy) / long;
  const held = Math.min(1, Math.max(0, along));
  return Math.hypot(place[0] - a[0] - held * dx, place[1] - a[1] - held * dy);
}
