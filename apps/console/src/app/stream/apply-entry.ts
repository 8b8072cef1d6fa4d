// What one entry of the stream changes in what the console already knows.

import type { QueryClient } from "@tanstack/react-query";
import type { Alarm, CameraHealth, CameraView, JournalEntry, SiteSettings } from "@vigie/contracts";

const PRIORITY: Readonly<Record<Alarm["priority"], number>> = { high: 0, normal: 1, low: 2 };

/** Open alarms in the queue's order, the server's own: priority, then confidence, then age; ids decide the rest. */
export function compareInQueue(a: Alarm, b: Alarm): number {
  return (
    PRIORITY[a.priority] - PRIORITY[b.priority] ||
    b.score - a.score ||
    a.raisedAtMs - b.raisedAtMs ||
    (a.id < b.id ? -1 : 1)
  );
}

export function isOpen(alarm: Alarm): boolean {
  return alarm.state === "raised" || alarm.state === "acknowledged";
}

/** The queue with this alarm in its newest form: put in, replaced in place, or taken out. */
export function withAlarm(queue: readonly Alarm[], alarm: Alarm): Alarm[] {
  const others = queue.filter((item) => item.id !== alarm.id);
  return isOpen(alarm) ? [...others, alarm].sort(compareInQueue) : others;
}

/** The cameras with this health at its camera. */
export function withHealth(cameras: readonly CameraView[], health: CameraHealth): CameraView[] {
  return cameras.map((camera) => (camera.id === health.cameraId ? { ...camera, health } : camera));
}

export function applyEntry(cache: QueryClient, entry: JournalEntry): void {
  switch (entry.type) {
    case "alarm":
      applyAlarm(cache, entry.alarm);
      break;
    case "health":
      cache.setQueryData<CameraView[]>(["cameras"], (known) => known && withHealth(known, entry.health));
      break;
    case "camera":
    case "scenario":
      void cache.invalidateQueries({ queryKey: ["cameras"] });
      void cache.invalidateQueries({ queryKey: ["slots"] });
      break;
    case "arm-mode":
      cache.setQueryData<SiteSettings>(["settings"], (known) => known && { ...known, armMode: entry.armMode });
      break;
    case "journey.asked":
      break;
  }
}

/** Puts an alarm, from the stream or from an answer, wherever it is shown. */
export function applyAlarm(cache: QueryClient, alarm: Alarm): void {
  cache.setQueryData<Alarm[]>(["alarms", "queue"], (known) => known && withAlarm(known, alarm));
  cache.setQueryData<Alarm>(["alarm", alarm.id], alarm);
  if (!isOpen(alarm)) void cache.invalidateQueries({ queryKey: ["alarms", "history"] });
}
