// What a camera's own sight can be like.

/** `clear` or what is wrong. The first six are somebody's doing or a defect, the others are light and weather. */
export type SightCondition =
  | "clear"
  | "black"
  | "covered"
  | "partly covered"
  | "moved"
  | "blurred"
  | "frozen"
  | "dark"
  | "dazzled"
  | "hazy";

export interface Sight {
  condition: SightCondition;
  /** Clock: frame time of the first look that showed it. */
  sinceMs: number;
  /** How sure. Range: 0 to 1. */
  score: number;
  /** Something seems to be wrong, or right again, but it is not sure yet: no time to judge anything by the picture. */
  isDoubted: boolean;
  /** How far the view has moved, where that can be told. Unit: share of the picture's width and height. */
  moved: { x: number; y: number } | null;
}

/** True for what somebody did or what is broken; false for a clear view and for light and weather. */
export function isSightLost(condition: SightCondition): boolean {
  return ["black", "covered", "partly covered", "moved", "blurred", "frozen"].includes(condition);
}
