// A thread that helps with one question about the past: it asks for parts until nobody has any, then it is ended.
import { parentPort, workerData } from "node:worker_threads";
import { type AppErrorInit, isAppError } from "@vigie/contracts/errors";
import { type PartAnswer, type PastPart, type PastQuestion, replayPart } from "@vigie/engine/retro";
import { openTrajectoryReader } from "@vigie/store/tracks";
import { stepBack } from "./threads.ts";

/** What the thread is started with. */
export interface HelperTask {
  dataFolder: string;
  databaseUrl: string | null;
  question: PastQuestion;
}

/** What it is sent then: which part, and the part. */
export interface HelperPart {
  n: number;
  part: PastPart;
}

export type HelperNews =
  | { type: "ready" }
  | { type: "progress"; n: number; share: number }
  | { type: "answered"; n: number; answer: PartAnswer }
  | { type: "failed"; error: AppErrorInit };

if (parentPort) await help(workerData as HelperTask, parentPort);

async function help(task: HelperTask, port: NonNullable<typeof parentPort>): Promise<void> {
  const tell = (news: HelperNews): void => port.postMessage(news);
  /** An error that is meant for people is told; any other one ends the thread. */
  const fail = (cause: unknown): void => {
    if (!isAppError(cause)) throw cause;
    const { code, kind, audience, message, retryable } = cause;
    tell({ type: "failed", error: { code, kind, audience, message, retryable } });
  };
  stepBack();
  const { dataFolder, databaseUrl, question } = task;
  try {
    const reader = await openTrajectoryReader({ dataFolder, databaseUrl: databaseUrl ?? undefined });
    const judge = async ({ n, part }: HelperPart): Promise<void> => {
      const onProgress = (share: number): void => tell({ type: "progress", n, share });
      tell({ type: "answered", n, answer: await replayPart(reader, question, part, { onProgress }) });
    };
    port.on("message", (given: HelperPart) => void judge(given).catch(fail));
    tell({ type: "ready" });
  } catch (cause) {
    fail(cause);
  }
}
