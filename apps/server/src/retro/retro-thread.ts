// The thread that answers one question about the stored past, so that the server's own loop stays free.
import { parentPort, workerData } from "node:worker_threads";
import { isAppError, type RetroResult } from "@vigie/contracts";
import { askThePast, type PastQuestion } from "@vigie/engine";
import { openTrajectoryReader } from "@vigie/store";

/** What the thread is started with. */
export interface RetroTask {
  dataFolder: string;
  databaseUrl: string | null;
  question: PastQuestion;
}

export type RetroNews =
  | { type: "progress"; share: number }
  | { type: "done"; result: RetroResult }
  | { type: "failed"; code: string; reason: string };

const tell = (news: RetroNews): void => parentPort?.postMessage(news);

async function answer({ dataFolder, databaseUrl, question }: RetroTask): Promise<void> {
  const reader = await openTrajectoryReader({ dataFolder, databaseUrl: databaseUrl ?? undefined });
  try {
    const onProgress = (share: number): void => tell({ type: "progress", share });
    tell({ type: "done", result: await askThePast(reader, question, { onProgress }) });
  } finally {
    await reader.close();
  }
}

if (parentPort) {
  answer(workerData as RetroTask).catch((cause: unknown) => {
    const known = isAppError(cause) && cause.audience !== "developer";
    const reason = known
      ? cause.message
      : "Something went wrong while the past was looked through; the server's log says what.";
    tell({ type: "failed", code: isAppError(cause) ? cause.code : "server.internal", reason });
    if (!known) throw cause;
  });
}
