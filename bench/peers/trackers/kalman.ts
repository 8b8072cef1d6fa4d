// The Kalman filters of SORT and ByteTrack. Their matrices fall into pairs of a value and its speed, so each pair is filtered alone.
import type { PeerBox } from "./peer.ts";

/** A value with its speed and their covariance [p00, p01, p11]. */
interface Pair {
  value: number;
  speed: number;
  p00: number;
  p01: number;
  p11: number;
}

function pair(value: number, p00: number, p11: number): Pair {
  return { value, speed: 0, p00, p01: 0, p11 };
}

function predictPair(p: Pair, q0: number, q1: number): void {
  p.value += p.speed;
  p.p00 += 2 * p.p01 + p.p11 + q0;
  p.p01 += p.p11;
  p.p11 += q1;
}

function correctPair(p: Pair, seen: number, r: number): void {
  const off = seen - p.value;
  const k0 = p.p00 / (p.p00 + r);
  const k1 = p.p01 / (p.p00 + r);
  p.value += k0 * off;
  p.speed += k1 * off;
  p.p11 -= k1 * p.p01;
  p.p01 *= 1 - k0;
  p.p00 *= 1 - k0;
}

export interface BoxFilter {
  predict(): void;
  correct(box: PeerBox): void;
  readonly box: PeerBox;
  /** Centre speed. Unit: pixels a frame. */
  readonly speed: readonly [number, number];
  clone(): BoxFilter;
}

/** Centre, area and shape. Source: Bewley et al., Simple online and realtime tracking, 2016, and its reference settings. */
export function sortFilter(box: PeerBox): BoxFilter {
  const [cx, cy, s, r] = toArea(box);
  return new SortFilter(pair(cx, 10, 1e4), pair(cy, 10, 1e4), pair(s, 10, 1e4), { value: r, p: 10 });
}

class SortFilter implements BoxFilter {
  private readonly x: Pair;
  private readonly y: Pair;
  private readonly s: Pair;
  private readonly r: { value: number; p: number };

  constructor(x: Pair, y: Pair, s: Pair, r: { value: number; p: number }) {
    this.x = x;
    this.y = y;
    this.s = s;
    this.r = r;
  }

  predict(): void {
    if (this.s.value + this.s.speed <= 0) this.s.speed = 0;
    predictPair(this.x, 1, 0.01);
    predictPair(this.y, 1, 0.01);
    predictPair(this.s, 1, 1e-4);
    this.r.p += 1;
  }

  correct(box: PeerBox): void {
    const [cx, cy, s, r] = toArea(box);
    correctPair(this.x, cx, 1);
    correctPair(this.y, cy, 1);
    correctPair(this.s, s, 10);
    const k = this.r.p / (this.r.p + 10);
    this.r.value += k * (r - this.r.value);
    this.r.p *= 1 - k;
  }

  get box(): PeerBox {
    const s = Math.max(1, this.s.value);
    const width = Math.sqrt(s * Math.max(0.01, this.r.value));
    return corners(this.x.value, this.y.value, width, s / width);
  }

  get speed(): readonly [number, number] {
    return [this.x.speed, this.y.speed];
  }

  clone(): BoxFilter {
    return new SortFilter({ ...this.x }, { ...this.y }, { ...this.s }, { ...this.r });
  }
}

/** Centre, shape and height, with noise in shares of the height. Source: Zhang et al., ByteTrack, 2022, after DeepSORT. */
export function byteFilter(box: PeerBox): BoxFilter {
  const [cx, cy, w, h] = toSides(box);
  const [position, speed] = [(2 * h) / 20, (10 * h) / 160];
  return new ByteFilter(
    pair(cx, position ** 2, speed ** 2),
    pair(cy, position ** 2, speed ** 2),
    pair(w / h, 1e-4, 1e-10),
    pair(h, position ** 2, speed ** 2),
  );
}

class ByteFilter implements BoxFilter {
  private readonly x: Pair;
  private readonly y: Pair;
  private readonly a: Pair;
  private readonly h: Pair;

  constructor(x: Pair, y: Pair, a: Pair, h: Pair) {
    this.x = x;
    this.y = y;
    this.a = a;
    this.h = h;
  }

  predict(): void {
    const position = (this.h.value / 20) ** 2;
    const speed = (this.h.value / 160) ** 2;
    for (const p of [this.x, this.y, this.h]) predictPair(p, position, speed);
    predictPair(this.a, 1e-4, 1e-10);
  }

  correct(box: PeerBox): void {
    const [cx, cy, w, h] = toSides(box);
    const noise = (this.h.value / 20) ** 2;
    correctPair(this.x, cx, noise);
    correctPair(this.y, cy, noise);
    correctPair(this.a, w / h, 1e-2);
    correctPair(this.h, h, noise);
  }

  get box(): PeerBox {
    const h = Math.max(1, this.h.value);
    return corners(this.x.value, this.y.value, Math.max(0.05, this.a.value) * h, h);
  }

  get speed(): readonly [number, number] {
    return [this.x.speed, this.y.speed];
  }

  clone(): BoxFilter {
    return new ByteFilter({ ...this.x }, { ...this.y }, { ...this.a }, { ...this.h });
  }
}

function toSides([x1, y1, x2, y2]: PeerBox): [number, number, number, number] {
  return [(x1 + x2) / 2, (y1 + y2) / 2, x2 - x1, y2 - y1];
}

function toArea(box: PeerBox): [number, number, number, number] {
  const [cx, cy, w, h] = toSides(box);
  return [cx, cy, w * h, w / h];
}

function corners(cx: number, cy: number, w: number, h: number): PeerBox {
  return [cx - w / 2, cy - h / 2, cx + w / 2, cy + h / 2];
}
