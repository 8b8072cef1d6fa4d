// A picture's own copy, in memory that is used again for the next one, so that it can be drawn on.
import { Frame } from "node-av";

/**
 * Planes that may be written. The memory is kept while size and format stay: each fresh buffer whose planes JavaScript has seen
 * is only freed by the garbage collector, which a busy loop never lets run.
 */
export class PictureCopy {
  readonly frame = new Frame();
  #planes: readonly Uint8Array[] = [];
  #key = "";

  constructor() {
    this.frame.alloc();
  }

  /** Shape: as the frame's `linesize`. Valid until `free`. */
  get planes(): readonly Uint8Array[] {
    return this.#planes;
  }

  take(picture: Frame): void {
    const key = `${picture.width}x${picture.height}/${picture.format}`;
    if (key !== this.#key) this.#allocate(picture, key);
    expect(this.frame.copy(picture));
    expect(this.frame.copyProps(picture));
  }

  free(): void {
    this.frame.free();
    this.#planes = [];
    this.#key = "";
  }

  #allocate(like: Frame, key: string): void {
    this.frame.unref();
    this.frame.format = like.format;
    this.frame.width = like.width;
    this.frame.height = like.height;
    expect(this.frame.getBuffer());
    this.#planes = this.frame.data!;
    this.#key = key;
  }
}

function expect(result: number): void {
  if (result < 0) throw new Error(`the picture could not be copied (${result})`);
}
