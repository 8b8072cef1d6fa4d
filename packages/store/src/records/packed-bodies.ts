// Looks of single pieces, taken out of minutes that were packed.
import { DamagedMinute, openPackedLooks, type PackedLooks, type PieceKey } from "@vigie/core";
import { unsealed } from "./sealed-bytes.ts";

/** Hands over the packed looks of these minutes, of more when that is faster, in any order. */
export type EachPackedMinute = (
  minutesMs: readonly number[],
  each: (minuteMs: number, looks: Uint8Array) => void,
) => Promise<void>;

/** In the order asked for; null for those that no packed minute has, or one that is damaged. */
export async function packedBodies(
  keys: readonly PieceKey[],
  eachMinute: EachPackedMinute,
): Promise<(Uint8Array | null)[]> {
  const bodies = new Array<Uint8Array | null>(keys.length).fill(null);
  const wanted = new Map<number, number[]>();
  for (let n = 0; n < keys.length; n++) {
    const ofMinute = wanted.get(keys[n]!.minuteMs);
    if (ofMinute) ofMinute.push(n);
    else wanted.set(keys[n]!.minuteMs, [n]);
  }
  await eachMinute([...wanted.keys()], (minuteMs, stored) => {
    const ofMinute = wanted.get(minuteMs);
    if (!ofMinute) return;
    const looks = unsealed(stored);
    const packed = looks && openWhole(looks, minuteMs);
    if (!packed) return;
    const { count, trackIds, begins } = packed;
    let at = 0;
    for (const n of ofMinute) {
      const { trackId } = keys[n]!;
      // Asked for by rising track, one walk finds them all.
      if (at > 0 && trackIds[at - 1]! >= trackId) at = 0;
      while (at < count && trackIds[at]! < trackId) at++;
      if (at < count && trackIds[at] === trackId) bodies[n] = looks.subarray(begins[at], begins[at + 1]);
    }
  });
  return bodies;
}

function openWhole(looks: Uint8Array, minuteMs: number): PackedLooks | null {
  try {
    return openPackedLooks(looks, minuteMs);
  } catch (cause) {
    if (cause instanceof DamagedMinute) return null;
    throw cause;
  }
}

/** Asks once more, another way, for what was not found. */
export async function withMissing(
  keys: readonly PieceKey[],
  bodies: (Uint8Array | null)[],
  read: (missing: readonly PieceKey[]) => Promise<(Uint8Array | null)[]>,
): Promise<(Uint8Array | null)[]> {
  const places = [...bodies.keys()].filter((n) => bodies[n] === null);
  if (places.length === 0) return bodies;
  const found = await read(places.map((n) => keys[n]!));
  for (const [i, n] of places.entries()) bodies[n] = found[i]!;
  return bodies;
}
