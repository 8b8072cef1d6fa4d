// What `--overlay` draws on a frame: the scene, the tracks with their numbers, and what has just happened.
import type { Scene, SceneEvent } from "@vigie/contracts";
import type { OverlayShape } from "@vigie/core";
import type { FrameView } from "@vigie/engine";

const LINE = [255, 200, 60] as const;
const ZONE = [80, 170, 255] as const;
const EVENT = [255, 70, 70] as const;
const TRACK_COLOURS = [
  [90, 220, 120],
  [240, 130, 240],
  [110, 200, 250],
  [250, 180, 90],
  [180, 230, 90],
  [200, 160, 255],
] as const;
/** An event stays in red this long. Unit: seconds of video. */
const EVENT_SHOWN_S = 2;

export class OverlayArtist {
  readonly #scene: Scene;
  #recent: { trackIds: readonly number[]; untilS: number; scenario: string }[] = [];
  #events: { event: SceneEvent; seen: boolean }[] = [];

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  note(event: SceneEvent): void {
    if (event.phase !== "ended") this.#events.push({ event, seen: false });
  }

  draw(view: FrameView): OverlayShape[] {
    for (const { event } of this.#events) {
      this.#recent.push({ trackIds: event.trackIds, untilS: view.timeS + EVENT_SHOWN_S, scenario: event.scenarioId });
    }
    this.#events = [];
    this.#recent = this.#recent.filter((r) => r.untilS >= view.timeS);
    const shapes: OverlayShape[] = [
      ...this.#scene.lines.map((l) => ({ path: l.points, label: l.id, colour: LINE })),
      ...this.#scene.zones.map((z) => ({ path: z.polygon, closed: true, label: z.id, colour: ZONE })),
    ];
    const { tracks, classes } = view;
    for (let i = 0; i < tracks.count; i++) {
      if (!tracks.seen[i]) continue;
      const id = tracks.ids[i]!;
      const hit = this.#recent.find((r) => r.trackIds.includes(id));
      const [x1, y1, x2, y2] = tracks.boxes.subarray(i * 4, i * 4 + 4) as unknown as [number, number, number, number];
      shapes.push({
        box: [x1, y1, x2, y2],
        label: hit ? `${id} ${hit.scenario}` : `${id} ${classes[tracks.classIds[i]!]}`,
        colour: hit ? EVENT : TRACK_COLOURS[id % TRACK_COLOURS.length]!,
      });
    }
    return shapes;
  }
}
