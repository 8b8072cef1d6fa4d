// A camera that shows nothing watches nothing: every scenario of it says so, with the reason.
import type { CameraHealth, Scenario } from "@vigie/contracts";

/** The health with all its scenarios among those that do not watch while the camera sees nothing; unchanged otherwise. */
export function withSilentScenarios(health: CameraHealth, scenarios: readonly Pick<Scenario, "id">[]): CameraHealth {
  if (health.state === "ok" || health.state === "degraded" || scenarios.length === 0) return health;
  const isOff = health.code === "camera.disabled";
  const reason = isOff ? "the camera is switched off" : `the camera shows nothing: ${withoutStop(health.reason)}`;
  const notWatching = scenarios.map(({ id }) => ({
    scenarioId: id,
    reason,
    ...(isOff ? { planned: true } : {}),
  }));
  return { ...health, notWatching };
}

/** A reason stands inside a longer sentence. */
const withoutStop = (sentence: string) => sentence.replace(/\.$/, "");
