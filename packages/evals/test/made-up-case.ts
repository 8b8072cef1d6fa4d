// A made-up case with crossings, misses, false boxes and wrong numbers, the same on every machine.
import { type MotRow, seededRandom } from "@vigie/evals";

export function madeUpCase(seed: number): { truth: MotRow[]; result: MotRow[] } {
  const random = seededRandom(seed);
  const truth: MotRow[] = [];
  const result: MotRow[] = [];
  const row = (frame: number, id: number, leftPx: number, topPx: number): MotRow => ({
    frame,
    id,
    leftPx,
    topPx,
    widthPx: 40,
    heightPx: 90,
    confidence: 1,
  });
  for (let frame = 1; frame <= 60; frame++) {
    for (let id = 1; id <= 6; id++) {
      if (frame < id * 3 || frame > 40 + id * 3) continue;
      const left = 100 + 30 * id + (id % 2 === 0 ? 4 : -3) * frame;
      const top = 200 + 8 * id + Math.round(random() * 4);
      truth.push(row(frame, id, left, top));
      if (random() < 0.2) continue;
      // Numbers change at frame 30 for every third thing.
      const given = frame > 30 && id % 3 === 0 ? id + 100 : id + 10;
      result.push(row(frame, given, left + Math.round(random() * 16 - 8), top + Math.round(random() * 30 - 15)));
    }
    if (random() < 0.3) result.push(row(frame, 900 + Math.floor(random() * 3), Math.round(random() * 500), 400));
  }
  return { truth, result };
}
