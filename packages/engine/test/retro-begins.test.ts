// A question about the past knows when its scenario began to watch, and when its hours did: what was there then is told as live.
import { type Scenario, scenarioSchema, sceneSchema } from "@vigie/contracts";
import { createCameraAnalysis, createDetections, type TraceChunk } from "@vigie/core";
import { expect, it } from "vitest";
import { askThePast } from "../src/index.ts";
import { closed, FROM_MS, questionOf } from "./fixtures/lived-past.ts";
import { memoryReader } from "./fixtures/memory-reader.ts";

interface Stay {
  fromS: number;
  toS: number;
  className: number;
  score: number;
}

const ZONE = {
  id: "zone",
  name: "Yard",
  polygon: [
    [0.2, 0.2],
    [0.8, 0.2],
    [0.8, 0.9],
    [0.2, 0.9],
  ] as [number, number][],
};
const CLASSES = ["person", "bicycle", "car"];
const [PERSON, CAR] = [0, 2];
const PLACES = [
  [0.4, 0.4, 0.45, 0.6],
  [0.4, 0.4, 0.45, 0.6],
  [0.4, 0.4, 0.55, 0.6],
];
const LOOK_MS = 500;

/** What was told live and what the past answers: seconds at which events began. */
async function liveAndPast(
  scenario: Scenario,
  stays: readonly Stay[],
  untilS: number,
  lookMs = LOOK_MS,
  mostParts = 1,
): Promise<[number[], number[]]> {
  const chunks: TraceChunk[] = [];
  const scene = sceneSchema.parse({ zones: [ZONE], scenarios: [scenario] });
  const analysis = createCameraAnalysis({ cameraId: "gate", classes: CLASSES, scene, onTrace: (c) => chunks.push(c) });
  const events = [];
  for (let ms = 0; ms < untilS * 1000; ms += lookMs) {
    const detections = createDetections(4);
    for (const { fromS, toS, className, score } of stays) {
      if (ms < fromS * 1000 || ms >= toS * 1000) continue;
      detections.boxes.set(PLACES[className]!, detections.count * 4);
      detections.scores[detections.count] = score;
      detections.classIds[detections.count++] = className;
    }
    events.push(...analysis.step({ timeMs: FROM_MS + ms, detections, aspect: 16 / 9 }).events);
  }
  events.push(...analysis.interrupt(FROM_MS + untilS * 1000));
  const question = { ...questionOf(scenario), zones: [ZONE], fromMs: FROM_MS, toMs: FROM_MS + untilS * 1000 + 1 };
  const answer = await askThePast(memoryReader(chunks), question, {}, mostParts);
  const seconds = (list: readonly { startedAtMs: number }[]) =>
    list.map((e) => (e.startedAtMs - FROM_MS) / 1000).sort((a, b) => a - b);
  return [seconds(closed(events)), seconds(answer.events)];
}

const clock = (s: number): string => new Date(FROM_MS + s * 1000).toISOString().slice(11, 16);
const hours = (...spansS: [number, number][]) => ({
  schedule: { timeZone: "UTC", windows: spansS.map(([from, to]) => ({ from: clock(from), to: clock(to) })) },
});
const stopped = { id: "watch", kind: "stopped", zone: "zone", classes: ["car"], minStayS: 20 };
const intrusion = { id: "watch", kind: "intrusion", zone: "zone", classes: ["person"], minStayS: 2 };
const comesAndStands: Stay = { fromS: 900, toS: 960, className: PERSON, score: 0.45 };

it.each<[string, object, Stay[], number]>([
  [
    "a car that stands at one place before and after a pause of the hours",
    { ...stopped, ...hours([0, 300], [600, 3600]) },
    [
      { fromS: 5, toS: 60, className: CAR, score: 0.8 },
      { fromS: 720, toS: 840, className: CAR, score: 0.8 },
    ],
    2,
  ],
  ["somebody hard to see who comes long after watching began", intrusion, [comesAndStands], 1],
  [
    "somebody hard to see who comes long after the hours began",
    { ...intrusion, ...hours([600, 3600]) },
    [comesAndStands],
    1,
  ],
  [
    "something hard to see that stood there when the hours began",
    { ...intrusion, ...hours([900, 3600]) },
    [{ ...comesAndStands, fromS: 880 }],
    0,
  ],
])("%s: told as live", async (_name, definition, stays, told) => {
  const [live, past] = await liveAndPast(scenarioSchema.parse(definition), stays, 1_100);
  expect(live).toHaveLength(told);
  expect(past).toEqual(live);
});

it.each([12, 14, 15])(
  "somebody hard to see who comes after a long silence, with a look every %i s: told as live, wherever it is cut",
  async (everyS) => {
    const told: number[] = [];
    for (let fromS = 1_200; fromS < 1_320; fromS += everyS) {
      const comes = { ...comesAndStands, fromS, toS: fromS + 600 };
      const asked = scenarioSchema.parse({ ...intrusion, minStayS: 60 });
      const [live, past] = await liveAndPast(asked, [comes], 2_400, everyS * 1000, Number.POSITIVE_INFINITY);
      expect(past, `from ${fromS} s on`).toEqual(live);
      told.push(live.length);
    }
    expect(told).toContain(1);
  },
);
