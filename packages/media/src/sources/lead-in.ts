// Gives times to the first packets of a live stream, which FFmpeg hands over before it knows the camera's clock.

export interface RawTimes {
  dtsUs: number | null;
  ptsUs: number | null;
}

/** Packets held back at most until one has a decode time. */
export const MAX_LEAD_IN = 8;

/** True when these packets cannot be timed yet. */
export function needsMore(times: readonly RawTimes[]): boolean {
  return times.length < MAX_LEAD_IN && times.at(-1)!.dtsUs === null;
}

/**
 * The same packets with every time that follows from the later ones: decode times count backwards from the first known one,
 * and a first picture without a time comes one picture before the earliest of the others.
 */
export function fillLeadIn(times: readonly RawTimes[], frameDurationUs: number): RawTimes[] {
  const filled = times.map((each) => ({ ...each }));
  for (let i = filled.length - 2; i >= 0; i--) {
    const next = filled[i + 1]!.dtsUs;
    if (next !== null) filled[i]!.dtsUs ??= next - frameDurationUs;
  }
  const [first, ...others] = filled;
  const shown = others.flatMap((each) => each.ptsUs ?? []);
  if (first && first.ptsUs === null && shown.length > 0) first.ptsUs = Math.min(...shown) - frameDurationUs;
  return filled;
}
