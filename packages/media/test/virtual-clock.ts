// A clock that the test owns: time passes only while something is awaited.
import type { Clock, Timer } from "@vigie/core";

interface Task {
  atMs: number;
  run(): void;
}

export class VirtualClock implements Clock {
  #nowMs: number;
  #tasks: Task[] = [];

  constructor(nowMs: number) {
    this.#nowMs = nowMs;
  }

  nowMs(): number {
    return this.#nowMs;
  }

  monotonicMs(): number {
    return this.#nowMs;
  }

  after(delayMs: number, run: () => void): Timer {
    const task: Task = { atMs: this.#nowMs + delayMs, run };
    this.#tasks.push(task);
    return {
      cancel: () => {
        this.#tasks = this.#tasks.filter((each) => each !== task);
      },
    };
  }

  advance(ms: number): void {
    const untilMs = this.#nowMs + ms;
    for (let due = this.#next(untilMs); due; due = this.#next(untilMs)) {
      this.#nowMs = due.atMs;
      due.run();
    }
    this.#nowMs = untilMs;
  }

  /** Lets timers run, one after the other, until the value is there. */
  async runUntil<T>(value: T | Promise<T>): Promise<T> {
    let isDone = false;
    const done = Promise.resolve(value).finally(() => {
      isDone = true;
    });
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.#tasks.reduce((first, task) => Math.min(first, task.atMs), Number.POSITIVE_INFINITY);
      if (!isDone && Number.isFinite(next)) this.advance(Math.max(0, next - this.#nowMs));
    }
    return done;
  }

  #next(untilMs: number): Task | undefined {
    const due = this.#tasks.filter((task) => task.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
    this.#tasks = this.#tasks.filter((task) => task !== due);
    return due;
  }
}
