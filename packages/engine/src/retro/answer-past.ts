// The answer to a question about the past, put together from what its parts told.
import type { RetroResult } from "@vigie/contracts";
import { notWatching } from "./past-errors.ts";
import type { PartAnswer } from "./replay-part.ts";
import type { Survey } from "./survey.ts";
import { joinTold } from "./told-events.ts";

/** Share of the work that the survey takes. */
export const SURVEY_SHARE = 0.2;
const DAY_MS = 86_400_000;

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
