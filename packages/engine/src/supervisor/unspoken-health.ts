// The health of a camera that no worker speaks for: never "ok", never silent.
import type { CameraHealth } from "@vigie/contracts";
import { applyHealthFact, beginHealth, type HealthFact } from "@vigie/core";

/** Health that follows from one fact alone. */
export function healthWithout(cameraId: string, fact: HealthFact): CameraHealth {
  return applyHealthFact(beginHealth(cameraId, fact.atMs), fact).health;
}

/** Health of a camera that its owner has switched off. */
export function disabledHealth(cameraId: string, atMs: number): CameraHealth {
  return { ...beginHealth(cameraId, atMs).health, code: "camera.disabled", reason: "The camera is switched off." };
}
