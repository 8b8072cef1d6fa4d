// The usual view of a camera, learnt slowly, and what has become of it in a new picture.
import type { GrayImage } from "../ports/video.ts";
import { createEdgeMatch, type EdgeMatch, isStructured, likeness, matchEdges, remainder } from "./edge-match.ts";
import { type EdgePlane, edgesFrom, edgesOf, energyOf, followEdges, type KeptEdges, keepEdges } from "./edge-plane.ts";
import { createFading, type Fading, type KeptFading } from "./fading.ts";
import { halved, meansOf, type Plane, planeOf } from "./plane.ts";
import { type Shift, shiftOf } from "./shift.ts";

export interface ViewMatch {
  /** Looks that the reference was learnt from, and its cells with edges to compare. */
  looks: number;
  structuredCells: number;
  /** Share of those cells that still show the same edges. */
  intactShare: number;
  /** How strong the edges of the intact cells are, for what they usually are; 0 when none is. */
  intactStrength: number;
  /** Share of those cells whose edges are gone with nothing in their place. */
  emptyShare: number;
  /** Share of those cells that are empty because their edges faded before our eyes: slowly, or within seconds. */
  fadedShare: number;
  fadedFastShare: number;
  /** Share of those cells that are empty because hardly any light comes from there. */
  darkenedShare: number;
  /** How much of the fine edges is left, measured against the coarse ones; 1 when as sharp as ever. Where too little is left to tell, what it was before. */
  sharpness: number;
  /** How much contrast is left of the reference's, and how alike the coarse edges run at any contrast (-1 to 1). */
  contrast: number;
  likeness: number;
  /** Mean gradient of the picture alone. Unit: levels over two pixels of the half picture. */
  edgeLevels: number;
}

export interface ViewReference {
  match(gray: GrayImage): ViewMatch;
  /** Takes the picture that was matched last into the reference, which follows in a minute, or in the time given. Unit: ms. */
  learn(timeMs: number, overMs?: number): void;
  /** Where the picture that was matched last lies in the reference: far, and within 3 % of the side. Cost: about 8 ms each. */
  shift(): Shift;
  shiftNearby(): Shift;
  /** The picture that was matched last replaces much of the reference: the view drifts. */
  realign(timeMs: number): void;
  /** The picture that was matched last is the usual view from now on. */
  adopt(timeMs: number): void;
  /** What outlives the process; null before anything was learnt. */
  kept(): KeptView | null;
  /** Goes on from what was kept; a next picture of another size than that begins anew. */
  goOn(kept: KeptView): void;
  /** How often what was learnt was given up, because the picture came in another size. */
  readonly resizes: number;
}

/** The usual view without its light, at half the size of the picture that is looked at: edges, and the mean light of 16 by 9 cells. */
export interface KeptView {
  looks: number;
  half: KeptEdges;
  quarter: KeptEdges;
  means: number[];
  /** Energy of fine edges for that of coarse ones. */
  fineShare: number;
  sharpness: number;
  fading: KeptFading;
}

const GRID = { across: 16, down: 9 };
/** Edges that run so much alike are the same edges. */
const SAME_EDGES = 0.35;
/** So little is left of a cell's edges when nothing took their place. */
const EMPTY = 0.12;
/** Nobody can say how many fine edges there were. */
export const UNKNOWN_FINE_SHARE = 0;
/** A cell that is darker than this, and half as light as usual, has lost its light. Unit: levels of 255. */
const DARKENED = 30;
/** Paint that lets a trace through is at least so light. Share of the usual light of the cell. */
const PAINT_LIGHT = 0.7;
/** With less contrast, or less like the usual view, nobody can say how sharp it is. Share of the usual; -1 to 1. */
const TELLING_CONTRAST = 0.12;
const TELLING_LIKENESS = 0.35;
/** How far a view is looked for. Unit: share of the side. */
const FAR = 0.3;
const NEARBY = 0.031;
/** The reference follows the light in this time. Unit: ms. */
const LEARNT_OVER_MS = 60_000;

export function createViewReference(): ViewReference {
  const coarseMatch = createEdgeMatch({ across: 1, down: 1 });
  const fineMatch = createEdgeMatch({ across: 1, down: 1 });
  const cells = createEdgeMatch(GRID);
  let fading = createFading(GRID.across * GRID.down);
  const means = new Float32Array(GRID.across * GRID.down);
  const usualMeans = new Float32Array(GRID.across * GRID.down);
  let picture: Plane | null = null;
  let half: Plane | null = null;
  let quarter: Plane | null = null;
  /** Null, besides, from when it went on from what was kept until it has learnt again. */
  let usual: EdgePlane | null = null;
  let usualHalf: EdgePlane | null = null;
  let usualQuarter: EdgePlane | null = null;
  let keptFineShare = 0;
  let lastSharpness = 1;
  let looks = 0;
  let learntMs = 0;
  let resizes = 0;

  return {
    ...{ match, learn, realign, shift, shiftNearby, adopt, kept, goOn },
    get resizes() {
      return resizes;
    },
  };

  function match(gray: GrayImage): ViewMatch {
    picture = planeOf(gray, picture);
    half = halved(picture, half);
    quarter = halved(half, quarter);
    if (!usualHalf || !isSameSize(usualHalf, half) || (usual && !isSameSize(usual, picture))) {
      if (looks > 0) resizes++;
      begin();
    }
    matchEdges(half, usualHalf!, cells);
    meansOf(half, GRID, means);
    matchEdges(quarter, usualQuarter!, coarseMatch);
    if (usual) matchEdges(picture, usual, fineMatch);
    const contrast = remainder(coarseMatch, [0]);
    return {
      looks,
      contrast,
      likeness: likeness(coarseMatch, 0),
      ...judgeCells(cells, means, usualMeans, fading),
      sharpness: noteSharpness(contrast),
    };
  }

  /** A lens that loses its focus is seen to do so before its coarse edges are gone as well; fog takes both alike. */
  function noteSharpness(contrast: number): number {
    if (contrast > TELLING_CONTRAST && likeness(coarseMatch, 0) > TELLING_LIKENESS) lastSharpness = sharpness(contrast);
    return lastSharpness;
  }

  function sharpness(contrast: number): number {
    if (usual) return remainder(fineMatch, [0]) / contrast;
    if (keptFineShare === UNKNOWN_FINE_SHARE) return lastSharpness;
    // Fine edges were not kept, only how many there were: grain counts among them.
    return Math.sqrt(fineShareOf(edgesOf(picture!), edgesOf(quarter!)) / keptFineShare);
  }

  function kept(): KeptView | null {
    if (looks === 0 || !usualHalf || !usualQuarter) return null;
    const fineShare = usual ? fineShareOf(usual, usualQuarter) : keptFineShare;
    const [h, q] = [keepEdges(usualHalf), keepEdges(usualQuarter)];
    return {
      looks,
      half: h,
      quarter: q,
      means: Array.from(usualMeans, (mean) => Math.round(mean)),
      fineShare,
      sharpness: lastSharpness,
      fading: fading.kept(),
    };
  }

  function goOn(view: KeptView): void {
    const [h, q] = [edgesFrom(view.half), edgesFrom(view.quarter)];
    if (!h || !q || view.means.length !== usualMeans.length) return;
    usual = null;
    usualHalf = h;
    usualQuarter = q;
    usualMeans.set(view.means);
    keptFineShare = view.fineShare;
    lastSharpness = view.sharpness;
    fading.goOn(view.fading);
    looks = view.looks;
    learntMs = Number.NaN;
  }

  function learn(timeMs: number, overMs = LEARNT_OVER_MS): void {
    const sinceMs = looks === 0 || Number.isNaN(learntMs) ? 0 : timeMs - learntMs;
    take(Math.max(1 / (looks + 1), Math.min(0.5, sinceMs / overMs)), timeMs);
  }

  function realign(timeMs: number): void {
    take(0.5, timeMs);
  }

  function take(share: number, timeMs: number): void {
    if (usual) followEdges(usual, picture!, share);
    else usual = inUsualLight(edgesOf(picture!));
    followEdges(usualHalf!, half!, share);
    followEdges(usualQuarter!, quarter!, share);
    for (let i = 0; i < means.length; i++) usualMeans[i]! += (means[i]! - usualMeans[i]!) * share;
    looks++;
    learntMs = timeMs;
  }

  /** Fine edges are as strong as the coarse ones that are known: in the light of then. */
  function inUsualLight(edges: EdgePlane): EdgePlane {
    const contrast = remainder(coarseMatch, [0]);
    if (contrast <= TELLING_CONTRAST) return edges;
    const { gx, gy } = edges;
    for (let i = 0; i < gx.length; i++) {
      gx[i]! /= contrast;
      gy[i]! /= contrast;
    }
    return edges;
  }

  function shift(): Shift {
    return shiftOf(quarter!, usualQuarter!, FAR);
  }

  function shiftNearby(): Shift {
    return shiftOf(half!, usualHalf!, NEARBY);
  }

  function adopt(timeMs: number): void {
    begin();
    looks = 1;
    learntMs = timeMs;
  }

  function begin(): void {
    usual = edgesOf(picture!);
    usualHalf = edgesOf(half!);
    usualQuarter = edgesOf(quarter!);
    meansOf(half!, GRID, usualMeans);
    fading = createFading(GRID.across * GRID.down);
    lastSharpness = 1;
    looks = 0;
  }
}

function judgeCells(
  cells: EdgeMatch,
  means: Float32Array,
  usual: Float32Array,
  fading: Fading,
): Omit<ViewMatch, "looks" | "sharpness" | "contrast" | "likeness"> {
  let structuredCells = 0;
  let intact = 0;
  let strengths = 0;
  let empty = 0;
  let faded = 0;
  let fadedFast = 0;
  let darkened = 0;
  let pixels = 0;
  let energy = 0;
  for (let cell = 0; cell < cells.pixels.length; cell++) {
    pixels += cells.pixels[cell]!;
    energy += cells.now[cell]!;
    if (!isStructured(cells, cell)) continue;
    structuredCells++;
    const isSame = likeness(cells, cell) >= SAME_EDGES;
    const strength = cells.common[cell]! / cells.before[cell]!;
    fading.look(cell, isSame, strength);
    // Where the light went too, it is night or something dark that stands there; paint that lets light through is light itself.
    const isLit = means[cell]! >= PAINT_LIGHT * usual[cell]!;
    const isStruck = isSame && isLit && fading.isStruckToTrace(cell, strength);
    if (isSame && !isStruck) {
      intact++;
      strengths += strength;
    } else if (isStruck || cells.now[cell]! < EMPTY * cells.before[cell]!) {
      empty++;
      const gone = fading.went(cell);
      if (gone === "faded") faded++;
      else if (gone === "faded fast") fadedFast++;
      if (means[cell]! < DARKENED && means[cell]! < usual[cell]! / 2) darkened++;
    }
  }
  return {
    structuredCells,
    intactShare: structuredCells > 0 ? intact / structuredCells : 1,
    intactStrength: intact > 0 ? strengths / intact : 0,
    emptyShare: structuredCells > 0 ? empty / structuredCells : 0,
    fadedShare: structuredCells > 0 ? faded / structuredCells : 0,
    fadedFastShare: structuredCells > 0 ? fadedFast / structuredCells : 0,
    darkenedShare: structuredCells > 0 ? darkened / structuredCells : 0,
    edgeLevels: Math.sqrt(energy / (pixels || 1)),
  };
}

function isSameSize(a: { widthPx: number; heightPx: number }, b: { widthPx: number; heightPx: number }): boolean {
  return a.widthPx === b.widthPx && a.heightPx === b.heightPx;
}

function fineShareOf(fine: EdgePlane, coarse: EdgePlane): number {
  return energyOf(fine) / (energyOf(coarse) || 1);
}
