// What a lost sight is called when scenarios say why they do not watch.
import type { SightCondition } from "../picture/index.ts";

/** One half-sentence, or null for a view that can be judged. */
export function sightProblem(condition: SightCondition): string | null {
  return REASONS[condition] ?? null;
}

const REASONS: Partial<Record<SightCondition, string>> = {
  black: "the camera's picture is black",
  covered: "the camera is covered",
  "partly covered": "a part of the camera's view is covered",
  moved: "the camera no longer shows the view that it was set up for",
  blurred: "the camera's picture is blurred",
  frozen: "the camera's picture stands still",
};
