// The `motion` detector of one camera: what differs from the quiet picture, joined to things, kept while they stand.
import { createDetections, type Detections, type GrayImage } from "@vigie/core";
import { Aligner } from "./alignment.ts";
import { type Alignment, Background, DOUBTED, FREE, HELD } from "./background.ts";
import { BlobFinder, boxOfChanged } from "./blobs.ts";
import { joinFragments } from "./fragments.ts";
import { ghostliness, isBackgroundAgain } from "./ghost.ts";
import { scoreOf, type Thing } from "./thing.ts";
import { Things } from "./things.ts";

/** The first pictures only teach. Unit: s. */
const LEARN_S = 0.8;
/** A thing that stopped is reported for this long, then it belongs to the place. Unit: s. */
const HOLD_S = 180;
/** What never travelled is learnt after this long. Unit: s. */
const DOUBT_S = 3;
/** A thing that stands is tested for being a ghost after this long, and again at this interval. Unit: s. */
const GHOST_AFTER_S = 0.6;
const GHOST_LIMIT = 1.25;
/** More of the picture than this does not move: the light or the camera changed. Range: 0 to 1. */
const FLOOD_SHARE = 0.5;
/** Longest time between two pictures that counts as such. Unit: s. */
const MAX_STEP_S = 1;
const MAX_BOXES = 64;

export class MotionDetector {
  readonly #found = createDetections(MAX_BOXES);
  #aligner = new Aligner();
  readonly #things = new Things();
  #background: Background | null = null;
  #finder: BlobFinder | null = null;
  #claims = new Uint8Array(0);
  #startedS = 0;
  #lastS = 0;

  /** Clock: capturedAtMs. Cost: about 0.6 ms at 320x180. The result is reused. */
  detect(picture: GrayImage, timeMs: number): Detections {
    const nowS = timeMs / 1000;
    const background = this.#background;
    this.#found.count = 0;
    if (!background || background.widthPx !== picture.widthPx || background.heightPx !== picture.heightPx) {
      this.#begin(picture, nowS);
      return this.#found;
    }
    const dtS = Math.min(MAX_STEP_S, Math.max(0.001, nowS - this.#lastS));
    this.#lastS = nowS;
    const alignment = this.#aligner.measure(picture, background, nowS);
    background.look(picture, alignment, dtS);
    const isLearning = nowS - this.#startedS < LEARN_S;
    const isFlood = background.changedCount > FLOOD_SHARE * background.mask.length;
    this.#claims.fill(FREE);
    if (isLearning || isFlood) {
      this.#things.clear();
      background.learnOdd(picture, alignment, dtS, this.#claims, isFlood ? 12 : 20);
      return this.#found;
    }
    const blobs = this.#finder!.find(background);
    joinFragments(blobs, picture.heightPx);
    this.#things.update(blobs, nowS, picture, (...box) => boxOfChanged(background, ...box));
    this.#resolveGhosts(picture, background, alignment, nowS);
    this.#claim(background, nowS);
    background.learnOdd(picture, alignment, dtS, this.#claims, 1);
    this.#report(background);
    return this.#found;
  }

  #begin(picture: GrayImage, nowS: number): void {
    this.#background = new Background(picture);
    this.#aligner = new Aligner();
    this.#finder = new BlobFinder(picture.widthPx, picture.heightPx);
    this.#claims = new Uint8Array(picture.widthPx * picture.heightPx);
    this.#things.clear();
    this.#startedS = nowS;
    this.#lastS = nowS;
  }

  /** Looks at the edges of what stands, and of what has just earned belief: ghosts and relit ground become background. */
  #resolveGhosts(picture: GrayImage, background: Background, alignment: Alignment, nowS: number): void {
    const { all } = this.#things;
    for (let t = all.length - 1; t >= 0; t--) {
      const thing = all[t]!;
      if (!thing.isSeen) continue;
      const isDue = nowS - thing.restS >= GHOST_AFTER_S && nowS - thing.edgesCheckedS >= GHOST_AFTER_S;
      if (!isDue && (!thing.hasTravelled || thing.isTrusted)) continue;
      thing.edgesCheckedS = nowS;
      const isGhost =
        ghostliness(picture, background, alignment, thing) > GHOST_LIMIT ||
        isBackgroundAgain(picture, background, thing);
      thing.isTrusted = thing.hasTravelled;
      if (!isGhost) continue;
      const { x1, y1, x2, y2 } = thing;
      background.absorb(
        picture,
        alignment,
        Math.floor(x1) - 1,
        Math.floor(y1) - 1,
        Math.ceil(x2) + 1,
        Math.ceil(y2) + 1,
      );
      all.splice(t, 1);
    }
  }

  /** Where a thing stands, the background must not learn it; where something flickers, it should. */
  #claim(background: Background, nowS: number): void {
    for (const thing of this.#things.all) {
      if (!thing.isSeen) continue;
      const isHeld = thing.hasTravelled ? nowS - thing.restS < HOLD_S : nowS - thing.bornS < DOUBT_S;
      fillBox(this.#claims, isHeld ? HELD : DOUBTED, background.widthPx, background.heightPx, thing);
    }
  }

  #report({ widthPx, heightPx }: Background): void {
    const found = this.#found;
    for (const thing of this.#things.all) {
      if (!thing.isSeen || thing.looks < 2 || found.count === MAX_BOXES) continue;
      const at = found.count++;
      found.boxes[at * 4] = Math.max(0, thing.x1 / widthPx);
      found.boxes[at * 4 + 1] = Math.max(0, thing.y1 / heightPx);
      found.boxes[at * 4 + 2] = Math.min(1, thing.x2 / widthPx);
      found.boxes[at * 4 + 3] = Math.min(1, thing.y2 / heightPx);
      found.scores[at] = scoreOf(thing);
      found.classIds[at] = 0;
    }
  }
}

function fillBox(claims: Uint8Array, claim: number, widthPx: number, heightPx: number, thing: Thing): void {
  const x1 = Math.max(0, Math.floor(thing.x1) - 2);
  const x2 = Math.min(widthPx, Math.ceil(thing.x2) + 2);
  for (let y = Math.max(0, Math.floor(thing.y1) - 2); y < Math.min(heightPx, Math.ceil(thing.y2) + 2); y++) {
    claims.fill(claim, y * widthPx + x1, y * widthPx + x2);
  }
}
