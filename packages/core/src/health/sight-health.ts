// What a camera's own sight means for its health: a sentence that a person can act on.
import type { Sight, SightCondition } from "../picture/index.ts";

export interface SightHealth {
  code: string;
  message: string;
  /** Nothing can be seen in the pictures; otherwise they show something, but not what they should. */
  isBlind: boolean;
}

/** Null for a clear view. */
export function sightHealth(sight: Sight | null): SightHealth | null {
  return sight ? (PROBLEMS[sight.condition] ?? null) : null;
}

const PROBLEMS: Partial<Record<SightCondition, SightHealth>> = {
  black: {
    code: "view.black",
    message: "The camera's picture is black: look at its lens, its light and its cable.",
    isBlind: true,
  },
  covered: {
    code: "view.covered",
    message: "The camera is covered: something stands or hangs before its lens.",
    isBlind: true,
  },
  "partly covered": {
    code: "view.partly-covered",
    message: "A part of the camera's view is covered: something stands, hangs or was sprayed before its lens.",
    isBlind: false,
  },
  moved: {
    code: "view.moved",
    message:
      "The camera shows another view than before: turn it back, or draw its lines and zones anew and accept the new view.",
    isBlind: false,
  },
  blurred: {
    code: "view.blurred",
    message: "The camera's picture is blurred: clean the lens and look at its focus.",
    isBlind: false,
  },
  frozen: {
    code: "view.frozen",
    message: "The camera's picture stands still although its stream goes on: restart the camera.",
    isBlind: true,
  },
  dark: { code: "view.dark", message: "It is too dark to judge the camera's picture.", isBlind: false },
  dazzled: { code: "view.dazzled", message: "The camera is dazzled: most of its picture is white.", isBlind: false },
  hazy: {
    code: "view.hazy",
    message: "The camera's picture has hardly any contrast: fog, rain, or a dirty lens.",
    isBlind: false,
  },
};
