// The thread that answers one question about the stored past, so that the server's own loop stays free.
import { parentPort, workerData } from "node:worker_threads";
import type { RetroResult } from "@vigie/contracts";
import { isAppError } from "@vigie/contracts/errors";
import { askInThreads, type RetroTask } from "./ask-in-threads.ts";
import { stepBack } from "./threads.ts";

export type RetroNews =
  | { type: "progress"; share: number }
  | { type: "done"; result: RetroResult }
  | { type: "failed"; code: string; reason: string };

const tell = (news: RetroNews): void => parentPort?.postMessage(news);

async function answer(task: RetroTask): Promise<void> {
  stepBack();
  tell({ type: "done", result: await askInThreads(task, (share) => tell({ type: "progress", share })) });
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
