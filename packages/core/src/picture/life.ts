// Is the picture alive? A real picture is never the same twice for long; how often it is, each camera teaches by itself.
import type { GrayImage } from "../ports/video.ts";

/** Two pictures of which fewer pixels differ than this are one picture. Share of 1. */
const SAME_SHARE = 0.0003;
/** So unlikely must so many equal pictures in a row be. */
const CHANCE = 1e-6;
/** One in this many may differ all the same: a new key frame of an encoder that is fed one picture. */
const PULSE_EVERY = 6;
const FEWEST_LOOKS = 12;
/** Memory of how often the picture differs. Unit: looks. */
const LEARNT_OVER = 240;
/** An encoder that is fed one picture for ever shows it in turns, as key frame and between two: so many looks back are compared. */
const TURNS = 3;

export interface Life {
  /** True when the picture has stood still for longer than this camera's picture ever does. */
  isFrozen: boolean;
  /** Clock: of the first of the equal pictures. */
  sinceMs: number;
}

export interface LifeWatch {
  look(gray: GrayImage, timeMs: number): Life;
  /** How often the picture differs, and from how many looks that is known. */
  kept(): KeptLife;
  goOn(kept: KeptLife): void;
}

export interface KeptLife {
  usual: number;
  looks: number;
}

export function createLifeWatch(): LifeWatch {
  let last: Uint8Array[] = [];
  let size = "";
  /** Share of looks that differ from the one before. */
  let usual = 0;
  let looks = 0;
  let equal = 0;
  let unequal = 0;
  let sinceMs = 0;
  return {
    kept: () => ({ usual, looks }),
    goOn(kept) {
      usual = kept.usual;
      looks = kept.looks;
    },
    look(gray, timeMs) {
      const { widthPx, heightPx } = gray;
      if (size !== `${widthPx}x${heightPx}`) {
        size = `${widthPx}x${heightPx}`;
        last = [copyOf(gray)];
        sinceMs = timeMs;
        equal = 0;
        return { isFrozen: false, sinceMs };
      }
      const now = copyOf(gray);
      const differs = last.every((before) => isUnlike(before, now));
      last = [...last.slice(1 - TURNS), now];
      if (differs) unequal++;
      else equal++;
      // A pulse among many equal pictures does not end the stillness; two close together do.
      if (differs && unequal > 1 + equal / PULSE_EVERY) {
        for (let i = 0; i < equal + unequal; i++) learn(i < unequal ? 1 : 0);
        equal = 0;
        unequal = 0;
        sinceMs = timeMs;
      }
      const chance = (1 - usual) ** equal;
      return { isFrozen: looks >= FEWEST_LOOKS && equal >= FEWEST_LOOKS && chance < CHANCE, sinceMs };
    },
  };

  function learn(differs: number): void {
    looks++;
    usual += (differs - usual) / Math.min(looks, LEARNT_OVER);
  }
}

function copyOf({ data, widthPx, heightPx, strideBytes }: GrayImage): Uint8Array {
  const copy = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) copy.set(data.subarray(y * strideBytes, y * strideBytes + widthPx), y * widthPx);
  return copy;
}

function isUnlike(before: Uint8Array, now: Uint8Array): boolean {
  const most = SAME_SHARE * now.length;
  let unlike = 0;
  for (let i = 0; i < now.length; i++) {
    if (Math.abs(before[i]! - now[i]!) <= 1) continue;
    if (++unlike > most) return true;
  }
  return false;
}
