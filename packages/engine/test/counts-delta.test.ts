import { describe, expect, it } from "vitest";
import { CountsReporter } from "../src/pipeline/counts-delta.ts";

const line = (forward: Record<string, number>) => ({ camera: "c", line: "l", forward, backward: {} });

describe("what was counted since the last report", () => {
  it("tells each car once", () => {
    const reporter = new CountsReporter();
    const forward = [{ car: 1 }, { car: 1 }, { car: 3, bus: 1 }].map(
      (totals) => reporter.delta("c", 0, { lines: [line(totals)], zones: [] })?.lines[0]?.forward ?? null,
    );
    expect(forward).toEqual([{ car: 1 }, null, { car: 2, bus: 1 }]);
  });

  it("tells vehicles by their axles among the crossings, under the name of the scenario that counts them", () => {
    const reporter = new CountsReporter();
    const axles = (forward: Record<string, number>) => [
      { camera: "c", scenario: "toll", line: "l", forward, backward: { unknown: 2 } },
    ];
    const told = [axles({ 2: 1 }), axles({ 2: 1, 5: 1 })].map((totals) =>
      reporter.delta("c", 0, { lines: [line({ car: 1 })], zones: [], axles: totals }),
    );
    expect(told[0]!.lines).toEqual([
      line({ car: 1 }),
      { camera: "c", line: "toll", forward: { "2 axles": 1 }, backward: { "axles unknown": 2 } },
    ]);
    expect(told[1]!.lines[1]).toMatchObject({ forward: { "5 axles": 1 }, backward: {} });
  });

  it("keeps axles apart from a counted line of the same name as their scenario", () => {
    const reporter = new CountsReporter();
    const axles = [{ camera: "c", scenario: "l", line: "l", forward: { 2: 1 }, backward: {} }];
    const told = reporter.delta("c", 0, { lines: [line({ car: 1 })], zones: [], axles });
    expect(told!.lines).toEqual([line({ car: 1 }), { ...line({ "2 axles": 1 }), line: "axles-l" }]);
  });

  it("takes a total that fell for a line that was drawn anew", () => {
    const reporter = new CountsReporter();
    reporter.delta("c", 0, { lines: [line({ car: 7 })], zones: [] });
    expect(reporter.delta("c", 1, { lines: [line({ car: 2 })], zones: [] })?.lines[0]?.forward).toEqual({ car: 2 });
  });
});
