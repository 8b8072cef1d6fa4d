// Why a question about the past cannot be answered, in one sentence each.
import { AppError, type Scenario, scenarioKindInfo } from "@vigie/contracts";
import { ruledKinds } from "@vigie/core";

/** Errors: `retro.needs-picture`, `retro.not-built`. */
export function requireAnswerable(scenario: Scenario): void {
  const { evidence } = scenarioKindInfo(scenario.kind);
  if (evidence !== "tracks") {
    throw new AppError({
      code: "retro.needs-picture",
      kind: "invalid",
      message: `A scenario of kind "${scenario.kind}" is judged from the picture, and only tracks are kept of the past: it can be started, but not be asked about what was.`,
    });
  }
  if (!ruledKinds.includes(scenario.kind)) {
    throw new AppError({
      code: "retro.not-built",
      kind: "invalid",
      message: `This build has no rule for scenarios of kind "${scenario.kind}".`,
    });
  }
}

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

export function cancelled(): AppError {
  return new AppError({ code: "retro.cancelled", kind: "conflict", message: "The question was taken back." });
}
