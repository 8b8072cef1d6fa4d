// Columns of whole numbers as bytes: small numbers take one byte, runs of zeros two in all.

export interface ByteWriter {
  /** Range: 0 to 2^53. */
  unsigned(value: number): void;
  signed(value: number): void;
  /** Without its length: the reader must know it. */
  column(values: ArrayLike<number>, length: number): void;
  bytes(): Uint8Array;
}

/** A run of zeros begins with this token; a single zero is the next one, everything else follows. */
const RUN = 0;
const SHORTEST_RUN = 3;

export function createByteWriter(capacity = 256): ByteWriter {
  let buffer = new Uint8Array(capacity);
  let length = 0;

  function unsigned(value: number): void {
    if (length + 8 > buffer.length) {
      const larger = new Uint8Array(buffer.length * 2 + 8);
      larger.set(buffer);
      buffer = larger;
    }
    let rest = value;
    while (rest >= 0x80) {
      buffer[length++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    buffer[length++] = rest;
  }
  const zigzag = (value: number): number => (value < 0 ? -2 * value - 1 : 2 * value);

  return {
    unsigned,
    signed: (value) => unsigned(zigzag(value)),
    column(values, count) {
      for (let i = 0; i < count; ) {
        let run = 0;
        while (i + run < count && values[i + run] === 0) run++;
        if (run >= SHORTEST_RUN) {
          unsigned(RUN);
          unsigned(run);
          i += run;
        } else {
          unsigned(zigzag(values[i]!) + 1);
          i++;
        }
      }
    },
    bytes: () => buffer.slice(0, length),
  };
}

export interface ByteReader {
  unsigned(): number;
  signed(): number;
  /** Fills the first `length` places. Errors: RangeError when the bytes are not such a column. */
  column(into: Int32Array, length: number): void;
}

export function createByteReader(bytes: Uint8Array): ByteReader {
  let at = 0;

  function unsigned(): number {
    let byte = bytes[at++]!;
    if (byte < 0x80) return byte;
    let value = byte & 0x7f;
    let scale = 0x80;
    do {
      if (at >= bytes.length) throw new RangeError("the bytes end in the middle of a number");
      byte = bytes[at++]!;
      value += (byte & 0x7f) * scale;
      scale *= 0x80;
    } while (byte >= 0x80);
    return value;
  }
  const unzigzag = (value: number): number => (value % 2 === 0 ? value / 2 : -(value + 1) / 2);

  return {
    unsigned,
    signed: () => unzigzag(unsigned()),
    column(into, length) {
      for (let i = 0; i < length; ) {
        if (at >= bytes.length) throw new RangeError("the bytes end before the column does");
        const byte = bytes[at]!;
        if (byte !== RUN && byte < 0x80) {
          // The common case without a call: one byte, one number.
          at++;
          const token = byte - 1;
          into[i++] = (token >>> 1) ^ -(token & 1);
          continue;
        }
        const token = unsigned();
        if (token !== RUN) {
          into[i++] = unzigzag(token - 1);
          continue;
        }
        const run = unsigned();
        if (run > length - i) throw new RangeError("a run is longer than its column");
        into.fill(0, i, i + run);
        i += run;
      }
    },
  };
}
