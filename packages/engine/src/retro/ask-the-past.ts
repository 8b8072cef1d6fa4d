// One question about the stored past of one camera, from the reading to the answer.
import type { RetroResult } from "@vigie/contracts";
import type { TrajectoryReader } from "@vigie/core";
import { cancelled, notWatching } from "./past-errors.ts";
import { type PartAnswer, type PastHooks, replayPart } from "./replay-part.ts";
import { type PastQuestion, type Survey, surveyThePast } from "./survey.ts";
import { joinTold } from "./told-events.ts";

/** Share of the work that the survey takes. */
export const SURVEY_SHARE = 0.2;
const DAY_MS = 86_400_000;

/**
 * What the scenario would have told, had it been started at `fromMs`. `mostParts`: judged in so many parts, one after the other; the
 * answer is the same.
 * Errors: `retro.needs-picture`, `retro.not-built`, `retro.nothing-stored`, `retro.not-watching`, `retro.cancelled`, `store.*`.
 */
export async function askThePast(
  reader: TrajectoryReader,
  question: PastQuestion,
  hooks: PastHooks = {},
  mostParts = 1,
): Promise<RetroResult> {
  hooks.onProgress?.(0);
  const survey = await surveyThePast(reader, question, mostParts);
  if (hooks.cancelled?.()) throw cancelled();
  const answers: PartAnswer[] = [];
  for (const [n, part] of survey.parts.entries()) {
    const onProgress = (share: number): void =>
      hooks.onProgress?.(SURVEY_SHARE + ((1 - SURVEY_SHARE) * (n + share)) / survey.parts.length);
    answers.push(await replayPart(reader, question, part, { ...hooks, onProgress }));
  }
  return answerPast(survey, answers);
}

/** `answers`: one for each part, in their order. Errors: `retro.not-watching`. */
export function answerPast({ covered, things }: Survey, answers: readonly PartAnswer[]): RetroResult {
  const reasons = answers.flatMap((answer) => answer.reasons);
  const reason = reasons.includes(null) ? null : (reasons.at(-1) ?? null);
  if (reason !== null) throw notWatching(reason);
  const { events, scores } = joinTold(answers.map((answer) => answer.told));
  const coveredMs = covered.reduce((sum, span) => sum + (span.toMs - span.fromMs), 0);
  return {
    events,
    totalEvents: scores.length,
    scores,
    eventsPerDay: coveredMs > 0 ? (scores.length * DAY_MS) / coveredMs : 0,
    tracks: things,
    coveredMs,
    coverage: covered.map(({ fromMs, toMs }) => ({ fromMs, toMs })),
  };
}
