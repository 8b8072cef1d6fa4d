// Hidden followers: two who cross close together in one box, of whom one comes out of it about the line.
import { boxArea, boxOverlap } from "../../geometry/index.ts";
import type { Crossing, Observation, Thing } from "../../observations/index.ts";

/** A follower comes out of the leader's box at most this long before and after the leader's crossing. */
const BEFORE_MS = 1_500;
const AFTER_MS = 5_000;
/** ... and is seen apart for so long, at so many looks, in step with the leader: a box that trembles is nobody. */
const APART_MS = 1_000;
const APART_LOOKS = 4;
/** How far from the leader, and how much larger or smaller. Unit: sizes of the leader; factor. */
const NEAR = 1.6;
const ALIKE = 1.6;
/** At its first look the follower's box touches the leader's; apart, less of the smaller one is shared. Range: 0 to 1. */
const SHARED = 0.5;
/** Their velocities differ by no more than this share of the leader's. Slower than this nobody walks. Unit: sizes per second. */
const IN_STEP = 0.5;
const WALKS = 0.15;
/** A follower scores at least this share of the leader's score, and is so far beyond the line. Unit of the latter: its sizes. */
const SURE = 0.6;
const BEYOND = 0.1;

export interface HiddenFollower {
  leader: Crossing;
  follower: Thing;
}

export interface HiddenFollowers {
  /** Takes one look; returns those who surely came out of the box of somebody who crossed, each once. */
  step(recent: readonly { crossing: Crossing }[], observation: Observation, nowMs: number): HiddenFollower[];
  clear(): void;
}

interface Candidate {
  leader: Thing;
  follower: Thing;
  looks: number;
}

export function createHiddenFollowers(): HiddenFollowers {
  let crossings: Crossing[] = [];
  let candidates: Candidate[] = [];
  return {
    step(recent, { things, gone, aspect }, nowMs) {
      crossings = crossings.filter(({ atMs }) => nowMs - atMs <= AFTER_MS + BEFORE_MS);
      for (const { crossing } of recent) if (!crossings.includes(crossing)) crossings.push(crossing);
      // Only who was never seen before can have been hidden in the leader's box; a first listing brings two looks.
      for (const follower of things) {
        if (!follower.seen || follower.looks > 2 || candidates.some((one) => one.follower === follower)) continue;
        const leader = things.find((one) => comesOutOf(follower, one, aspect));
        if (leader) candidates.push({ leader, follower, looks: 0 });
      }
      const found: HiddenFollower[] = [];
      candidates = candidates.filter((one) => {
        const { follower, leader } = one;
        if (gone.includes(follower) || gone.includes(leader)) return false;
        if (nowMs - follower.bornMs > AFTER_MS) return false;
        if (!follower.seen || !leader.seen) return true;
        if (isApartInStep(leader, follower, aspect)) one.looks++;
        if (nowMs - follower.bornMs < APART_MS || one.looks < APART_LOOKS) return true;
        const crossing = crossings.find((c) => c.thing === leader && isBehind(follower, c, aspect));
        if (crossing) found.push({ leader: crossing, follower });
        return !crossing;
      });
      return found;
    },
    clear() {
      crossings = [];
      candidates = [];
    },
  };
}

/** Of the leader's family, about as large, and touching its box. */
function comesOutOf(follower: Thing, leader: Thing, aspect: number): boolean {
  if (leader === follower || !leader.seen || follower.family !== leader.family) return false;
  if (leader.bornMs >= follower.bornMs || follower.size > ALIKE * leader.size || leader.size > ALIKE * follower.size)
    return false;
  return boxOverlap(follower.box, leader.box) > 0 && awayFrom(follower, leader, aspect) <= NEAR * leader.size;
}

function isApartInStep(leader: Thing, follower: Thing, aspect: number): boolean {
  const speed = Math.hypot(leader.vx, leader.vy);
  if (speed < WALKS * leader.size || follower.score < SURE * leader.score) return false;
  if (Math.hypot(follower.vx - leader.vx, follower.vy - leader.vy) > IN_STEP * speed) return false;
  const smaller = Math.min(boxArea(leader.box), boxArea(follower.box));
  if (boxOverlap(leader.box, follower.box) > SHARED * smaller) return false;
  return awayFrom(follower, leader, aspect) <= NEAR * leader.size;
}

/** On the side of the line to which the leader crossed, and born about that time. */
function isBehind({ bornMs, x, y, size }: Thing, { atMs, point, normal }: Crossing, aspect: number): boolean {
  if (bornMs < atMs - BEFORE_MS || bornMs > atMs + AFTER_MS) return false;
  return (x - point[0]) * aspect * normal[0] + (y - point[1]) * normal[1] >= BEYOND * size;
}

function awayFrom(a: Thing, b: Thing, aspect: number): number {
  return Math.hypot((a.x - b.x) * aspect, a.y - b.y);
}
