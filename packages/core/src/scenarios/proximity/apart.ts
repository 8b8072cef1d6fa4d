// Who is no part of a machine: a wheel or a cab that looks like somebody lies inside the machine's box and keeps its place in it.
import type { Thing } from "../../observations/index.ts";
import { shareInside } from "../carried.ts";
import { isMoving, type Machine } from "./machines.ts";

/** Less of its box inside the machine's, and it is beside it; boxes of a machine and its parts tremble against each other. */
const PART = 0.5;
/** What has changed its place in the machine's box by this is no part of it. Unit: sizes of the person. */
const SHIFTED = 1;
/** Whom a machine has moved against by so much of its own way stays where they are. Unit: share of its way; sizes of the person; heights of the machine. */
const OF_WAY = 0.5;
const AGAINST = 0.25;
/** ... and who has gone no farther themselves than so much of its way stands there. */
const STANDS = 0.35;
const TREMBLES = 0.04;
/** Whose feet are so far above the machine's lower edge, with so much of the box in the machine's, may be in or on it. Unit: heights of the machine. */
const ABOVE = 0.08;
const IN_IT = 0.75;
/** A box that lags behind its machine leaves a part of it outside for less. */
const BESIDE_MS = 1_000;

export interface Apart {
  /** Takes one look at a person and all machines. */
  look(person: Thing, machines: Iterable<Machine>, aspect: number, nowMs: number): void;
  /** True when this person was once seen beside this machine, or at another place of its box. */
  isApart(person: Thing, machine: Machine): boolean;
  /** True when this person was once seen beside this machine for a second: no part of it, but may have climbed onto it. */
  wasBeside(person: Thing, machine: Machine): boolean;
  /** True when it moved during that second, so that nobody climbed onto it. */
  wasBesideMoving(person: Thing, machine: Machine): boolean;
  /** True when the machine moves against this person, who stands in front of it. */
  isInItsWay(person: Thing, machine: Machine): boolean;
  forget(gone: readonly Thing[]): void;
  clear(): void;
}

/** Where the feet were in the machine's box at the first look. Unit: picture heights. */
interface Pair {
  fromLeft: number;
  fromRight: number;
  fromBottom: number;
  /** Where the middle of the machine's lower edge was. */
  machineX: number;
  machineY: number;
  personX: number;
  personY: number;
  isApart: boolean;
  isInItsWay: boolean;
  beside: Beside;
  besideMoving: Beside;
}

/** Since when without a look that says otherwise; null now not. */
interface Beside {
  sinceMs: number | null;
  isProven: boolean;
}

export function createApart(): Apart {
  const pairs = new Map<Thing, Map<Thing, Pair>>();
  return {
    look(person, machines, aspect, nowMs) {
      const known = pairs.get(person) ?? new Map<Thing, Pair>();
      pairs.set(person, known);
      for (const machine of machines) {
        const { thing } = machine;
        if (thing === person || !thing.seen) continue;
        const now = placeIn(person, thing, aspect);
        const pair = known.get(thing) ?? now;
        noteBeside(pair.beside, now.isApart, nowMs);
        noteBeside(pair.besideMoving, now.isApart && isMoving(machine, nowMs), nowMs);
        if (pair === now) {
          known.set(thing, now);
          continue;
        }
        const shift = shiftOf(pair, now);
        pair.isApart ||= now.isApart || shift >= SHIFTED * person.size;
        pair.isInItsWay = !isOn(person, thing) && isAgainst(shift, pair, now, person, thing);
      }
    },
    isApart: (person, machine) => pairs.get(person)?.get(machine.thing)?.isApart ?? false,
    wasBeside: (person, machine) => pairs.get(person)?.get(machine.thing)?.beside.isProven ?? false,
    wasBesideMoving: (person, machine) => pairs.get(person)?.get(machine.thing)?.besideMoving.isProven ?? false,
    isInItsWay: (person, machine) => pairs.get(person)?.get(machine.thing)?.isInItsWay ?? false,
    forget(gone) {
      for (const thing of gone) {
        pairs.delete(thing);
        for (const known of pairs.values()) known.delete(thing);
      }
    },
    clear: () => pairs.clear(),
  };
}

function placeIn(person: Thing, machine: Thing, aspect: number): Pair {
  const [left, , right, bottom] = machine.box;
  return {
    fromLeft: (person.x - left) * aspect,
    fromRight: (person.x - right) * aspect,
    fromBottom: person.y - bottom,
    machineX: ((left + right) / 2) * aspect,
    machineY: bottom,
    personX: person.x * aspect,
    personY: person.y,
    isApart: shareInside(person, machine) < PART,
    isInItsWay: false,
    beside: { sinceMs: null, isProven: false },
    besideMoving: { sinceMs: null, isProven: false },
  };
}

function noteBeside(beside: Beside, isBeside: boolean, nowMs: number): void {
  beside.sinceMs = isBeside ? (beside.sinceMs ?? nowMs) : null;
  beside.isProven ||= beside.sinceMs !== null && nowMs - beside.sinceMs >= BESIDE_MS;
}

/** True when the place in the machine's box changes about as the machine moves, and by more than boxes tremble. */
function isAgainst(shift: number, first: Pair, now: Pair, person: Thing, { box }: Thing): boolean {
  const way = Math.hypot(now.machineX - first.machineX, now.machineY - first.machineY);
  const own = Math.hypot(now.personX - first.personX, now.personY - first.personY);
  return (
    own <= STANDS * way &&
    shift >= OF_WAY * way &&
    shift >= Math.max(AGAINST * person.size, TREMBLES * (box[3] - box[1]))
  );
}

function isOn(person: Thing, machine: Thing): boolean {
  const [p, m] = [person.box, machine.box];
  return shareInside(person, machine) >= IN_IT && m[3] - p[3] >= ABOVE * (m[3] - m[1]);
}

/** A box of which one edge jumps has moved nobody: of both sides the one counts that says less. */
function shiftOf(first: Pair, now: Pair): number {
  const aside = Math.min(Math.abs(now.fromLeft - first.fromLeft), Math.abs(now.fromRight - first.fromRight));
  return Math.hypot(aside, now.fromBottom - first.fromBottom);
}
