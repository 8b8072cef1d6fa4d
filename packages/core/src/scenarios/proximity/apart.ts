// Who is no part of a machine: a wheel or a cab that looks like somebody lies inside the machine's box and keeps its place in it.
import type { Thing } from "../../observations/index.ts";
import { shareInside } from "../carried.ts";
import type { Machine } from "./machines.ts";

/** Less of its box inside the machine's, and it is beside it; boxes of a machine and its parts tremble against each other. */
const PART = 0.5;
/** What has changed its place in the machine's box by this is no part of it. Unit: sizes of the person. */
const SHIFTED = 1;

export interface Apart {
  /** Takes one look at a person and all machines. */
  look(person: Thing, machines: Iterable<Machine>, aspect: number): void;
  /** True when this person was once seen beside this machine, or at another place of its box. */
  isApart(person: Thing, machine: Machine): boolean;
  forget(gone: readonly Thing[]): void;
  clear(): void;
}

/** Where the feet were in the machine's box at the first look. Unit: picture heights. */
interface Pair {
  fromLeft: number;
  fromRight: number;
  fromBottom: number;
  isApart: boolean;
}

export function createApart(): Apart {
  const pairs = new Map<Thing, Map<Thing, Pair>>();
  return {
    look(person, machines, aspect) {
      const known = pairs.get(person) ?? new Map<Thing, Pair>();
      pairs.set(person, known);
      for (const { thing } of machines) {
        if (thing === person || !thing.seen) continue;
        const now = placeIn(person, thing, aspect);
        const pair = known.get(thing);
        if (!pair) known.set(thing, now);
        else pair.isApart ||= now.isApart || shiftOf(pair, now) >= SHIFTED * person.size;
      }
    },
    isApart: (person, machine) => pairs.get(person)?.get(machine.thing)?.isApart ?? false,
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
    isApart: shareInside(person, machine) < PART,
  };
}

/** A box of which one edge jumps has moved nobody: of both sides the one counts that says less. */
function shiftOf(first: Pair, now: Pair): number {
  const aside = Math.min(Math.abs(now.fromLeft - first.fromLeft), Math.abs(now.fromRight - first.fromRight));
  return Math.hypot(aside, now.fromBottom - first.fromBottom);
}
