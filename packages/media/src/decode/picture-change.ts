// Replaces decoded pictures by filtered ones: turned upright, or converted to another format.
import { Frame } from "node-av";
import { FilterChain, pictureKind } from "./filter-chain.ts";

/** Keeps the graph of the last filters and picture kind. */
export class PictureChange {
  #key = "";
  #chain: FilterChain | null = null;

  /** From then on `picture` holds what the filters made of it. */
  replace(picture: Frame, filters: string): void {
    const key = `${pictureKind(picture)}>${filters}`;
    if (key !== this.#key) {
      this.close();
      this.#chain = new FilterChain(picture, `[in]${filters},buffersink@out`, ["out"]);
      this.#key = key;
    }
    using changed = new Frame();
    changed.alloc();
    this.#chain!.run(picture, [changed]);
    picture.unref();
    picture.ref(changed);
  }

  close(): void {
    this.#chain?.close();
    this.#chain = null;
    this.#key = "";
  }
}
