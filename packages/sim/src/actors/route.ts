// A route: where something is, which way it looks and how far it has come, at every moment.
import type { Vec2 } from "../render/vector.ts";

export interface Placement {
  x: number;
  y: number;
  /** Direction of travel, kept while standing. Unit: radians, 0 along +x. */
  heading: number;
  speedMps: number;
  /** Way travelled since the start; drives legs and wheels. Unit: m. */
  travelledM: number;
}

const STEP_S = 0.04;

/** Written as a person would tell it: start here, walk there, wait, go on. */
export class Route {
  private readonly knots: { timeS: number; x: number; y: number }[] = [];
  private speedMps: number;
  private samples: Placement[] | null = null;
  private readonly smoothS: number;

  constructor(startS: number, from: Vec2, speedMps: number, smoothS = 0.5) {
    this.knots.push({ timeS: startS, x: from[0], y: from[1] });
    this.speedMps = speedMps;
    this.smoothS = smoothS;
  }

  to(...points: Vec2[]): this {
    for (const [x, y] of points) {
      const last = this.knots[this.knots.length - 1]!;
      const wayM = Math.hypot(x - last.x, y - last.y);
      this.knots.push({ timeS: last.timeS + Math.max(0.01, wayM / this.speedMps), x, y });
    }
    return this;
  }

  wait(seconds: number): this {
    const last = this.knots[this.knots.length - 1]!;
    this.knots.push({ ...last, timeS: last.timeS + seconds });
    return this;
  }

  at(speedMps: number): this {
    this.speedMps = speedMps;
    return this;
  }

  get startS(): number {
    return this.knots[0]!.timeS;
  }

  get endS(): number {
    return this.knots[this.knots.length - 1]!.timeS;
  }

  /** Null before the start and after the end. */
  placement(timeS: number): Placement | null {
    if (timeS < this.startS || timeS > this.endS) return null;
    this.samples ??= this.sample();
    const position = (timeS - this.startS) / STEP_S;
    const i = Math.min(this.samples.length - 1, Math.floor(position));
    const a = this.samples[i]!;
    const b = this.samples[Math.min(this.samples.length - 1, i + 1)]!;
    const share = position - i;
    const between = (p: number, q: number): number => p + (q - p) * share;
    return {
      x: between(a.x, b.x),
      y: between(a.y, b.y),
      heading: a.heading + angle(b.heading - a.heading) * share,
      speedMps: between(a.speedMps, b.speedMps),
      travelledM: between(a.travelledM, b.travelledM),
    };
  }

  private sample(): Placement[] {
    const count = Math.ceil((this.endS - this.startS) / STEP_S) + 1;
    const samples: Placement[] = [];
    let travelledM = 0;
    let heading = this.firstHeading();
    for (let i = 0; i < count; i++) {
      const timeS = this.startS + i * STEP_S;
      const [x, y] = this.smoothed(timeS);
      const before = samples[i - 1];
      const wayM = before ? Math.hypot(x - before.x, y - before.y) : 0;
      travelledM += wayM;
      if (before && wayM > 0.08 * STEP_S) {
        const turn = angle(Math.atan2(y - before.y, x - before.x) - heading);
        heading += Math.max(-5 * STEP_S, Math.min(5 * STEP_S, turn));
      }
      samples.push({ x, y, heading, speedMps: wayM / STEP_S, travelledM });
    }
    return samples;
  }

  /** Mean of the straight way around this moment: rounds corners, starts and stops. */
  private smoothed(timeS: number): Vec2 {
    let [x, y] = [0, 0];
    const taps = 11;
    for (let i = 0; i < taps; i++) {
      const [px, py] = this.straight(timeS + ((i / (taps - 1)) * 2 - 1) * this.smoothS);
      x += px / taps;
      y += py / taps;
    }
    return [x, y];
  }

  private straight(timeS: number): Vec2 {
    const { knots } = this;
    let i = 1;
    while (i < knots.length - 1 && knots[i]!.timeS < timeS) i++;
    const a = knots[i - 1]!;
    const b = knots[i]!;
    const inside = timeS >= this.startS && timeS <= this.endS;
    const share = (timeS - a.timeS) / (b.timeS - a.timeS);
    const cut = inside || knots.length === 2 ? share : Math.max(-20, Math.min(20, share));
    return [a.x + (b.x - a.x) * cut, a.y + (b.y - a.y) * cut];
  }

  private firstHeading(): number {
    const [a, ...rest] = this.knots;
    const b = rest.find((knot) => Math.hypot(knot.x - a!.x, knot.y - a!.y) > 0.01) ?? { x: a!.x + 1, y: a!.y };
    return Math.atan2(b.y - a!.y, b.x - a!.x);
  }
}

function angle(v: number): number {
  return Math.atan2(Math.sin(v), Math.cos(v));
}
