// Where the files of recordings and alarms lie below the data folder.
import type { Alarm } from "@vigie/contracts";

export const RECORDINGS_FOLDER = "recordings";

/** The facts of a recording lie beside it under the same stem. */
export function sidecarOf(recordingPath: string): string {
  return recordingPath.replace(/\.mp4$/, ".json");
}

/** Recordings first: without them their sidecars mean nothing. */
export function recordingFiles(path: string): string[] {
  return [path, sidecarOf(path)];
}

export function alarmFiles(alarm: Pick<Alarm, "eventId">): string[] {
  return [`stills/${alarm.eventId}.jpg`, `clips/${alarm.eventId}.mp4`];
}
