// How a stream says that its pictures must be turned before they are shown: a phone held upright, a camera hung upside down.
import { AV_PKT_DATA_DISPLAYMATRIX, type CodecParameters } from "node-av";

export interface Orientation {
  /** FFmpeg filters from the coded to the upright picture. */
  readonly filters: string;
  /** Width and height change places. */
  readonly swapsSides: boolean;
}

/**
 * What the display matrix asks for, as players follow it: quarter turns and mirrors. Null when the picture is upright already;
 * other angles, which players do not follow either, are null too.
 * Source: ISO/IEC 14496-12, track header box; `x' = a x + c y`, `y' = b x + d y`.
 */
export function orientationOf(parameters: CodecParameters): Orientation | null {
  const matrix = parameters.getCodedSideData(AV_PKT_DATA_DISPLAYMATRIX);
  if (!matrix || matrix.length < 36) return null;
  // FFmpeg keeps the nine numbers in the byte order of the machine, which is this one wherever its binding runs.
  const at = (index: number) => new DataView(matrix.buffer, matrix.byteOffset, matrix.length).getInt32(index * 4, true);
  const [a, b, c, d] = [at(0), at(1), at(3), at(4)];
  if (b === 0 && c === 0 && a !== 0 && d !== 0) return mirrored(a < 0, d < 0);
  if (a === 0 && d === 0 && b !== 0 && c !== 0) return { filters: `transpose=${turn(b > 0, c > 0)}`, swapsSides: true };
  return null;
}

function mirrored(horizontally: boolean, vertically: boolean): Orientation | null {
  const filters = [...(horizontally ? ["hflip"] : []), ...(vertically ? ["vflip"] : [])];
  return filters.length === 0 ? null : { filters: filters.join(","), swapsSides: false };
}

/** Columns become rows; each sign says whether they run the same way. */
function turn(rowsForward: boolean, columnsForward: boolean): string {
  if (rowsForward) return columnsForward ? "cclock_flip" : "clock";
  return columnsForward ? "cclock" : "clock_flip";
}
