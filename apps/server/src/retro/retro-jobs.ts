// Questions about the stored past as jobs: a few at a time, each in threads of its own, remembered for a while after they ended.
import { randomUUID } from "node:crypto";
import { Worker } from "node:worker_threads";
import { AppError, type RetroJob } from "@vigie/contracts";
import type { Clock } from "@vigie/core";
import type { PastQuestion } from "@vigie/engine";
import type { FastifyBaseLogger } from "fastify";
import type { RetroTask } from "./ask-in-threads.ts";
import type { RetroNews } from "./retro-thread.ts";
import { threadsForThePast } from "./threads.ts";

export interface RetroJobs {
  /** Errors: `retro.too-many`. */
  start(question: PastQuestion): RetroJob;
  /** Errors: `retro.not-found`. */
  get(id: string): RetroJob;
  /** The job as it is afterwards; one that has ended stays as it ended. Errors: `retro.not-found`. */
  cancel(id: string): RetroJob;
  /** Ends what runs. */
  close(): Promise<void>;
}

export interface RetroJobsDeps {
  dataFolder: string;
  databaseUrl: string | null;
  clock: Clock;
  logger: FastifyBaseLogger;
}

interface Job {
  view: RetroJob;
  question: PastQuestion;
  startedMs: number;
  thread: Worker | null;
}

const AT_ONCE = 2;
const MOST_WAITING = 16;
/** How long an ended job can still be asked for. Unit: ms. */
const KEPT_MS = 15 * 60_000;
const ENTRY = new URL("./retro-thread.ts", import.meta.url);

export function createRetroJobs({ dataFolder, databaseUrl, clock, logger }: RetroJobsDeps): RetroJobs {
  const jobs = new Map<string, Job>();
  const waiting: Job[] = [];
  const running = new Set<Job>();
  let closed = false;

  const find = (id: string): Job => {
    const job = jobs.get(id);
    if (job) return job;
    throw new AppError({
      code: "retro.not-found",
      kind: "not-found",
      message: "There is no such question; answers are kept for 15 minutes.",
    });
  };

  const finish = (job: Job, change: Partial<RetroJob>): void => {
    if (job.view.state !== "running") return;
    job.view = { ...job.view, secondsLeft: null, ...change };
    void job.thread?.terminate();
    job.thread = null;
    running.delete(job);
    const place = waiting.indexOf(job);
    if (place >= 0) waiting.splice(place, 1);
    clock.after(KEPT_MS, () => jobs.delete(job.view.id));
    next();
  };

  const heard = (job: Job, news: RetroNews): void => {
    if (news.type === "done") return finish(job, { state: "done", progress: 1, result: news.result });
    if (news.type === "failed") return finish(job, { state: "failed", reason: news.reason });
    const goneMs = clock.monotonicMs() - job.startedMs;
    const secondsLeft = news.share > 0.05 ? ((goneMs / news.share) * (1 - news.share)) / 1000 : null;
    if (job.view.state === "running") job.view = { ...job.view, progress: news.share, secondsLeft };
  };

  const next = (): void => {
    while (!closed && running.size < AT_ONCE && waiting.length > 0) run(waiting.shift()!);
  };

  const run = (job: Job): void => {
    running.add(job);
    job.startedMs = clock.monotonicMs();
    const workerData: RetroTask = { dataFolder, databaseUrl, question: job.question, threads: threadsForThePast() };
    const thread = new Worker(ENTRY, { workerData });
    job.thread = thread;
    thread.on("message", (news: RetroNews) => heard(job, news));
    thread.on("error", (err) => {
      logger.error({ err }, "A question about the past could not be answered.");
      finish(job, {
        state: "failed",
        reason: "Something went wrong while the past was looked through; the server's log says what.",
      });
    });
    thread.on("exit", () =>
      finish(job, { state: "failed", reason: "The past could not be looked through to the end." }),
    );
  };

  return {
    start(question) {
      if (waiting.length >= MOST_WAITING) {
        throw new AppError({
          code: "retro.too-many",
          kind: "exhausted",
          message: "Too many questions about the past are waiting; try again when some are answered.",
          retryable: true,
        });
      }
      const view: RetroJob = {
        id: randomUUID(),
        cameraId: question.cameraId,
        state: "running",
        progress: 0,
        secondsLeft: null,
        reason: "",
        result: null,
      };
      const job: Job = { view, question, startedMs: clock.monotonicMs(), thread: null };
      jobs.set(view.id, job);
      waiting.push(job);
      next();
      return job.view;
    },
    get: (id) => find(id).view,
    cancel(id) {
      const job = find(id);
      finish(job, { state: "cancelled" });
      return job.view;
    },
    async close() {
      closed = true;
      waiting.length = 0;
      await Promise.all([...running].map((job) => job.thread?.terminate()));
    },
  };
}
