// A tile: the part of the picture that one closer look shows.
import type { PartPx } from "@vigie/core";

/** Shape: [x1, y1, x2, y2]. Space: normalised picture. */
export type Window = readonly [x1: number, y1: number, x2: number, y2: number];

export interface Tile {
  part: PartPx;
  /** Space: normalised picture. */
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

/** What lies nearer to the tile's border may be cut by it. Unit: share of the tile. */
export const TILE_MARGIN = 0.08;
/** Odd sizes leave a pixel over: this near, the tile's border is the picture's. */
const AT_BORDER = 0.01;

/** The tile of even pixels, `share` of the picture on each side, that has the window in its middle as far as the border lets it. */
export function tileAround(
  [x1, y1, x2, y2]: Window,
  { widthPx, heightPx }: { widthPx: number; heightPx: number },
  share: number,
): Tile {
  const side = (sizePx: number) => 2 * Math.max(1, Math.floor((sizePx * share) / 2));
  const start = (middle: number, sizePx: number, tilePx: number) =>
    2 * Math.floor(Math.min(Math.max(middle * sizePx - tilePx / 2, 0), sizePx - tilePx) / 2);
  const part: PartPx = { xPx: 0, yPx: 0, widthPx: side(widthPx), heightPx: side(heightPx) };
  part.xPx = start((x1 + x2) / 2, widthPx, part.widthPx);
  part.yPx = start((y1 + y2) / 2, heightPx, part.heightPx);
  return {
    part,
    x1: part.xPx / widthPx,
    y1: part.yPx / heightPx,
    x2: (part.xPx + part.widthPx) / widthPx,
    y2: (part.yPx + part.heightPx) / heightPx,
  };
}

/** Where nothing is cut by the tile's border; the picture's own border cuts nothing. */
export function innerOf({ x1, y1, x2, y2 }: Tile): Window {
  const marginX = TILE_MARGIN * (x2 - x1);
  const marginY = TILE_MARGIN * (y2 - y1);
  return [
    x1 < AT_BORDER ? 0 : x1 + marginX,
    y1 < AT_BORDER ? 0 : y1 + marginY,
    x2 > 1 - AT_BORDER ? 1 : x2 - marginX,
    y2 > 1 - AT_BORDER ? 1 : y2 - marginY,
  ];
}
