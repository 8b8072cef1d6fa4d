// What was counted since the report before becomes bins of 15 minutes: sums for crossings, the largest number for places.
import type { CountBin } from "@vigie/core";
import type { CountsDelta } from "@vigie/engine";

export const BIN_MS = 15 * 60_000;

/** The bins that a report adds to; nothing for what stayed at zero. */
export function binsOf(delta: CountsDelta): CountBin[] {
  const binStartMs = Math.floor(delta.atMs / BIN_MS) * BIN_MS;
  const { cameraId } = delta;
  const bins: CountBin[] = [];
  const add = (placeId: string, direction: CountBin["direction"], perClass: Readonly<Record<string, number>>): void => {
    for (const [className, value] of Object.entries(perClass)) {
      if (value > 0) bins.push({ cameraId, placeId, className, direction, binStartMs, value });
    }
  };
  for (const { line, forward, backward } of delta.lines) {
    add(line, "forward", forward);
    add(line, "backward", backward);
  }
  for (const { zone, peak } of delta.zones) add(zone, "inside", peak);
  return bins;
}
