// Which version of a camera somebody has changed, so that two people at once do not overwrite each other unseen.
import { createHash } from "node:crypto";
import { AppError, type CameraConfig, type CameraPatch } from "@vigie/contracts";

/** Overwrites whatever is there. */
const ANY = "*";

/** Changes with every stored change of the camera; what is drawn and what is set have a part each. */
export function versionOf(camera: CameraConfig): string {
  const { scene, ...settings } = camera;
  return `${hash(settings)}.${hash(scene)}`;
}

/**
 * Passes when the parts that the patch changes are still as they were in the version that its author saw. Who names none overwrites, as
 * HTTP has it for a request without the header. Errors: `camera.changed`.
 */
export function requireSameVersion(before: CameraConfig, patch: CameraPatch, ifMatch: string | undefined): void {
  const { scene, ...settings } = patch;
  if (ifMatch === undefined || ifMatch.trim() === ANY) return;
  const named = ifMatch
    .trim()
    .replace(/^W\//, "")
    .replace(/^"(.*)"$/, "$1");
  const [seenSettings, seenScene] = named.split(".");
  const [settingsNow, sceneNow] = versionOf(before).split(".");
  const isOutdated =
    (scene !== undefined && seenScene !== sceneNow) ||
    (Object.keys(settings).length > 0 && seenSettings !== settingsNow);
  if (!isOutdated) return;
  throw new AppError({
    code: "camera.changed",
    kind: "conflict",
    message: `Somebody else has changed camera "${before.name}" meanwhile: nothing of yours was stored; look at theirs first.`,
    details: { version: versionOf(before) },
  });
}

function hash(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("base64url").slice(0, 16);
}
