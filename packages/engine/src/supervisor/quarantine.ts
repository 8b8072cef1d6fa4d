// Which cameras have brought their worker down, and which of them are set aside for it.

const STRIKES = 2;
const WINDOW_MS = 10 * 60_000;

export class Quarantine {
  readonly #strikes = new Map<string, number[]>();
  readonly #aside = new Map<string, string>();

  /** Notes that a worker fell while it worked for the camera; true when the camera is set aside for it. Clock: monotonicMs. */
  strike(cameraId: string, description: string, monotonicMs: number): boolean {
    const recent = (this.#strikes.get(cameraId) ?? []).filter((at) => monotonicMs - at < WINDOW_MS);
    recent.push(monotonicMs);
    this.#strikes.set(cameraId, recent);
    if (recent.length < STRIKES) return false;
    this.#aside.set(
      cameraId,
      `It has brought its worker down ${recent.length} times (${description}) and was set aside; save the camera again to try it once more.`,
    );
    return true;
  }

  /** One sentence, or null when the camera may run. */
  reason(cameraId: string): string | null {
    return this.#aside.get(cameraId) ?? null;
  }

  release(cameraId: string): void {
    this.#aside.delete(cameraId);
    this.#strikes.delete(cameraId);
  }
}
