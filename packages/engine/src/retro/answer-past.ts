// The answer to a question about the past, put together from what its parts told.
import type { RetroResult } from "@vigie/contracts";
import { type CoveredSpan, joinMinutes, type MinuteSpan } from "@vigie/core";
import { allDamaged, leftOut, notWatching } from "./past-errors.ts";
import type { PartAnswer } from "./replay-part.ts";
import type { Survey } from "./survey.ts";
import { joinTold } from "./told-events.ts";

/** Share of the work that the survey takes. */
export const SURVEY_SHARE = 0.2;
const DAY_MS = 86_400_000;

/** `answers`: one for each part, in their order. Errors: `retro.not-watching`, `retro.damaged` when nothing could be read. */
export function answerPast({ question, minutes, things }: Survey, answers: readonly PartAnswer[]): RetroResult {
  const { covered, damaged } = lookedAt(question, minutes, new Set(answers.flatMap((answer) => answer.unreadMs)));
  if (covered.length === 0) throw allDamaged(question.cameraId);
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
    damaged,
  };
}

/** What was looked at inside the asked period, and which minutes of it are damaged. */
function lookedAt(
  { cameraId, fromMs, toMs }: Survey["question"],
  minutes: readonly MinuteSpan[],
  damagedMs: ReadonlySet<number>,
): { covered: CoveredSpan[]; damaged: RetroResult["damaged"] } {
  const covered: CoveredSpan[] = [];
  const damaged: RetroResult["damaged"] = [];
  const within = <T extends { fromMs: number; toMs: number }>(span: T): T => ({
    ...span,
    fromMs: Math.max(span.fromMs, fromMs),
    toMs: Math.min(span.toMs, toMs),
  });
  for (let m = 0; m < minutes.length; ) {
    const isDamaged = damagedMs.has(minutes[m]!.fromMs);
    let end = m + 1;
    while (end < minutes.length && damagedMs.has(minutes[end]!.fromMs) === isDamaged) end++;
    // Never joined over a damaged minute, however far apart frames are.
    const run = joinMinutes(minutes.slice(m, end));
    const [first, last] = [run[0]!.fromMs, run.at(-1)!.toMs];
    if (isDamaged)
      damaged.push({
        ...within({ fromMs: first, toMs: last }),
        message: leftOut(cameraId, first, last, end - m),
      });
    else covered.push(...run.map(within));
    m = end;
  }
  return { covered, damaged };
}
