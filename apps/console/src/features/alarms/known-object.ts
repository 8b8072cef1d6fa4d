// "I know this one": the object of an alarm is not told of again while it stays.
import { type Alarm, cameraViewSchema, knownObjectSchema, SCENARIO_KINDS } from "@vigie/contracts";
import { ApiError, request } from "../../app/api/http.ts";

const ABOUT_STILL_THINGS: ReadonlySet<string> = new Set(
  SCENARIO_KINDS.filter(({ family }) => family === "stillness").map(({ kind }) => kind),
);

/** Known objects are left out of what such a kind tells. */
export function aboutStillThings(kind: string): boolean {
  return ABOUT_STILL_THINGS.has(kind);
}

/** Only something that stands or lies at one place can be known again. */
export function canBeKnown(alarm: Pick<Alarm, "kind" | "box">): boolean {
  return alarm.box !== null && aboutStillThings(alarm.kind);
}

export function rememberObject(alarmId: string) {
  return request(knownObjectSchema, `/alarms/${encodeURIComponent(alarmId)}/known-object`, {
    method: "POST",
    body: {},
  });
}

/** Tells of it again. */
export function forgetObject(cameraId: string, knownId: string) {
  return request(cameraViewSchema, `/cameras/${cameraId}/known-objects/${knownId}`, { method: "DELETE" });
}

/** As above; that it is forgotten already, because the object has left, is as good. Errors: ApiError otherwise. */
export async function forgetIfKnown(cameraId: string, knownId: string): Promise<void> {
  try {
    await forgetObject(cameraId, knownId);
  } catch (error) {
    if (!(error instanceof ApiError && error.problem.code === "known-object.not-found")) throw error;
  }
}
