// One question about the past answered by several threads: this one surveys and shares out, helpers take parts as long as there are any.
import type { RetroResult } from "@vigie/contracts";
import type { TrajectoryReader } from "@vigie/core";
import {
  answerPast,
  type PartAnswer,
  type PastQuestion,
  replayPart,
  SURVEY_SHARE,
  surveyThePast,
} from "@vigie/engine/retro";
import { openTrajectoryReader } from "@vigie/store/tracks";
import { createHelpers } from "./helper-threads.ts";
import { createPartWork, type PartWork } from "./part-work.ts";

/** What is asked, of which store. */
export interface RetroTask {
  dataFolder: string;
  databaseUrl: string | null;
  question: PastQuestion;
  /** At most so many threads work on it, this one among them. */
  threads: number;
}

/** Small parts, so that threads end together although the machine gives one of them less time. */
const PARTS_A_THREAD = 4;
/** About more time than this helpers answer too. They start at once, so that they are ready when it is known what there is to do. */
const LONG_MS = 7 * 86_400_000;

/** `onProgress`: 0 to 1. The scenario is one that can be asked. Errors: those of `surveyThePast` and `answerPast`; the first error of a thread with a part in hand ends all. */
export async function askInThreads(task: RetroTask, onProgress: (share: number) => void): Promise<RetroResult> {
  const { dataFolder, databaseUrl, question, threads } = task;
  const count = question.toMs - question.fromMs > LONG_MS ? threads : 1;
  const helpers = createHelpers({ dataFolder, databaseUrl, question }, count - 1);
  try {
    const reader = await openTrajectoryReader({ dataFolder, databaseUrl: databaseUrl ?? undefined });
    try {
      onProgress(0);
      const survey = await surveyThePast(reader, question, count > 1 ? count * PARTS_A_THREAD : 1);
      const share = (done: number): void => onProgress(SURVEY_SHARE + (1 - SURVEY_SHARE) * done);
      const work = createPartWork(survey.parts, share);
      helpers.workOn(work);
      return answerPast(survey, await workAlong(work, reader, question));
    } finally {
      await reader.close();
    }
  } finally {
    await helpers.end();
  }
}

/** This thread takes parts too. Errors: the first of any thread. */
async function workAlong(work: PartWork, reader: TrajectoryReader, question: PastQuestion): Promise<PartAnswer[]> {
  try {
    for (let next = work.take(); next !== null; next = work.take()) {
      const { n, part } = next;
      const onProgress = (share: number): void => work.progressed(n, share);
      work.answered(n, await replayPart(reader, question, part, { onProgress, cancelled: work.hasFailed }));
    }
  } catch (cause) {
    // When a helper failed, that is the reason, and not that this thread was stopped.
    work.failed(cause);
  }
  return work.answers;
}
