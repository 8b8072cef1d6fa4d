// One frame of a clip as it lies on disk between looking and labelling.
import type { SeenFrame } from "./follow.ts";

/** What the teacher saw in one frame, and where its picture lies. */
export interface SeenPicture extends SeenFrame {
  file: string;
  /** Of the clip; the picture may be smaller. */
  widthPx: number;
  heightPx: number;
  /** Mean brightness. Range: 0 to 255. */
  luma: number;
}
