// Candidates on other cameras: what may be asked, what is said of cameras that were not always looked at, and where a link leads.
import { describe, expect, it } from "vitest";
import { askable, coverOf, type Question, questionErrors, withHoles } from "../src/features/journeys/question.ts";
import { type Segment, segmentAt, segmentFrom } from "../src/features/register/recording-runs.ts";

const question: Question = {
  legalReference: "PV 2026/12",
  reason: "",
  classes: ["person"],
  beforeMinutes: 0,
  afterMinutes: 10,
};

describe("a question about other cameras", () => {
  it.each<[string, Partial<Question>, object]>([
    ["with everything", {}, {}],
    ["without a legal reference", { legalReference: "  " }, { legalReference: "journey.legalReferenceMissing" }],
    ["with hardly one", { legalReference: "ab " }, { legalReference: "journey.legalReferenceMissing" }],
    ["about nothing", { classes: [] }, { classes: "journey.classesMissing" }],
    ["about no time", { beforeMinutes: "", afterMinutes: 0 }, { afterMinutes: "journey.noTime" }],
    ["about the time before alone", { beforeMinutes: 5, afterMinutes: "" }, {}],
  ])("%s", (_what, change, errors) => {
    expect(questionErrors({ ...question, ...change })).toEqual(errors);
  });
});

it("cameras with holes come with the least known first; a class that could not be seen is a hole too", () => {
  const camera = (cameraId: string, coveredShare: number, unseen: string[] = []) => ({
    cameraId,
    coveredShare,
    unseen,
  });
  const { holed, whole } = withHoles([
    camera("a", 1),
    camera("b", 0.6),
    camera("c", 0),
    camera("d", 1, ["bear"]),
    camera("e", 0.997),
  ]);
  expect([holed.map(({ cameraId }) => cameraId), whole]).toEqual([["c", "b", "d"], 2]);
});

it("a camera that was analysed without seeing what was asked is not said to have been left alone", () => {
  expect(coverOf({ coveredShare: 0, unseen: [] })).toEqual({ key: "journey.uncovered", percent: 0 });
  expect(coverOf({ coveredShare: 0, unseen: ["person"] })).toBeNull();
  expect(coverOf({ coveredShare: 0.004, unseen: [] })).toEqual({ key: "journey.covered", percent: 1 });
  expect(coverOf({ coveredShare: 0.678, unseen: ["bear"] })).toEqual({ key: "journey.covered", percent: 67 });
});

it("of an alarm about something learnt, only classes that can be asked about are offered", () => {
  expect(askable(["weapon", "person", "person", "vehicle"])).toEqual(["person", "vehicle"]);
});

it("a link to an instant plays the recording that holds it, else the next one, and never an earlier one", () => {
  const segments = [
    { startMs: 100, endMs: 200 },
    { startMs: 0, endMs: 90 },
  ] as Segment[];
  expect(segmentFrom(segments, 50)?.startMs).toBe(0);
  expect(segmentFrom(segments, 95)?.startMs).toBe(100);
  expect(segmentFrom(segments, 200)).toBeNull();
  expect(segmentAt(segments, 200)?.startMs).toBe(100);
});
