// Somebody hard to see who is seen at some looks only: proved or not, the past tells of them as live.
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
    [0.8, 0.2],
    [0.8, 0.9],
    [0.2, 0.9],
  ] as [number, number][],
};
const [COMES_MS, GOES_MS, END_MS] = [60_000, 110_000, 300_000];

it.each([
  [1, 100, 1],
  [2, 333, 1],
  [3, 100, 0],
  [4, 200, 0],
  [5, 333, 0],
])("seen at one frame of %i, a frame every %i ms: told %i times, as live", async (nth, everyMs, told) => {
  const scenario = scenarioSchema.parse({ id: "watch", kind: "intrusion", zone: "zone", classes: ["person"] });
  const chunks: TraceChunk[] = [];
  const scene = sceneSchema.parse({ zones: [ZONE], scenarios: [scenario] });
  const onTrace = (chunk: TraceChunk) => chunks.push(chunk);
  const analysis = createCameraAnalysis({ cameraId: "gate", classes: ["person"], scene, onTrace });
  const events = [];
  for (let i = 0; i * everyMs < END_MS; i++) {
    const ms = i * everyMs;
    const detections = createDetections(1);
    // At first at every look, so that a tracker believes in them.
    const isSeen = ms < COMES_MS + 2_000 || i % nth === 0;
    if (ms > COMES_MS && ms < GOES_MS && isSeen) {
      detections.boxes.set([0.4, 0.4, 0.45, 0.6]);
      detections.scores[0] = 0.45;
      detections.count = 1;
    }
    events.push(...analysis.step({ timeMs: FROM_MS + ms, detections, aspect: 16 / 9 }).events);
  }
  events.push(...analysis.interrupt(FROM_MS + END_MS));
  const question = { ...questionOf(scenario), zones: [ZONE], fromMs: FROM_MS };
  const answer = await askThePast(memoryReader(chunks), question);
  expect(closed(events)).toHaveLength(told);
  expect([...answer.events].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(closed(events));
});
