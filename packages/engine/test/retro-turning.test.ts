// Somebody turns back at the border of a zone while nobody sees them: whether they had walked out is judged at the first look without them, of the past too.
import { scenarioSchema, sceneSchema } from "@vigie/contracts";
import { createCameraAnalysis, createDetections, type TraceChunk } from "@vigie/core";
import { expect, it } from "vitest";
import { askThePast } from "../src/index.ts";
import { closed, FROM_MS, questionOf } from "./fixtures/lived-past.ts";
import { memoryReader } from "./fixtures/memory-reader.ts";

const ZONE = {
  id: "zone",
  polygon: [
    [0.2, 0.2],
    [0.5, 0.2],
    [0.5, 0.9],
    [0.2, 0.9],
  ] as [number, number][],
};
const [FROM_X, COMES_MS, END_MS] = [0.3, 30_000, 130_000];

interface Walk {
  everyMs: number;
  /** Unit: widths per second. */
  speed: number;
  turnX: number;
  /** Not seen for so long, from just before they turn. */
  hiddenMs: number;
}

it.each(["intrusion", "loitering"])("%s: told as live, wherever they turn", async (kind) => {
  const scenario = scenarioSchema.parse({ id: "watch", kind, zone: "zone", classes: ["person"], minStayS: 1 });
  let told = 0;
  for (const everyMs of [100, 333])
    for (const speed of [0.03, 0.08])
      for (const turnX of [0.475, 0.495])
        for (const hiddenMs of [700, 1_800]) {
          const walk = { everyMs, speed, turnX, hiddenMs };
          const { chunks, events } = walked(walk, scenario);
          const answer = await askThePast(memoryReader(chunks), {
            ...questionOf(scenario),
            zones: [ZONE],
            fromMs: FROM_MS,
          });
          expect(
            [...answer.events].sort((a, b) => (a.id < b.id ? -1 : 1)),
            JSON.stringify(walk),
          ).toEqual(events);
          told += events.length;
        }
  expect(told).toBeGreaterThan(0);
});

function walked({ everyMs, speed, turnX, hiddenMs }: Walk, scenario: ReturnType<typeof scenarioSchema.parse>) {
  const chunks: TraceChunk[] = [];
  const scene = sceneSchema.parse({ zones: [ZONE], scenarios: [scenario] });
  const onTrace = (chunk: TraceChunk) => chunks.push(chunk);
  const analysis = createCameraAnalysis({ cameraId: "gate", classes: ["person"], scene, onTrace });
  const events = [];
  const wayMs = ((turnX - FROM_X) / speed) * 1000;
  for (let ms = 0; ms < END_MS; ms += everyMs) {
    const detections = createDetections(1);
    const goneMs = (ms - COMES_MS) % (2 * wayMs);
    const x = FROM_X + (speed * (goneMs < wayMs ? goneMs : 2 * wayMs - goneMs)) / 1000;
    const isHidden = goneMs > wayMs - 300 && goneMs < wayMs - 300 + hiddenMs;
    if (ms >= COMES_MS && !isHidden) {
      detections.boxes.set([x - 0.02, 0.5, x + 0.02, 0.62]);
      detections.scores[0] = 0.8;
      detections.count = 1;
    }
    events.push(...analysis.step({ timeMs: FROM_MS + ms, detections, aspect: 16 / 9 }).events);
  }
  events.push(...analysis.interrupt(FROM_MS + END_MS));
  return { chunks, events: closed(events) };
}
