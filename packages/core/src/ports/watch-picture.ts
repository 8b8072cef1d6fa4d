// The small picture that rules may look at: what a scene's state is judged from, besides the things in it.
import type { GrayImage, PlanarImage } from "./video.ts";

/** Valid only during the step; whoever needs it later copies. Shape: both at most WATCH_PICTURE_PX, the source's aspect. */
export interface WatchPicture {
  rgb: PlanarImage;
  gray: GrayImage;
}

/** Largest size of the picture that rules look at. Unit: pixels. */
export const WATCH_PICTURE_PX = { maxWidthPx: 320, maxHeightPx: 180 } as const;
