// One question about the past answered by several threads: this one surveys and shares out, helpers take parts as long as there are any.
import { Worker } from "node:worker_threads";
import { AppError, type RetroResult } from "@vigie/contracts";
import type { TrajectoryReader } from "@vigie/core";
import {
  answerPast,
  type PartAnswer,
  type PastPart,
  type PastQuestion,
  replayPart,
  SURVEY_SHARE,
  surveyThePast,
} from "@vigie/engine";
import { openTrajectoryReader } from "@vigie/store";
import type { HelperNews, HelperTask } from "./retro-helper.ts";

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
/** For less, a helper is not worth its start. Unit: pieces. */
const HELPER_PIECES = 4_000;
const HELPER = new URL("./retro-helper.ts", import.meta.url);

/** `onProgress`: 0 to 1. Errors: those of `askThePast`; the first error of any thread ends all. */
export async function askInThreads(task: RetroTask, onProgress: (share: number) => void): Promise<RetroResult> {
  const { dataFolder, databaseUrl, question, threads } = task;
  const reader = await openTrajectoryReader({ dataFolder, databaseUrl: databaseUrl ?? undefined });
  try {
    onProgress(0);
    const survey = await surveyThePast(reader, question, threads > 1 ? threads * PARTS_A_THREAD : 1);
    const answers = await judge(task, survey.parts, reader, (share) =>
      onProgress(SURVEY_SHARE + (1 - SURVEY_SHARE) * share),
    );
    return answerPast(survey, answers);
  } finally {
    await reader.close();
  }
}

async function judge(
  { threads, dataFolder, databaseUrl, question }: RetroTask,
  parts: readonly PastPart[],
  reader: TrajectoryReader,
  onProgress: (share: number) => void,
): Promise<PartAnswer[]> {
  const weights = parts.map((part) => part.minuteMs.length + 1);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = parts.map(() => 0);
  const answers = new Map<number, PartAnswer>();
  let next = 0;
  const take = (): number | null => (next < parts.length ? next++ : null);
  const progressed = (n: number, share: number): void => {
    shares[n] = share;
    onProgress(shares.reduce((sum, done, part) => sum + done * weights[part]!, 0) / total);
  };
  const all = Promise.withResolvers<void>();
  const answered = (n: number, answer: PartAnswer): void => {
    answers.set(n, answer);
    if (answers.size === parts.length) all.resolve();
  };

  const workerData: HelperTask = { dataFolder, databaseUrl, question };
  const count = Math.min(threads - 1, parts.length - 1, Math.floor(total / HELPER_PIECES));
  const helpers = Array.from({ length: Math.max(0, count) }, () => {
    const helper = new Worker(HELPER, { workerData });
    const giveNext = (): void => {
      const n = take();
      if (n !== null) helper.postMessage({ n, part: parts[n]! });
    };
    helper.on("message", (news: HelperNews) => {
      if (news.type === "progress") return progressed(news.n, news.share);
      if (news.type === "failed") return all.reject(new AppError(news.error));
      if (news.type === "answered") answered(news.n, news.answer);
      giveNext();
    });
    helper.on("error", (cause) => all.reject(cause));
    helper.on("exit", () => all.reject(new Error("a thread that helped to look through the past ended too early")));
    return helper;
  });
  // Heard while this thread works itself; once all is answered, nobody listens any more.
  all.promise.catch(() => undefined);
  let failed = false;
  all.promise.catch(() => {
    failed = true;
  });
  try {
    for (let n = take(); n !== null && !failed; n = take()) {
      const part = n;
      const cancelled = (): boolean => failed;
      const hooks = { onProgress: (share: number) => progressed(part, share), cancelled };
      answered(part, await replayPart(reader, question, parts[part]!, hooks));
    }
    await all.promise;
  } catch (cause) {
    // When a helper failed, that is the reason, not that this thread was stopped.
    if (failed) await all.promise;
    throw cause;
  } finally {
    await Promise.all(helpers.map((helper) => helper.terminate()));
  }
  return parts.map((_, n) => answers.get(n)!);
}
