// Tells the journal of a camera's health only when its state or its reason changes, not at each heartbeat.
import type { CameraHealth } from "@vigie/contracts";
import type { Clock, Journal } from "@vigie/core";
import { shownHealth } from "../cameras/camera-book.ts";

export interface HealthJournal {
  note(health: CameraHealth): void;
  /** Resolves when everything noted so far is stored. */
  settled(): Promise<void>;
}

/** `onTrouble` hears of an entry that the store did not take; the camera's next report brings it again. */
export function createHealthJournal(
  journal: Journal,
  clock: Clock,
  onTrouble: (cause: unknown) => void,
): HealthJournal {
  const told = new Map<string, string>();
  let queue: Promise<void> = Promise.resolve();

  return {
    note(reported) {
      const health = shownHealth(reported);
      const words = JSON.stringify([health.state, health.code, stableReason(health.reason), health.notWatching]);
      if (told.get(health.cameraId) === words) return;
      told.set(health.cameraId, words);
      queue = queue.then(async () => {
        try {
          await journal.append({ type: "health", health }, clock.nowMs());
        } catch (cause) {
          told.delete(health.cameraId);
          onTrouble(cause);
        }
      });
    },
    settled: () => queue,
  };
}

/** A reason that only counts on ("no picture for 12 s") is the same reason. */
function stableReason(reason: string): string {
  return reason.replace(/\d+([.,]\d+)?/g, "#");
}
