// Where the time of a frame goes: sums per stage, so that a report can say milliseconds per frame.

export type Stage = "read" | "decode" | "scale" | "motion" | "detect" | "closer" | "rules" | "relay";

export class StageTimes {
  readonly sumsMs: Record<Stage, number> = {
    read: 0,
    decode: 0,
    scale: 0,
    motion: 0,
    detect: 0,
    closer: 0,
    rules: 0,
    relay: 0,
  };
  /** Frames that passed the analysis stages. */
  frames = 0;

  add(stage: Stage, ms: number): void {
    this.sumsMs[stage] += ms;
  }
}
