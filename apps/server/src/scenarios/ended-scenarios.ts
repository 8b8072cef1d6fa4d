// Temporary scenarios announce their end: one journal entry when `until` has passed, also when the server was off at that moment.
import type { Clock, Records } from "@vigie/core";

/** Wall time up to which ends were announced. */
const ANNOUNCED_SETTING = "scenarios.ends-announced-ms";

/** Announces every end since the call before; returns how many. The first call of all only remembers the time. */
export async function announceEndedScenarios(records: Records, clock: Clock): Promise<number> {
  const nowMs = clock.nowMs();
  const stored = await records.settings.get(ANNOUNCED_SETTING);
  const fromMs = stored === null ? nowMs : Number(stored);
  let announced = 0;
  for (const { id: cameraId, name: cameraName, scene } of await records.cameras.list()) {
    for (const { id: scenarioId, name, until } of scene.scenarios) {
      const untilMs = until === undefined ? Number.NaN : Date.parse(until);
      if (!(untilMs > fromMs && untilMs <= nowMs)) continue;
      const scenarioName = name ?? scenarioId;
      await records.journal.append(
        { type: "scenario", change: "ended", cameraId, cameraName, scenarioId, scenarioName, untilMs },
        nowMs,
      );
      announced++;
    }
  }
  // A clock that was set back announces nothing a second time.
  if (stored === null || nowMs > fromMs) await records.settings.set(ANNOUNCED_SETTING, String(nowMs));
  return announced;
}
