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
  /** Goes on with other bytes, from their beginning. */
  open(bytes: Uint8Array): void;
  unsigned(): number;
  signed(): number;
  /** Fills `length` places from `from` on. Errors: RangeError when the bytes are not such a column. */
  column(into: Int32Array, from: number, length: number): void;
  /** How many bytes were read. */
  at(): number;
}

const NOTHING: Uint8Array = new Uint8Array(0);

export function createByteReader(given: Uint8Array = NOTHING): ByteReader {
  let bytes: Uint8Array = given;
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

  /** A run of zeros, or a number of several bytes; returns how many places it filled. */
  function seldom(into: Int32Array, from: number, room: number): number {
    const token = unsigned();
    if (token !== RUN) {
      into[from] = unzigzag(token - 1);
      return 1;
    }
    const run = unsigned();
    if (run > room) throw new RangeError("a run is longer than its column");
    into.fill(0, from, from + run);
    return run;
  }

  return {
    open(next) {
      bytes = next;
      at = 0;
    },
    unsigned,
    signed: () => unzigzag(unsigned()),
    column(into, from, length) {
      const end = from + length;
      const source = bytes;
      let p = at;
      for (let i = from; i < end; ) {
        if (p >= source.length) throw new RangeError("the bytes end before the column does");
        const byte = source[p]!;
        if (byte !== RUN && byte < 0x80) {
          // The common case without a call: one byte, one number.
          p++;
          const token = byte - 1;
          into[i++] = (token >>> 1) ^ -(token & 1);
          continue;
        }
        at = p;
        i += seldom(into, i, end - i);
        p = at;
      }
      at = p;
    },
    at: () => at,
  };
}
