// Threads that help with one question about the past.
import { Worker } from "node:worker_threads";
import { AppError } from "@vigie/contracts/errors";
import type { PartWork } from "./part-work.ts";
import type { HelperNews, HelperPart, HelperTask } from "./retro-helper.ts";

export interface Helpers {
  /** Those that are ready take parts from now on, the others as soon as they are. One that fails with a part in hand ends the work. */
  workOn(work: PartWork): void;
  end(): Promise<void>;
}

const ENTRY = new URL("./retro-helper.ts", import.meta.url);

export function createHelpers(workerData: HelperTask, count: number): Helpers {
  let work: PartWork | null = null;
  const idle = new Set<Worker>();
  const busy = new Set<Worker>();
  const all = Array.from({ length: count }, start);

  function start(): Worker {
    const helper = new Worker(ENTRY, { workerData });
    helper.on("message", (news: HelperNews) => heard(helper, news));
    helper.on("error", (cause) => lost(helper, cause));
    helper.on("exit", () => lost(helper, new Error("a thread that helped to look through the past ended too early")));
    return helper;
  }

  function heard(helper: Worker, news: HelperNews): void {
    if (news.type === "failed") return lost(helper, new AppError(news.error));
    if (news.type === "progress") return work?.progressed(news.n, news.share);
    if (news.type === "answered") work?.answered(news.n, news.answer);
    busy.delete(helper);
    idle.add(helper);
    giveOut();
  }

  function giveOut(): void {
    for (const helper of idle) {
      const next: HelperPart | null = work?.take() ?? null;
      if (!next) return;
      idle.delete(helper);
      busy.add(helper);
      helper.postMessage(next);
    }
  }

  /** The others answer without one that never took a part, for instance because the database has no connection left. */
  function lost(helper: Worker, cause: unknown): void {
    idle.delete(helper);
    if (busy.has(helper)) work?.failed(cause);
  }

  return {
    workOn(given) {
      work = given;
      giveOut();
    },
    async end() {
      await Promise.all(all.map((helper) => helper.terminate()));
    },
  };
}
