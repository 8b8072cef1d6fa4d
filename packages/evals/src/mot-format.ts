// MOTChallenge text: one box a line, and the little file that says how large and how fast a sequence is.
import { AppError } from "@vigie/contracts";

/** One line: frame and id count from 1 (id -1 for a detection); the box in pixels. */
export interface MotRow {
  frame: number;
  id: number;
  leftPx: number;
  topPx: number;
  widthPx: number;
  heightPx: number;
  /** Detector score, or 0 for a truth row that is not scored. */
  confidence: number;
}

export interface SequenceInfo {
  name: string;
  /** True rate of the listed frames; need not be whole. */
  framesPerS: number;
  frameCount: number;
  widthPx: number;
  heightPx: number;
}

/** Rows in the order of the text. Errors: `mot.bad-row` with the line; `name` tells the reader which file is meant. */
export function parseMot(text: string, name: string): MotRow[] {
  const rows: MotRow[] = [];
  const lines = text.split("\n");
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!.trim();
    if (line === "") continue;
    const values = line.split(/[,\s]+/).map(Number);
    const [frame, id, leftPx, topPx, widthPx, heightPx, confidence = 1] = values;
    if (values.length < 6 || !values.slice(0, 7).every(Number.isFinite) || !Number.isInteger(frame) || frame! < 1) {
      throw new AppError({
        code: "mot.bad-row",
        kind: "invalid",
        message: `${name}, line ${i + 1}: expected "frame, id, left, top, width, height, confidence" with numbers and a frame from 1, found "${line.slice(0, 80)}".`,
        details: { file: name, line: i + 1 },
      });
    }
    rows.push({
      frame: frame!,
      id: id!,
      leftPx: leftPx!,
      topPx: topPx!,
      widthPx: widthPx!,
      heightPx: heightPx!,
      confidence,
    });
  }
  return rows;
}

/** Result form: ten numbers a line, no world coordinates. */
export function formatMot(rows: readonly MotRow[]): string {
  return rows
    .map((r) => {
      const box = [r.leftPx, r.topPx, r.widthPx, r.heightPx].map((v) => Number(v.toFixed(2)));
      return `${r.frame},${r.id},${box.join(",")},${Number(r.confidence.toFixed(4))},-1,-1,-1\n`;
    })
    .join("");
}

/** Reads a `seqinfo.ini`. Errors: `mot.bad-sequence` naming the key. */
export function parseSequenceInfo(text: string, name: string): SequenceInfo {
  const values = new Map<string, string>();
  for (const line of text.split("\n")) {
    const at = line.indexOf("=");
    if (at > 0) values.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  const number = (key: string): number => {
    const value = Number(values.get(key) ?? Number.NaN);
    if (value > 0 && Number.isFinite(value)) return value;
    throw new AppError({
      code: "mot.bad-sequence",
      kind: "invalid",
      message: `${name}: "${key}" must be a number above 0, found "${values.get(key) ?? "nothing"}".`,
      details: { file: name, key },
    });
  };
  return {
    name: values.get("name") ?? name,
    framesPerS: number("frameRate"),
    frameCount: number("seqLength"),
    widthPx: number("imWidth"),
    heightPx: number("imHeight"),
  };
}
