// "I know this one": the object of an alarm is not told of again while it stays.
import { type Alarm, cameraViewSchema, knownObjectSchema, SCENARIO_KINDS } from "@vigie/contracts";
import { request } from "../../app/api/http.ts";

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
