// Alarms and events as they lie in their rows; what a row of an older version lacks gets its default here.
import type { Alarm, SceneEvent } from "@vigie/contracts";

export function alarmOf(body: string): Alarm {
  const stored = JSON.parse(body) as Alarm;
  return withFacts({ ...stored, confidence: stored.confidence ?? null });
}

export function eventOf(body: string): SceneEvent {
  return withFacts(JSON.parse(body) as SceneEvent);
}

/** Rows written before facts were kept have none. */
export function withFacts<T extends { facts: SceneEvent["facts"] }>(record: T): T {
  return { ...record, facts: (record as Partial<T>).facts ?? {} };
}
