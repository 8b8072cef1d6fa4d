// What a detector takes for a vehicle or a thing although it drove or was carried nowhere: a load, a painting, a heap that was added.
import type { Thing } from "../observations/index.ts";

/** What is seen so soon may have stood there before anybody looked. */
const FIRST_LOOKS_MS = 3_000;

/** True for what appeared well after `fromMs` where it is, and never moved. People are never told from nowhere: they stand before what they hide. */
export function cameFromNowhere({ hasMoved, className, bornMs }: Thing, fromMs: number): boolean {
  return !hasMoved && className !== "person" && bornMs - fromMs > FIRST_LOOKS_MS;
}
