// Why a question about the past cannot be answered, in one sentence each.
import { AppError } from "@vigie/contracts/errors";
import { DamagedMinute } from "@vigie/core";

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

/** `cause`: what the decoder said. */
export function damaged(cameraId: string, minuteMs: number, cause: RangeError): AppError {
  return new AppError({
    code: "retro.damaged",
    kind: "unavailable",
    message: `The stored tracks of camera "${cameraId}" are damaged at ${new Date(minuteMs).toISOString()}: ask about the time before or after.`,
    cause,
  });
}

/** What is read; a minute whose bytes are no tracks is named. Errors: `retro.damaged`, and those of the reading. */
export async function readUndamaged<T>(cameraId: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (cause) {
    throw cause instanceof DamagedMinute ? damaged(cameraId, cause.minuteMs, cause) : cause;
  }
}

export function cancelled(): AppError {
  return new AppError({ code: "retro.cancelled", kind: "conflict", message: "The question was taken back." });
}
