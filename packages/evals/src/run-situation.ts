// A situation judged from its true boxes, shaken and missed as a detector would: no picture is drawn, so it costs milliseconds.
import type { Scenario, SceneEvent } from "@vigie/contracts";
import { COCO_CLASSES } from "@vigie/contracts/classes";
import { type CameraAnalysis, createCameraAnalysis, createDetections } from "@vigie/core";
import { createActorBoxes, type Situation, situationScene, type TrueEvent } from "@vigie/sim";
import { seededRandom } from "./perturb.ts";

export interface TruthRunOptions {
  fps: number;
  /** Share of boxes that the detector misses. Range: 0 to 1. */
  missShare: number;
  /** Mean length of a miss, so that tracks break; absent, each box is missed by itself. Unit: s. */
  missS?: number;
  /** Standard deviation of each side of a box. Unit: pixels of a picture 640 wide. */
  jitterPx: number;
  /** Seed of misses, shaking and scores. */
  seed: number;
  /** Classes whose outline changes with time. */
  changing?: readonly string[];
}

export interface TruthRun {
  events: readonly SceneEvent[];
  truth: readonly TrueEvent[];
  counts: ReturnType<CameraAnalysis["counts"]>;
  notWatching: ReturnType<CameraAnalysis["notWatching"]>;
}

export const TRUTH_SIZE = { widthPx: 640, heightPx: 360 } as const;
/** Less of a thing is not detected: hidden by others, beyond the edge, or too far away. */
const HIDDEN_MOST = 0.7;
const SHOWN_LEAST = 0.3;
const HEIGHT_LEAST = 0.03;

/** Events of a situation's scenarios, seen by a detector that knows the truth and errs a little. Pure: same options, same events. */
export function runSituationOnTruth(situation: Situation, options: TruthRunOptions): TruthRun {
  const { fps, jitterPx, seed } = options;
  const { widthPx, heightPx } = TRUTH_SIZE;
  const scene = situationScene(situation, TRUTH_SIZE);
  const analysis = createCameraAnalysis({ cameraId: `situation-${situation.kind}`, classes: COCO_CLASSES, scene });
  const boxesAt = createActorBoxes(situation.scene, {
    seed: situation.seed,
    ...TRUTH_SIZE,
    ...(options.changing ? { changing: options.changing } : {}),
  });
  const random = seededRandom(seed * 7919 + situation.seed);
  const gauss = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const isMissed = missesOf(options, random);
  const events: SceneEvent[] = [];
  const frames = Math.round(situation.scene.seconds * fps);
  for (let i = 0; i < frames; i++) {
    const timeS = i / fps;
    const shown = boxesAt(timeS);
    const detections = createDetections(shown.length);
    for (const { actor, className, box, hiddenShare, shownShare } of shown) {
      const shake = [widthPx, heightPx, widthPx, heightPx].map((sidePx) => (gauss() * jitterPx) / sidePx);
      const score = 0.55 + 0.4 * random();
      const missed = isMissed(actor);
      const classId = (COCO_CLASSES as readonly string[]).indexOf(className);
      if (missed || classId < 0 || hiddenShare > HIDDEN_MOST || shownShare < SHOWN_LEAST) continue;
      if (box[3] - box[1] < HEIGHT_LEAST) continue;
      detections.boxes.set(
        box.map((v, k) => Math.min(1, Math.max(0, v + shake[k]!))),
        detections.count * 4,
      );
      detections.scores[detections.count] = score;
      detections.classIds[detections.count++] = classId;
    }
    events.push(...analysis.step({ timeMs: Math.round(timeS * 1000), detections, aspect: widthPx / heightPx }).events);
  }
  const notWatching = analysis.notWatching();
  events.push(...analysis.finish(Math.round(situation.scene.seconds * 1000)));
  return { events, truth: situation.events, counts: analysis.counts(), notWatching };
}

/** Two states a thing, seen and missed; as many boxes are missed as asked for, in stretches of the mean length asked for. */
function missesOf({ fps, missShare, missS = 0 }: TruthRunOptions, random: () => number): (actor: number) => boolean {
  const leave = Math.min(1, 1 / Math.max(1e-9, missS * fps));
  const enter = Math.min(1, (leave * missShare) / (1 - missShare));
  const missed = new Map<number, boolean>();
  return (actor) => {
    const before = missed.get(actor) ?? false;
    const chance = random();
    const now = missS === 0 ? chance < missShare : before ? chance >= leave : chance < enter;
    missed.set(actor, now);
    return now;
  };
}

/** Times at which a scenario spoke up. Unit: seconds of the scene. */
export function alarmTimesS(events: readonly SceneEvent[], scenario: Scenario["id"]): number[] {
  return events.filter((e) => e.scenarioId === scenario && e.phase !== "ended").map((e) => e.startedAtMs / 1000);
}
