// Threads that help with one question about the past.
import { Worker } from "node:worker_threads";
import { AppError } from "@vigie/contracts";
import type { PartWork } from "./part-work.ts";
import type { HelperNews, HelperPart, HelperTask } from "./retro-helper.ts";

export interface Helpers {
  /** Those that are ready take parts from now on, the others as soon as they are. A helper that fails ends the work. */
  workOn(work: PartWork): void;
  end(): Promise<void>;
}

const ENTRY = new URL("./retro-helper.ts", import.meta.url);

export function createHelpers(workerData: HelperTask, count: number): Helpers {
  let work: PartWork | null = null;
  let failure: { cause: unknown } | null = null;
  const idle = new Set<Worker>();
  const all = Array.from({ length: count }, start);

  function start(): Worker {
    const helper = new Worker(ENTRY, { workerData });
    helper.on("message", (news: HelperNews) => heard(helper, news));
    helper.on("error", fail);
    helper.on("exit", () => fail(new Error("a thread that helped to look through the past ended too early")));
    return helper;
  }

  function heard(helper: Worker, news: HelperNews): void {
    if (news.type === "failed") return fail(new AppError(news.error));
    if (news.type === "progress") return work?.progressed(news.n, news.share);
    if (news.type === "answered") work?.answered(news.n, news.answer);
    idle.add(helper);
    giveOut();
  }

  function giveOut(): void {
    for (const helper of idle) {
      const next: HelperPart | null = work?.take() ?? null;
      if (!next) return;
      idle.delete(helper);
      helper.postMessage(next);
    }
  }

  function fail(cause: unknown): void {
    failure ??= { cause };
    work?.failed(cause);
  }

  return {
    workOn(given) {
      work = given;
      if (failure) given.failed(failure.cause);
      giveOut();
    },
    async end() {
      await Promise.all(all.map((helper) => helper.terminate()));
    },
  };
}
