// What a scenario keeps of how its drawn place usually looks, so that it outlives the process.
import type { KeptLamp } from "./lamp.ts";
import type { KeptPlaceMemory } from "./place-memory.ts";
import type { KeptPlume } from "./plume.ts";

export type KeptLook = KeptPlaceMemory | KeptLamp | KeptPlume;

export interface LookKeeper {
  /** What outlives the process; null before anything was learnt. */
  kept(): KeptLook | null;
  /** Goes on from what was kept. Before the first look only; what does not fit is passed over, and the place learnt anew. */
  goOn(kept: KeptLook): void;
}
