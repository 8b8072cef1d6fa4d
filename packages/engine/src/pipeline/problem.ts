// What went wrong, as health tells it: a code and one sentence.
import { AppError } from "@vigie/contracts";

export interface Problem {
  code: string;
  message: string;
}

/** Anything thrown, in the words of its author where it is an AppError. */
export function asProblem(cause: unknown): Problem {
  if (cause instanceof AppError) return { code: cause.code, message: cause.message };
  return { code: "camera.internal", message: cause instanceof Error ? cause.message : String(cause) };
}
