// Test material: a small painted world, so that a test knows every pixel that moved.
import type { GrayImage } from "@vigie/core";

export const SCENE_WIDTH_PX = 320;
export const SCENE_HEIGHT_PX = 180;

/** A repeatable stream of numbers in [0, 1). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 0x100000000;
  };
}

export class Scene {
  readonly picture: GrayImage = {
    widthPx: SCENE_WIDTH_PX,
    heightPx: SCENE_HEIGHT_PX,
    strideBytes: SCENE_WIDTH_PX + 32,
    data: new Uint8Array((SCENE_WIDTH_PX + 32) * SCENE_HEIGHT_PX),
  };
  readonly #ground = new Uint8Array(SCENE_WIDTH_PX * SCENE_HEIGHT_PX);
  readonly #random: () => number;

  constructor(seed = 1) {
    this.#random = randomNumbers(seed);
    const blocks = Array.from({ length: 40 * 23 }, () => 90 + 60 * this.#random());
    for (let y = 0; y < SCENE_HEIGHT_PX; y++) {
      for (let x = 0; x < SCENE_WIDTH_PX; x++) {
        const block = blocks[(y >> 3) * 40 + (x >> 3)]!;
        this.#ground[y * SCENE_WIDTH_PX + x] = block + 6 * this.#random();
      }
    }
  }

  /** The empty place, moved by whole pixels, in another light. */
  ground(gain = 1, shiftX = 0, shiftY = 0): this {
    for (let y = 0; y < SCENE_HEIGHT_PX; y++) {
      for (let x = 0; x < SCENE_WIDTH_PX; x++) {
        const fromX = Math.min(SCENE_WIDTH_PX - 1, Math.max(0, x + shiftX));
        const fromY = Math.min(SCENE_HEIGHT_PX - 1, Math.max(0, y + shiftY));
        this.#set(x, y, this.#ground[fromY * SCENE_WIDTH_PX + fromX]! * gain);
      }
    }
    return this;
  }

  /** Something with a texture of its own. Unit: pixels. */
  thing(x1: number, y1: number, width: number, height: number, level: number): this {
    return this.#each(x1, y1, width, height, (_, x, y) => level + ((((x - x1) >> 2) + ((y - y1) >> 2)) % 2) * 25);
  }

  /** The ground in less light. */
  shadow(x1: number, y1: number, width: number, height: number, share: number): this {
    return this.#each(x1, y1, width, height, (value) => value * share);
  }

  /** Random bright and dark pixels, new ones each time. */
  flicker(x1: number, y1: number, width: number, height: number): this {
    return this.#each(x1, y1, width, height, () => 60 + 140 * this.#random());
  }

  /** Sensor noise of about this deviation on every pixel. */
  noise(deviation: number): this {
    return this.#each(0, 0, SCENE_WIDTH_PX, SCENE_HEIGHT_PX, (value) => {
      return value + (this.#random() + this.#random() + this.#random() - 1.5) * 2 * deviation;
    });
  }

  #each(
    x1: number,
    y1: number,
    width: number,
    height: number,
    paint: (value: number, x: number, y: number) => number,
  ): this {
    for (let y = Math.max(0, Math.round(y1)); y < Math.min(SCENE_HEIGHT_PX, Math.round(y1 + height)); y++) {
      for (let x = Math.max(0, Math.round(x1)); x < Math.min(SCENE_WIDTH_PX, Math.round(x1 + width)); x++) {
        this.#set(x, y, paint(this.picture.data[y * this.picture.strideBytes + x]!, x, y));
      }
    }
    return this;
  }

  #set(x: number, y: number, value: number): void {
    this.picture.data[y * this.picture.strideBytes + x] = Math.max(0, Math.min(255, Math.round(value)));
  }
}
