// Times of analysed frames as bytes: of an even stream a few bytes a minute.
import { createByteReader, createByteWriter } from "./integer-columns.ts";

/** `times`: whole ms, strictly rising, at least one. */
export function encodeTimes(times: readonly number[]): Uint8Array {
  const writer = createByteWriter(32);
  writer.unsigned(times.length);
  const seconds = new Float64Array(times.length);
  let step = 0;
  for (let i = 1; i < times.length; i++) {
    const next = times[i]! - times[i - 1]!;
    seconds[i] = next - step;
    step = next;
  }
  writer.signed(times[0]!);
  writer.column(seconds, times.length);
  return writer.bytes();
}

/** Unit: ms. Errors: RangeError for other bytes. */
export function decodeTimes(bytes: Uint8Array): Float64Array {
  const reader = createByteReader(bytes);
  const count = reader.unsigned();
  const first = reader.signed();
  const changes = new Int32Array(count);
  reader.column(changes, count);
  const times = new Float64Array(count);
  let step = 0;
  times[0] = first;
  for (let i = 1; i < count; i++) {
    step += changes[i]!;
    times[i] = times[i - 1]! + step;
  }
  return times;
}
