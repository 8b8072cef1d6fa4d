// The exact truth of a film: who is where in each picture, who crosses which line, who stands in which zone.

/** One stretch of frames in which an actor is visible, without a gap. Columns are differences to the row before. */
export interface TruthSpan {
  firstFrame: number;
  /** Space: pixels; boxes of what is visible, x2 and y2 outside. */
  x1: number[];
  y1: number[];
  x2: number[];
  y2: number[];
  /** Share of the actor hidden by nearer things. Unit: percent. */
  hiddenPercent: number[];
}

export interface TruthActor {
  id: number;
  name: string;
  className: string;
  spans: TruthSpan[];
}

export interface LineTruth {
  line: string;
  actor: number;
  timeS: number;
  direction: "forward" | "backward";
}

export interface ZoneTruth {
  zone: string;
  actor: number;
  fromS: number;
  toS: number;
}

export interface Truth {
  version: 1;
  scene: string;
  seed: number;
  fps: number;
  frames: number;
  widthPx: number;
  heightPx: number;
  actors: TruthActor[];
  /** By the bottom centre of the visible box, as the product judges. */
  lines: LineTruth[];
  zones: ZoneTruth[];
}

export interface TruthBox {
  actor: number;
  className: string;
  /** Shape: [x1, y1, x2, y2]. Space: pixels. */
  box: [number, number, number, number];
  hiddenShare: number;
}

const COLUMNS = ["x1", "y1", "x2", "y2", "hiddenPercent"] as const;

/** Boxes of each frame, index by frame number. */
export function boxesByFrame(truth: Truth): TruthBox[][] {
  const frames: TruthBox[][] = Array.from({ length: truth.frames }, () => []);
  for (const actor of truth.actors) {
    for (const span of actor.spans) {
      const row = [0, 0, 0, 0, 0];
      for (let i = 0; i < span.x1.length; i++) {
        COLUMNS.forEach((column, k) => {
          row[k]! += span[column][i]!;
        });
        const [x1, y1, x2, y2, hidden] = row as [number, number, number, number, number];
        frames[span.firstFrame + i]!.push({
          actor: actor.id,
          className: actor.className,
          box: [x1, y1, x2, y2],
          hiddenShare: hidden / 100,
        });
      }
    }
  }
  return frames;
}

/** Adds one row to an actor's spans. */
export function appendRow(actor: TruthActor, frame: number, values: readonly number[], last: number[]): void {
  let span = actor.spans[actor.spans.length - 1];
  if (!span || span.firstFrame + span.x1.length !== frame) {
    span = { firstFrame: frame, x1: [], y1: [], x2: [], y2: [], hiddenPercent: [] };
    actor.spans.push(span);
    last.fill(0);
  }
  COLUMNS.forEach((column, k) => {
    span[column].push(values[k]! - last[k]!);
    last[k] = values[k]!;
  });
}
