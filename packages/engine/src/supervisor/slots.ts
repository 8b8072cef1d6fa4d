// Places for worker processes, and the cameras that each of them holds: a place outlives the process that fills it.
import { RestartPace } from "./restart-pace.ts";
import type { WorkerProcess } from "./worker-process.ts";

export interface Slot {
  process: WorkerProcess;
  cameras: Set<string>;
  restarts: number;
  pace: RestartPace;
  rssBytes: number;
  cpuShare: number;
}

export class Slots {
  readonly all: Slot[] = [];

  add(fork: (slot: Slot) => WorkerProcess): void {
    const slot: Slot = {
      process: undefined as never,
      cameras: new Set(),
      restarts: 0,
      pace: new RestartPace(),
      rssBytes: 0,
      cpuShare: 0,
    };
    slot.process = fork(slot);
    this.all.push(slot);
  }

  of(cameraId: string): Slot | undefined {
    return this.all.find((slot) => slot.cameras.has(cameraId));
  }

  leastLoaded(): Slot {
    return this.all.reduce((a, b) => (b.cameras.size < a.cameras.size ? b : a));
  }
}
