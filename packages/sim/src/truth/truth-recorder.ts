// Watches a scene being rendered and writes down the truth.
import type { Point } from "@vigie/contracts";
import type { RenderedFrame, SceneActors } from "../render-scene.ts";
import type { SceneDefinition } from "../scenes/scene.ts";
import { crossing, isInside, pictureLines, pictureZones } from "./geometry.ts";
import { appendRow, type LineTruth, type Truth, type TruthActor, type ZoneTruth } from "./truth.ts";

/** Absences from a zone shorter than this do not end a stay. Unit: s. */
const GAP_S = 0.4;

interface Watched {
  actor: TruthActor;
  last: number[];
  foot: Point | null;
}

export class TruthRecorder {
  private readonly scene: SceneDefinition;
  private readonly size: { widthPx: number; heightPx: number; fps: number; seed: number };
  private readonly watched = new Map<number, Watched>();
  private readonly lines: LineTruth[] = [];
  private readonly zones: ZoneTruth[] = [];
  private readonly geometry: {
    lines: ReturnType<typeof pictureLines>;
    zones: ReturnType<typeof pictureZones>;
  };
  private frames = 0;

  constructor(scene: SceneDefinition, size: { widthPx: number; heightPx: number; fps: number; seed: number }) {
    this.scene = scene;
    this.size = size;
    this.geometry = { lines: pictureLines(scene), zones: pictureZones(scene) };
  }

  add(frame: RenderedFrame): void {
    this.frames = frame.index + 1;
    const { widthPx, heightPx } = this.size;
    const seenNow = new Set<number>();
    for (const { id, boxPx, hiddenShare } of frame.seen) {
      seenNow.add(id);
      const entry = this.entry(id);
      appendRow(entry.actor, frame.index, [...boxPx, Math.round(hiddenShare * 100)], entry.last);
      const foot: Point = [(boxPx[0] + boxPx[2]) / 2 / widthPx, boxPx[3] / heightPx];
      if (entry.foot) this.addCrossings(id, frame.timeS, entry.foot, foot);
      this.addStays(id, frame.timeS, foot);
      entry.foot = foot;
    }
    for (const [id, entry] of this.watched) if (!seenNow.has(id)) entry.foot = null;
  }

  finish(actors: SceneActors): Truth {
    const named = actors.actors.map(({ id, name, className }) => ({ ...this.entry(id).actor, name, className }));
    return {
      version: 1,
      scene: this.scene.id,
      seed: this.size.seed,
      fps: this.size.fps,
      frames: this.frames,
      widthPx: this.size.widthPx,
      heightPx: this.size.heightPx,
      actors: named,
      lines: this.lines,
      zones: this.zones,
    };
  }

  private entry(id: number): Watched {
    const known = this.watched.get(id);
    if (known) return known;
    const fresh: Watched = { actor: { id, name: "", className: "", spans: [] }, last: [0, 0, 0, 0, 0], foot: null };
    this.watched.set(id, fresh);
    return fresh;
  }

  private addCrossings(actor: number, timeS: number, from: Point, to: Point): void {
    for (const line of this.geometry.lines) {
      const direction = crossing(line.points, from, to);
      if (direction) this.lines.push({ line: line.id, actor, timeS, direction });
    }
  }

  private addStays(actor: number, timeS: number, foot: Point): void {
    for (const zone of this.geometry.zones) {
      if (!isInside(zone.polygon, foot)) continue;
      const stay = this.zones.findLast((entry) => entry.zone === zone.id && entry.actor === actor);
      if (stay && timeS - stay.toS <= GAP_S) stay.toS = timeS;
      else this.zones.push({ zone: zone.id, actor, fromS: timeS, toS: timeS });
    }
  }
}
