// The size of a picture that keeps its aspect inside given limits.

export interface SizePx {
  widthPx: number;
  heightPx: number;
}

/** The largest size with the same aspect that fits; `mayEnlarge` false never goes beyond the picture's own size. */
export function fitInside(picture: SizePx, limit: SizePx, mayEnlarge: boolean): SizePx {
  const fit = Math.min(limit.widthPx / picture.widthPx, limit.heightPx / picture.heightPx);
  const factor = mayEnlarge ? fit : Math.min(1, fit);
  return {
    widthPx: Math.max(1, Math.min(limit.widthPx, Math.round(picture.widthPx * factor))),
    heightPx: Math.max(1, Math.min(limit.heightPx, Math.round(picture.heightPx * factor))),
  };
}
