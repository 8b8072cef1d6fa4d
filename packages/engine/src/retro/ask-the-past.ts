// One question about the stored past of one camera, from the reading to the answer.
import type { RetroResult } from "@vigie/contracts";
import type { TrajectoryReader } from "@vigie/core";
import { answerPast, SURVEY_SHARE } from "./answer-past.ts";
import { requireAnswerable } from "./answerable.ts";
import { cancelled } from "./past-errors.ts";
import { type PartAnswer, type PastHooks, replayPart } from "./replay-part.ts";
import { type PastQuestion, surveyThePast } from "./survey.ts";

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
  requireAnswerable(question.scenario);
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
