// What the lens and the sensor add to every picture: darker corners, slow drift, grain.
import { hash, seededRandom } from "./random.ts";

const TILE = 65_536;

export class Sensor {
  private readonly widthPx: number;
  private readonly vignette: Float32Array;
  private readonly grain: Float32Array;

  constructor(widthPx: number, heightPx: number) {
    this.widthPx = widthPx;
    this.vignette = Float32Array.from({ length: widthPx * heightPx }, (_, i) => {
      const dx = (i % widthPx) / widthPx - 0.5;
      const dy = Math.floor(i / widthPx) / heightPx - 0.5;
      return 1.02 - 0.3 * (dx * dx + dy * dy);
    });
    const random = seededRandom(7);
    this.grain = Float32Array.from({ length: TILE }, () => random() + random() + random() + random() - 2);
  }

  /** Changes the picture in place; `strength` of the grain in levels of 255. */
  apply(rgb: Uint8Array, frame: number, seed: number, gain: number, strength: number): void {
    let from = Math.floor(hash(frame, seed, 1) * TILE);
    for (let i = 0; i < this.vignette.length; i++) {
      if (i % this.widthPx === 0) from = (from + Math.floor(hash(i, frame, seed) * TILE)) & (TILE - 1);
      const noise = this.grain[(from + i) & (TILE - 1)]! * strength;
      const factor = this.vignette[i]! * gain;
      for (let k = i * 3; k < i * 3 + 3; k++) {
        const value = rgb[k]! * factor + noise;
        rgb[k] = value < 0 ? 0 : value > 255 ? 255 : value;
      }
    }
  }
}
