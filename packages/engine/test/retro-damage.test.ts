// A stored minute that is damaged is said and left out: as if the camera had been interrupted then, and never claimed as looked at.
import { scenarioSchema } from "@vigie/contracts";
import type { TraceChunk } from "@vigie/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { askThePast } from "../src/index.ts";
import { definitionOf, live, questionOf, run } from "./fixtures/lived-past.ts";
import { type Damages, memoryReader } from "./fixtures/memory-reader.ts";

const ASKED = (["intrusion", "line-crossing", "stopped", "occupancy", "proximity"] as const).map((kind) =>
  scenarioSchema.parse(definitionOf(kind)),
);

/** The same minutes without some of them: the run that goes on behind is another one. */
function interrupted(chunks: readonly TraceChunk[], gone: readonly number[]): TraceChunk[] {
  let added = 0;
  return chunks.flatMap((chunk) => {
    if (gone.includes(chunk.fromMs)) {
      added++;
      return [];
    }
    return [{ ...chunk, session: chunk.session + added }];
  });
}

const answer = (chunks: readonly TraceChunk[], asked: (typeof ASKED)[number], damages: Damages, parts = 1) =>
  askThePast(memoryReader(chunks, damages), questionOf(asked), {}, parts);

describe("a stored minute that is damaged", () => {
  it.each(["pieces", "times"] as const)(
    "is left out with its %s, as if the camera had been interrupted, wherever the question is cut",
    async (what) => {
      let told = 0;
      await fc.assert(
        fc.asyncProperty(run, fc.nat(2), async (given, n) => {
          const { chunks } = live(ASKED, given);
          const { fromMs, toMs } = chunks[n % chunks.length]!;
          for (const asked of ASKED) {
            const expected = await answer(interrupted(chunks, [fromMs]), asked, {});
            for (const parts of [1, Number.POSITIVE_INFINITY]) {
              const found = await answer(chunks, asked, { [what]: [fromMs] }, parts);
              expect(found.events, asked.kind).toEqual(expected.events);
              expect([found.coverage, found.coveredMs]).toEqual([expected.coverage, expected.coveredMs]);
              expect(found.damaged).toEqual([
                {
                  fromMs,
                  toMs,
                  message: `The stored minute ${new Date(fromMs).toISOString()} of camera "gate" is damaged, or was deleted meanwhile, and was left out.`,
                },
              ]);
              told += found.events.length;
            }
          }
        }),
        { numRuns: 6, seed: 5 },
      );
      expect(told).toBeGreaterThan(10);
    },
    60_000,
  );

  it("is left out when its looks cannot be read and somebody in it matters, and is no matter where nobody does", async () => {
    const [asked] = ASKED;
    const walks = { classId: 0, wayMs: 6_000, hiddenFromMs: 0, hiddenMs: 0, standMs: 4_000, height: 0.2 };
    const points: [number, number][] = [
      [0.25, 0.5],
      [0.3, 0.5],
    ];
    const given = { seed: 1, everyMs: 200, jitterMs: 0, interruptedAtMs: null, longMs: 400_000 };
    const actors = [5_000, 80_000, 250_000].map((startMs) => ({ ...walks, points, startMs }));
    const { chunks } = live(ASKED, { ...given, actors });
    const starts = chunks.map((chunk) => chunk.fromMs);
    const whole = await answer(chunks, asked!, {});
    expect([whole.events.length, whole.damaged]).toEqual([3, []]);
    for (const parts of [1, 3]) {
      const found = await answer(chunks, asked!, { looks: [starts[1]!, starts[3]!] }, parts);
      expect(found.events).toHaveLength(2);
      expect(found.damaged.map(({ fromMs }) => fromMs)).toEqual([starts[1]]);
      expect(found.coverage).toEqual([
        { fromMs: starts[0], toMs: chunks[0]!.toMs },
        { fromMs: starts[2], toMs: chunks.at(-1)!.toMs },
      ]);
    }
  });

  it("ends the question in one sentence when nothing else is stored", async () => {
    const { chunks } = live(ASKED, {
      actors: [],
      seed: 1,
      everyMs: 200,
      jitterMs: 0,
      interruptedAtMs: null,
      longMs: 100_000,
    });
    const all = chunks.map((chunk) => chunk.fromMs);
    await expect(answer(chunks, ASKED[0]!, { pieces: all })).rejects.toMatchObject({
      code: "retro.damaged",
      message: `The stored tracks of camera "gate" are damaged throughout this period: ask about the time before or after.`,
    });
  });
});
