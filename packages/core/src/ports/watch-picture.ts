// The small picture that rules may look at: what a scene's state is judged from, besides the things in it.
import type { GrayImage, PlanarImage } from "./video.ts";

/** Valid only during the step; whoever needs it later copies. Shape: both at most WATCH_PICTURE_PX, the source's aspect. */
export interface WatchPicture {
  rgb: PlanarImage;
  gray: GrayImage;
  /** The same in more detail, when a rule asks for it: at most FINE_PICTURE_PX, never enlarged. */
  fine?: GrayImage | null;
}

/** Largest size of the picture that rules look at. Unit: pixels. */
export const WATCH_PICTURE_PX = { maxWidthPx: 320, maxHeightPx: 180 } as const;

/** Largest size of the picture in more detail. Unit: pixels. */
export const FINE_PICTURE_PX = { maxWidthPx: 960, maxHeightPx: 540 } as const;
