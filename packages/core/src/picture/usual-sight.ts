// What is usual of a camera's pictures beside its view itself: how much of the view is seen, how light and how rich in edges it is.

export interface UsualSight extends Readonly<KeptUsualSight> {
  /** Range: edges over two pixels of the half picture; told with each look, and how long ago the last one was. */
  noteEdges(edgeLevels: number, sinceMs: number): void;
  /** `isNew`: the light of the first looks is taken as it is. Unit: levels of 255. */
  noteLight(mean: number, isNew: boolean): void;
  /** Range: share of the view that is intact; `looks` that it was learnt from. */
  noteIntact(share: number, looks: number): void;
  /** The view was accepted by a person. */
  adopt(): void;
  kept(): KeptUsualSight;
  goOn(kept: KeptUsualSight): void;
}

export interface KeptUsualSight {
  /** How much of the view is usually intact; a place where all is always in motion teaches that here. */
  usuallyIntact: number;
  /** Mean light of about the last minute. Unit: levels of 255. */
  usualLight: number;
  /** As many edges as a clear picture has here: soon learnt, and not forgotten within half a day of fog. */
  clearEdges: number;
  /** Whether the edges went bit by bit when the picture became empty; null while it is not. */
  isEmptiedSlowly: boolean | null;
}

/** A picture with fewer shows nothing, and what went within so many looks went at once. Unit: levels over two pixels. */
export const EMPTY_EDGES = 1.6;
const EDGE_LOOKS = 4;
const LIGHT_LOOKS = 60;
const INTACT_LOOKS = 120;
/** So much of a view that a person has just accepted counts as intact. */
const ADOPTED_INTACT = 0.5;
/** Half a day of weather, and a clear moment. Unit: ms. */
const FOG_LEARNT_OVER_MS = 6 * 3_600_000;
const CLEAR_LEARNT_OVER_MS = 20_000;

export function createUsualSight(): UsualSight {
  let usuallyIntact = 0;
  let usualLight = 255;
  let clearEdges = 0;
  let isEmptiedSlowly: boolean | null = null;
  /** Of the newest looks. */
  const edges: number[] = [];

  return {
    get usuallyIntact() {
      return usuallyIntact;
    },
    get usualLight() {
      return usualLight;
    },
    get clearEdges() {
      return clearEdges;
    },
    get isEmptiedSlowly() {
      return isEmptiedSlowly;
    },
    noteEdges(edgeLevels, sinceMs) {
      const overMs = edgeLevels > clearEdges ? CLEAR_LEARNT_OVER_MS : FOG_LEARNT_OVER_MS;
      clearEdges += (edgeLevels - clearEdges) * Math.min(1, sinceMs / overMs);
      if (edgeLevels >= EMPTY_EDGES) isEmptiedSlowly = null;
      // A view that has come to have hardly any edges can lose no more than those.
      else isEmptiedSlowly ??= edges.length > 0 && Math.max(...edges) < 2 * EMPTY_EDGES;
      edges.push(edgeLevels);
      if (edges.length > EDGE_LOOKS) edges.shift();
    },
    noteLight(mean, isNew) {
      usualLight += (mean - usualLight) * (isNew ? 1 : 1 / LIGHT_LOOKS);
    },
    noteIntact(share, looks) {
      usuallyIntact += (share - usuallyIntact) / Math.min(INTACT_LOOKS, looks);
    },
    adopt() {
      usuallyIntact = ADOPTED_INTACT;
    },
    kept: () => ({ usuallyIntact, usualLight, clearEdges, isEmptiedSlowly }),
    goOn(kept) {
      ({ usuallyIntact, usualLight, clearEdges, isEmptiedSlowly } = kept);
    },
  };
}
