// One worker process seen from outside: questions with answers, a heartbeat, and its end.
import { type ChildProcess, fork } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { AppError } from "@vigie/contracts";
import type { Clock, Timer } from "@vigie/core";
import { type AnswerValue, fromPlainError, type ToSupervisor, type ToWorker } from "../worker/protocol.ts";

export interface WorkerExit {
  /** True when the process fell by itself or hung; false when somebody ended it. */
  crashed: boolean;
  description: string;
  /** The camera that native code was working for, if the process noted one. */
  inHand: string | null;
}

export interface WorkerEvents {
  onMessage(message: ToSupervisor): void;
  /** No heartbeat for a while; the process may still come back. */
  onSilent(): void;
  onExit(exit: WorkerExit): void;
}

/** No heartbeat for this long, and nobody knows what its cameras see. Unit: ms. */
const SILENT_MS = 5_000;
/** No heartbeat for this long means that a socket or decoder hangs for good. Unit: ms. */
const HANG_MS = 15_000;
/** A process that has not said anything yet may still be starting: on a busy machine that takes long. Unit: ms. */
const START_MS = 60_000;
/** This process may itself have been asleep: heartbeats that wait for it are heard first. Unit: ms. */
const LAST_CHANCE_MS = 500;
const ASK_TIMEOUT_MS = 20_000;
const CRASH_SIGNALS = new Set(["SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL", "SIGFPE", "SIGTRAP"]);

let nextAsk = 1;

export class WorkerProcess {
  readonly startedAtMs: number;
  readonly #clock: Clock;
  readonly #child: ChildProcess;
  readonly #inHandPath: string | null;
  readonly #asks = new Map<number, { resolve(value: AnswerValue): void; reject(error: Error): void; timer: Timer }>();
  readonly #onSilent: () => void;
  #watchdog: Timer | null = null;
  #hung = false;
  #gone = false;

  constructor(entry: URL, environment: Record<string, string>, clock: Clock, events: WorkerEvents) {
    this.#clock = clock;
    this.startedAtMs = clock.nowMs();
    this.#inHandPath = placeForNote();
    this.#child = fork(entry, [], {
      serialization: "advanced",
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      env: { ...process.env, ...environment, VIGIE_IN_HAND: this.#inHandPath ?? "" },
    });
    this.#child.on("message", (message) => {
      const said = message as ToSupervisor;
      if (said.type === "answer") this.#settle(said);
      else {
        if (said.type === "heartbeat" || said.type === "ready") this.#feedWatchdog();
        events.onMessage(said);
      }
    });
    const ended = (code: number | null, signal: NodeJS.Signals | null) => {
      if (this.#gone) return;
      this.#gone = true;
      this.#watchdog?.cancel();
      for (const ask of this.#asks.values()) {
        ask.timer.cancel();
        ask.reject(workerGone());
      }
      this.#asks.clear();
      const crashed = this.#hung || (signal ? CRASH_SIGNALS.has(signal) : code !== 0);
      const description = this.#hung ? "it no longer answered" : signal ? `signal ${signal}` : `exit code ${code}`;
      events.onExit({ crashed, description, inHand: this.#takeInHand() });
    };
    this.#child.on("exit", ended);
    // A process that could not be started tells no exit.
    this.#child.on("error", () => {
      if (this.#child.pid === undefined) ended(1, null);
    });
    this.#onSilent = () => events.onSilent();
    this.#feedWatchdog(START_MS);
  }

  get isGone(): boolean {
    return this.#gone;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  send(message: ToWorker): void {
    if (this.#gone || !this.#child.connected) return;
    this.#child.send(message, () => {});
  }

  /** Errors: those of the worker, `worker.gone`, `worker.timeout`. */
  ask(build: (ask: number) => ToWorker): Promise<AnswerValue> {
    if (this.#gone) return Promise.reject(workerGone());
    const ask = nextAsk++;
    return new Promise((resolve, reject) => {
      const timer = this.#clock.after(ASK_TIMEOUT_MS, () => {
        this.#asks.delete(ask);
        reject(
          new AppError({
            code: "worker.timeout",
            kind: "timeout",
            message: "The camera's worker did not answer in time.",
            retryable: true,
          }),
        );
      });
      this.#asks.set(ask, { resolve, reject, timer });
      this.send(build(ask));
    });
  }

  kill(): void {
    this.#child.kill("SIGKILL");
  }

  #settle(said: Extract<ToSupervisor, { type: "answer" }>): void {
    const ask = this.#asks.get(said.ask);
    if (!ask) return;
    this.#asks.delete(said.ask);
    ask.timer.cancel();
    if (said.ok) ask.resolve(said.value);
    else ask.reject(fromPlainError(said.error));
  }

  #feedWatchdog(hangMs = HANG_MS): void {
    if (this.#gone) return;
    this.#wait(SILENT_MS, () => {
      this.#onSilent();
      this.#wait(hangMs - SILENT_MS, () => {
        this.#hung = true;
        this.kill();
      });
    });
  }

  /** Any heartbeat ends the wait, also one that has arrived but was not heard yet. */
  #wait(ms: number, overdue: () => void): void {
    this.#watchdog?.cancel();
    this.#watchdog = this.#clock.after(ms, () => {
      this.#watchdog = this.#clock.after(LAST_CHANCE_MS, overdue);
    });
  }

  #takeInHand(): string | null {
    if (this.#inHandPath === null) return null;
    try {
      return readFileSync(this.#inHandPath, "utf8").replaceAll("\0", "").trim() || null;
    } catch {
      return null;
    } finally {
      rmSync(this.#inHandPath, { force: true });
    }
  }
}

/** Null where nothing can be written: then a crash has no culprit, and everything else goes on. */
function placeForNote(): string | null {
  try {
    const folder = join(tmpdir(), `vigie-${process.pid}`);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `in-hand-${nextAsk++}`);
    closeSync(openSync(path, "w", 0o600));
    return path;
  } catch {
    return null;
  }
}

function workerGone(): AppError {
  return new AppError({
    code: "worker.gone",
    kind: "unavailable",
    message: "The camera's worker has just ended and is being replaced; try again in a few seconds.",
    retryable: true,
  });
}
