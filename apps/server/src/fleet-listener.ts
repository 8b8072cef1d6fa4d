// What the fleet tells the server, each to its place: alarms to the desk, segments to the index, counts to their bins, tracks to their minutes, what was learnt to its camera, health to the journal, spent notes to the camera that keeps them.
import type { Records } from "@vigie/core";
import type { FleetListener } from "@vigie/engine";
import type { AlarmDesk } from "./alarms/alarm-desk.ts";
import type { CameraBook } from "./cameras/camera-book.ts";
import type { HealthJournal } from "./health/health-journal.ts";
import { binsOf } from "./jobs/count-bins.ts";

/** What rejects was not stored; the fleet keeps it and tries again. */
export function createFleetListener(
  records: Records,
  desk: AlarmDesk,
  health: HealthJournal,
  changeScene: CameraBook["changeScene"],
): FleetListener {
  return {
    onEvent: (event) => desk.onEvent(event),
    onEventMedia: (media) => desk.onEventMedia(media),
    onHealth: (state) => health.note(state),
    onSegment: (segment) => records.segments.insert(segment),
    async onCounts(delta) {
      const bins = binsOf(delta);
      if (bins.length > 0) await records.counts.add(bins);
    },
    onTrace: (chunk) => records.trajectories.add(chunk),
    onMemory: (memory) => records.memories.put(memory),
    async onKnownObjectsSpent({ cameraId, ids }) {
      const kept = (await records.cameras.get(cameraId))?.scene.knownObjects ?? [];
      if (!kept.some(({ id }) => ids.includes(id))) return;
      await changeScene(cameraId, (scene) => ({
        ...scene,
        knownObjects: scene.knownObjects.filter(({ id }) => !ids.includes(id)),
      }));
    },
  };
}
