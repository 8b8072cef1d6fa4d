// Why a question about the past cannot be answered, in one sentence each.
import { AppError } from "@vigie/contracts/errors";

export function nothingStored(cameraId: string): AppError {
  return new AppError({
    code: "retro.nothing-stored",
    kind: "conflict",
    message: `No tracks of camera "${cameraId}" are stored for this period: it was not analysed then, or its time is over.`,
  });
}

export function notWatching(reason: string): AppError {
  return new AppError({
    code: "retro.not-watching",
    kind: "conflict",
    message: `The scenario would not have watched: ${reason}.`,
  });
}

/** Nothing of the period is left that is not damaged. */
export function allDamaged(cameraId: string): AppError {
  return new AppError({
    code: "retro.damaged",
    kind: "unavailable",
    message: `The stored tracks of camera "${cameraId}" are damaged throughout this period: ask about the time before or after.`,
  });
}

/** One sentence about stored minutes that were left out. Clock: first and last frame of them. */
export function leftOut(cameraId: string, fromMs: number, toMs: number, minutes: number): string {
  const from = new Date(fromMs).toISOString();
  if (minutes === 1)
    return `The stored minute ${from} of camera "${cameraId}" is damaged, or was deleted meanwhile, and was left out.`;
  const to = new Date(toMs).toISOString();
  return `The ${minutes} stored minutes from ${from} to ${to} of camera "${cameraId}" are damaged, or were deleted meanwhile, and were left out.`;
}

export function cancelled(): AppError {
  return new AppError({ code: "retro.cancelled", kind: "conflict", message: "The question was taken back." });
}
