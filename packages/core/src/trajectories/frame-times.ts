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

/** Unit: ms. `room`: where to write them when they fit; more may stand there behind. Errors: RangeError for other bytes. */
export function decodeTimes(bytes: Uint8Array, room?: Float64Array): Float64Array {
  reader.open(bytes);
  const count = reader.unsigned();
  const first = reader.signed();
  const changes = count <= scratch.length ? scratch : new Int32Array(count);
  reader.column(changes, 0, count);
  const times = room && room.length >= count ? room : new Float64Array(count);
  let step = 0;
  let time = first;
  times[0] = first;
  for (let i = 1; i < count; i++) {
    step += changes[i]!;
    time += step;
    times[i] = time;
  }
  return times;
}

const reader = createByteReader();
const scratch = new Int32Array(4096);
