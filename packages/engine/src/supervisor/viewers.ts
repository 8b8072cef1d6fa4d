// Who looks at which camera live, and through which worker.
import type { LiveChunk } from "@vigie/core";
import type { LiveSubscription } from "../fleet.ts";
import type { WorkerProcess } from "./worker-process.ts";

interface Viewer {
  process: WorkerProcess;
  onChunk(chunk: LiveChunk): void;
  onEnd(reason: string): void;
}

export class Viewers {
  readonly #viewers = new Map<number, Viewer>();
  #next = 1;

  /** Errors: `camera.blind` and those of the worker. */
  async open(process: WorkerProcess, cameraId: string, sink: Omit<Viewer, "process">): Promise<LiveSubscription> {
    const number = this.#next++;
    // Chunks may come before the answer: the viewer must be known first.
    this.#viewers.set(number, { process, ...sink });
    try {
      const answer = await process.ask((ask) => ({ type: "live-open", cameraId, viewer: number, ask }));
      const { mimeType } = answer as { mimeType: string };
      return {
        mimeType,
        close: () => {
          if (this.#viewers.delete(number)) process.send({ type: "live-close", viewer: number });
        },
      };
    } catch (cause) {
      this.#viewers.delete(number);
      throw cause;
    }
  }

  show(number: number, chunk: LiveChunk): void {
    this.#viewers.get(number)?.onChunk(chunk);
  }

  end(number: number, reason: string): void {
    const viewer = this.#viewers.get(number);
    this.#viewers.delete(number);
    viewer?.onEnd(reason);
  }

  /** All that this worker showed. */
  endAllOf(process: WorkerProcess, reason: string): void {
    for (const [number, viewer] of this.#viewers) if (viewer.process === process) this.end(number, reason);
  }
}
